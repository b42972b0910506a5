// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "handlers/code.h"

enum {
	DRAWN = 200000,
};

static void test_the_check_digit_is_damms(void **state)
{
	(void)state;
	assert_true(code_is_valid("00005724")); /* 572 -> 4, Damm's own example */
	assert_false(code_is_valid("00005727"));
	assert_false(code_is_valid("0000572"));
	assert_false(code_is_valid("000057240"));
	assert_false(code_is_valid("0000572a"));
	assert_false(code_is_valid(""));
}

static void test_drawn_codes_are_valid_and_spread_evenly(void **state)
{
	int counts[7][10] = { { 0 } };

	(void)state;
	for (int i = 0; i < DRAWN; i++) {
		char code[LIMIT_CODE_SIZE];

		code_draw(code);
		assert_true(code_is_valid(code));
		for (int at = 0; at < 7; at++)
			counts[at][code[at] - '0']++;
	}
	/* chi-square, 9 degrees: 40 is exceeded once in 100,000 runs. */
	for (int at = 0; at < 7; at++) {
		double sum = 0, expected = DRAWN / 10.0;

		for (int digit = 0; digit < 10; digit++)
			sum += (counts[at][digit] - expected) *
			       (counts[at][digit] - expected) / expected;
		assert_true(sum < 40);
	}
}

static void test_every_slip_and_every_swap_is_noticed(void **state)
{
	(void)state;
	for (int i = 0; i < 500; i++) {
		char code[LIMIT_CODE_SIZE], wrong[LIMIT_CODE_SIZE];

		code_draw(code);
		for (int at = 0; at < 8; at++) {
			for (char digit = '0'; digit <= '9'; digit++) {
				memcpy(wrong, code, sizeof(wrong));
				wrong[at] = digit;
				assert_int_equal(code_is_valid(wrong), digit == code[at]);
			}
			memcpy(wrong, code, sizeof(wrong));
			if (at < 7 && code[at] != code[at + 1]) {
				wrong[at] = code[at + 1];
				wrong[at + 1] = code[at];
				assert_false(code_is_valid(wrong));
			}
		}
	}
}

static void test_separators_do_not_matter(void **state)
{
	static const char *const typed[] = { "00005724",  "0000-5724",   "0000 5724",
					     "0000.5724", "00 00 57 24", " 0000-5724 " };
	static const char *const refused[] = { "0000_5724", "0000-57240", "0000-572",
					       "0000-5723", "",           "kode" };
	char out[LIMIT_CODE_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof(typed) / sizeof(*typed); i++) {
		assert_true(code_read(typed[i], out));
		assert_string_equal(out, "00005724");
	}
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++)
		assert_false(code_read(refused[i], out));
}

static void test_it_is_shown_in_two_groups(void **state)
{
	char out[CODE_SHOWN_SIZE];

	(void)state;
	assert_string_equal(code_show("48291372", out), "4829-1372");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_check_digit_is_damms),
		cmocka_unit_test(test_drawn_codes_are_valid_and_spread_evenly),
		cmocka_unit_test(test_every_slip_and_every_swap_is_noticed),
		cmocka_unit_test(test_separators_do_not_matter),
		cmocka_unit_test(test_it_is_shown_in_two_groups),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
