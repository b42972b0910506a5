// SPDX-License-Identifier: MIT
#pragma once

/* Where a session stands and where an answer leads. Internal to handlers/session*. */

#include <stdbool.h>

#include "handlers/turn.h"
#include "store/sessions.h"

struct walk {
	struct turn turn;
	struct session *session;
	struct session_page *page; /* being written */
	int bad_digits;            /* of what should have been a NIK; 0 none */
	bool is_moved;             /* the last answer led to another page */
};

/* The first page: where an unfinished request is taken up, else the menu. */
void walk_open(struct walk *walk, bool has_answers);

/* Take one answer. Returns 0 or a store error. */
int walk_take(struct walk *walk, const char *answer);

/* Write the page on which the session stands, unless one was written that ends it. */
void walk_show(struct walk *walk);

/* End with this phrase. */
struct facts;
void walk_end(struct walk *walk, const char *phrase, const struct facts *facts);
