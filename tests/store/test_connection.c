// SPDX-License-Identifier: MIT
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/text.h"
#include "store/connection.h"
#include "store/query.h"
#include "tests/support/cut_vfs.h"
#include "tests/support/store_fixture.h"

static const struct store_fixture *fixture_of(void **state)
{
	return *state;
}

/* What "PRAGMA name" answers. */
static const char *pragma(sqlite3 *database, const char *name, char out[64])
{
	sqlite3_stmt *statement;
	char sql[64];

	snprintf(sql, sizeof sql, "PRAGMA %s", name);
	assert_int_equal(sqlite3_prepare_v2(database, sql, -1, &statement, NULL),
			 SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	text_copy(out, 64, (const char *)sqlite3_column_text(statement, 0));
	sqlite3_finalize(statement);
	return out;
}

static void test_a_store_is_opened_with_these_settings(void **state)
{
	static const struct {
		const char *name, *value;
	} settings[] = {
		{ "journal_mode", "wal" },  { "synchronous", "2" },
		{ "foreign_keys", "1" },    { "secure_delete", "1" },
		{ "trusted_schema", "0" },  { "cell_size_check", "1" },
		{ "busy_timeout", "5000" }, { "journal_size_limit", "4194304" },
		{ "cache_size", "-512" },   { "mmap_size", "0" },
	};
	sqlite3 *database = fixture_of(state)->store->database;
	char value[64];
	int is_kept = -1, is_on;

	for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++)
		assert_string_equal(pragma(database, settings[i].name, value),
				    settings[i].value);
	assert_int_equal(sqlite3_file_control(database, "main", SQLITE_FCNTL_PERSIST_WAL,
					      &is_kept),
			 SQLITE_OK);
	assert_int_equal(is_kept, 1);
	assert_int_equal(
		sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, -1, &is_on),
		SQLITE_OK);
	assert_int_equal(is_on, 1);
	assert_int_equal(sqlite3_db_config(database,
					   SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, -1,
					   &is_on),
			 SQLITE_OK);
	assert_int_equal(is_on, 0);
}

static void test_a_misspelt_column_is_an_error_and_no_text(void **state)
{
	assert_int_not_equal(fixture_run(fixture_of(state)->store,
					 "SELECT \"no_such_column\" FROM inbox"),
			     SQLITE_OK);
}

static void test_a_new_file_is_for_its_owner_and_group(void **state)
{
	char path[FIXTURE_FILE_SIZE];
	struct stat status;
	sqlite3 *database;
	mode_t before;

	fixture_beside(*state, "-open", path);
	before = umask(0);
	assert_int_equal(connection_open(&database, path, false, NULL), SQLITE_OK);
	umask(before);
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0660);
	sqlite3_close(database);

	fixture_beside(*state, "-masked", path);
	before = umask(027);
	assert_int_equal(connection_open(&database, path, false, NULL), SQLITE_OK);
	umask(before);
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0640);
	sqlite3_close(database);
}

static void test_a_store_that_root_creates_belongs_to_the_folders_owner(void **state)
{
	char path[FIXTURE_FILE_SIZE];
	struct stat status;
	sqlite3 *database;

	if (geteuid() != 0) {
		print_message("not shown: only root can give files away\n");
		skip();
	}
	assert_int_equal(chown(fixture_of(state)->folder, 65534, 65533), 0);
	fixture_beside(*state, "-given", path);
	assert_int_equal(connection_open(&database, path, false, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_exec(database, "CREATE TABLE t (x)", NULL, NULL, NULL),
			 SQLITE_OK);
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_uid, 65534);
	assert_int_equal(status.st_gid, 65533);
	assert_int_equal(stat(fixture_beside(*state, "-given-wal", path), &status), 0);
	assert_int_equal(status.st_uid, 65534);
	sqlite3_close(database);
}

static void expect_refusal(const char *path, int code, const char *reason)
{
	char buffer[LIMIT_WHY_SIZE];
	sqlite3 *database;
	struct text why;

	text_init(&why, buffer, sizeof buffer);
	assert_int_equal(connection_open(&database, path, false, &why) & 0xFF, code);
	assert_null(database);
	assert_non_null(strstr(why.bytes, path));
	assert_non_null(strstr(why.bytes, reason));
}

static void write_file(const char *path, const char *bytes, size_t length)
{
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(file >= 0);
	assert_int_equal(write(file, bytes, length), (ssize_t)length);
	close(file);
}

static void test_what_cannot_be_opened_is_explained(void **state)
{
	char path[FIXTURE_FILE_SIZE], garbage[4096];

	memset(garbage, 'g', sizeof garbage);
	expect_refusal("/nonexistent/surat.db", SQLITE_CANTOPEN,
		       "does its folder exist?");
	expect_refusal(fixture_of(state)->folder, SQLITE_CANTOPEN, "open");
	write_file(fixture_beside(*state, "-garbage", path), garbage, sizeof garbage);
	expect_refusal(path, SQLITE_NOTADB, "not a store");
	fixture_beside(*state, "/below", path);
	expect_refusal(path, SQLITE_CANTOPEN, "does its folder exist?");
}

/* Root may do everything, so somebody else tries, in a process of his own. */
static bool is_so_for_nobody(bool (*is_so)(const struct store_options *options),
			     const struct store_fixture *fixture)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		if (geteuid() == 0 && setresuid(65534, 65534, 65534) != 0)
			_exit(2);
		_exit(is_so(&fixture->options) ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return status == 0;
}

static bool is_refused(const struct store_options *options)
{
	char buffer[LIMIT_WHY_SIZE];
	struct store *store;
	struct text why;

	text_init(&why, buffer, sizeof buffer);
	return store_open(&store, options, &why) == -EIO &&
	       strstr(buffer, "group surat") != NULL;
}

static bool may_only_read(const struct store_options *options)
{
	struct inbox_row row = fixture_message("+6281", "a");
	struct store *store;
	bool is_so = store_open(&store, options, NULL) == 0 &&
		     inbox_get(store, 1, &row) == 0 &&
		     inbox_add(store, &row, "k", 1) == -EROFS && store_is_broken(store);

	store_close(store);
	return is_so;
}

static void test_a_closed_door_names_the_group(void **state)
{
	struct store_fixture *fixture = *state;

	assert_int_equal(chmod(fixture->folder, 0755), 0);
	assert_int_equal(chmod(fixture->options.path, 0), 0);
	assert_true(is_so_for_nobody(is_refused, fixture));
}

static void test_who_may_only_read_reads(void **state)
{
	struct store_fixture *fixture = *state;
	char path[FIXTURE_FILE_SIZE];

	fixture_add_message(fixture->store, "+6281", "a");
	assert_int_equal(chmod(fixture->folder, 0755), 0);
	assert_int_equal(chmod(fixture->options.path, 0444), 0);
	assert_int_equal(chmod(fixture_beside(fixture, "-shm", path), 0444), 0);
	assert_int_equal(chmod(fixture_beside(fixture, "-wal", path), 0444), 0);
	assert_true(is_so_for_nobody(may_only_read, fixture));
}

/* Write noise over one page of a closed store; 1 is the first. */
static void damage(const char *path, int64_t page)
{
	static const char noise[600] = { 'x', 'y', 'z' };
	int file = open(path, O_WRONLY);

	assert_true(file >= 0);
	assert_int_equal(pwrite(file, noise, sizeof noise, (page - 1) * 4096), 600);
	close(file);
}

/* Close the store, spoil the page where the table or index begins, and open it. */
static int open_damaged(struct store_fixture *fixture, const char *sql, struct text *why)
{
	int64_t page;

	for (int i = 0; i < 50; i++)
		fixture_add_message(fixture->store, "+6281", "sktm 3513151205909901");
	page = fixture_ask(fixture->store, sql);
	assert_true(page > 0);
	store_close(fixture->store);
	fixture->store = NULL;
	damage(fixture->options.path, page);
	return store_open(&fixture->store, &fixture->options, why);
}

static void test_a_damaged_store_is_refused_with_the_way_out(void **state)
{
	static const char *const pages[] = {
		"SELECT 2", /* where the tables are described */
		"SELECT rootpage FROM sqlite_schema WHERE name = 'meta'",
		"SELECT rootpage FROM sqlite_schema WHERE name = 'inbox_by_sender'",
	};

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
		char buffer[LIMIT_WHY_SIZE];
		void *fixture = NULL;
		struct text why;

		text_init(&why, buffer, sizeof buffer);
		assert_int_equal(store_fixture_in_file(&fixture), 0);
		assert_int_equal(open_damaged(fixture, pages[i], &why), -EIO);
		assert_non_null(strstr(why.bytes, "is damaged"));
		assert_non_null(strstr(why.bytes, "surat restore"));
		store_fixture_remove(&fixture);
	}
}

static void test_a_command_of_a_moment_may_skip_the_check(void **state)
{
	struct store_fixture *fixture = *state;
	struct inbox_row row = fixture_message("+6281", "a");

	fixture->options.is_check_skipped = true;
	assert_int_equal(open_damaged(fixture,
				      "SELECT rootpage FROM sqlite_schema"
				      " WHERE name = 'inbox_by_sender'",
				      NULL),
			 0);
	assert_false(store_is_broken(fixture->store));
	assert_int_equal(inbox_add(fixture->store, &row, "k", 1), -EIO);
	assert_true(store_is_broken(fixture->store)); /* it is noticed all the same */
}

/* As some network file systems are; two programs could not share the log there. */
static void test_a_disk_that_cannot_share_memory_is_refused(void **state)
{
	struct cut_vfs *vfs = cut_vfs_install(1);
	char buffer[LIMIT_WHY_SIZE], path[FIXTURE_FILE_SIZE];
	sqlite3 *database;
	struct text why;

	text_init(&why, buffer, sizeof buffer);
	cut_vfs_hide_shared_memory(vfs);
	fixture_beside(*state, "-unshared", path);
	assert_int_not_equal(connection_open(&database, path, false, &why), SQLITE_OK);
	assert_null(database);
	assert_non_null(strstr(why.bytes, "journal_mode"));
	cut_vfs_remove(vfs);
}

#define IN_FILE(test)                                                                    \
	cmocka_unit_test_setup_teardown(test, store_fixture_in_file, store_fixture_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FILE(test_a_store_is_opened_with_these_settings),
		IN_FILE(test_a_misspelt_column_is_an_error_and_no_text),
		IN_FILE(test_a_new_file_is_for_its_owner_and_group),
		IN_FILE(test_a_store_that_root_creates_belongs_to_the_folders_owner),
		IN_FILE(test_what_cannot_be_opened_is_explained),
		IN_FILE(test_a_closed_door_names_the_group),
		IN_FILE(test_who_may_only_read_reads),
		cmocka_unit_test(test_a_damaged_store_is_refused_with_the_way_out),
		IN_FILE(test_a_command_of_a_moment_may_skip_the_check),
		IN_FILE(test_a_disk_that_cannot_share_memory_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
