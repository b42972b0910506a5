// SPDX-License-Identifier: MIT
#pragma once

/* What an officer does with texts himself: writes one, or has read one. */

#include <stdint.h>

#include "base/limits.h"

struct office;
struct store;
struct text;

enum {
	/* Three texts of the GSM alphabet, eight of any other: what a modem sends. */
	TEXTS_REPLY_MAX = 450,
};

/* Queue a text in the office's name; `inbox_id` 0 answers no message. In a transaction.
 * -EINVAL with a sentence in `why`. */
int texts_reply(const struct office *office, const char *number, const char *utf8,
		int64_t inbox_id, int64_t now_s, struct text *why);

/* A message that waits for a human was read by `who`. In a transaction. -ENOENT when
 * there is none of this id that waits. */
int texts_mark_seen(struct store *store, int64_t inbox_id, const char *who);
