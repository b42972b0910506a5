// SPDX-License-Identifier: MIT
#pragma once

/*
 * Conversations by a door that shows pages (USSD), and each page that was shown: whoever
 * asks for the same step again gets the same bytes. They are kept for a day; the request
 * itself is a draft like any other (store/drafts.h), whatever becomes of the session.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/limits.h"

struct store;

enum {
	SESSION_KEY_SIZE = 96 + 1,   /* what a gateway calls it */
	SESSION_STEP_SIZE = 512,     /* cumulative text of a gateway, or a number */
	SESSION_PAGE_SIZE = 160 + 1, /* 128 septets, and room for a test to see more */
};

struct session {
	int64_t id;
	char door[12];                   /* as inbox_row.door */
	char key[SESSION_KEY_SIZE];      /* the door's own name of it */
	char caller[LIMIT_ADDRESS_SIZE]; /* normalised */
	char place[12];                  /* which page he stands on */
	int group;                       /* of letters, 1 first; 0 none */
	int page;                        /* of a long list, 0 first */
	int answers;                     /* that led on since the first page */
	int steps;
	bool is_over;
	int64_t opened_at;
};

/* The newest of this door, name and caller that was opened since then; -ENOENT none. */
int session_find(struct store *store, const char *door, const char *key,
		 const char *caller, int64_t since_s, struct session *out);

/* Add it (id 0; then the id is set) or write it anew. */
int session_put(struct store *store, struct session *session);

/* How many this caller has opened since then until now, by any door. */
int session_count_since(struct store *store, const char *caller, int64_t since_s);

/* With their pages. */
int session_forget_before(struct store *store, int64_t before_s);

struct session_page {
	int64_t inbox_id; /* the answer that led to it */
	int64_t session_id;
	char step[SESSION_STEP_SIZE];
	char text[SESSION_PAGE_SIZE];
	bool is_end;
};

int session_page_add(struct store *store, const struct session_page *page);
/* -ENOENT when that step was not taken. */
int session_page_find(struct store *store, int64_t session_id, const char *step,
		      struct session_page *out);
/* The page that was shown last. */
int session_page_last(struct store *store, int64_t session_id, struct session_page *out);
