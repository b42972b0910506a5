// SPDX-License-Identifier: MIT
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/cursor.h"

static void test_steps_walk_over_an_answer(void **state)
{
	struct cursor cursor = cursor_over_string("+CMTI: \"SM\",-7 rest");
	const char *bytes;
	size_t length;
	int index;

	(void)state;
	assert_true(cursor_skip_text(&cursor, "+CMTI:"));
	cursor_skip_spaces(&cursor);
	assert_true(cursor_next_quoted(&cursor, &bytes, &length));
	assert_int_equal(length, 2);
	assert_memory_equal(bytes, "SM", 2);
	assert_true(cursor_skip_char(&cursor, ','));
	assert_true(cursor_next_int(&cursor, &index));
	assert_int_equal(index, -7);
	assert_int_equal(cursor_left(&cursor), 5);
	cursor_next_until(&cursor, 'X', &bytes, &length);
	assert_int_equal(length, 5);
	assert_true(cursor_is_at_end(&cursor));
}

static void test_a_step_that_does_not_fit_leaves_the_cursor(void **state)
{
	static const char *const inputs[] = { "",           "x",          "-",
					      "\"open",     "-x",         "99999999999",
					      "2147483648", "-2147483648" };

	(void)state;
	for (size_t i = 0; i < sizeof inputs / sizeof inputs[0]; i++) {
		struct cursor cursor = cursor_over_string(inputs[i]);
		const char *start = cursor.at, *bytes;
		size_t length;
		int value = 17;

		assert_false(cursor_skip_char(&cursor, ','));
		assert_false(cursor_skip_text(&cursor, "+CMTI"));
		assert_false(cursor_next_quoted(&cursor, &bytes, &length));
		assert_false(cursor_next_int(&cursor, &value));
		assert_int_equal(value, 17);
		assert_ptr_equal(cursor.at, start);
	}
}

static void test_numbers_up_to_the_limits_of_int(void **state)
{
	static const struct {
		const char *written;
		int value;
	} cases[] = {
		{ "0", 0 },
		{ "007", 7 },
		{ "-1", -1 },
		{ "2147483647", INT_MAX },
		{ "-2147483647", -INT_MAX },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct cursor cursor = cursor_over_string(cases[i].written);
		int value = 17;

		assert_true(cursor_next_int(&cursor, &value));
		assert_int_equal(value, cases[i].value);
		assert_true(cursor_is_at_end(&cursor));
	}
}

static void test_the_end_is_where_the_caller_said(void **state)
{
	struct cursor cursor = cursor_over("12345", 2);
	int value;

	(void)state;
	assert_false(cursor_skip_text(&cursor, "123"));
	assert_true(cursor_next_int(&cursor, &value));
	assert_int_equal(value, 12);
	assert_true(cursor_is_at_end(&cursor));
}

static void test_until_may_be_empty_and_leaves_its_stop(void **state)
{
	struct cursor cursor = cursor_over_string(",b");
	const char *bytes;
	size_t length;

	(void)state;
	cursor_next_until(&cursor, ',', &bytes, &length);
	assert_int_equal(length, 0);
	assert_true(cursor_skip_char(&cursor, ','));
	cursor_next_until(&cursor, ',', &bytes, &length);
	assert_memory_equal(bytes, "b", 1);
	assert_int_equal(length, 1);
}

static void test_spaces_are_blanks_and_tabs_only(void **state)
{
	struct cursor cursor = cursor_over_string(" \t \nx");

	(void)state;
	cursor_skip_spaces(&cursor);
	assert_int_equal(cursor_left(&cursor), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_steps_walk_over_an_answer),
		cmocka_unit_test(test_a_step_that_does_not_fit_leaves_the_cursor),
		cmocka_unit_test(test_numbers_up_to_the_limits_of_int),
		cmocka_unit_test(test_the_end_is_where_the_caller_said),
		cmocka_unit_test(test_until_may_be_empty_and_leaves_its_stop),
		cmocka_unit_test(test_spaces_are_blanks_and_tabs_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
