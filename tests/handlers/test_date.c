// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/clock.h"
#include "handlers/date.h"

static void test_dates_are_read_in_three_spellings(void **state)
{
	static const struct {
		const char *written, *expected; /* NULL: no date */
	} vectors[] = {
		{ "31-01-2006", "2006-01-31" },
		{ "31/01/2006", "2006-01-31" },
		{ "2006-01-31", "2006-01-31" },
		{ "2006/01/31", "2006-01-31" },
		{ "1-2-1960", "1960-02-01" },
		{ "29-02-2004", "2004-02-29" },
		{ "29-02-2000", "2000-02-29" },
		{ "29-02-1900", NULL },
		{ "29-02-2005", NULL },
		{ "31-04-2004", NULL },
		{ "00-01-2005", NULL },
		{ "01-13-2005", NULL },
		{ "01-00-2005", NULL },
		{ "32-01-2005", NULL },
		{ "01-01-05", NULL },
		{ "01-01-1849", NULL },
		{ "01-01-2005x", NULL },
		{ "01-01", NULL },
		{ "01.01.2005", NULL },
		{ "1 Januari 2005", NULL },
		{ "", NULL },
		{ "--2005", NULL },
		{ "-1-01-2005", NULL },
		{ "99999999999-1-1", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		char shown[DATE_SIZE];
		struct date date;

		if (vectors[i].expected == NULL) {
			assert_false(date_parse(vectors[i].written, &date));
			continue;
		}
		assert_true(date_parse(vectors[i].written, &date));
		date_show(&date, shown);
		assert_string_equal(shown, vectors[i].expected);
	}
}

static void test_tomorrow_is_future_and_today_is_not(void **state)
{
	struct tm noon = { .tm_year = 126, .tm_mon = 10, .tm_mday = 21, .tm_hour = 12 };

	(void)state;
	clock_freeze_utc_s(clock_utc_of_local(&noon));
	assert_false(date_is_future(&(struct date){ 2026, 11, 21 }));
	assert_true(date_is_future(&(struct date){ 2026, 11, 22 }));
	assert_false(date_is_future(&(struct date){ 2026, 10, 31 }));
	assert_true(date_is_future(&(struct date){ 2026, 12, 1 }));
	assert_false(date_is_future(&(struct date){ 2025, 12, 31 }));
	assert_true(date_is_future(&(struct date){ 2027, 1, 1 }));
	clock_freeze_utc_s(-1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dates_are_read_in_three_spellings),
		cmocka_unit_test(test_tomorrow_is_future_and_today_is_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
