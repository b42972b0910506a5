// SPDX-License-Identifier: MIT
#pragma once

/*
 * How the file is opened: how hard SQLite must work for durability, how much memory it
 * may take, what it must refuse. Each setting is read back, since SQLite ignores a
 * misspelt pragma without a word. Internal to store/.
 */

#include <stdbool.h>

#include <sqlite3.h>

struct text;

/* Open or create the file and set everything. Gives the connection (NULL on error).
 * Returns SQLite's code and the reason in `why`. */
int connection_open(sqlite3 **out_database, const char *path, bool is_memory,
		    struct text *why);

/* Make the file with our mode, for whom its folder belongs to. Nothing to do when it is
 * there. 0 or -errno. */
int connection_create_file(const char *path);

/* Look for damage, unless the file is so large that this would take too long. */
int connection_check(sqlite3 *database, const char *path, struct text *why);

/* Say what SQLite's code means for this file, and what can be done about it. */
void connection_say_error(sqlite3 *database, int code, const char *path,
			  struct text *why);
