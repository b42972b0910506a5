// SPDX-License-Identifier: MIT
#pragma once

/*
 * Questions to the operators of our own SIM cards (`*888#`), from the office or on a
 * timer, and what became of them. The program that drives the modems takes them; who
 * asked looks into the row. Nothing of a resident stands here, and no resident can add a
 * row.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/limits.h"

struct store;

enum {
	USSD_REQUEST_CODE_SIZE = 32 + 1,
	USSD_REQUEST_ANSWER_SIZE = 2048,
};

enum ussd_state {
	USSD_STATE_WAITING,
	USSD_STATE_ASKING, /* with a modem; the answer is not committed yet */
	USSD_STATE_ANSWERED,
	USSD_STATE_FAILED, /* `note` says why */
};

const char *ussd_state_name(enum ussd_state state);

struct ussd_request {
	int64_t id;
	int64_t created_at;
	enum ussd_state state;
	char modem[16]; /* the one to ask, "" = any; then the one that asked */
	char code[USSD_REQUEST_CODE_SIZE];
	char asked_by[LIMIT_ADDRESS_SIZE]; /* an account, or USSD_ASKED_BY_TIMER */
	char answer[USSD_REQUEST_ANSWER_SIZE];
	char note[128];
	int64_t answered_at;
};

#define USSD_ASKED_BY_TIMER "suratd"

/* Queue one; sets request->id. The caller fills modem, code and asked_by. Rows older than
 * 90 days are forgotten. */
int ussd_request_add(struct store *store, struct ussd_request *request);

/* The oldest one that waits for this modem or for any. -ENOENT when none does. */
int ussd_request_next(struct store *store, const char *modem, struct ussd_request *out);

int ussd_request_get(struct store *store, int64_t id, struct ussd_request *out);

/* It is about to be given to request->modem; commit before doing so. -ENOENT when it does
 * not wait any more. */
int ussd_request_set_asking(struct store *store, struct ussd_request *request);

/* Write back what became of it: state, answer, note, answered_at. */
int ussd_request_update(struct store *store, const struct ussd_request *request);

/*
 * Give up what nobody will answer any more: what was ASKING (`is_starting`: left so by a
 * crash), and what has been WAITING since before `before_s`. Returns how many.
 */
int ussd_request_give_up(struct store *store, int64_t before_s, bool is_starting);

/* How many this modem was asked by the timer since then. */
int ussd_request_count_since(struct store *store, const char *modem, int64_t since_s);
