// SPDX-License-Identifier: MIT
/* What somebody does not want any more is never filed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "handlers/words.h"
#include "tests/support/reading.h"

static void test_a_no_before_the_letter_refuses_it(void **state)
{
	static const struct reading_vector vectors[] = {
		{ "bukan sktm tapi domisili", INTENT_REQUEST, "DOMISILI" },
		{ "tidak usah sktm pak", INTENT_CANCEL, "SKTM" },
		{ "jangan sktm dulu pak", INTENT_CANCEL, "SKTM" },
		{ "gak jadi skck, domisili aja", INTENT_REQUEST, "DOMISILI" },
		{ "bisa tidak sktm 3513151205909901", INTENT_REQUEST, "SKTM" },
	};

	READING_CHECK(state, vectors);
}

static void test_a_no_behind_the_letter_refuses_it(void **state)
{
	static const struct reading_vector vectors[] = {
		{ "sktm gak jadi", INTENT_CANCEL, "SKTM" },
		{ "yang sktm ga usah", INTENT_CANCEL, "SKTM" },
		{ "sktm jangan, usaha saja 3513151205909901", INTENT_REQUEST, "USAHA" },
		{ "domisili batal, skck saja 3513151205909901", INTENT_REQUEST, "SKCK" },
		{ "skck dan domisili 3513151205909901 domisili tidak jadi",
		  INTENT_REQUEST, "SKCK" },
		{ "sktm bukan, domisili 3513151205909901", INTENT_REQUEST, "DOMISILI" },
	};

	READING_CHECK(state, vectors);
}

static void test_a_no_that_asks_refuses_nothing(void **state)
{
	static const struct reading_vector vectors[] = {
		{ "sktm bisa tidak", INTENT_REQUIREMENTS, "SKTM" },
		{ "sktm sudah jadi tidak", INTENT_STATUS, "SKTM" },
		{ "surat tidak mampu 3513151205909901", INTENT_REQUEST, "SKTM" },
		{ "domisili tidak mampu 3513151205909901", INTENT_REQUEST, "?DOMISILI" },
	};

	READING_CHECK(state, vectors);
}

static void test_the_last_word_counts(void **state)
{
	static const struct reading_vector vectors[] = {
		{ "sku eh maksudnya skck", INTENT_REQUEST, "SKCK" },
		{ "sktm ganti domisili", INTENT_REQUEST, "DOMISILI" },
		{ "ganti sktm jadi domisili", INTENT_REQUEST, "DOMISILI" },
		{ "mau sktm tapi buat anak saya", INTENT_REQUEST, "SKTM" },
		{ "kemarin minta skck sekarang minta domisili 3513151205909901",
		  INTENT_REQUEST, "DOMISILI" },
	};

	READING_CHECK(state, vectors);
}

static void test_what_may_be_meant_both_ways_is_asked(void **state)
{
	static const struct reading_vector vectors[] = {
		{ "sktm jangan domisili saja 3513151205909901", INTENT_REQUEST,
		  "?DOMISILI" },
		{ "minta sktm eh bukan sku 3513151205909901", INTENT_REQUEST, "?USAHA" },
	};

	READING_CHECK(state, vectors);
}

static void test_a_letter_that_stays_is_not_asked_for_again(void **state)
{
	static const struct reading_vector vectors[] = {
		{ "batal yg domisili yang sktm tetap", INTENT_CANCEL, "DOMISILI" },
		{ "sktm tetap jadi ya pak 3513151205909901", INTENT_REQUEST, "SKTM" },
	};

	READING_CHECK(state, vectors);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_no_before_the_letter_refuses_it),
		cmocka_unit_test(test_a_no_behind_the_letter_refuses_it),
		cmocka_unit_test(test_a_no_that_asks_refuses_nothing),
		cmocka_unit_test(test_the_last_word_counts),
		cmocka_unit_test(test_what_may_be_meant_both_ways_is_asked),
		cmocka_unit_test(test_a_letter_that_stays_is_not_asked_for_again),
	};

	return cmocka_run_group_tests(tests, reading_begin, reading_end);
}
