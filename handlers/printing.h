// SPDX-License-Identifier: MIT
#pragma once

/*
 * From a ticket to what is printed: which letters may be, with which words, and the event
 * that says it was done. Drawing itself is letters/letter.h; this folder draws nothing.
 */

#include <stdbool.h>
#include <stdint.h>

#include "letters/content.h"
#include "letters/letter_options.h"
#include "letters/qr.h"
#include "store/register.h"
#include "store/tickets.h"

struct actor;
struct letter;
struct office;
struct text;

struct printing {
	struct ticket ticket;
	struct register_entry entry;
	struct content content;
	char qr_text[QR_TEXT_SIZE];
};

/*
 * What the letter of this ticket says, from the register's snapshot alone, and its QR
 * code's text; `verify_url` is the setting of seal.h, "" none. Returns 0,
 * -ENOENT (no such ticket), -EPERM with a sentence in `why` (not approved, revoked, not
 * sealed, values are empty), or a store error.
 */
int printing_prepare(const struct office *office, const char *code,
		     const char *verify_url, struct printing *out, struct text *why);

/* The same of a ticket that is not approved yet, as its letter would be today: the office
 * sees what is missing. No QR text. */
int printing_preview(const struct office *office, const char *code, struct printing *out,
		     int64_t now_s, struct text *why);

/* A specimen of a letter with an invented person. */
bool printing_specimen(const struct office *office, const struct letter *letter,
		       struct content *out, struct text *why);

/* Record that it was printed, or printed again: what and where, as "2 lembar". The state
 * stays; the event is there for good. In a transaction. */
int printing_record(const struct office *office, const struct ticket *ticket,
		    const struct actor *actor, const char *what, int64_t now_s);

/* Record that what was recorded last did not come out of the printer, and why. */
int printing_record_failure(const struct office *office, const struct ticket *ticket,
			    const struct actor *actor, const char *why_not,
			    int64_t now_s);
