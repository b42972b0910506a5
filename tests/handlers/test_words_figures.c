// SPDX-License-Identifier: MIT
/* Digits in words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "handlers/words.h"
#include "tests/support/reading.h"

static void test_digits_that_look_like_letters_are_letters(void **state)
{
	static const struct reading_vector vectors[] = {
		{ "m1nta sktm", INTENT_REQUEST, "SKTM" },
		{ "5ktm 3513151205909901", INTENT_REQUEST, "SKTM" },
		{ "d0misi1i 3513151205909901", INTENT_REQUEST, "DOMISILI" },
		{ "5KCK 3513151205909901", INTENT_REQUEST, "SKCK" },
	};

	READING_CHECK(state, vectors);
}

static void test_numbers_stay_numbers(void **state)
{
	static const struct reading_vector vectors[] = {
		{ "pilih2", INTENT_CHOICE, "" },
		{ "n1 3513151205909901", INTENT_REQUEST, "NIKAH" },
		{ "sku 3513151205909901 sejak 5th", INTENT_REQUEST, "USAHA" },
		{ "2sktm", INTENT_REQUEST, "SKTM" },
	};

	READING_CHECK(state, vectors);
}

static void test_a_two_behind_a_word_says_it_twice(void **state)
{
	static const struct reading_vector vectors[] = {
		{ "surat2 apa aja yg bs dibuat", INTENT_MENU, "" },
		{ "jgn kirim2 sms lg ke no ini", INTENT_OPTOUT, "" },
	};

	READING_CHECK(state, vectors);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_digits_that_look_like_letters_are_letters),
		cmocka_unit_test(test_numbers_stay_numbers),
		cmocka_unit_test(test_a_two_behind_a_word_says_it_twice),
	};

	return cmocka_run_group_tests(tests, reading_begin, reading_end);
}
