// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "modem/sms_time.h"

enum {
	UNTOUCHED = -77
};

/* Two decimal digits, the lower one first. */
static uint8_t swapped(int value)
{
	return (uint8_t)(value % 10 << 4 | value / 10);
}

static int64_t utc_of(int year, int month, int day, int hour, int minute, int second)
{
	struct tm date = { .tm_year = year - 1900,
			   .tm_mon = month - 1,
			   .tm_mday = day,
			   .tm_hour = hour,
			   .tm_min = minute,
			   .tm_sec = second };

	return timegm(&date);
}

static void test_every_day_of_the_century(void **state)
{
	int64_t last_s = utc_of(2099, 12, 31, 23, 58, 59);

	(void)state;
	for (int64_t at_s = utc_of(2000, 1, 1, 23, 58, 59); at_s <= last_s;
	     at_s += 86400) {
		time_t at = (time_t)at_s;
		struct tm date;
		int64_t utc_s = UNTOUCHED;
		int zone = UNTOUCHED;
		uint8_t stamp[SMS_TIME_OCTETS] = { 0 };

		gmtime_r(&at, &date);
		stamp[0] = swapped(date.tm_year - 100);
		stamp[1] = swapped(date.tm_mon + 1);
		stamp[2] = swapped(date.tm_mday);
		stamp[3] = swapped(date.tm_hour);
		stamp[4] = swapped(date.tm_min);
		stamp[5] = swapped(date.tm_sec);
		assert_true(sms_time_read(stamp, &utc_s, &zone));
		assert_int_equal(utc_s, at_s);
		assert_int_equal(zone, 0);
	}
}

static void test_zone_is_quarters_with_a_sign(void **state)
{
	static const struct {
		uint8_t octet;
		int quarters;
	} zones[] = {
		{ 0x00, 0 },   { 0x08, 0 },   { 0x82, 28 }, /* WIB, UTC+7 */
		{ 0x23, 32 },  { 0x63, 36 },  { 0x32, 23 }, /* Nepal */
		{ 0x3A, -23 }, { 0x8A, -28 }, { 0x65, 56 }, { 0x6D, -56 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
		/* 2026-11-21 07:15:30 there */
		uint8_t stamp[] = { 0x62, 0x11, 0x12, 0x70, 0x51, 0x03, zones[i].octet };
		int64_t utc_s = UNTOUCHED;
		int zone = UNTOUCHED;

		assert_true(sms_time_read(stamp, &utc_s, &zone));
		assert_int_equal(zone, zones[i].quarters);
		assert_int_equal(utc_s, utc_of(2026, 11, 21, 7, 15, 30) -
						zones[i].quarters * 900);
	}
}

static void test_no_such_time(void **state)
{
	static const struct {
		const char *what;
		uint8_t stamp[SMS_TIME_OCTETS];
	} times[] = {
		{ "month 0", { 0x62, 0x00, 0x12, 0x70, 0x51, 0x03, 0x82 } },
		{ "month 13", { 0x62, 0x31, 0x12, 0x70, 0x51, 0x03, 0x82 } },
		{ "day 0", { 0x62, 0x11, 0x00, 0x70, 0x51, 0x03, 0x82 } },
		{ "31 November", { 0x62, 0x11, 0x13, 0x70, 0x51, 0x03, 0x82 } },
		{ "32 December", { 0x62, 0x21, 0x23, 0x70, 0x51, 0x03, 0x82 } },
		{ "29 February 2026", { 0x62, 0x20, 0x92, 0x70, 0x51, 0x03, 0x82 } },
		{ "30 February 2024", { 0x42, 0x20, 0x03, 0x70, 0x51, 0x03, 0x82 } },
		{ "hour 24", { 0x62, 0x11, 0x12, 0x42, 0x51, 0x03, 0x82 } },
		{ "minute 60", { 0x62, 0x11, 0x12, 0x70, 0x06, 0x03, 0x82 } },
		{ "second 60", { 0x62, 0x11, 0x12, 0x70, 0x51, 0x06, 0x82 } },
		{ "15 hours east", { 0x62, 0x11, 0x12, 0x70, 0x51, 0x03, 0x06 } },
		{ "57 quarters", { 0x62, 0x11, 0x12, 0x70, 0x51, 0x03, 0x75 } },
		{ "57 quarters west", { 0x62, 0x11, 0x12, 0x70, 0x51, 0x03, 0x7D } },
		{ "year with a digit A", { 0xA2, 0x11, 0x12, 0x70, 0x51, 0x03, 0x82 } },
		{ "day with a digit F", { 0x62, 0x11, 0xF1, 0x70, 0x51, 0x03, 0x82 } },
		{ "hour FF", { 0x62, 0x11, 0x12, 0xFF, 0x51, 0x03, 0x82 } },
		{ "minute FF", { 0x62, 0x11, 0x12, 0x70, 0xFF, 0x03, 0x82 } },
		{ "second FF", { 0x62, 0x11, 0x12, 0x70, 0x51, 0xFF, 0x82 } },
		{ "zone FF", { 0x62, 0x11, 0x12, 0x70, 0x51, 0x03, 0xFF } },
		{ "all FF", { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF } },
		{ "all zero", { 0 } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
		int64_t utc_s = UNTOUCHED;
		int zone = UNTOUCHED;

		if (sms_time_read(times[i].stamp, &utc_s, &zone))
			fail_msg("%s was taken for a time", times[i].what);
		assert_int_equal(utc_s, UNTOUCHED);
		assert_int_equal(zone, UNTOUCHED);
	}
}

static void test_leap_days_exist(void **state)
{
	static const uint8_t leap_day[] = { 0x42, 0x20, 0x92, 0x00, 0x00, 0x00, 0x00 };
	static const uint8_t first[] = { 0x00, 0x20, 0x92, 0x00, 0x00, 0x00, 0x00 };
	int64_t utc_s;
	int zone;

	(void)state;
	assert_true(sms_time_read(leap_day, &utc_s, &zone));
	assert_int_equal(utc_s, utc_of(2024, 2, 29, 0, 0, 0));
	assert_true(sms_time_read(first, &utc_s, &zone));
	assert_int_equal(utc_s, utc_of(2000, 2, 29, 0, 0, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_day_of_the_century),
		cmocka_unit_test(test_zone_is_quarters_with_a_sign),
		cmocka_unit_test(test_no_such_time),
		cmocka_unit_test(test_leap_days_exist),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
