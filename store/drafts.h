// SPDX-License-Identifier: MIT
#pragma once

/*
 * The conversation with one person, kept between messages and across restarts: what is
 * known of the request so far and what was asked last. One row per person; the person is
 * the phone number, whatever door is used. And what is remembered of a phone beside a
 * draft.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/limits.h"

struct store;

struct draft {
	char person[LIMIT_ADDRESS_SIZE];
	char village[LIMIT_VILLAGE_CODE_SIZE];
	char step[16]; /* what was asked last: "menu", "nik", "purpose", "field:..."; ""
			  nothing */
	char kind[LIMIT_KEYWORD_SIZE];
	char nik[LIMIT_NIK_SIZE];
	char name[LIMIT_NAME_SIZE];
	char purpose[LIMIT_PURPOSE_SIZE];
	char details[512]; /* extra fields, JSON object of texts */
	char more[128]; /* further letters of the same text, key words apart by a space */
	int page;       /* menu page shown last */
	int misses;     /* texts in a row that were not understood */
	int64_t updated_at;
	int64_t inbox_id; /* the last message that changed it */
};

/* -ENOENT when there is none (out_draft is then an empty one of that person). */
int draft_get(struct store *store, const char *person, struct draft *out_draft);
int draft_put(struct store *store, const struct draft *draft);
int draft_delete(struct store *store, const char *person);
int draft_delete_before(struct store *store, int64_t before_s);

/* What is known of a phone. */
struct person {
	char phone[LIMIT_ADDRESS_SIZE];
	int64_t first_seen_at;
	int64_t privacy_told_at;
	bool is_stopped;     /* STOP: no unasked texts but those about own letters */
	int64_t quiet_until; /* loop guard */
};

/* -ENOENT when never seen (out is then an empty one). */
int person_get(struct store *store, const char *phone, struct person *out);
int person_put(struct store *store, const struct person *person);

/* A message for a human: complaint, question, deletion request... Sets *out_number, the
 * A-number told to the sender. */
int note_add(struct store *store, const char *village, const char *phone,
	     const char *kind, const char *text, int64_t inbox_id, int64_t now_s,
	     int64_t *out_number);
