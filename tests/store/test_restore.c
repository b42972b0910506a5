// SPDX-License-Identifier: MIT

/* A copy takes the store's place, and what was there stays. */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/text.h"
#include "store/backup.h"
#include "store/restore.h"
#include "tests/support/store_fixture.h"

static int64_t count_tickets(struct store_fixture *fixture)
{
	return fixture_ask(fixture->store, "SELECT count(*) FROM tickets");
}

static void test_a_copy_takes_the_place_and_the_old_one_stays(void **state)
{
	struct store_fixture *fixture = *state;
	char copy[FIXTURE_FILE_SIZE], kept[LIMIT_PATH_SIZE], again[LIMIT_PATH_SIZE];
	struct backup_facts facts;
	struct stat before, after;

	assert_int_equal(stat(fixture->options.path, &before), 0);
	snprintf(copy, sizeof copy, "%s/copy.db", fixture->folder);
	fixture_add_ticket(fixture->store, "00000001");
	assert_int_equal(backup_make(fixture->options.path, copy, &facts, NULL), 0);
	fixture_add_ticket(fixture->store, "00000002");
	fixture_add_ticket(fixture->store, "00000003");
	/* What is only in its log is kept too. */
	store_close(fixture->store);
	fixture->store = NULL;
	assert_int_equal(restore_from(copy, fixture->options.path, &facts, kept, NULL),
			 0);
	assert_int_equal(facts.tickets, 1);
	assert_non_null(strstr(kept, ".before-"));
	assert_int_equal(store_open(&fixture->store, &fixture->options, NULL), 0);
	assert_int_equal(count_tickets(fixture), 1);
	fixture_add_ticket(fixture->store, "00000004");
	assert_int_equal(stat(fixture->options.path, &after), 0);
	assert_int_equal(after.st_mode, before.st_mode);
	/* The way back. */
	store_close(fixture->store);
	fixture->store = NULL;
	assert_int_equal(backup_look(kept, &facts, NULL), 0);
	assert_int_equal(facts.tickets, 3);
	clock_freeze_utc_s(FIXTURE_NOW_S + 1);
	assert_int_equal(restore_from(kept, fixture->options.path, &facts, again, NULL),
			 0);
	assert_int_equal(store_open(&fixture->store, &fixture->options, NULL), 0);
	assert_int_equal(count_tickets(fixture), 3);
}

static void test_a_copy_comes_where_no_store_is(void **state)
{
	struct store_fixture *fixture = *state;
	char copy[FIXTURE_FILE_SIZE], kept[LIMIT_PATH_SIZE];
	struct store_options elsewhere = { .path = "" };
	struct backup_facts facts;
	struct store *store;

	snprintf(copy, sizeof copy, "%s/copy.db", fixture->folder);
	snprintf(elsewhere.path, sizeof elsewhere.path, "%s/new.db", fixture->folder);
	fixture_add_ticket(fixture->store, "00000001");
	assert_int_equal(backup_make(fixture->options.path, copy, &facts, NULL), 0);
	assert_int_equal(restore_from(copy, elsewhere.path, &facts, kept, NULL), 0);
	assert_string_equal(kept, "");
	assert_int_equal(store_open(&store, &elsewhere, NULL), 0);
	assert_int_equal(fixture_ask(store, "SELECT count(*) FROM tickets"), 1);
	store_close(store);
}

/* A store that cannot be opened is the very reason to restore. */
static void test_a_damaged_store_is_replaced_and_kept(void **state)
{
	struct store_fixture *fixture = *state;
	char copy[FIXTURE_FILE_SIZE], kept[LIMIT_PATH_SIZE], log[FIXTURE_FILE_SIZE];
	char kept_log[LIMIT_PATH_SIZE + 8];
	struct backup_facts facts;
	FILE *file;

	snprintf(copy, sizeof copy, "%s/copy.db", fixture->folder);
	fixture_add_ticket(fixture->store, "00000001");
	assert_int_equal(backup_make(fixture->options.path, copy, &facts, NULL), 0);
	store_close(fixture->store);
	fixture->store = NULL;
	file = fopen(fixture->options.path, "w");
	assert_non_null(file);
	fputs("only noise is left of it", file);
	fclose(file);
	file = fopen(fixture_beside(fixture, "-wal", log), "w");
	assert_non_null(file);
	fputs("and of its log", file);
	fclose(file);
	assert_true(store_open(&fixture->store, &fixture->options, NULL) < 0);
	assert_int_equal(restore_from(copy, fixture->options.path, &facts, kept, NULL),
			 0);
	assert_int_equal(store_open(&fixture->store, &fixture->options, NULL), 0);
	assert_int_equal(count_tickets(fixture), 1);
	assert_int_equal(access(kept, F_OK), 0);
	snprintf(kept_log, sizeof kept_log, "%s-wal", kept);
	assert_int_equal(access(kept_log, F_OK), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define IN_FILE(test)                                                                    \
	cmocka_unit_test_setup_teardown(test, store_fixture_in_file, store_fixture_remove)
		IN_FILE(test_a_copy_takes_the_place_and_the_old_one_stays),
		IN_FILE(test_a_copy_comes_where_no_store_is),
		IN_FILE(test_a_damaged_store_is_replaced_and_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
