// SPDX-License-Identifier: MIT

/*
 * A disk that is full or broken. Each operation of a scenario fails once, alone or with
 * all that follow, until the scenario passes (SQLite's own way of testing): nothing may
 * be half done, nothing acknowledged may be lost, and a full disk that has room again
 * must not need a restart.
 */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/log.h"
#include "base/must.h"
#include "base/text.h"
#include "store/query.h"
#include "tests/support/cut_vfs.h"
#include "tests/support/store_fixture.h"

struct fault {
	int code, system_errno; /* what the disk says */
	int error;
	bool is_broken;
	int stride; /* each operation, or each so manieth where the path is the same */
};

static const struct fault faults[] = {
	{ SQLITE_FULL, 0, -ENOSPC, false, 1 },
	{ SQLITE_IOERR_WRITE, EDQUOT, -ENOSPC, false, 7 }, /* so says a quota */
	{ SQLITE_IOERR_WRITE, EIO, -EIO, true, 3 },
	{ SQLITE_IOERR_FSYNC, EIO, -EIO, true, 1 },
	{ SQLITE_IOERR_FSYNC, ENOSPC, -EIO, true, 7 }, /* nobody knows what is on disk */
	{ SQLITE_IOERR_NOMEM, 0, -ENOMEM, false, 7 },
};

struct bench {
	struct cut_vfs *vfs;
	struct store_fixture *fixture;
	int number; /* of the last message */
};

static int make_bench(void **state)
{
	struct bench *bench = must_alloc(sizeof *bench);
	void *fixture = NULL;

	bench->vfs = cut_vfs_install(1);
	must(store_fixture_in_file(&fixture) == 0);
	bench->fixture = fixture;
	*state = bench;
	return 0;
}

static int remove_bench(void **state)
{
	struct bench *bench = *state;
	void *fixture = bench->fixture;

	store_fixture_remove(&fixture);
	cut_vfs_remove(bench->vfs);
	free(bench);
	return 0;
}

/* What one message does. Every function is called even after an error, as by a caller who
 * forgot to look; the commit must still refuse. */
static int handle_message(struct store *store, int number)
{
	struct inbox_row message = fixture_message("+6281", "sktm");
	struct outbox_row reply = fixture_text("+6281", "kode");
	struct ticket ticket;
	char code[LIMIT_CODE_SIZE];
	bool is_code_taken;
	int error = store_begin(store);

	if (error != 0)
		return error;
	inbox_add(store, &message, (const char *)&number, sizeof number);
	snprintf(code, sizeof code, "%08u", (unsigned)number % 1000000);
	ticket = fixture_ticket(message.id, code);
	ticket_add(store, &ticket, "+6281", &is_code_taken);
	reply.inbox_id = message.id;
	reply.ticket_id = ticket.id;
	outbox_add(store, &reply);
	inbox_set_state(store, message.id, INBOX_STATE_HANDLED, "ticket", "");
	return store_commit(store);
}

/* How many messages there are; each must have its ticket, event and reply. */
static int64_t count_whole(struct store *store)
{
	int64_t n = fixture_ask(store, "SELECT count(*) FROM inbox"
				       " WHERE state = 'handled'");

	assert_int_equal(fixture_ask(store, "SELECT count(*) FROM inbox"), n);
	assert_int_equal(fixture_ask(store, "SELECT count(*) FROM tickets"), n);
	assert_int_equal(fixture_ask(store, "SELECT count(*) FROM events"), n);
	assert_int_equal(fixture_ask(store, "SELECT count(*) FROM outbox"), n);
	return n;
}

static void assert_sound(struct store *store)
{
	assert_int_equal(fixture_ask(store, "SELECT count(*) FROM pragma_integrity_check"
					    " WHERE integrity_check <> 'ok'"),
			 0);
	assert_int_equal(
		fixture_ask(store, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

/* Two messages and a tidying while the n-th operation fails. Returns how many of the
 * messages were acknowledged. */
static int work_with_fault(struct bench *bench, const struct fault *fault, long n,
			   bool is_for_ever)
{
	struct store *store = bench->fixture->store;
	int n_acknowledged = 0;

	cut_vfs_set_errno(bench->vfs, fault->system_errno);
	cut_vfs_fail_at(bench->vfs, n, fault->code, is_for_ever);
	for (int i = 0; i < 2 && !store_is_broken(store); i++) {
		int error = handle_message(store, ++bench->number);

		assert_true(error == 0 || error == fault->error);
		n_acknowledged += error == 0;
		assert_true(error != -EIO || store_is_broken(store));
	}
	store_tidy(store);
	if (!fault->is_broken)
		assert_false(store_is_broken(store));
	return n_acknowledged;
}

static void fail_each_operation(struct bench *bench, const struct fault *fault,
				bool is_for_ever)
{
	int first = bench->number;
	bool has_failed = true;

	for (long n = 1; has_failed; n += fault->stride) {
		int64_t before = count_whole(bench->fixture->store), after;
		int n_acknowledged = work_with_fault(bench, fault, n, is_for_ever);

		has_failed = cut_vfs_has_failed(bench->vfs);
		/* Full disk: reading goes on, before there is room again. */
		if (!fault->is_broken)
			assert_int_equal(count_whole(bench->fixture->store),
					 before + n_acknowledged);
		cut_vfs_fail_at(bench->vfs, 0, 0, false);
		if (fault->is_broken && store_is_broken(bench->fixture->store))
			store_fixture_reopen(bench->fixture);
		after = count_whole(bench->fixture->store);
		/* A sync that failed may have reached the disk all the same. */
		assert_true(after == before + n_acknowledged ||
			    (fault->is_broken && after == before + n_acknowledged + 1));
		assert_int_equal(handle_message(bench->fixture->store, ++bench->number),
				 0);
		assert_sound(bench->fixture->store);
	}
	assert_true(bench->number > first + 20);
}

static void test_an_operation_that_fails_once_leaves_nothing_half_done(void **state)
{
	for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++)
		fail_each_operation(*state, &faults[i], false);
}

static void test_a_disk_that_fails_from_then_on_leaves_nothing_half_done(void **state)
{
	for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++)
		fail_each_operation(*state, &faults[i], true);
}

static void test_a_fault_while_the_store_is_opened_is_told_and_passes(void **state)
{
	struct bench *bench = *state;
	struct store_fixture *fixture = bench->fixture;
	char buffer[LIMIT_WHY_SIZE], path[FIXTURE_FILE_SIZE];
	bool has_failed = true;
	struct text why;

	text_init(&why, buffer, sizeof buffer);
	for (long n = 1; has_failed; n++) {
		struct store_options options = fixture->options;
		struct store *store;
		char ending[32];
		int error;

		snprintf(ending, sizeof ending, "-%ld", n);
		text_copy(options.path, sizeof options.path,
			  fixture_beside(fixture, ending, path));
		text_clear(&why);
		cut_vfs_fail_at(bench->vfs, n, SQLITE_FULL, true);
		error = store_open(&store, &options, &why);
		has_failed = cut_vfs_has_failed(bench->vfs);
		assert_int_equal(error, has_failed ? -ENOSPC : 0);
		assert_int_equal(why.length > 0, has_failed);
		store_close(store);
		cut_vfs_fail_at(bench->vfs, 0, 0, false);
		assert_int_equal(store_open(&store, &options, NULL), 0);
		assert_int_equal(handle_message(store, 1), 0);
		assert_sound(store);
		store_close(store);
	}
}

static void test_after_a_failure_the_whole_transaction_is_refused(void **state)
{
	struct bench *bench = *state;
	struct store *store = bench->fixture->store;
	struct inbox_row row = fixture_message("+6281", "a"), read;

	/* Let the transaction outgrow the page cache, so that it writes before its end.
	 */
	assert_int_equal(fixture_run(store, "PRAGMA cache_size = 1"), SQLITE_OK);
	assert_int_equal(store_begin(store), 0);
	cut_vfs_fail_at(bench->vfs, 1, SQLITE_FULL, false);
	for (int i = 0; i < 5000 && !cut_vfs_has_failed(bench->vfs); i++) {
		row.id = 0;
		inbox_add(store, &row, (const char *)&i, sizeof i);
	}
	assert_true(cut_vfs_has_failed(bench->vfs));
	row.id = 0;
	assert_int_equal(inbox_add(store, &row, "x", 1), -ENOSPC);
	assert_int_equal(inbox_set_state(store, 1, INBOX_STATE_UNREAD, "", ""), -ENOSPC);
	assert_int_equal(inbox_get(store, 1, &read), -ENOENT); /* reading goes on */
	assert_int_equal(store_commit(store), -ENOSPC);
	assert_int_equal(count_whole(store), 0);
	assert_int_equal(handle_message(store, 1), 0);
	assert_int_equal(count_whole(store), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_an_operation_that_fails_once_leaves_nothing_half_done,
			make_bench, remove_bench),
		cmocka_unit_test_setup_teardown(
			test_a_disk_that_fails_from_then_on_leaves_nothing_half_done,
			make_bench, remove_bench),
		cmocka_unit_test_setup_teardown(
			test_a_fault_while_the_store_is_opened_is_told_and_passes,
			make_bench, remove_bench),
		cmocka_unit_test_setup_teardown(
			test_after_a_failure_the_whole_transaction_is_refused, make_bench,
			remove_bench),
	};

	log_set_level(LOG_LEVEL_ERROR - 1); /* faults by the hundred */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
