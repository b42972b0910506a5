// SPDX-License-Identifier: MIT
#pragma once

/* What falls due by itself, and what was done of it (handlers/rounds.h). */

#include <stdbool.h>
#include <stdint.h>

struct store;

/* Up to `max` ids of letters that are ready since before then; `is_unreminded` only those
 * without a "remind" since. Returns how many, or -errno. */
int duty_find_ready(struct store *store, const char *village, int64_t before_s,
		    bool is_unreminded, int64_t *out_ids, int max);

/* Take a duty of a day ("2026-11-22"); -EEXIST when it was taken before. */
int duty_take(struct store *store, const char *village, const char *name,
	      const char *day);
