// SPDX-License-Identifier: MIT
#pragma once

/*
 * Put a copy (store/backup.h) in the place of the store. Nothing is thrown away: what was
 * there stays beside it under another name. At every moment, also of a power cut, the
 * store's name means either the old store or the whole new one.
 */

#include "base/limits.h"

struct backup_facts;
struct text;

/*
 * Nobody may have the store open. Fills *out with what the copy holds and `out_kept` with
 * the name of the old store, "" when there was none. 0, or -errno with a sentence in
 * `why`; then the store is as it was.
 */
int restore_from(const char *copy, const char *store_path, struct backup_facts *out,
		 char out_kept[LIMIT_PATH_SIZE], struct text *why);
