// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "store/fields.h"
#include "store/inbox.h"
#include "tests/support/store_fixture.h"

enum fruit {
	FRUIT_APPLE,
	FRUIT_PEAR,
	FRUIT_COUNT
};

static const char *const fruit_names[FRUIT_COUNT] = { "apple", "pear" };

struct sample {
	int64_t big, reference;
	int small;
	unsigned natural;
	bool is_ripe;
	char text[8];
	enum fruit fruit;
};

static const struct field sample_rows[] = {
	FIELD(FIELD_INT64, struct sample, big),
	FIELD(FIELD_REFERENCE, struct sample, reference),
	FIELD(FIELD_INT, struct sample, small),
	FIELD(FIELD_UNSIGNED, struct sample, natural),
	FIELD(FIELD_BOOL, struct sample, is_ripe),
	FIELD(FIELD_TEXT, struct sample, text),
	FIELD_OF_WORDS(struct sample, fruit, fruit_names),
};

static const struct fields sample_fields = FIELDS(sample_rows);

static sqlite3 *open_memory(void **state)
{
	sqlite3 *database;

	assert_int_equal(sqlite3_open(":memory:", &database), SQLITE_OK);
	*state = database;
	return database;
}

static sqlite3_stmt *prepare(sqlite3 *database, const char *sql)
{
	sqlite3_stmt *statement;

	assert_int_equal(sqlite3_prepare_v2(database, sql, -1, &statement, NULL),
			 SQLITE_OK);
	return statement;
}

/* Whether the row that `sql` gives can be read. */
static bool read_row(const char *sql, struct sample *out)
{
	void *state;
	sqlite3 *database = open_memory(&state);
	sqlite3_stmt *statement = prepare(database, sql);
	bool is_read;

	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	memset(out, 0xA5, sizeof *out);
	is_read = fields_read(&sample_fields, statement, out);
	sqlite3_finalize(statement);
	sqlite3_close(database);
	return is_read;
}

static void test_extreme_values_come_back(void **state)
{
	const struct sample samples[] = {
		{ INT64_MAX, 1, 2147483647, 4294967295u, true, "1234567", FRUIT_PEAR },
		{ INT64_MIN, -1, -2147483647 - 1, 0, false, "", FRUIT_APPLE },
		{ 0, 0, -1, 2147483648u, true, "\xC3\xA9 '\"", FRUIT_PEAR },
	};
	sqlite3 *database = open_memory(state);
	sqlite3_stmt *statement = prepare(database, "SELECT ?, ?, ?, ?, ?, ?, ?");

	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		struct sample read;

		memset(&read, 0xA5, sizeof read);
		assert_int_equal(fields_bind(&sample_fields, statement, 1, &samples[i]),
				 7);
		assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
		assert_true(fields_read(&sample_fields, statement, &read));
		assert_true(read.big == samples[i].big);
		assert_true(read.reference == samples[i].reference);
		assert_true(read.small == samples[i].small);
		assert_true(read.natural == samples[i].natural);
		assert_true(read.is_ripe == samples[i].is_ripe);
		assert_true(read.fruit == samples[i].fruit);
		assert_string_equal(read.text, samples[i].text);
		assert_int_equal(sqlite3_column_type(statement, 1),
				 samples[i].reference == 0 ? SQLITE_NULL
							   : SQLITE_INTEGER);
		sqlite3_reset(statement);
	}
	sqlite3_finalize(statement);
	sqlite3_close(database);
}

static void test_what_another_program_wrote_is_read_with_care(void **state)
{
	struct sample read;

	(void)state;
	assert_true(
		read_row("SELECT 1, NULL, 3, 4, 7, 'longer than eight', 'pear'", &read));
	assert_string_equal(read.text, "longer ");
	assert_int_equal(read.reference, 0);
	assert_true(read.is_ripe);
	/* The fourth letter's two bytes do not fit in: not half of it either. */
	assert_true(read_row("SELECT 1, 2, 3, 4, 5, '123456\xC3\xA9', 'pear'", &read));
	assert_string_equal(read.text, "123456");
	assert_true(
		read_row("SELECT NULL, NULL, NULL, NULL, NULL, NULL, 'apple'", &read));
	assert_string_equal(read.text, "");
	assert_int_equal(read.big, 0);
	assert_false(read_row("SELECT 1, 2, 3, 4, 5, '', 'plum'", &read));
	assert_false(read_row("SELECT 1, 2, 3, 4, 5, '', NULL", &read));
}

static void test_a_word_that_nobody_knows_is_an_error_of_the_file(void **state)
{
	struct store_fixture *fixture = *state;
	struct inbox_row row;

	fixture_add_message(fixture->store, "+6281", "a");
	assert_int_equal(fixture_run(fixture->store,
				     "PRAGMA ignore_check_constraints = ON;"
				     "UPDATE inbox SET state = 'strange'"),
			 SQLITE_OK);
	assert_int_equal(inbox_get(fixture->store, 1, &row), -EIO);
	/* The query is over, and can be asked again. */
	assert_int_equal(inbox_get(fixture->store, 1, &row), -EIO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_extreme_values_come_back),
		cmocka_unit_test(test_what_another_program_wrote_is_read_with_care),
		cmocka_unit_test_setup_teardown(
			test_a_word_that_nobody_knows_is_an_error_of_the_file,
			store_fixture_in_memory, store_fixture_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
