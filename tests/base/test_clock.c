// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/clock.h"

enum {
	SOME_SECOND_S = 1795233600 /* 2026-11-21 04:00:00 UTC, 11:00 in Jakarta */
};

static int use_jakarta(void **state)
{
	(void)state;
	setenv("TZ", "Asia/Jakarta", 1);
	tzset();
	return 0;
}

static int let_it_run(void **state)
{
	(void)state;
	clock_freeze_utc_s(-1);
	return 0;
}

static void test_a_frozen_clock_stands_still_and_runs_again(void **state)
{
	int64_t before_s = (int64_t)time(NULL);

	(void)state;
	clock_freeze_utc_s(SOME_SECOND_S);
	assert_int_equal(clock_utc_s(), SOME_SECOND_S);
	clock_freeze_utc_s(0);
	assert_int_equal(clock_utc_s(), 0);
	clock_freeze_utc_s(-1);
	assert_true(clock_utc_s() >= before_s);
}

static void test_freezing_utc_does_not_stop_monotonic_time(void **state)
{
	int64_t before_us = clock_mono_us(), after_us;

	(void)state;
	clock_freeze_utc_s(SOME_SECOND_S);
	do
		after_us = clock_mono_us();
	while (after_us == before_us);
	assert_true(after_us > before_us);
	assert_true(clock_mono_ms() >= before_us / 1000);
	assert_true(clock_mono_ms() - before_us / 1000 < 60 * 1000);
}

static void test_monotonic_time_is_that_of_the_kernel(void **state)
{
	struct timespec before, after;
	int64_t mono_us;

	(void)state;
	clock_gettime(CLOCK_MONOTONIC, &before);
	mono_us = clock_mono_us();
	clock_gettime(CLOCK_MONOTONIC, &after);
	assert_true(mono_us >= (int64_t)before.tv_sec * 1000000 + before.tv_nsec / 1000);
	assert_true(mono_us <= (int64_t)after.tv_sec * 1000000 + after.tv_nsec / 1000);
}

static void test_local_time_is_that_of_the_zone(void **state)
{
	struct tm local;

	(void)state;
	clock_local(SOME_SECOND_S, &local);
	assert_int_equal(local.tm_year, 126);
	assert_int_equal(local.tm_mon, 10);
	assert_int_equal(local.tm_mday, 21);
	assert_int_equal(local.tm_hour, 11);
	assert_int_equal(local.tm_wday, 6);
	assert_int_equal(clock_utc_of_local(&local), SOME_SECOND_S);
}

static void test_local_fields_are_normalised(void **state)
{
	struct tm local = { .tm_year = 126, .tm_mon = 12, .tm_mday = 32, .tm_hour = 7 };

	(void)state;
	/* The 32nd of the 13th month: 1 February 2027, 07:00 in Jakarta, 00:00 UTC. */
	assert_int_equal(clock_utc_of_local(&local), 1801440000);
	assert_int_equal(local.tm_mon, 1);
	assert_int_equal(local.tm_mday, 1);
}

static void test_an_impossible_second_gives_a_harmless_day(void **state)
{
	struct tm local = { .tm_mday = 99 };

	(void)state;
	clock_local(INT64_MAX, &local);
	assert_int_equal(local.tm_mday, 1);
	assert_int_equal(local.tm_mon, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_a_frozen_clock_stands_still_and_runs_again,
					  let_it_run),
		cmocka_unit_test_teardown(test_freezing_utc_does_not_stop_monotonic_time,
					  let_it_run),
		cmocka_unit_test(test_monotonic_time_is_that_of_the_kernel),
		cmocka_unit_test(test_local_time_is_that_of_the_zone),
		cmocka_unit_test(test_local_fields_are_normalised),
		cmocka_unit_test(test_an_impossible_second_gives_a_harmless_day),
	};

	return cmocka_run_group_tests(tests, use_jakarta, NULL);
}
