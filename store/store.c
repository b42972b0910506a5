// SPDX-License-Identifier: MIT
#include "store/store.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>

#include <sodium.h>

#include "base/must.h"
#include "base/text.h"
#include "store/connection.h"
#include "store/doorbell.h"
#include "store/query.h"
#include "store/upgrades.h"

static const char dedupe_key_name[] = "dedupe_key";

enum {
	TIDY_PAGES = 64,        /* less is not worth the writing */
	CHECKPOINT_PAGES = 400, /* a store without idle moments; 1.6 MB of log */
};

_Static_assert(STORE_DEDUPE_KEY_BYTES == crypto_auth_hmacsha256_KEYBYTES,
	       "the key of the hash that store/inbox.c uses");

/* SQLite calls this after each commit with the length of the log. It becomes shorter when
 * all of it was moved into the file and is written anew from its begin. */
static int on_wal_commit(void *context, sqlite3 *database, const char *name, int pages)
{
	struct store *store = context;

	(void)database, (void)name;
	if (pages < store->wal_pages_kept)
		store->wal_pages_kept = 0;
	store->wal_pages = pages;
	return SQLITE_OK;
}

/* Moves the log into the file as far as no reader needs it; never waits for one. An error
 * loses nothing: all stands in the log. */
static int checkpoint_after(struct store *store, int n_pages)
{
	int code;

	if (store->wal_pages - store->wal_pages_kept < n_pages)
		return 0;
	store->wal_pages_kept = store->wal_pages;
	errno = 0;
	code = sqlite3_wal_checkpoint_v2(store->database, NULL, SQLITE_CHECKPOINT_PASSIVE,
					 NULL, NULL);
	if (code == SQLITE_OK || (code & 0xFF) == SQLITE_BUSY)
		return 0;
	return query_failed(store, code, errno);
}

static int get_dedupe_key(struct store *store)
{
	struct query query = query_start(store, STATEMENT_META_GET);
	int error;

	query_bind_text(&query, dedupe_key_name);
	error = query_next(&query);
	if (error != 1)
		return error == 0 ? -ENOENT : error;
	if (sqlite3_column_bytes(query.statement, 0) == STORE_DEDUPE_KEY_BYTES) {
		memcpy(store->dedupe_key, sqlite3_column_blob(query.statement, 0),
		       STORE_DEDUPE_KEY_BYTES);
		error = 0;
	} else {
		error = -EIO;
	}
	query_end(&query);
	return error;
}

/* The key of the inbox's hashes; made by the first program that opens the store. */
static int load_dedupe_key(struct store *store)
{
	unsigned char key[STORE_DEDUPE_KEY_BYTES];
	int error = get_dedupe_key(store);
	struct query query;

	if (error != -ENOENT)
		return error;
	randombytes_buf(key, sizeof key);
	query = query_start(store, STATEMENT_META_ADD);
	query_bind_text(&query, dedupe_key_name);
	query_bind_bytes(&query, key, sizeof key);
	error = query_run(&query);
	/* Another program may have been faster: what stands there counts. */
	return error == 0 ? get_dedupe_key(store) : error;
}

/* Returns SQLite's code, and the reason in `why`. */
static int set_up(struct store *store, const struct store_options *options,
		  struct text *why)
{
	int code = connection_open(&store->database, store->path, store->is_memory, why);

	if (code == SQLITE_OK && !options->is_check_skipped)
		code = connection_check(store->database, store->path, why);
	if (code == SQLITE_OK)
		code = upgrades_run(store->database, store->path, why);
	if (code == SQLITE_OK && !options->is_check_skipped)
		code = statements_check(store->database, why);
	if (code == SQLITE_OK)
		sqlite3_wal_hook(store->database, on_wal_commit, store);
	return code;
}

int store_open(struct store **out_store, const struct store_options *options,
	       struct text *why)
{
	struct store *store = must_alloc(sizeof *store);
	int code, error;

	must(sodium_init() >= 0);
	*out_store = NULL;
	text_copy(store->path, sizeof store->path, options->path);
	store->is_memory = strcmp(store->path, ":memory:") == 0;
	/* Without it nobody hears of our commits at once, which is no reason to stop. */
	(void)!ringer_open(&store->ringer, store->path);
	errno = 0;
	code = set_up(store, options, why);
	if (code == SQLITE_OK)
		error = load_dedupe_key(store);
	else if (code == SQLITE_MISMATCH)
		error = -ENOTSUP;
	else
		error = query_error_of(code, errno);
	if (error != 0) {
		connection_say_error(store->database, code, store->path, why);
		store_close(store);
		return error;
	}
	*out_store = store;
	return 0;
}

void store_close(struct store *store)
{
	if (store == NULL)
		return;
	statements_finalize(store->statements);
	sqlite3_close(store->database);
	ringer_close(&store->ringer);
	sodium_memzero(store->dedupe_key, sizeof store->dedupe_key);
	free(store);
}

int store_begin(struct store *store)
{
	struct query query = query_start(store, STATEMENT_BEGIN);
	int error;

	must(!store->is_in_transaction);
	store->changes_at_begin = sqlite3_total_changes64(store->database);
	error = query_run(&query);
	store->is_in_transaction = error == 0;
	return error;
}

static void end_transaction(struct store *store)
{
	if (!sqlite3_get_autocommit(store->database))
		sqlite3_exec(store->database, "ROLLBACK", NULL, NULL, NULL);
	store->is_in_transaction = false;
	store->failure = 0;
}

int store_commit(struct store *store)
{
	int error = store->failure;

	must(store->is_in_transaction);
	if (error == 0) {
		struct query query = query_start(store, STATEMENT_COMMIT);

		error = query_run(&query);
	}
	end_transaction(store);
	if (error != 0)
		return error;
	if (sqlite3_total_changes64(store->database) != store->changes_at_begin)
		ringer_ring(&store->ringer, doorbell_file(store->bell));
	checkpoint_after(store, CHECKPOINT_PAGES);
	return 0;
}

void store_rollback(struct store *store)
{
	end_transaction(store);
}

void store_set_bell(struct store *store, const struct doorbell *bell)
{
	store->bell = bell;
}

int store_tidy(struct store *store)
{
	must(!store->is_in_transaction);
	return checkpoint_after(store, TIDY_PAGES);
}

bool store_is_broken(const struct store *store)
{
	return store->is_broken;
}

int64_t store_version(struct store *store)
{
	struct query query = query_start(store, STATEMENT_DATA_VERSION);
	int64_t version = 0;

	return query_get_integer(&query, &version) == 0 ? version : 0;
}

int64_t store_free_bytes(const struct store *store)
{
	struct statvfs status;

	if (store->is_memory || statvfs(store->path, &status) != 0)
		return -1;
	return (int64_t)status.f_bavail * (int64_t)status.f_frsize;
}

int store_schema_version(void)
{
	return upgrades_version();
}
