// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "handlers/nik.h"

/* Tuesday 24 November 2026, noon. */
static int64_t now(void)
{
	struct tm local = { .tm_year = 126, .tm_mon = 10, .tm_mday = 24, .tm_hour = 12 };

	return clock_utc_of_local(&local);
}

static void test_odd_numbers_are_noticed(void **state)
{
	static const struct {
		const char *nik;
		bool is_odd;
	} vectors[] = {
		{ "3513151205909901", false },
		{ "3513155205909901", false }, /* a woman */
		{ "1101010101459901", false },
		{ "9401012902049901", false }, /* 29 Feb 2004 */
		{ "3513152902059901", true },  /* no such day in 2005 or 1905 */
		{ "3513153113909901", true },
		{ "3513150005909901", true },
		{ "3513157205909901", true },
		{ "3513154005909901", true },
		{ "9913151205909901", true },
		{ "2013151205909901", true },
		{ "3513151205900000", true },
		{ "351315120590990", true },
		{ "35131512059099011", true },
		{ "351315120590990x", true },
		{ "", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(vectors) / sizeof(*vectors); i++)
		assert_int_equal(nik_is_odd(vectors[i].nik, now()), vectors[i].is_odd);
}

static void test_minors_are_under_17_on_the_day(void **state)
{
	(void)state;
	assert_true(nik_is_minor("3513152511099901", now()));  /* 17 tomorrow */
	assert_false(nik_is_minor("3513152411099901", now())); /* 17 today */
	assert_true(nik_is_minor("3513156411129901", now()));  /* a girl */
	assert_true(nik_is_minor("3513150101269901", now()));  /* a baby, not 100 */
	assert_false(nik_is_minor("3513150101279901", now())); /* 2027 is to come: 1927 */
	assert_false(nik_is_minor("3513151205909901", now()));
	assert_false(nik_is_minor("3513153113129901", now())); /* no date */
	assert_false(nik_is_minor("", now()));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_odd_numbers_are_noticed),
		cmocka_unit_test(test_minors_are_under_17_on_the_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
