// SPDX-License-Identifier: MIT
#pragma once

/*
 * The seals of the register's letters: which letters have none yet, and what they say.
 * Whoever approves leaves a letter without a seal; suratd, which alone holds the key,
 * adds it afterwards. A letter that has one is never changed (a trigger sees to it).
 */

#include <stdint.h>

#include "base/limits.h"
#include "store/register.h"

struct store;

/* What a seal says, as the letter prints it. */
struct sealable {
	int64_t id;
	char village[LIMIT_VILLAGE_CODE_SIZE];
	char code[LIMIT_CODE_SIZE];
	char number[REGISTER_NUMBER_SIZE];
	char kind[LIMIT_KEYWORD_SIZE];
	char name[LIMIT_NAME_SIZE];
	char issued[10 + 1];      /* 2026-11-21 */
	char valid_until[10 + 1]; /* "" no end */
};

/* The next approved letter behind `after_id` that has no seal. -ENOENT when none has. */
int seals_next(struct store *store, const char *village, int64_t after_id,
	       struct sealable *out);

/* The same of the letter of one ticket, sealed or not. */
int seals_of_ticket(struct store *store, int64_t ticket_id, struct sealable *out);

/* -ENOENT when it has one by now, or is not valid any more. */
int seals_put(struct store *store, int64_t id, const char *seal);

/* How many letters of before `before_s` have no seal, or -errno. */
int seals_count_missing(struct store *store, const char *village, int64_t before_s);
