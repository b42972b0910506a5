// SPDX-License-Identifier: MIT
#pragma once

/*
 * One use of one prepared statement: start, bind from left to right, then run it or walk
 * over its rows. Internal to store/: SQLite is seen in this folder and in no other.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sqlite3.h>

#include "base/limits.h"
#include "store/bells.h"
#include "store/statements.h"

struct doorbell;
struct fields;
struct text;

enum {
	STORE_DEDUPE_KEY_BYTES = 32, /* HMAC-SHA256 */
};

struct store {
	sqlite3 *database;
	sqlite3_stmt *statements[STATEMENT_COUNT];
	struct ringer ringer;
	const struct doorbell *bell; /* our own, not to be rung by us; not owned */
	char path[LIMIT_PATH_SIZE];
	unsigned char dedupe_key[STORE_DEDUPE_KEY_BYTES];
	bool is_memory;
	bool is_in_transaction;
	bool is_broken;
	int failure; /* what spoilt the open transaction; nothing is written after it */
	int64_t changes_at_begin;
	int wal_pages;      /* in the log after our last commit */
	int wal_pages_kept; /* of these, were there at our last checkpoint */
};

struct query {
	struct store *store;
	sqlite3_stmt *statement; /* none after an error */
	int error;               /* of preparing; query_next() returns it */
	int n_bound;
};

/* Start to use a statement. It must not be in use: a visitor of rows may not ask for the
 * same list again. */
struct query query_start(struct store *store, enum statement_id id);

/* Each binds the next `?`. The bytes must live until the query ends. */
void query_bind_integer(struct query *query, int64_t value);
void query_bind_text(struct query *query, const char *value); /* NULL binds NULL */
void query_bind_bytes(struct query *query, const void *bytes, size_t length);
void query_bind_fields(struct query *query, const struct fields *fields, const void *row);

/* Go to the next row. Returns 1; 0 at the end or -errno, and then the query is over. */
int query_next(struct query *query);
/* The same, and read the row into `out_row`. */
int query_next_fields(struct query *query, const struct fields *fields, void *out_row);
void query_end(struct query *query);

/* Run a statement without rows to its end. Returns 0 or -errno. */
int query_run(struct query *query);
/* The same for an INSERT of one row into a table with ids; sets which id it got. */
int query_run_adding(struct query *query, int64_t *out_id);
/* The same; returns how many rows it changed, or -errno. */
int query_run_count(struct query *query);
/* The same; 0 when it changed something, else -ENOENT. */
int query_run_one(struct query *query);

/* Its only row: 0, -ENOENT, or another -errno. */
int query_get_fields(struct query *query, const struct fields *fields, void *out_row);
int query_get_integer(struct query *query, int64_t *out_value);
int query_get_count(struct query *query); /* the number itself, or -errno */
int query_add_text(struct query *query, struct text *text); /* -EMSGSIZE when cut */

/*
 * What SQLite's result code means, as store/store.h lists it. `cause` is errno as it was
 * right behind the call. Logs what nobody expects, marks the store as broken, spoils the
 * open transaction and takes it back.
 */
int query_failed(struct store *store, int code, int cause);
/* Only the meaning. */
int query_error_of(int code, int cause);
