// SPDX-License-Identifier: MIT
#pragma once

/*
 * A village office for tests: the real settings of conf/, a store in memory or in a file,
 * one known resident, a clock that stands still. Messages are put in as an intake would.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/limits.h"
#include "handlers/office.h"
#include "store/outbox.h"
#include "store/tickets.h"

struct settings;

/* A Tuesday, 10.00 local time in the office. */
#define HOUSE_PHONE       "+6281234567890"
#define HOUSE_OTHER       "+6285799988877"
#define HOUSE_NIK         "3513151205909901" /* is known; the name is HOUSE_NAME */
#define HOUSE_NAME        "SUPARMAN RAHASIA"
#define HOUSE_NIK_UNKNOWN "3513151205909902"

struct house {
	struct settings *settings;
	struct office office;
	struct village village;
	struct guard_options guards;
	struct officer_options officers; /* the cheapest hash of a PIN */
	char directory[64];
	char path[128]; /* of the store, ":memory:" unless house_open_file() */
	int64_t now_s;
	int n_messages;
};

/* Never return on failure: the test stops with what is wrong. */
void house_open(struct house *house);
void house_open_file(struct house *house); /* survives house_restart() */
void house_close(struct house *house);

/* Close the store and open it again, as a restart of the program does. */
void house_restart(struct house *house);

/* The second that is so many days and minutes after the house's first one. */
void house_wait(struct house *house, int64_t seconds);

/* A text comes in and is answered, in one transaction. Returns the inbox id. */
int64_t house_receive(struct house *house, const char *sender, const char *text);
/* The same by another door: "call", "http"... */
int64_t house_receive_by(struct house *house, const char *door, const char *sender,
			 const char *text);
/* The same transaction, taken back: as if the power went before the commit. */
void house_receive_and_lose(struct house *house, const char *sender, const char *text);
/* The network brings the last message again. */
void house_repeat(struct house *house);

/* Ids of the phrases that went to `to` because of one message, apart by a space. */
const char *house_phrases(struct house *house, int64_t inbox_id, char *out, size_t size);
/* The newest text that went to `to`; "" none. */
const char *house_last_text(struct house *house, const char *to, char *out, size_t size);
int house_count_tickets(struct house *house, const char *phone);
int house_count_texts(struct house *house, const char *to);
/* The newest ticket of a phone. */
void house_newest_ticket(struct house *house, const char *phone, struct ticket *out);
