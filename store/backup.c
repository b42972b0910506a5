// SPDX-License-Identifier: MIT
#include "store/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/must.h"
#include "base/text.h"
#include "store/query.h"
#include "store/upgrades.h"

enum {
	/* A quick check takes 8 ms for each MiB, and pages wait as long. Larger copies
	 * are read through by `surat backup` and `surat restore`. */
	QUICK_CHECK_MAX_BYTES = 256 << 20,
	PERCENT = 100,
	BUSY_TIMEOUT_MS = 5000,
};

/* Until it is whole it has another name. */
#define UNFINISHED ".part"

struct backup {
	sqlite3 *from, *into;
	sqlite3_backup *copy;
	char to[LIMIT_PATH_SIZE], part[LIMIT_PATH_SIZE + sizeof UNFINISHED];
	bool is_begun; /* the unfinished file is ours */
};

static int say_code(sqlite3 *database, int code, const char *doing, struct text *why)
{
	text_say(why, "cannot %s: %s", doing,
		 database != NULL ? sqlite3_errmsg(database) : sqlite3_errstr(code));
	return query_error_of(code,
			      database != NULL ? sqlite3_system_errno(database) : 0);
}

static int say_errno(const char *doing, const char *path, struct text *why)
{
	int error = errno;

	text_say(why, "cannot %s '%s': %s", doing, path, strerror(error));
	return -error;
}

/* --- What a copy holds ------------------------------------------------------------ */

static int ask_number(sqlite3 *database, const char *sql, int64_t *out)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(database, sql, -1, &statement, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	if (code == SQLITE_ROW)
		*out = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return code == SQLITE_ROW ? SQLITE_OK : code;
}

static int ask_text(sqlite3 *database, const char *sql, char *out, size_t size)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(database, sql, -1, &statement, NULL);

	out[0] = '\0';
	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	if (code == SQLITE_ROW && sqlite3_column_type(statement, 0) != SQLITE_NULL)
		text_copy(out, size, (const char *)sqlite3_column_text(statement, 0));
	sqlite3_finalize(statement);
	return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
}

static int read_facts(sqlite3 *database, struct backup_facts *out)
{
	const struct {
		const char *sql;
		int64_t *number;
	} rows[] = {
		{ "SELECT count(*) FROM tickets", &out->tickets },
		{ "SELECT count(*) FROM residents", &out->residents },
		{ "SELECT count(*) FROM inbox", &out->texts },
		{ "SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending', "
		  "'retry', 'unsure')",
		  &out->waiting },
		{ "SELECT max(coalesce((SELECT max(received_at) FROM inbox), 0),"
		  " coalesce((SELECT max(created_at) FROM tickets), 0))",
		  &out->last_at },
	};
	int code = SQLITE_OK;

	for (size_t i = 0; code == SQLITE_OK && i < sizeof rows / sizeof rows[0]; i++)
		code = ask_number(database, rows[i].sql, rows[i].number);
	if (code == SQLITE_OK)
		code = ask_text(database,
				"SELECT number FROM register ORDER BY id DESC LIMIT 1",
				out->last_number, sizeof out->last_number);
	return code;
}

static int check(sqlite3 *database, const char *path, const char *pragma,
		 struct text *why)
{
	char answer[256];
	int64_t owner = 0, version = 0;
	int code = ask_number(database, "PRAGMA application_id", &owner);

	if (code == SQLITE_OK)
		code = ask_number(database, "PRAGMA user_version", &version);
	if (code != SQLITE_OK && code != SQLITE_NOTADB) {
		text_say(why, "'%s' is damaged: %s", path, sqlite3_errmsg(database));
		return -EIO;
	}
	if (code != SQLITE_OK || owner != UPGRADES_APPLICATION_ID || version <= 0) {
		text_say(why, "'%s' is no copy of a store", path);
		return -EINVAL;
	}
	if (version > upgrades_version()) {
		text_say(why, "'%s' is of a newer program (version %lld, ours is %d)",
			 path, (long long)version, upgrades_version());
		return -EINVAL;
	}
	code = ask_text(database, pragma, answer, sizeof answer);
	if (code == SQLITE_OK && strcmp(answer, "ok") == 0)
		return 0;
	text_say(why, "'%s' is damaged: %s", path,
		 code == SQLITE_OK ? answer : sqlite3_errmsg(database));
	return -EIO;
}

static int look_quickly(const char *path, struct text *why)
{
	sqlite3 *database = NULL;
	struct stat status;
	int code, error;

	if (stat(path, &status) < 0)
		return say_errno("read", path, why);
	if (status.st_size > QUICK_CHECK_MAX_BYTES)
		return 0;
	code = sqlite3_open_v2(path, &database,
			       SQLITE_OPEN_READONLY | SQLITE_OPEN_EXRESCODE, NULL);
	error = code == SQLITE_OK ? check(database, path, "PRAGMA quick_check(1)", why)
				  : say_code(database, code, "read the copy", why);
	sqlite3_close(database);
	return error;
}

/* --- Making one ------------------------------------------------------------------- */

static void folder_of(const char *path, char out[LIMIT_PATH_SIZE])
{
	char copy[LIMIT_PATH_SIZE];

	text_copy(copy, sizeof copy, path);
	text_copy(out, LIMIT_PATH_SIZE, dirname(copy));
}

/* The copy must not take the room that the next texts need. */
static int look_for_room(const char *store_path, const char *to, struct text *why)
{
	char folder[LIMIT_PATH_SIZE];
	struct stat status;
	struct statvfs disk;
	int64_t room;

	if (stat(store_path, &status) < 0)
		return say_errno("find", store_path, why);
	folder_of(to, folder);
	if (statvfs(folder, &disk) < 0)
		return say_errno("use folder", folder, why);
	room = (int64_t)disk.f_bavail * (int64_t)disk.f_frsize;
	if (room >= status.st_size + BACKUP_SPARE_BYTES)
		return 0;
	text_say(why, "no room in '%s' for a copy of %lld MiB and %d MiB to spare",
		 folder, (long long)(status.st_size >> 20), BACKUP_SPARE_BYTES >> 20);
	return -ENOSPC;
}

/* The file with our mode, before SQLite makes it with its own: it holds everybody's
 * data. */
static int create_part(struct backup *backup, struct text *why)
{
	int file;

	if (access(backup->to, F_OK) == 0) {
		errno = EEXIST;
		return say_errno("write", backup->to, why);
	}
	(void)unlink(backup->part); /* of one that a power cut ended */
	file = open(backup->part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
	if (file < 0)
		return say_errno("write", backup->part, why);
	close(file);
	backup->is_begun = true;
	return 0;
}

/* A transaction that reads holds the moment: whatever is committed from now on is not in
 * the copy, and does not make it begin again. */
static int open_both(struct backup *backup, const char *store_path, struct text *why)
{
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	int code = sqlite3_open_v2(store_path, &backup->from, flags, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_busy_timeout(backup->from, BUSY_TIMEOUT_MS);
	if (code == SQLITE_OK)
		code = sqlite3_exec(backup->from,
				    "BEGIN; SELECT count(*) FROM sqlite_schema", NULL,
				    NULL, NULL);
	if (code != SQLITE_OK)
		return say_code(backup->from, code, "read the store", why);
	code = sqlite3_open_v2(backup->part, &backup->into, flags, NULL);
	if (code == SQLITE_OK)
		backup->copy =
			sqlite3_backup_init(backup->into, "main", backup->from, "main");
	return backup->copy != NULL ? 0
				    : say_code(backup->into, code, "write the copy", why);
}

int backup_begin(struct backup **out_backup, const char *store_path, const char *to,
		 struct text *why)
{
	struct backup *backup = must_alloc(sizeof *backup);
	int error = look_for_room(store_path, to, why);

	text_copy(backup->to, sizeof backup->to, to);
	snprintf(backup->part, sizeof backup->part, "%s" UNFINISHED, to);
	if (error == 0)
		error = create_part(backup, why);
	if (error == 0)
		error = open_both(backup, store_path, why);
	if (error < 0) {
		backup_free(backup);
		backup = NULL;
	}
	*out_backup = backup;
	return error;
}

static int sync_path(const char *path, int flags)
{
	int file = open(path, flags | O_CLOEXEC), error = 0;

	if (file < 0)
		return -errno;
	/* Some file systems know no such sync of a folder, and need none. */
	if (fsync(file) != 0 && errno != EINVAL)
		error = -errno;
	close(file);
	return error;
}

/* One file without a log beside it, durable, then under its name. */
static int finish(struct backup *backup, struct text *why)
{
	char folder[LIMIT_PATH_SIZE];
	int code = sqlite3_exec(backup->into, "PRAGMA journal_mode = DELETE", NULL, NULL,
				NULL);
	int error;

	if (code != SQLITE_OK)
		return say_code(backup->into, code, "finish the copy", why);
	sqlite3_close(backup->into);
	backup->into = NULL;
	error = look_quickly(backup->part, why);
	if (error < 0)
		return error;
	folder_of(backup->to, folder);
	if (sync_path(backup->part, O_RDONLY) < 0 || rename(backup->part, backup->to) < 0)
		return say_errno("write", backup->to, why);
	backup->is_begun = false;
	if (sync_path(folder, O_RDONLY | O_DIRECTORY) < 0)
		return say_errno("write", folder, why);
	return 0;
}

int backup_step(struct backup *backup, struct text *why)
{
	int code = sqlite3_backup_step(backup->copy, BACKUP_PAGES_A_STEP);

	if (code == SQLITE_OK || (code & 0xFF) == SQLITE_BUSY ||
	    (code & 0xFF) == SQLITE_LOCKED)
		return 1;
	if (code != SQLITE_DONE)
		return say_code(NULL, code, "write the copy", why);
	code = sqlite3_backup_finish(backup->copy);
	backup->copy = NULL;
	if (code != SQLITE_OK)
		return say_code(backup->into, code, "write the copy", why);
	return finish(backup, why);
}

int backup_percent(const struct backup *backup)
{
	int n_pages = backup->copy == NULL ? 0 : sqlite3_backup_pagecount(backup->copy);

	if (n_pages == 0)
		return 0;
	return PERCENT -
	       (int)((int64_t)sqlite3_backup_remaining(backup->copy) * PERCENT / n_pages);
}

void backup_free(struct backup *backup)
{
	if (backup == NULL)
		return;
	if (backup->copy != NULL)
		sqlite3_backup_finish(backup->copy);
	sqlite3_close(backup->into);
	sqlite3_close(backup->from);
	if (backup->is_begun)
		(void)unlink(backup->part);
	free(backup);
}

int backup_make(const char *store_path, const char *to, struct backup_facts *out,
		struct text *why)
{
	struct backup *backup;
	int error = backup_begin(&backup, store_path, to, why);

	while (error == 0 && (error = backup_step(backup, why)) == 1)
		error = 0;
	backup_free(backup);
	return error < 0 ? error : backup_look(to, out, why);
}

int backup_look(const char *path, struct backup_facts *out, struct text *why)
{
	sqlite3 *database = NULL;
	struct stat status;
	int error, code;

	*out = (struct backup_facts){ .last_number = "" };
	if (stat(path, &status) < 0)
		return say_errno("read", path, why);
	out->bytes = status.st_size;
	code = sqlite3_open_v2(path, &database,
			       SQLITE_OPEN_READONLY | SQLITE_OPEN_EXRESCODE, NULL);
	error = code == SQLITE_OK
			? check(database, path, "PRAGMA integrity_check(1)", why)
			: say_code(database, code, "read the copy", why);
	if (error == 0) {
		code = read_facts(database, out);
		if (code != SQLITE_OK)
			error = say_code(database, code, "read the copy", why);
	}
	sqlite3_close(database);
	return error;
}
