// SPDX-License-Identifier: MIT
#pragma once

/* The dates in an operator's text that are said of the SIM card itself, for
 * handlers/credit.c. */

#include <stdbool.h>

struct credit;
struct credit_token;

/*
 * Note active_until and grace_until, the first of each. `amount_end` is behind the credit
 * in the text, NULL when that was not said. Returns whether a date of the card follows
 * right behind it.
 */
bool credit_read_dates(const struct credit_token *tokens,
		       const struct credit_token *amount_end, struct credit *credit);
