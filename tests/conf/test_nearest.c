// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "conf/nearest.h"

static const char *nearest_of(const char *wrong)
{
	static const char *const names[] = { "path", "pace_s", "port", "baud",
					     "replies_per_day" };
	struct nearest nearest;

	nearest_init(&nearest, wrong);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		nearest_offer(&nearest, names[i]);
	return nearest.best;
}

static void test_slips_find_the_name_that_was_meant(void **state)
{
	static const struct {
		const char *wrong, *meant;
	} cases[] = {
		{ "pth", "path" },
		{ "paths", "path" },
		{ "pace", "pace_s" },
		{ "prot", "port" },
		{ "Baud", "baud" },
		{ "reply_per_day", "replies_per_day" },
		{ "repliesperday", "replies_per_day" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_string_equal(nearest_of(cases[i].wrong), cases[i].meant);
}

static void test_another_word_finds_nothing(void **state)
{
	static const char *const others[] = {
		"",       "x",
		"p",      "timeout",
		"colour", "a_very_long_name_that_is_longer_than_any_setting_could_be"
	};

	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		assert_null(nearest_of(others[i]));
}

static void test_the_hint_is_ready_for_the_end_of_a_message(void **state)
{
	struct nearest nearest;

	(void)state;
	nearest_init(&nearest, "pth");
	assert_string_equal(nearest_hint(&nearest), "");
	nearest_offer(&nearest, "path");
	assert_string_equal(nearest_hint(&nearest), "; did you mean 'path'?");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_slips_find_the_name_that_was_meant),
		cmocka_unit_test(test_another_word_finds_nothing),
		cmocka_unit_test(test_the_hint_is_ready_for_the_end_of_a_message),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
