// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "web/show.h"

enum {
	NOW_S = 1795312800, /* 22 November 2026, 09.00 in Jakarta */
	DAY_S = 86400,
};

static void test_times_are_said_as_one_says_them(void **state)
{
	static const struct {
		int64_t at;
		const char *shown;
	} vectors[] = {
		{ 0, "-" },
		{ NOW_S, "09.00" },
		{ NOW_S - 9 * 3600, "00.00" },
		{ NOW_S - 9 * 3600 - 1, "kemarin 23.59" },
		{ NOW_S + DAY_S, "23 Nov 09.00" },
		{ NOW_S - 3 * DAY_S, "19 Nov 09.00" },
		{ NOW_S - 400 * DAY_S, "18 Okt 2025" },
	};
	char out[SHOW_TIME_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++)
		assert_string_equal(show_time(NOW_S, vectors[i].at, out),
				    vectors[i].shown);
	assert_string_equal(show_day(NOW_S, out), "Minggu, 22 November 2026");
}

static void test_days_are_written_as_on_the_letter(void **state)
{
	static const struct {
		const char *day, *shown;
	} vectors[] = {
		{ "1990-05-12", "12 Mei 1990" },
		{ "2026-11-01", "1 November 2026" },
		{ "", "" },
		{ "1990", "1990" },
		{ "1990-13-40", "1990-13-40" },
	};
	char out[SHOW_TIME_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++)
		assert_string_equal(show_date(vectors[i].day, out), vectors[i].shown);
}

static void test_numbers_and_niks(void **state)
{
	char out[SHOW_NUMBER_SIZE];

	(void)state;
	assert_string_equal(show_phone("+6281234567890", out), "0812-3456-7890");
	assert_string_equal(show_phone("+628123456789", out), "0812-3456-789");
	assert_string_equal(show_phone("TELKOMSEL", out), "TELKOMSEL");
	assert_string_equal(show_phone("", out), "");
	assert_string_equal(show_nik("3513151205909901", out), "...9901");
	assert_string_equal(show_nik("", out), "-");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_times_are_said_as_one_says_them),
		cmocka_unit_test(test_days_are_written_as_on_the_letter),
		cmocka_unit_test(test_numbers_and_niks),
	};

	setenv("TZ", "Asia/Jakarta", 1);
	tzset();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
