// SPDX-License-Identifier: MIT
#pragma once

/* Letters that the camat signs too, and under which number his office has registered
 * them. */

#include <stdbool.h>
#include <stdint.h>

#include "base/limits.h"
#include "store/reports.h"

struct store;

enum {
	CAMAT_NUMBER_SIZE = 48,
	CAMAT_DAY_SIZE = 10 + 1, /* 2026-11-21 */
};

struct camat_letter {
	int64_t ticket_id;
	char code[LIMIT_CODE_SIZE], number[48], kind[LIMIT_KEYWORD_SIZE];
	char name[LIMIT_NAME_SIZE], signer[64];
	int64_t issued_at;
	/* Of the camat's register; "" not there yet. */
	char camat_number[CAMAT_NUMBER_SIZE], camat_day[CAMAT_DAY_SIZE];
};

/* Letters that are out and want the camat, the newest first; all letters of the span are
 * looked at. */
enum {
	CAMAT_WAIT_S = 180 * 86400, /* who waits longer waits no more */
};

struct camat_filter {
	struct report_span span;
	bool is_waiting_only; /* for their number */
	int limit;
};

typedef int (*camat_visit_fn)(void *context, const struct camat_letter *letter);
int camat_list(struct store *store, const struct camat_filter *filter,
	       camat_visit_fn visit, void *context);

/* The one of a ticket, when it is out and wants the camat; else -ENOENT. */
int camat_get(struct store *store, int64_t ticket_id, struct camat_letter *out);

/* Keep number and day of a letter, in place of what was there. -EEXIST when another
 * letter of the village has this number in that year, capitals aside. */
int camat_put(struct store *store, const char *village,
	      const struct camat_letter *letter);
