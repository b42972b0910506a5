// SPDX-License-Identifier: MIT
#pragma once

/*
 * The tables, written as the steps that led to them. A step is never changed once a store
 * has taken it: a new need is a new row with the next version. Internal to store/.
 */

#include <sqlite3.h>

struct text;

enum {
	UPGRADES_APPLICATION_ID = 0x53755261, /* "SuRa", in the file's header */
};

/* The version that this program knows. */
int upgrades_version(void);

/*
 * Bring the file from whatever it is to our version, in one transaction; several programs
 * may try at once. Returns SQLite's code; SQLITE_MISMATCH when the file is newer than the
 * program or belongs to another one. The reason is in `why`.
 */
int upgrades_run(sqlite3 *database, const char *path, struct text *why);
