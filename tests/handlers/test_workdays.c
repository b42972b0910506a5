// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/text.h"
#include "handlers/office.h"
#include "handlers/workdays.h"

enum {
	MONDAY_TO_FRIDAY = 0x3E,
};

static const struct village village = { .open_from_min = 8 * 60,
					.open_to_min = 14 * 60,
					.open_weekdays = MONDAY_TO_FRIDAY };

/* A day of November 2026; the 2nd is a Monday. */
static int64_t november(int day, int hour, int minute)
{
	struct tm local = { .tm_year = 126,
			    .tm_mon = 10,
			    .tm_mday = day,
			    .tm_hour = hour,
			    .tm_min = minute };

	return clock_utc_of_local(&local);
}

static void test_open_hours(void **state)
{
	(void)state;
	assert_true(office_is_open(&village, november(2, 8, 0)));
	assert_true(office_is_open(&village, november(6, 13, 59)));
	assert_false(office_is_open(&village, november(2, 7, 59)));
	assert_false(office_is_open(&village, november(2, 14, 0)));
	assert_false(office_is_open(&village, november(7, 10, 0))); /* Saturday */
	assert_false(office_is_open(&village, november(8, 10, 0)));
}

static void test_a_promise_counts_open_days_only(void **state)
{
	static const struct {
		int day, hour, work_days, due;
	} vectors[] = {
		{ 2, 10, 1, 3 }, { 6, 10, 1, 9 },  { 6, 20, 1, 9 }, { 7, 10, 1, 9 },
		{ 2, 10, 5, 9 }, { 5, 10, 3, 10 }, { 2, 10, 0, 2 }, { 8, 23, 2, 10 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(vectors) / sizeof(*vectors); i++)
		assert_int_equal(office_due(&village,
					    november(vectors[i].day, vectors[i].hour, 0),
					    vectors[i].work_days),
				 november(vectors[i].due, 14, 0));
}

static void test_a_village_without_open_days_promises_all_the_same(void **state)
{
	struct village closed = village;

	(void)state;
	closed.open_weekdays = 0;
	assert_int_equal(office_due(&closed, november(6, 10, 0), 2), november(8, 14, 0));
}

static void test_a_holiday_is_no_work_day(void **state)
{
	struct village closed = village;

	(void)state;
	text_copy(closed.holidays, sizeof closed.holidays, "2026-11-03 2026-11-09");
	assert_false(office_is_open(&closed, november(3, 10, 0)));
	assert_true(office_is_open(&closed, november(4, 10, 0)));
	assert_int_equal(office_due(&closed, november(2, 10, 0), 1), november(4, 14, 0));
	assert_int_equal(office_due(&closed, november(5, 10, 0), 2), november(10, 14, 0));
}

static void test_at_night_an_officer_is_let_sleep(void **state)
{
	(void)state;
	assert_int_equal(office_awake_at(november(2, 5, 0)), 0);
	assert_int_equal(office_awake_at(november(2, 20, 59)), 0);
	assert_int_equal(office_awake_at(november(2, 4, 59)), november(2, 5, 0));
	assert_int_equal(office_awake_at(november(2, 0, 0)), november(2, 5, 0));
	assert_int_equal(office_awake_at(november(2, 21, 0)), november(3, 5, 0));
	assert_int_equal(office_awake_at(november(30, 23, 59)), november(31, 5, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_open_hours),
		cmocka_unit_test(test_at_night_an_officer_is_let_sleep),
		cmocka_unit_test(test_a_holiday_is_no_work_day),
		cmocka_unit_test(test_a_promise_counts_open_days_only),
		cmocka_unit_test(test_a_village_without_open_days_promises_all_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
