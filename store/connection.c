// SPDX-License-Identifier: MIT
#include "store/connection.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/text.h"

enum {
	BUSY_TIMEOUT_MS = 5000,
	/* quick_check takes 8 ms for each MiB, 2 s for this. Larger stores are checked
	 * with each backup. */
	CHECK_MAX_BYTES = 256 << 20,
};

#define DAMAGED "'%s' is damaged (%s): restore the last backup with `surat restore`"

struct setting {
	const char *name;
	const char *set;
	const char *expected; /* what reading it back gives */
	bool is_for_file;     /* a store in memory has no such thing */
};

/* clang-format off */
static const struct setting settings[] = {
	/* A commit is one append and one fsync; readers never wait for it. */
	{ "journal_mode",       "PRAGMA journal_mode = WAL",          "wal",     true },
	/* FULL. With NORMAL a power cut takes back what was acknowledged. */
	{ "synchronous",        "PRAGMA synchronous = FULL",          "2",       false },
	{ "foreign_keys",       "PRAGMA foreign_keys = ON",           "1",       false },
	/* What was erased must not be found in the file. */
	{ "secure_delete",      "PRAGMA secure_delete = ON",          "1",       false },
	{ "trusted_schema",     "PRAGMA trusted_schema = OFF",        "0",       false },
	{ "cell_size_check",    "PRAGMA cell_size_check = ON",        "1",       false },
	/* Our own hook in store.c decides when the log goes into the file. */
	{ "wal_autocheckpoint", "PRAGMA wal_autocheckpoint = 0",      "0",       false },
	{ "journal_size_limit", "PRAGMA journal_size_limit = 4194304", "4194304", false },
	/* Memory: half a MiB of pages, nothing mapped, no temporary files. */
	{ "cache_size",         "PRAGMA cache_size = -512",           "-512",    false },
	{ "mmap_size",          "PRAGMA mmap_size = 0",               "0",       true },
	{ "temp_store",         "PRAGMA temp_store = MEMORY",         "2",       false },
};
/* clang-format on */

struct limit {
	int option; /* SQLITE_DBCONFIG_... */
	int value;
};

static const struct limit limits[] = {
	{ SQLITE_DBCONFIG_DEFENSIVE, 1 }, /* no SQL may damage the file */
	{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
	{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
	{ SQLITE_DBCONFIG_DQS_DML, 0 }, /* a misspelt column is not a text */
	{ SQLITE_DBCONFIG_DQS_DDL, 0 },
};

/* Make a new file's name durable, and give it to whom its folder belongs: a store that
 * root has created must be the service's. */
static int adopt(int file, const char *path)
{
	char copy[LIMIT_PATH_SIZE];
	struct stat status;
	int folder, error = 0;

	text_copy(copy, sizeof copy, path);
	folder = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder < 0)
		return -errno;
	if (fstat(folder, &status) == 0)
		/* Who may not give it away keeps it; then it is his own service. */
		(void)!fchown(file, geteuid() == 0 ? status.st_uid : (uid_t)-1,
			      status.st_gid);
	/* Some file systems know no such sync, and need none. */
	if (fsync(folder) != 0 && errno != EINVAL)
		error = -errno;
	close(folder);
	return error;
}

/* Before SQLite makes it with a mode of its own. */
int connection_create_file(const char *path)
{
	/* O_EXCL: closing another descriptor of an open store would drop its locks. */
	int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0660);
	int error;

	if (file < 0)
		return errno == EEXIST ? 0 : -errno;
	error = adopt(file, path);
	close(file);
	return error;
}

static const char *hint_for(int error)
{
	switch (error) {
	case EACCES:
	case EPERM:
		return " (is this account in group surat?)";
	case ENOENT:
	case ENOTDIR:
		return " (does its folder exist?)";
	case EROFS:
		return " (the disk is mounted read-only)";
	case ENOSPC:
	case EDQUOT:
		return " (free some space)";
	default:
		return "";
	}
}

static void say_system_error(struct text *why, const char *verb, const char *path,
			     int error)
{
	text_say(why, "cannot %s '%s': %s%s", verb, path, strerror(error),
		 hint_for(error));
}

/* Run `sql`, which may answer with one value. */
static int ask(sqlite3 *database, const char *sql, struct text *answer)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(database, sql, -1, &statement, NULL);

	text_clear(answer);
	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	if (code == SQLITE_ROW && sqlite3_column_type(statement, 0) != SQLITE_NULL)
		text_add(answer, (const char *)sqlite3_column_text(statement, 0));
	sqlite3_finalize(statement);
	return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
}

/* Going over to WAL wants the file alone and does not use the busy handler. */
static int ask_patiently(sqlite3 *database, const char *sql, struct text *answer)
{
	static const struct timespec pause = { .tv_nsec = 5000000 };
	int64_t until_ms = clock_mono_ms() + BUSY_TIMEOUT_MS;
	int code;

	while ((code = ask(database, sql, answer)) != SQLITE_OK &&
	       (code & 0xFF) == SQLITE_BUSY && clock_mono_ms() < until_ms)
		nanosleep(&pause, NULL);
	return code;
}

static int apply_setting(sqlite3 *database, const struct setting *setting,
			 struct text *why)
{
	char buffer[128], sql_buffer[64];
	struct text answer, sql;
	int code;

	text_init(&answer, buffer, sizeof buffer);
	text_init(&sql, sql_buffer, sizeof sql_buffer);
	text_add_format(&sql, "PRAGMA %s", setting->name);
	code = ask_patiently(database, setting->set, &answer);
	if (code == SQLITE_OK)
		code = ask(database, sql.bytes, &answer);
	if (code == SQLITE_OK && strcmp(answer.bytes, setting->expected) != 0) {
		text_say(why, "SQLite did not take '%s': it says '%s'", setting->set,
			 answer.bytes);
		return SQLITE_ERROR;
	}
	return code;
}

static int apply_all(sqlite3 *database, bool is_memory, struct text *why)
{
	int code = sqlite3_busy_timeout(database, BUSY_TIMEOUT_MS), is_kept = 1;

	for (size_t i = 0; code == SQLITE_OK && i < sizeof limits / sizeof limits[0]; i++)
		code = sqlite3_db_config(database, limits[i].option, limits[i].value,
					 NULL);
	/* SQLite does not notice when the folder entry of a new log is not written, so
	 * the log is never removed. */
	if (code == SQLITE_OK && !is_memory)
		code = sqlite3_file_control(database, "main", SQLITE_FCNTL_PERSIST_WAL,
					    &is_kept);
	for (size_t i = 0; code == SQLITE_OK && i < sizeof settings / sizeof settings[0];
	     i++) {
		if (!is_memory || !settings[i].is_for_file)
			code = apply_setting(database, &settings[i], why);
	}
	return code;
}

void connection_say_error(sqlite3 *database, int code, const char *path, struct text *why)
{
	const char *message = database == NULL ? "no memory" : sqlite3_errmsg(database);
	int error = database == NULL ? 0 : sqlite3_system_errno(database);

	switch (code & 0xFF) {
	case SQLITE_NOTADB:
		text_say(why, "'%s' is not a store: it is no SQLite file", path);
		return;
	case SQLITE_CORRUPT:
		text_say(why, DAMAGED, path, message);
		return;
	case SQLITE_BUSY:
		text_say(why, "'%s' is held by another program for more than %d s", path,
			 BUSY_TIMEOUT_MS / 1000);
		return;
	case SQLITE_READONLY:
		text_say(why, "'%s' may only be read%s", path, hint_for(EACCES));
		return;
	case SQLITE_CANTOPEN:
	case SQLITE_IOERR:
		if (error != 0) {
			say_system_error(why, "open", path, error);
			return;
		}
		break;
	default:
		break;
	}
	text_say(why, "cannot open '%s': %s", path, message);
}

/* Each program has one thread, and nobody asks how much memory was allocated: without
 * their locks SQLite needs a twelfth less. Only the first call of a process counts. */
static void configure(void)
{
	(void)sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

int connection_open(sqlite3 **out_database, const char *path, bool is_memory,
		    struct text *why)
{
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX |
		    SQLITE_OPEN_EXRESCODE;
	int error = is_memory ? 0 : connection_create_file(path);
	int code;

	*out_database = NULL;
	configure();
	if (error != 0) {
		say_system_error(why, "create", path, -error);
		return error == -ENOSPC ? SQLITE_FULL : SQLITE_CANTOPEN;
	}
	code = sqlite3_open_v2(path, out_database, flags, NULL);
	if (code == SQLITE_OK)
		code = apply_all(*out_database, is_memory, why);
	if (code != SQLITE_OK) {
		connection_say_error(*out_database, code, path, why);
		sqlite3_close(*out_database);
		*out_database = NULL;
	}
	return code;
}

int connection_check(sqlite3 *database, const char *path, struct text *why)
{
	char buffer[256];
	struct text answer;
	struct stat status;
	int code;

	if (stat(path, &status) == 0 && status.st_size > CHECK_MAX_BYTES)
		return SQLITE_OK;
	text_init(&answer, buffer, sizeof buffer);
	code = ask(database, "PRAGMA quick_check(1)", &answer);
	if (code == SQLITE_OK && strcmp(answer.bytes, "ok") == 0)
		return SQLITE_OK;
	if (code == SQLITE_OK) {
		code = SQLITE_CORRUPT;
		text_say(why, DAMAGED, path, answer.bytes);
	}
	connection_say_error(database, code, path, why);
	return code;
}
