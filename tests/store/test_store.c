// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/log.h"
#include "base/text.h"
#include "store/drafts.h"
#include "store/query.h"
#include "store/residents.h"
#include "tests/support/store_fixture.h"

enum {
	WRITERS = 4,
	WRITES = 50,
};

static struct store *store_of(void **state)
{
	const struct store_fixture *fixture = *state;

	return fixture->store;
}

static struct store *open_again(void **state)
{
	const struct store_fixture *fixture = *state;
	struct store *store;

	assert_int_equal(store_open(&store, &fixture->options, NULL), 0);
	return store;
}

static int put(struct store *store, const char *person)
{
	struct draft draft = { .page = 1 };

	text_copy(draft.person, sizeof draft.person, person);
	return draft_put(store, &draft);
}

static bool has(struct store *store, const char *person)
{
	struct draft draft;

	return draft_get(store, person, &draft) == 0;
}

static void test_a_commit_keeps_all_and_a_rollback_nothing(void **state)
{
	struct store_fixture *fixture = *state;

	assert_int_equal(store_begin(fixture->store), 0);
	assert_int_equal(put(fixture->store, "a"), 0);
	assert_int_equal(put(fixture->store, "b"), 0);
	assert_int_equal(store_commit(fixture->store), 0);
	assert_int_equal(store_begin(fixture->store), 0);
	assert_int_equal(put(fixture->store, "c"), 0);
	assert_int_equal(draft_delete(fixture->store, "a"), 0);
	store_rollback(fixture->store);
	store_rollback(fixture->store); /* nothing to do: an `out:` label may do so */
	store_fixture_reopen(fixture);
	assert_true(has(fixture->store, "a"));
	assert_true(has(fixture->store, "b"));
	assert_false(has(fixture->store, "c"));
}

static void test_what_was_not_committed_is_gone_after_a_close(void **state)
{
	struct store_fixture *fixture = *state;

	assert_int_equal(store_begin(fixture->store), 0);
	assert_int_equal(put(fixture->store, "a"), 0);
	store_fixture_reopen(fixture);
	assert_false(has(fixture->store, "a"));
}

static void test_others_see_a_transaction_when_it_is_committed(void **state)
{
	struct store *store = store_of(state), *other = open_again(state);
	int64_t before = store_version(other), own = store_version(store);

	assert_int_equal(store_begin(store), 0);
	assert_int_equal(put(store, "a"), 0);
	assert_false(has(other, "a"));
	assert_int_equal(store_version(other), before);
	assert_int_equal(store_commit(store), 0);
	assert_true(has(other, "a"));
	assert_int_not_equal(store_version(other), before);
	assert_int_equal(store_version(store), own); /* own commits do not count */
	store_close(other);
}

static void test_a_second_writer_waits_and_is_told_in_the_end(void **state)
{
	struct store *store = store_of(state), *other = open_again(state);

	sqlite3_busy_timeout(other->database, 50); /* the test's patience, not the 5 s */
	assert_int_equal(store_begin(store), 0);
	assert_int_equal(store_begin(other), -EBUSY);
	assert_int_equal(put(other, "lone"), -EBUSY);
	assert_false(store_is_broken(other));
	assert_int_equal(store_commit(store), 0);
	assert_int_equal(store_begin(other), 0);
	assert_int_equal(put(other, "a"), 0);
	assert_int_equal(store_commit(other), 0);
	assert_true(has(store, "a"));
	store_close(other);
}

/* Whether the child dies by abort(), which is what must() does. */
static bool dies(void (*child)(struct store *), struct store *store)
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		signal(SIGABRT, SIG_DFL);
		log_set_level(LOG_LEVEL_ERROR - 1);
		child(store);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static void begin_twice(struct store *store)
{
	store_begin(store);
	store_begin(store);
}

static void commit_nothing(struct store *store)
{
	store_commit(store);
}

static void add_ticket_alone(struct store *store)
{
	struct ticket ticket = fixture_ticket(0, "00000001");
	bool is_code_taken;

	ticket_add(store, &ticket, "a", &is_code_taken);
}

static void test_misuse_of_transactions_is_a_bug_and_stops_the_program(void **state)
{
	assert_true(dies(begin_twice, store_of(state)));
	assert_true(dies(commit_nothing, store_of(state)));
	assert_true(dies(add_ticket_alone, store_of(state)));
	assert_false(dies(store_rollback, store_of(state)));
}

/* One program of several: opens, maybe creates, and writes. Returns its exit status. */
static int write_rows(const struct store_options *options, int writer)
{
	struct store *store;

	if (store_open(&store, options, NULL) != 0)
		return 1;
	for (int i = 0; i < WRITES; i++) {
		struct inbox_row row = fixture_message("+6281", "a");
		int64_t key = writer * 1000 + i;

		if (store_begin(store) != 0 ||
		    inbox_add(store, &row, (const char *)&key, sizeof key) != 0 ||
		    inbox_set_state(store, row.id, INBOX_STATE_HANDLED, "x", "") != 0 ||
		    store_commit(store) != 0)
			return 2;
	}
	store_close(store);
	return 0;
}

static void test_several_programs_may_create_and_write_at_once(void **state)
{
	struct store_fixture *fixture = *state;
	struct store_options options = fixture->options;
	char path[FIXTURE_FILE_SIZE];
	pid_t children[WRITERS];

	/* A new file, which all of them find missing. */
	text_copy(options.path, sizeof options.path,
		  fixture_beside(fixture, "-new", path));
	for (int i = 0; i < WRITERS; i++) {
		children[i] = fork();
		if (children[i] == 0)
			_exit(write_rows(&options, i));
	}
	for (int i = 0; i < WRITERS; i++) {
		int status;

		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_int_equal(status, 0);
	}
	store_close(fixture->store);
	fixture->options = options;
	fixture->store = NULL;
	store_fixture_reopen(fixture);
	assert_int_equal(fixture_ask(fixture->store, "SELECT count(*) FROM inbox"
						     " WHERE state = 'handled'"),
			 WRITERS * WRITES);
	/* They hash with the one key that the first of them made. */
	assert_int_equal(fixture_ask(fixture->store, "SELECT count(*) FROM meta"), 1);
}

static off_t size_of(void **state, const char *ending)
{
	char path[FIXTURE_FILE_SIZE];
	struct stat status;

	assert_int_equal(stat(fixture_beside(*state, ending, path), &status), 0);
	return status.st_size;
}

static void write_much(struct store *store, int from, int n)
{
	struct resident resident = { .name = "SITI" };

	for (int i = from; i < from + n; i++) {
		snprintf(resident.nik, sizeof resident.nik, "%016d", i);
		assert_int_equal(resident_put(store, &resident), 0);
	}
}

static void test_tidying_moves_the_log_into_the_file(void **state)
{
	struct store *store = store_of(state);
	off_t before;

	assert_int_equal(store_tidy(store), 0);
	before = size_of(state, "");
	write_much(store, 0, 200);
	assert_int_equal(size_of(state, ""), before);
	assert_int_equal(store_tidy(store), 0);
	assert_true(size_of(state, "") > before);
	/* What is moved is written over: the log does not grow. */
	before = size_of(state, "-wal");
	write_much(store, 200, 200);
	assert_int_equal(store_tidy(store), 0);
	write_much(store, 400, 100);
	assert_true(size_of(state, "-wal") <= before + 200 * 5 * 4096);
}

static void test_the_log_stays_small_without_any_idle_moment(void **state)
{
	struct store *store = store_of(state);

	for (int i = 0; i < 2000; i++) {
		assert_int_equal(store_begin(store), 0);
		write_much(store, i, 1);
		assert_int_equal(store_commit(store), 0);
	}
	assert_true(size_of(state, "-wal") < 4 << 20);
}

static void test_a_reader_that_does_not_end_does_not_stop_the_writer(void **state)
{
	struct store *store = store_of(state), *reader = open_again(state);
	sqlite3_stmt *statement;

	write_much(store, 0, 10);
	assert_int_equal(sqlite3_prepare_v2(reader->database, "SELECT * FROM residents",
					    -1, &statement, NULL),
			 SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	write_much(store, 10, 1000);
	assert_int_equal(store_tidy(store), 0);
	assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
	store_close(reader);
}

static void test_the_free_space_is_known_of_a_file_only(void **state)
{
	const struct store_options options = { .path = ":memory:" };
	struct store *memory;

	assert_true(store_free_bytes(store_of(state)) > 0);
	assert_int_equal(store_open(&memory, &options, NULL), 0);
	assert_int_equal(store_free_bytes(memory), -1);
	store_close(memory);
}

static void test_the_first_reason_is_told(void **state)
{
	const struct store_options options = { .path = "/nonexistent/surat.db" };
	char buffer[LIMIT_WHY_SIZE];
	struct store *store;
	struct text why;

	(void)state;
	text_init(&why, buffer, sizeof buffer);
	assert_int_equal(store_open(&store, &options, &why), -EIO);
	assert_null(store);
	assert_string_equal(buffer, "cannot create '/nonexistent/surat.db': No such file "
				    "or directory (does its folder exist?)");
	store_close(NULL);
}

static void test_a_newer_store_is_refused(void **state)
{
	struct store_fixture *fixture = *state;
	char buffer[LIMIT_WHY_SIZE];
	struct text why;

	assert_int_equal(fixture_run(fixture->store, "PRAGMA user_version = 99"),
			 SQLITE_OK);
	store_close(fixture->store);
	fixture->store = NULL;
	text_init(&why, buffer, sizeof buffer);
	assert_int_equal(store_open(&fixture->store, &fixture->options, &why), -ENOTSUP);
	assert_non_null(strstr(buffer, "install the newer version"));
}

/* Whether the bytes stand anywhere in the store's file. */
static bool is_in_file(void **state, const char *bytes)
{
	static char content[1 << 20];
	char path[FIXTURE_FILE_SIZE];
	FILE *file = fopen(fixture_beside(*state, "", path), "rb");
	size_t length;

	assert_int_equal(sqlite3_wal_checkpoint_v2(store_of(state)->database, NULL,
						   SQLITE_CHECKPOINT_TRUNCATE, NULL,
						   NULL),
			 SQLITE_OK);
	assert_non_null(file);
	length = fread(content, 1, sizeof content, file);
	assert_true(length < sizeof content);
	fclose(file);
	return memmem(content, length, bytes, strlen(bytes)) != NULL;
}

static void test_erased_text_is_not_found_in_the_file(void **state)
{
	assert_int_equal(put(store_of(state), "ERASEDPERSON"), 0);
	assert_true(is_in_file(state, "ERASEDPERSON"));
	assert_int_equal(draft_delete(store_of(state), "ERASEDPERSON"), 0);
	assert_false(is_in_file(state, "ERASEDPERSON"));
}

#define IN_FILE(test)                                                                    \
	cmocka_unit_test_setup_teardown(test, store_fixture_in_file, store_fixture_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FILE(test_a_commit_keeps_all_and_a_rollback_nothing),
		IN_FILE(test_what_was_not_committed_is_gone_after_a_close),
		IN_FILE(test_others_see_a_transaction_when_it_is_committed),
		IN_FILE(test_a_second_writer_waits_and_is_told_in_the_end),
		IN_FILE(test_misuse_of_transactions_is_a_bug_and_stops_the_program),
		IN_FILE(test_several_programs_may_create_and_write_at_once),
		IN_FILE(test_tidying_moves_the_log_into_the_file),
		IN_FILE(test_the_log_stays_small_without_any_idle_moment),
		IN_FILE(test_a_reader_that_does_not_end_does_not_stop_the_writer),
		IN_FILE(test_the_free_space_is_known_of_a_file_only),
		cmocka_unit_test(test_the_first_reason_is_told),
		IN_FILE(test_a_newer_store_is_refused),
		IN_FILE(test_erased_text_is_not_found_in_the_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
