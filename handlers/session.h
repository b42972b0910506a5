// SPDX-License-Identifier: MIT
#pragma once

/*
 * A conversation by pages (USSD), whatever door brings it: one answer in, one page out.
 * The pages fill the same draft as SMS does, keyed by the caller, so that a session that
 * dropped is taken up by the next one or by a text. A ticket is committed before its page
 * goes out, and its code goes by SMS too. The same step asked for again gives the same
 * bytes and does nothing.
 *
 * A page has at most 128 septets and five options: a longer one is lost without a word in
 * networks that exist. Four answers lead to a ticket; what is not known then, the office
 * asks.
 */

#include <stdbool.h>
#include <stdint.h>

#include "store/sessions.h"

struct office;

enum {
	SESSION_PAGE_SEPTETS = 128,
	SESSION_OPTIONS_MAX = 5,
	SESSION_ANSWERS_MAX = 4,
};

/* No pointer is NULL. */
struct session_input {
	const char *door;   /* "cusd", "http", "gsup" */
	const char *modem;  /* that came by; "" none */
	const char *key;    /* the door's name of the session, new for each */
	const char *caller; /* in any form of a number; "" unknown */
	/* The step: a number, or with `is_cumulative` unused. */
	const char *step;
	/* The answer; of the first step what was dialled behind the service's own code,
	 * answers apart by '*'. With `is_cumulative` all of them so far in this way. */
	const char *text;
	bool is_cumulative;
};

/*
 * Take one step in a transaction of its own. Returns 0 with the page, or a store error
 * (nothing happened then; *out_page says in the caller's language that it did not work,
 * and ends the session). -EINVAL: a key or text that is longer than any gateway's.
 */
int session_step(const struct office *office, const struct session_input *input,
		 int64_t now_s, struct session_page *out_page);

/* The answers in what was dialled: "*77*2*1#" with the code "*77" is "2*1". */
const char *session_dialled(const char *dialled, const char *code, char *out,
			    unsigned size);
