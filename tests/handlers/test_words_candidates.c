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

enum {
	CONFIRM_BELOW = 70,
};

/* Letters in order, apart by commas; with "?" in front: to be confirmed. */
struct vector {
	const char *text;
	enum intent intent;
	const char *letters;
};

static void check(void **state, const struct vector *vectors, size_t n_vectors)
{
	for (size_t i = 0; i < n_vectors; i++) {
		const char *wanted = vectors[i].letters;
		struct reading reading;
		char letters[128];
		bool is_asked;

		reading_of(state, vectors[i].text, &reading);
		is_asked = reading.confidence < CONFIRM_BELOW;
		reading_letters(&reading, letters, sizeof letters);
		if (reading.intent != vectors[i].intent ||
		    strcmp(letters, wanted + (wanted[0] == '?')) != 0 ||
		    (reading.intent == INTENT_REQUEST && is_asked != (wanted[0] == '?')))
			fail_msg("'%s': %s %s %d %%", vectors[i].text,
				 intent_name(reading.intent), letters,
				 reading.confidence);
	}
}

#define CHECK(vectors) check(state, vectors, sizeof(vectors) / sizeof(vectors)[0])

static void test_a_guess_beside_a_sure_letter_is_dropped(void **state)
{
	static const struct vector vectors[] = {
		{ "anak sy panas kejang diminta srt tdk mampu 3513151205909901",
		  INTENT_REQUEST, "SKTM" },
		{ "domisili dan skck 3513151205909901 Nanda Pratama", INTENT_REQUEST,
		  "DOMISILI,SKCK" },
		{ "skck dan domisli 3513151205909901", INTENT_REQUEST, "?SKCK,DOMISILI" },
	};

	CHECK(vectors);
}

static void test_things_and_people_are_no_letters(void **state)
{
	static const struct vector vectors[] = {
		{ "lampu mati", INTENT_HUMAN, "" },
		{ "anak saya hilang dari kemarin", INTENT_HUMAN, "" },
		{ "namanya salah, yang benar siti aminah", INTENT_DENY, "" },
		{ "surat saya salah ketik", INTENT_HUMAN, "" },
	};

	CHECK(vectors);
}

static void test_numbers_before_letters_make_a_list(void **state)
{
	static const struct vector vectors[] = {
		{ "1. sktm 2. usaha. 3513151205909901", INTENT_REQUEST, "SKTM,USAHA" },
		{ "1) domisili 2) skck 3513151205909901", INTENT_REQUEST,
		  "DOMISILI,SKCK" },
	};

	CHECK(vectors);
}

static void test_a_lost_letter_of_the_village_is_asked_for_again(void **state)
{
	static const struct vector vectors[] = {
		{ "surat domisili yg dulu hilang pak minta lagi 3513151205909901",
		  INTENT_REQUEST, "?DOMISILI" },
		{ "surat nikah saya hilang minta surat lagi 3513151205909901",
		  INTENT_REQUEST, "HILANG" },
	};

	CHECK(vectors);
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
