// SPDX-License-Identifier: MIT
/* Complaints, and what only sounds like one. */
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

static void test_what_does_not_work_is_a_complaint(void **state)
{
	static const struct vector vectors[] = {
		{ "air pdam ga keluar 3 hari", INTENT_HUMAN, "" },
		{ "gak ada sinyal", INTENT_HUMAN, "" },
		{ "got depan mushola mampet", INTENT_HUMAN, "" },
		{ "lampu bayar berapa tidak mahal kan", INTENT_INFO, "" },
	};

	CHECK(vectors);
}

static void test_a_reproach_is_no_question(void **state)
{
	static const struct vector vectors[] = {
		{ "blt saya kok ga cair bulan ini", INTENT_HUMAN, "" },
		{ "kapan blt cair", INTENT_INFO, "" },
		{ "kenapa nama saya tidak ada di daftar pkh padahal miskin", INTENT_HUMAN,
		  "" },
		{ "katanya gratis tapi kok diminta 20rb", INTENT_HUMAN, "" },
	};

	CHECK(vectors);
}

static void test_a_damage_that_a_letter_is_for_is_no_complaint(void **state)
{
	static const struct vector vectors[] = {
		{ "warung saya kebakaran minta surat pengantar buat klaim 3513151205909902",
		  INTENT_REQUEST, "?PENGANTAR" },
		{ "surat keterangan bersih narkoba", INTENT_REQUEST, "?PENGANTAR" },
	};

	CHECK(vectors);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_does_not_work_is_a_complaint),
		cmocka_unit_test(test_a_reproach_is_no_question),
		cmocka_unit_test(test_a_damage_that_a_letter_is_for_is_no_complaint),
	};

	return cmocka_run_group_tests(tests, reading_begin, reading_end);
}
