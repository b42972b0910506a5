// SPDX-License-Identifier: MIT
#include "store/query.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

#include "base/log.h"
#include "base/must.h"
#include "base/text.h"
#include "store/doorbell.h"
#include "store/fields.h"

struct code_meaning {
	int code; /* SQLite's, primary or extended */
	int error;
	bool is_spoiling; /* the transaction is taken back */
	bool is_breaking; /* the program should end */
};

/* The first row that fits; an extended code stands before its primary one. */
static const struct code_meaning meanings[] = {
	{ SQLITE_CONSTRAINT_UNIQUE, -EEXIST, false, false },
	{ SQLITE_CONSTRAINT_PRIMARYKEY, -EEXIST, false, false },
	{ SQLITE_CONSTRAINT, -EINVAL, false, false },
	{ SQLITE_BUSY, -EBUSY, true, false },
	{ SQLITE_LOCKED, -EBUSY, true, false },
	{ SQLITE_FULL, -ENOSPC, true, false },
	{ SQLITE_NOMEM, -ENOMEM, true, false },
	{ SQLITE_IOERR_NOMEM, -ENOMEM, true, false },
	{ SQLITE_IOERR, -EIO, true, true },
	{ SQLITE_CORRUPT, -EIO, true, true },
	{ SQLITE_NOTADB, -EIO, true, true },
	{ SQLITE_CANTOPEN, -EIO, true, true },
	{ SQLITE_READONLY, -EROFS, true, true },
};

static const struct code_meaning other_meaning = { 0, -EINVAL, true, false };

static const struct code_meaning *meaning_of(int code)
{
	for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++) {
		if (meanings[i].code == code || meanings[i].code == (code & 0xFF))
			return &meanings[i];
	}
	return &other_meaning;
}

/* A full disk also shows as another error: of a write when it is a quota, of the shared
 * index when that must grow. A sync that failed is never one of these, whatever the
 * cause: what was written may be gone, and only a new start reads the log afresh. */
static bool is_disk_full(int code, int cause)
{
	static const int codes[] = { SQLITE_IOERR_WRITE, SQLITE_IOERR_SHMSIZE,
				     SQLITE_IOERR_SHMMAP, SQLITE_IOERR_SHMOPEN,
				     SQLITE_CANTOPEN };

	if (cause != ENOSPC && cause != EDQUOT)
		return false;
	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
		if (codes[i] == code)
			return true;
	}
	return false;
}

static const struct code_meaning *meaning_here(int code, int cause)
{
	return meaning_of(is_disk_full(code, cause) ? SQLITE_FULL : code);
}

int query_error_of(int code, int cause)
{
	return meaning_here(code, cause)->error;
}

int query_failed(struct store *store, int code, int cause)
{
	const struct code_meaning *meaning = meaning_here(code, cause);

	/* Once is enough: what follows a broken disk is more of the same. */
	if (meaning->error != -EEXIST && meaning->error != -EBUSY &&
	    store->failure == 0 && !store->is_broken)
		log_error("store failed code=%d errno=%d message=\"%s\" path=%s", code,
			  cause, sqlite3_errmsg(store->database), store->path);
	if (meaning->is_breaking)
		store->is_broken = true;
	if (meaning->is_spoiling && store->is_in_transaction) {
		if (store->failure == 0)
			store->failure = meaning->error;
		/* SQLite may have done so already. An error here changes nothing: what
		 * was not committed is gone when the file is opened again. */
		if (!sqlite3_get_autocommit(store->database))
			sqlite3_exec(store->database, "ROLLBACK", NULL, NULL, NULL);
	}
	return meaning->error;
}

struct query query_start(struct store *store, enum statement_id id)
{
	sqlite3_stmt **statement = &store->statements[id];
	struct query query = { .store = store };

	if (*statement == NULL) {
		errno = 0;
		query.error = statements_prepare(store->database, id, statement);
		if (query.error != SQLITE_OK)
			query.error = query_failed(store, query.error, errno);
	}
	must(!sqlite3_stmt_busy(*statement));
	query.statement = *statement;
	return query;
}

/* Memory is the only thing that binding can lack, and there it dies (base/must.h). Where
 * preparing failed there is nothing to bind to, which SQLite answers with MISUSE. */
static void must_be_bound(const struct query *query, int code)
{
	must(code == SQLITE_OK || query->error != 0);
}

void query_bind_integer(struct query *query, int64_t value)
{
	must_be_bound(query,
		      sqlite3_bind_int64(query->statement, ++query->n_bound, value));
}

void query_bind_text(struct query *query, const char *value)
{
	must_be_bound(query, sqlite3_bind_text(query->statement, ++query->n_bound, value,
					       -1, SQLITE_STATIC));
}

void query_bind_bytes(struct query *query, const void *bytes, size_t length)
{
	must_be_bound(query, sqlite3_bind_blob64(query->statement, ++query->n_bound,
						 bytes, length, SQLITE_STATIC));
}

void query_bind_fields(struct query *query, const struct fields *fields, const void *row)
{
	if (query->error == 0)
		query->n_bound +=
			fields_bind(fields, query->statement, query->n_bound + 1, row);
}

void query_end(struct query *query)
{
	/* The result repeats what the last step said. */
	sqlite3_reset(query->statement);
	sqlite3_clear_bindings(query->statement);
}

/* A write outside a transaction is one of its own; others hear of it at once. */
static void ring_after_lone_write(struct store *store)
{
	if (!store->is_in_transaction && sqlite3_get_autocommit(store->database) &&
	    sqlite3_changes(store->database) > 0)
		ringer_ring(&store->ringer, doorbell_file(store->bell));
}

int query_next(struct query *query)
{
	bool is_write;
	int code, cause;

	if (query->error != 0)
		return query->error;
	is_write = !sqlite3_stmt_readonly(query->statement);
	if (is_write && query->store->failure != 0) {
		query_end(query);
		return query->store->failure;
	}
	errno = 0;
	code = sqlite3_step(query->statement);
	cause = errno;
	if (code == SQLITE_ROW)
		return 1;
	query_end(query);
	if (code != SQLITE_DONE)
		return query_failed(query->store, code, cause);
	if (is_write)
		ring_after_lone_write(query->store);
	return 0;
}

int query_next_fields(struct query *query, const struct fields *fields, void *out_row)
{
	int error = query_next(query);

	if (error != 1)
		return error;
	if (fields_read(fields, query->statement, out_row))
		return 1;
	query_end(query);
	return -EIO;
}

int query_run(struct query *query)
{
	int error;

	do
		error = query_next(query);
	while (error == 1);
	return error;
}

int query_run_adding(struct query *query, int64_t *out_id)
{
	int error = query_run(query);

	if (error == 0)
		*out_id = sqlite3_last_insert_rowid(query->store->database);
	return error;
}

int query_run_count(struct query *query)
{
	sqlite3 *database = query->store->database;
	int error = query_run(query);

	return error < 0 ? error : sqlite3_changes(database);
}

int query_get_fields(struct query *query, const struct fields *fields, void *out_row)
{
	int error = query_next_fields(query, fields, out_row);

	if (error == 0)
		return -ENOENT;
	if (error < 0)
		return error;
	query_end(query);
	return 0;
}

int query_get_integer(struct query *query, int64_t *out_value)
{
	int error = query_next(query);

	if (error == 0)
		return -ENOENT;
	if (error < 0)
		return error;
	*out_value = sqlite3_column_int64(query->statement, 0);
	return query_run(query);
}

int query_get_count(struct query *query)
{
	int64_t count = 0;
	int error = query_get_integer(query, &count);

	if (error < 0)
		return error;
	return count > INT_MAX ? INT_MAX : (int)count;
}

int query_run_one(struct query *query)
{
	int changed = query_run_count(query);

	if (changed < 0)
		return changed;
	return changed == 0 ? -ENOENT : 0;
}

int query_add_text(struct query *query, struct text *text)
{
	int error = query_next(query);

	if (error == 0)
		return -ENOENT;
	if (error < 0)
		return error;
	text_add(text, (const char *)sqlite3_column_text(query->statement, 0));
	query_end(query);
	return text->is_cut ? -EMSGSIZE : 0;
}
