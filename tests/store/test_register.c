// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/text.h"
#include "store/register.h"
#include "tests/support/store_fixture.h"

#define VILLAGE "35.13.15.2007"

static int add(struct store *store, const char *code, const char *scope, int64_t sequence,
	       const char *number)
{
	struct register_entry entry = { .year = 2026, .sequence = sequence };
	int error;

	entry.ticket_id = fixture_add_ticket(store, code);
	text_copy(entry.village, sizeof entry.village, VILLAGE);
	text_copy(entry.scope, sizeof entry.scope, scope);
	text_copy(entry.number, sizeof entry.number, number);
	text_copy(entry.snapshot, sizeof entry.snapshot, "{}");
	assert_int_equal(store_begin(store), 0);
	error = register_add(store, &entry);
	assert_int_equal(store_commit(store), 0);
	return error;
}

static int64_t next(struct store *store, int year, const char *scope, int64_t start)
{
	int64_t sequence = -1;

	assert_int_equal(store_begin(store), 0);
	assert_int_equal(register_next(store, VILLAGE, year, scope, start, &sequence), 0);
	assert_int_equal(store_commit(store), 0);
	return sequence;
}

static void keep(struct store *store, int64_t first, int64_t last)
{
	struct register_kept kept = { .village = VILLAGE,
				      .year = 2026,
				      .scope = "",
				      .first = first,
				      .last = last,
				      .why = "kantor",
				      .by = "budi" };

	assert_int_equal(register_keep(store, &kept, FIXTURE_NOW_S), 0);
}

static void test_numbers_go_on_from_the_last_and_past_what_is_kept(void **state)
{
	struct store *store = ((struct store_fixture *)*state)->store;

	assert_int_equal(next(store, 2026, "", 1), 1);
	assert_int_equal(next(store, 2026, "", 217), 217);
	assert_int_equal(add(store, "00000001", "", 217, "a/217"), 0);
	assert_int_equal(next(store, 2026, "", 217), 218);
	assert_int_equal(next(store, 2026, "SKTM", 1), 1);
	assert_int_equal(next(store, 2027, "", 1), 1);
	keep(store, 218, 219);
	keep(store, 220, 225);
	assert_int_equal(next(store, 2026, "", 217), 226);
	assert_int_equal(add(store, "00000002", "", 226, "a/226"), 0);
	assert_int_equal(next(store, 2026, "", 217), 227);
}

static void test_a_sequence_a_number_and_a_ticket_stand_there_once(void **state)
{
	struct store *store = ((struct store_fixture *)*state)->store;
	struct register_entry entry;

	assert_int_equal(add(store, "00000001", "", 1, "475 / 002 / pem"), 0);
	assert_int_equal(add(store, "00000002", "", 1, "other"), -EEXIST);
	assert_int_equal(add(store, "00000003", "X", 1, "475/002/PEM"), -EEXIST);
	assert_int_equal(fixture_ask(store, "SELECT count(*) FROM register"), 1);
	assert_int_equal(register_find(store, VILLAGE, "475/002/Pem", &entry), 0);
	assert_string_equal(entry.number, "475 / 002 / pem");
	assert_int_equal(register_find(store, "35.13.15.2008", "475/002/Pem", &entry),
			 -ENOENT);
}

static void test_a_number_is_never_changed_or_taken_back(void **state)
{
	struct store *store = ((struct store_fixture *)*state)->store;

	assert_int_equal(add(store, "00000001", "", 1, "1/2026"), 0);
	assert_int_equal(fixture_run(store, "DELETE FROM register") & 0xFF,
			 SQLITE_CONSTRAINT);
	assert_int_equal(fixture_run(store, "UPDATE register SET number = 'x'") & 0xFF,
			 SQLITE_CONSTRAINT);
	assert_int_equal(fixture_run(store, "UPDATE register SET sequence = 2") & 0xFF,
			 SQLITE_CONSTRAINT);
	assert_int_equal(fixture_run(store, "UPDATE register SET seal = 'x'"), SQLITE_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_numbers_go_on_from_the_last_and_past_what_is_kept,
			store_fixture_in_memory, store_fixture_remove),
		cmocka_unit_test_setup_teardown(
			test_a_sequence_a_number_and_a_ticket_stand_there_once,
			store_fixture_in_memory, store_fixture_remove),
		cmocka_unit_test_setup_teardown(
			test_a_number_is_never_changed_or_taken_back,
			store_fixture_in_memory, store_fixture_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
