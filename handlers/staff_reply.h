// SPDX-License-Identifier: MIT
#pragma once

/*
 * Replies to the office's people. The residents' guards do not count here, since an
 * approval must go through on a busy day; but whoever forges an officer's number must not
 * burn the credit either. Internal to handlers/answer*.
 */

struct facts;
struct officer;
struct outbox_row;
struct turn;

enum {
	STAFF_REPLIES_PER_DAY = 150, /* to one of them */
	STAFF_COUNT_SIZE = 8,
};

/* Reply with a phrase. Returns 0 or a store error. */
int staff_reply(struct turn *turn, const char *phrase, const struct facts *facts);
/* The same text once in a day is enough. */
int staff_reply_once(struct turn *turn, const char *phrase);
/* Reply with the text of `row`, which came from `phrase`. */
int staff_queue(struct turn *turn, const char *phrase, struct outbox_row *row);

/* Tell village.admin_phone of this officer, once a day. */
int staff_warn_admin(struct turn *turn, const char *phrase,
		     const struct officer *officer);

/* From 0 to 999: texts have room for no more. */
void staff_show_count(int count, char out[STAFF_COUNT_SIZE]);
