// SPDX-License-Identifier: MIT
#pragma once

/*
 * One message in, what is done about it: tickets, a draft, replies in the outbox. The
 * caller has begun the transaction that added the inbox row and commits it afterwards;
 * nothing here talks to the outside. The same engine serves every door.
 */

#include <stdbool.h>
#include <stdint.h>

struct office;
struct inbox_row;

/*
 * Handle a whole message (not a part, not damaged). Sets the row's state and intent,
 * queues the replies with the modem it came by. Returns 0 or a store error; then the
 * caller rolls back and nothing happened.
 */
int answer_message(const struct office *office, const struct inbox_row *message,
		   int64_t now_s);

/* Parts that will never be complete: hand what came to a human and tell the sender once.
 */
int answer_incomplete_parts(const struct office *office, int64_t now_s);

/* Whether a sender may be answered at all, and why not (a word for the inbox note, or
 * NULL). */
const char *answer_refusal(const char *sender);
