// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "conf/checks.h"

static void test_a_village_code_is_kept_with_dots(void **state)
{
	static const char *const accepted[] = { "35.13.15.2007", "3513152007" };
	static const char *const refused[] = { "",
					       "35.13.15.200",
					       "35.13.15.20077",
					       "351315200",
					       "35131520077",
					       "35.13.152007",
					       "35-13-15-2007",
					       "35.13.15.20O7",
					       " 3513152007",
					       "3513152007 ",
					       "35.13.15.2007.",
					       "3.513.15.2007",
					       "..............",
					       "35.13.15." };
	char code[LIMIT_VILLAGE_CODE_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof accepted / sizeof accepted[0]; i++) {
		memset(code, 'x', sizeof code);
		assert_true(village_code_read(accepted[i], code));
		assert_string_equal(code, "35.13.15.2007");
	}
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
		if (village_code_read(refused[i], code))
			fail_msg("'%s' was taken", refused[i]);
}

/* Bit 0 is Sunday. */
static void test_days_are_ranges_lists_or_both(void **state)
{
	static const struct {
		const char *written;
		unsigned weekdays;
	} cases[] = {
		{ "Sen-Jum", 0x3E },      { "sen - jum", 0x3E }, { "Sen-Sab", 0x7E },
		{ "Min", 0x01 },          { "Sab-Sen", 0x43 },   { "Sen,Rab,Jum", 0x2A },
		{ "Sen-Kam, Sab", 0x5E }, { "SEN-MIN", 0x7F },   { "Min-Sab", 0x7F },
	};
	static const char *const refused[] = { "",          "Sen-",    "-Jum",
					       "Senin-Jum", "Mon-Fri", "Sen-Jum,",
					       "Sen Jum",   "Sen;Jum", "S" };
	unsigned weekdays;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		weekdays = 0xFFFF;
		assert_true(days_read(cases[i].written, &weekdays));
		assert_int_equal(weekdays, cases[i].weekdays);
	}
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
		if (days_read(refused[i], &weekdays))
			fail_msg("'%s' was taken", refused[i]);
}

static void test_hours_are_minutes_of_the_day(void **state)
{
	static const struct {
		const char *written;
		int from_min, to_min;
	} cases[] = {
		{ "08.00-14.00", 480, 840 },
		{ "8:30 - 15:05", 510, 905 },
		{ "00.00-24.00", 0, 1440 },
	};
	static const char *const refused[] = { "",
					       "08.00",
					       "08.00-",
					       "14.00-08.00",
					       "08.00-08.00",
					       "08.60-14.00",
					       "25.00-26.00",
					       "08.00-24.01",
					       "8-14",
					       "08.00-14.00x",
					       "-1.00-14.00",
					       "08.-1-14.00",
					       "pagi-sore" };
	int from_min, to_min;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		assert_true(hours_read(cases[i].written, &from_min, &to_min));
		assert_int_equal(from_min, cases[i].from_min);
		assert_int_equal(to_min, cases[i].to_min);
	}
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
		if (hours_read(refused[i], &from_min, &to_min))
			fail_msg("'%s' was taken", refused[i]);
}

static void test_each_check_takes_what_is_right_and_says_why_not(void **state)
{
	static const struct {
		bool (*check)(const char *string, struct text *why);
		const char *good, *bad, *said;
	} cases[] = {
		{ check_not_empty, "x", "  ", "empty" },
		{ check_not_empty, " x", "", "empty" },
		{ check_digits, "110", "0335-12", "digits only" },
		{ check_digits, "0335550107", "11", "digits only" },
		{ check_mobile, "", "110", "081234567890" },
		{ check_mobile, "+62 812-3456-7890", "TELKOMSEL", "081234567890" },
		{ check_plain_word, "modem-1_a", "a b", "letters, digits" },
		{ check_plain_word, "A", "", "letters, digits" },
		{ check_key_word, "N1", "sktm", "capital letters" },
		{ check_key_word, "SKTM", "", "capital letters" },
		{ check_pin, "", "123", "4 to 8 digits" },
		{ check_pin, "0000", "12a4", "4 to 8 digits" },
		{ check_path, "/dev/ttyUSB0", "", "empty" },
		{ check_village_code, "3513152007", "Krejengan", "35.13.15.2007" },
		{ check_days, "Sen-Jum", "Mon-Fri", "Sen-Jum" },
		{ check_hours, "08.00-14.00", "8 to 2", "08.00-14.00" },
		{ check_page, "https://desa.example/cek?a=1", "https://desa.example/#x",
		  "'#'" },
		{ check_page, "", "desa.example", "https://" },
		{ check_page, "http://a", "http://a b", "https://" },
		{ check_holidays, "2026-12-25 2027-01-01", "25-12-2026", "2026-12-25" },
		{ check_holidays, "", "2026-12-25,2027-01-01", "2026-12-25" },
		{ check_holidays, " 2026-12-25 ", "2026-02-30", "2026-12-25" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char buffer[LIMIT_WHY_SIZE];
		struct text why;

		text_init(&why, buffer, sizeof buffer);
		assert_true(cases[i].check(cases[i].good, &why));
		assert_string_equal(why.bytes, "");
		assert_false(cases[i].check(cases[i].bad, &why));
		assert_non_null(strstr(why.bytes, cases[i].said));
	}
}

static void test_a_refused_pin_is_not_repeated(void **state)
{
	char buffer[LIMIT_WHY_SIZE];
	struct text why;

	(void)state;
	text_init(&why, buffer, sizeof buffer);
	assert_false(check_pin("777", &why));
	assert_null(strstr(why.bytes, "777"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_village_code_is_kept_with_dots),
		cmocka_unit_test(test_days_are_ranges_lists_or_both),
		cmocka_unit_test(test_hours_are_minutes_of_the_day),
		cmocka_unit_test(test_each_check_takes_what_is_right_and_says_why_not),
		cmocka_unit_test(test_a_refused_pin_is_not_repeated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
