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

static void test_digits_that_look_like_letters_are_letters(void **state)
{
	static const struct vector vectors[] = {
		{ "m1nta sktm", INTENT_REQUEST, "SKTM" },
		{ "5ktm 3513151205909901", INTENT_REQUEST, "SKTM" },
		{ "d0misi1i 3513151205909901", INTENT_REQUEST, "DOMISILI" },
		{ "5KCK 3513151205909901", INTENT_REQUEST, "SKCK" },
	};

	CHECK(vectors);
}

static void test_numbers_stay_numbers(void **state)
{
	static const struct vector vectors[] = {
		{ "pilih2", INTENT_CHOICE, "" },
		{ "n1 3513151205909901", INTENT_REQUEST, "NIKAH" },
		{ "sku 3513151205909901 sejak 5th", INTENT_REQUEST, "USAHA" },
		{ "2sktm", INTENT_REQUEST, "SKTM" },
	};

	CHECK(vectors);
}

static void test_a_two_behind_a_word_says_it_twice(void **state)
{
	static const struct vector vectors[] = {
		{ "surat2 apa aja yg bs dibuat", INTENT_MENU, "" },
		{ "jgn kirim2 sms lg ke no ini", INTENT_OPTOUT, "" },
	};

	CHECK(vectors);
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
