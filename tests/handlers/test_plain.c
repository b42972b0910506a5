// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/plain.h"

static void check_plain(const char *utf8, size_t max_chars, const char *expected)
{
	char room[128];
	struct text out;

	text_init(&out, room, sizeof(room));
	plain_add(&out, utf8, max_chars);
	assert_string_equal(room, expected);
	assert_int_equal(plain_septets(room), strlen(room));
}

static void test_text_becomes_plain(void **state)
{
	(void)state;
	check_plain("sekolah anak", 99, "sekolah anak");
	check_plain("caf\u00e9 \u00e0 la \u0160\u017e", 99, "cafe a la Sz");
	check_plain("\u201ckutip\u201d \u2018a\u2019 \u2013 \u2014 \u2026", 99,
		    "\"kutip\" 'a' - - ...");
	check_plain("[a] {b} ~ ^ \\ | `c`", 99, "(a) (b) - ' / / 'c'");
	check_plain("pasar\u00a0 \n\t desa", 99, "pasar desa");
	check_plain("  depan", 99, "depan");
	check_plain("\ua98f\ua9a0 \U0001F600", 99, "?? ?");
	check_plain("a\u200bb\u202ec", 99, "abc");
	check_plain("\u20ac5", 99, "EUR5");
	check_plain("\x80\xff", 99, "??");
}

static void test_the_cut_counts_characters(void **state)
{
	(void)state;
	check_plain("abcdef", 3, "abc");
	check_plain("\u00e9\u00e9\u00e9\u00e9", 2, "ee");
	check_plain("ab\u2026", 4, "ab..");
	check_plain("abc", 0, "");
}

static void test_septets_are_counted_by_the_alphabet(void **state)
{
	(void)state;
	assert_int_equal(plain_septets("abc @$_"), 7);
	assert_int_equal(plain_septets("[x]"), 5);
	assert_int_equal(plain_septets("\u20ac"), 2);
	assert_int_equal(plain_septets("\u00e9\u00df\u0394"), 3);
	assert_int_equal(plain_septets("\u2019"), PLAIN_NOT_GSM7);
	assert_int_equal(plain_septets("\x60"), PLAIN_NOT_GSM7);
	assert_int_equal(plain_septets("\t"), PLAIN_NOT_GSM7);
	assert_int_equal(plain_septets("\x7f"), PLAIN_NOT_GSM7);
	assert_int_equal(plain_septets(""), 0);
}

static void test_long_numbers_are_hidden(void **state)
{
	static const struct {
		const char *text, *expected;
	} vectors[] = {
		{ "nik 3513151205909901 ya", "nik xxxxxxxxxxxx9901 ya" },
		{ "3513 1512 0590 9901", "xxxx xxxx xxxx 9901" },
		{ "35.13.15.120590.9901", "xx.xx.xx.xxxxxx.9901" },
		{ "081234567890", "081234567890" },
		{ "0812345678901", "xxxxxxxxx8901" },
		{ "3513151205909901 3513151205909902",
		  "xxxxxxxxxxxxxxxx xxxxxxxxxxxx9902" },
		{ "tgl 3 Nov 2026", "tgl 3 Nov 2026" },
		{ "1-", "1-" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(vectors) / sizeof(*vectors); i++) {
		char room[128];

		snprintf(room, sizeof(room), "%s", vectors[i].text);
		plain_mask_digits(room);
		assert_string_equal(room, vectors[i].expected);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text_becomes_plain),
		cmocka_unit_test(test_the_cut_counts_characters),
		cmocka_unit_test(test_septets_are_counted_by_the_alphabet),
		cmocka_unit_test(test_long_numbers_are_hidden),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
