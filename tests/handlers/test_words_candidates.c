// SPDX-License-Identifier: MIT
/* Names of letters that mean none, and those that only look like one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "handlers/words.h"
#include "tests/support/reading.h"

static void test_a_guess_beside_a_sure_letter_is_dropped(void **state)
{
	static const struct reading_vector vectors[] = {
		{ "anak sy panas kejang diminta srt tdk mampu 3513151205909901",
		  INTENT_REQUEST, "SKTM" },
		{ "domisili dan skck 3513151205909901 Nanda Pratama", INTENT_REQUEST,
		  "DOMISILI,SKCK" },
		{ "skck dan domisli 3513151205909901", INTENT_REQUEST, "?SKCK,DOMISILI" },
	};

	READING_CHECK(state, vectors);
}

static void test_things_and_people_are_no_letters(void **state)
{
	static const struct reading_vector vectors[] = {
		{ "lampu mati", INTENT_HUMAN, "" },
		{ "anak saya hilang dari kemarin", INTENT_HUMAN, "" },
		{ "namanya salah, yang benar siti aminah", INTENT_DENY, "" },
		{ "surat saya salah ketik", INTENT_HUMAN, "" },
	};

	READING_CHECK(state, vectors);
}

static void test_numbers_before_letters_make_a_list(void **state)
{
	static const struct reading_vector vectors[] = {
		{ "1. sktm 2. usaha. 3513151205909901", INTENT_REQUEST, "SKTM,USAHA" },
		{ "1) domisili 2) skck 3513151205909901", INTENT_REQUEST,
		  "DOMISILI,SKCK" },
	};

	READING_CHECK(state, vectors);
}

static void test_a_lost_letter_of_the_village_is_asked_for_again(void **state)
{
	static const struct reading_vector vectors[] = {
		{ "surat domisili yg dulu hilang pak minta lagi 3513151205909901",
		  INTENT_REQUEST, "?DOMISILI" },
		{ "surat nikah saya hilang minta surat lagi 3513151205909901",
		  INTENT_REQUEST, "HILANG" },
	};

	READING_CHECK(state, vectors);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_guess_beside_a_sure_letter_is_dropped),
		cmocka_unit_test(test_things_and_people_are_no_letters),
		cmocka_unit_test(test_numbers_before_letters_make_a_list),
		cmocka_unit_test(test_a_lost_letter_of_the_village_is_asked_for_again),
	};

	return cmocka_run_group_tests(tests, reading_begin, reading_end);
}
