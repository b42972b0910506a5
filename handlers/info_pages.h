// SPDX-License-Identifier: MIT
#pragma once

/*
 * The INFO pages as the office writes them: a name, the words that call it, a text that
 * fits one SMS. What would never be read, or would be cut, is refused with the reason.
 */

#include <stdbool.h>
#include <stdint.h>

#include "store/info.h"

struct actor;
struct office;
struct text;

enum {
	INFO_PAGES_MAX = 40, /* of a village; they are looked through for each text */
	INFO_ENTRIES_MAX = 8,
	INFO_ENTRY_SIZE = 33,
	INFO_ANY_ID = -1,
};

/* A page as somebody writes it. */
struct info_writing {
	const char *name, *text;
	const char *words;   /* apart by commas; NULL: as they are */
	int64_t expected_id; /* what the writer saw; 0 a new page; INFO_ANY_ID whatever */
};

/*
 * Write a page, new or instead of what it was. The caller has begun a transaction.
 * Returns 0 with the page as residents will read it (curly quotes made plain), -EINVAL
 * with a sentence in `why`, -ESTALE (somebody changed it meanwhile), or a store error.
 */
int info_set(const struct office *office, const struct info_writing *writing,
	     const struct actor *actor, int64_t now_s, struct info_page *out,
	     struct text *why);

/* Take a page away; what was written stays in its history. -ENOENT there is none. */
int info_remove(const struct office *office, const char *name, const struct actor *actor,
		int64_t now_s);

/* The page by its name in any case; -ENOENT. */
int info_find(const struct office *office, const char *name, struct info_page *out);

/* Copy the next of `*words` (apart by commas) in small letters with single spaces; false
 * at the end. What does not fit is cut. */
bool info_next_entry(const char **words, char out[INFO_ENTRY_SIZE]);
