// SPDX-License-Identifier: MIT
/* Letters that the catalogue does not know. */
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

static void test_an_unknown_letter_becomes_the_general_one_when_confirmed(void **state)
{
	static const struct vector vectors[] = {
		{ "surat kuasa", INTENT_REQUEST, "?PENGANTAR" },
		{ "mohon dibuatkan surat pernyataan tidak bekerja", INTENT_REQUEST,
		  "?PENGANTAR" },
		{ "surat kuasa ambil pensiun 3513151205909901", INTENT_REQUEST,
		  "?PENGANTAR" },
	};

	CHECK(vectors);
}

static void test_a_known_letter_stays_itself(void **state)
{
	static const struct vector vectors[] = {
		{ "surat pernyataan ahli waris 3513151205909901", INTENT_REQUEST,
		  "WARIS" },
		{ "surat tidak mampu 3513151205909901", INTENT_REQUEST, "SKTM" },
	};

	CHECK(vectors);
}

static void test_no_letter_is_made_of_a_mere_mention(void **state)
{
	static const struct vector vectors[] = {
		{ "mau bikin surat", INTENT_REQUEST, "" },
		{ "butuh surat dari desa", INTENT_REQUEST, "" },
		{ "surat apa saja yang bisa", INTENT_MENU, "" },
		{ "surat saya sudah jadi belum", INTENT_STATUS, "" },
	};

	CHECK(vectors);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			test_an_unknown_letter_becomes_the_general_one_when_confirmed),
		cmocka_unit_test(test_a_known_letter_stays_itself),
		cmocka_unit_test(test_no_letter_is_made_of_a_mere_mention),
	};

	return cmocka_run_group_tests(tests, reading_begin, reading_end);
}
