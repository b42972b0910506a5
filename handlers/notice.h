// SPDX-License-Identifier: MIT
#pragma once

/*
 * Texts about a ticket: which phrase tells its state, and a notice that nobody asked for.
 */

#include <stdint.h>

struct facts;
struct office;
struct ticket;

enum {
	NOTICE_PAPERS_DAYS = 14, /* so long what is missing may be brought */
};

/* The phrase that tells the state of a ticket to the one who filed it, and the date that
 * belongs to it. */
const char *notice_state_phrase(const struct office *office, const struct ticket *ticket,
				struct facts *facts);

/* Queue phrase `id` to the ticket's phone; nothing when it has no mobile number. */
int notice_about_ticket(const struct office *office, const char *id,
			const struct ticket *ticket, int64_t now_s);

/* Closing time of the last day on which a ready letter can be collected. */
int64_t notice_pickup_end(const struct office *office, const struct ticket *ticket);

/* Remind of a letter that is ready (R22). */
int notice_remind(const struct office *office, const struct ticket *ticket,
		  int64_t now_s);
