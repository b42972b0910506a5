// SPDX-License-Identifier: MIT
#pragma once

/*
 * INFO pages: what the office answers when a resident asks for posyandu, APBDes and the
 * like. Every change is a new row that is never changed; the newest of a name is the
 * page.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/limits.h"

enum {
	INFO_NAME_SIZE = 17,   /* one small word */
	INFO_WORDS_SIZE = 161, /* what else calls it, apart by ", " */
	INFO_TEXT_SIZE = 321,  /* one SMS, as UTF-8 */
};

struct store;

struct info_page {
	int64_t id; /* of the change */
	char village[LIMIT_VILLAGE_CODE_SIZE];
	char name[INFO_NAME_SIZE];
	char words[INFO_WORDS_SIZE];
	char text[INFO_TEXT_SIZE];
	int64_t at; /* who changed it when, and by which door */
	char actor[64], role[16], door[16];
	bool is_removed;
};

/* Add the newest state of a page; `page->id` is not read. */
int info_add(struct store *store, const struct info_page *page);

/* The page as it is; -ENOENT never was one, or it was removed. */
int info_get(struct store *store, const char *village, const char *name,
	     struct info_page *out);

typedef bool (*info_visit_fn)(void *context, const struct info_page *page);
/* The village's pages by name; `visit` says false to stop. */
int info_list(struct store *store, const char *village, info_visit_fn visit,
	      void *context);
/* All that was done to a page, the newest first. */
int info_history(struct store *store, const char *village, const char *name,
		 info_visit_fn visit, void *context);
