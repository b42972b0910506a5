// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "modem/cusd_pattern.h"

static void test_texts_are_taken_apart(void **state)
{
	static const struct {
		const char *pattern, *text, *number, *answer; /* number NULL: not ours */
	} rows[] = {
		{ "{nomor}*{teks}", "6281234567890*2", "6281234567890", "2" },
		{ "{nomor}*{teks}", "+6281234567890**77*2#", "+6281234567890", "*77*2#" },
		{ "{nomor}*{teks}", "6281234567890*", "6281234567890", "" },
		{ "{nomor}*{teks}", "628123*2", NULL, NULL },
		{ "{nomor}*{teks}", "Pop Screen: balas 1", NULL, NULL },
		{ "{nomor}*{teks}", "6281234567890 2", NULL, NULL },
		{ "{nomor}*{teks}", "", NULL, NULL },
		{ "USSD {nomor}: {teks}.", "USSD 081234567890: a: b.", "081234567890",
		  "a: b" },
		{ "USSD {nomor}: {teks}.", "USSD 081234567890: 1", NULL, NULL },
		{ "USSD {nomor}: {teks}.", "ussd 081234567890: 1.", NULL, NULL },
		{ "", "6281234567890*2", NULL, NULL },
		{ "{nomor}*{teks}", "123456789012345678901234567890123456789012345*1",
		  NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char number[LIMIT_ADDRESS_SIZE], answer[CUSD_ANSWER_SIZE];
		bool is_read =
			cusd_pattern_read(rows[i].pattern, rows[i].text, number, answer);

		assert_int_equal(is_read, rows[i].number != NULL);
		if (!is_read)
			continue;
		assert_string_equal(number, rows[i].number);
		assert_string_equal(answer, rows[i].answer);
	}
}

static void test_an_answer_that_is_too_long_is_refused(void **state)
{
	char text[600] = "6281234567890*", number[LIMIT_ADDRESS_SIZE];
	char answer[CUSD_ANSWER_SIZE];

	(void)state;
	memset(text + 14, '1', CUSD_ANSWER_SIZE - 1);
	assert_true(cusd_pattern_read("{nomor}*{teks}", text, number, answer));
	memset(text + 14, '1', CUSD_ANSWER_SIZE);
	assert_false(cusd_pattern_read("{nomor}*{teks}", text, number, answer));
}

static void test_patterns_that_cannot_work_are_refused(void **state)
{
	static const struct {
		const char *pattern;
		bool is_good;
	} rows[] = {
		{ "", true },
		{ "{nomor}*{teks}", true },
		{ "{nomor}#{teks}#", true },
		{ "{nomor}{teks}", false },
		{ "{nomor}0{teks}", false },
		{ "{teks}*{nomor}", false },
		{ "{nomor}", false },
		{ "{teks}", false },
		{ "*77*", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char room[LIMIT_WHY_SIZE];
		struct text why;

		text_init(&why, room, sizeof room);
		assert_int_equal(cusd_pattern_check(rows[i].pattern, &why),
				 rows[i].is_good);
		assert_int_equal(why.length > 0, !rows[i].is_good);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_texts_are_taken_apart),
		cmocka_unit_test(test_an_answer_that_is_too_long_is_refused),
		cmocka_unit_test(test_patterns_that_cannot_work_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
