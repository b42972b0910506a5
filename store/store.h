// SPDX-License-Identifier: MIT
#pragma once

/*
 * The office's memory: one SQLite file that all programs meet in. Only this folder speaks
 * SQL. Open it, then work inside transactions: one message, with all that follows from
 * it, is one transaction (all or nothing). What store_commit() said yes to survives a
 * power cut.
 *
 * Every function that returns int returns 0 or a negative errno: -ENOENT no such row,
 * -EEXIST it is there already, -ENOSPC disk full (the transaction is rolled back, reading
 * goes on), -EBUSY another program held the store for more than 5 s, -EIO the disk or the
 * file is damaged, -EROFS it may only be read (with both store_is_broken() turns true:
 * the program should end, systemd restarts it).
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/limits.h"

struct store;
struct doorbell;
struct text;

struct store_options {
	char path[LIMIT_PATH_SIZE];
	char backup_folder[LIMIT_PATH_SIZE]; /* "" beside the store */
	/* The check reads the whole file, 8 ms for each MiB, and tries each statement:
	 * not worth it for a command of a moment while the service has checked it at its
	 * start. */
	bool is_check_skipped;
};

/*
 * Open, create or upgrade; several programs may do so at once. Checks that journal mode
 * and synchronous are what was asked for, and runs a quick check unless the file is
 * larger than 256 MiB. Returns 0, or an error with a sentence in `why`: -EIO damaged or
 * not to be opened, -ENOTSUP of a newer program or not a store at all. The path
 * ":memory:" gives a store for tests.
 */
int store_open(struct store **out_store, const struct store_options *options,
	       struct text *why);
void store_close(struct store *store); /* NULL is allowed */

/* BEGIN IMMEDIATE; transactions do not nest. */
int store_begin(struct store *store);
/* On any error nothing of the transaction remains. Rings the doorbell when it wrote. */
int store_commit(struct store *store);
void store_rollback(struct store *store); /* nothing to do without a transaction */

/* The caller's own bell (store/doorbell.h), which its own commits need not ring. It stays
 * the caller's; NULL forgets it. */
void store_set_bell(struct store *store, const struct doorbell *bell);

/*
 * For idle moments: move what the log holds into the file, if that is worth it. Takes a
 * few ms then, and nearly nothing otherwise. A store that is never idle does so itself
 * now and then, at the cost of one slower commit. Not within a transaction.
 */
int store_tidy(struct store *store);

bool store_is_broken(const struct store *store);

/* A number that changes when another connection has committed (PRAGMA data_version). */
int64_t store_version(struct store *store);

/* Bytes that the file system still has for the store; -1 unknown. */
int64_t store_free_bytes(const struct store *store);

/* The schema's version, as `surat doctor` shows it. */
int store_schema_version(void);
