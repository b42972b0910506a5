// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/text.h"
#include "handlers/credit_alarm.h"
#include "handlers/phrases.h"

enum {
	LOW = CREDIT_ALARM_LOW,
	SOON = CREDIT_ALARM_14_DAYS,
	VERY_SOON = CREDIT_ALARM_3_DAYS,
	LOW_RUPIAH = 10000,
};

/* 21 November 2026, in the evening of wherever this runs. */
static int64_t evening(void)
{
	struct tm local = { .tm_year = 126,
			    .tm_mon = 10,
			    .tm_mday = 21,
			    .tm_hour = 23,
			    .tm_min = 59,
			    .tm_isdst = -1 };

	return clock_utc_of_local(&local);
}

static void test_days_are_counted_by_the_calendar(void **state)
{
	static const struct {
		const char *active, *grace;
		int days;
	} vectors[] = {
		{ "2026-11-21", "", 0 },   { "2026-11-22", "", 1 },
		{ "2026-11-20", "", -1 },  { "2026-12-05", "2027-01-05", 14 },
		{ "2027-11-21", "", 365 }, { "", "2026-11-24", 3 },
	};
	int days;

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		const struct credit_facts facts = { -1, vectors[i].active,
						    vectors[i].grace };

		assert_true(credit_days_left(&facts, evening(), &days));
		assert_int_equal(days, vectors[i].days);
	}
	assert_false(
		credit_days_left(&(struct credit_facts){ 5, "", "" }, evening(), &days));
	assert_false(credit_days_left(&(struct credit_facts){ 5, "soon", "" }, evening(),
				      &days));
}

static void test_alarms_hold_while_their_cause_does(void **state)
{
	static const struct {
		const char *what;
		struct credit_facts facts;
		int before, alarms;
	} vectors[] = {
		{ "all is well", { 10000, "2027-11-21", "" }, 0, 0 },
		{ "nothing is known", { -1, "", "" }, 0, 0 },
		{ "less than the sum", { 9999, "", "" }, 0, LOW },
		{ "nothing left", { 0, "", "" }, 0, LOW },
		{ "15 days", { -1, "2026-12-06", "" }, 0, 0 },
		{ "14 days", { -1, "2026-12-05", "" }, 0, SOON },
		{ "4 days", { -1, "2026-11-25", "" }, SOON, SOON },
		{ "3 days", { -1, "2026-11-24", "" }, SOON, SOON | VERY_SOON },
		{ "over", { -1, "2026-11-01", "2026-12-01" }, 0, SOON | VERY_SOON },
		{ "in its grace period", { -1, "", "2026-12-05" }, 0, SOON },
		{ "topped up", { 50000, "2027-11-21", "" }, LOW | SOON | VERY_SOON, 0 },
		{ "not understood this time", { -1, "", "" }, LOW | SOON, LOW | SOON },
		{ "only its days said", { -1, "2027-11-21", "" }, LOW | SOON, LOW },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		int alarms = credit_alarms(&vectors[i].facts, vectors[i].before,
					   LOW_RUPIAH, evening());

		if (alarms != vectors[i].alarms)
			fail_msg("%s: %d", vectors[i].what, alarms);
	}
}

static void test_no_sum_no_alarm_below_it(void **state)
{
	const struct credit_facts facts = { 0, "", "" };

	(void)state;
	assert_int_equal(credit_alarms(&facts, LOW, 0, evening()), 0);
}

static void test_rupiah_are_grouped(void **state)
{
	static const struct {
		int64_t rupiah;
		const char *text;
	} vectors[] = {
		{ 0, "0" },
		{ 5, "5" },
		{ 999, "999" },
		{ 1000, "1.000" },
		{ 24025, "24.025" },
		{ 1000001, "1.000.001" },
		{ INT64_MAX, "9.223.372.036.854.775.807" },
	};
	char buffer[64];
	struct text text;

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		text_init(&text, buffer, sizeof buffer);
		credit_add_rupiah(&text, vectors[i].rupiah);
		assert_string_equal(buffer, vectors[i].text);
	}
}

static void test_the_text_says_what_is_known(void **state)
{
	static const struct phrases phrases = {
		.n_phrases = 1,
		.phrases = { { "K07", "Rp{rp}, s/d {tgl}. {n} SMS menunggu." } },
	};
	static const struct {
		struct credit_facts facts;
		int n_waiting;
		const char *text;
	} vectors[] = {
		{ { 24025, "2026-12-31", "2027-01-30" },
		  3,
		  "Rp24.025, s/d 31-12-2026. 3 SMS menunggu." },
		{ { 1234567, "", "2027-01-30" },
		  1000,
		  "Rp1234567, s/d 30-01-2027. 99 SMS menunggu." },
		{ { -1, "", "" }, 0, "Rp?, s/d ?. 0 SMS menunggu." },
	};
	char buffer[512];
	struct text text;

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		text_init(&text, buffer, sizeof buffer);
		assert_true(credit_alarm_fill(&phrases, &vectors[i].facts,
					      vectors[i].n_waiting, &text));
		assert_string_equal(buffer, vectors[i].text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_days_are_counted_by_the_calendar),
		cmocka_unit_test(test_alarms_hold_while_their_cause_does),
		cmocka_unit_test(test_no_sum_no_alarm_below_it),
		cmocka_unit_test(test_rupiah_are_grouped),
		cmocka_unit_test(test_the_text_says_what_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
