// SPDX-License-Identifier: MIT
#pragma once

/*
 * One-time numbers: each stands for one officer and one ticket, goes to that officer's
 * phone only, is used once and ends.
 */

#include <stdbool.h>
#include <stdint.h>

struct store;

enum {
	CHALLENGE_NUMBER_SIZE = 4 + 1,
};

struct challenge {
	int64_t id;
	int64_t officer_id, ticket_id;
	char number[CHALLENGE_NUMBER_SIZE];
	int64_t created_at, expires_at;
	int64_t used_at; /* 0 not used */
	bool is_open;    /* neither used nor ended by something else */
	char step[12];   /* for what it was used; "" not, or before there was this */
};

/* Add; an open one of the same officer and ticket ends. -EEXIST when this officer had
 * this number within the last day: draw another. */
int challenge_add(struct store *store, struct challenge *challenge);

/* The newest one with this number of this officer, open or not. */
int challenge_find(struct store *store, int64_t officer_id, const char *number,
		   struct challenge *out);

/* It is used now, for this step. -ESTALE when it was not open any more. */
int challenge_use(struct store *store, int64_t id, const char *step, int64_t now_s);

/* Whatever is open for a ticket ends: it was decided by another door. */
int challenge_end_of_ticket(struct store *store, int64_t ticket_id);
/* Whatever is open for an officer ends: his phone or his office is gone. */
int challenge_end_of_officer(struct store *store, int64_t officer_id);

/* Open ones of an officer that have not expired, or -errno. */
int challenge_count_open(struct store *store, int64_t officer_id, int64_t now_s);

/* How many this officer has used for a step within a day; or -errno. Those of a far
 * future, when the clock was wrong, do not count. */
int challenge_count_used(struct store *store, int64_t officer_id, const char *step,
			 int64_t now_s);
