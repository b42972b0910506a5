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
	/* How long a ready letter lies at the office (R22), and how long papers may be
	 * brought. */
	NOTICE_PICKUP_DAYS = 30,
	NOTICE_PAPERS_DAYS = 14,
};

/* The phrase that tells the state of a ticket to the one who filed it, and the date that
 * belongs to it. */
const char *notice_state_phrase(const struct office *office, const struct ticket *ticket,
				struct facts *facts);

/* Queue phrase `id` to the ticket's phone; nothing when it has no mobile number. */
int notice_about_ticket(const struct office *office, const char *id,
			const struct ticket *ticket, int64_t now_s);
