// SPDX-License-Identifier: MIT
/* Letters that were asked for already, and those that are wanted now. */
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

static void test_a_question_about_ones_own_letter_is_its_status(void **state)
{
	static const struct vector vectors[] = {
		{ "posisi surat saya sekarang di siapa", INTENT_STATUS, "" },
		{ "apa bisa diambil sekarang surat kehilangan saya pak", INTENT_STATUS,
		  "HILANG" },
		{ "pindah alamat ke kraksaan, suratnya gimana", INTENT_REQUIREMENTS,
		  "PINDAH" },
		{ "mas sampean wes mangan durung", INTENT_UNKNOWN, "" },
	};

	CHECK(vectors);
}

static void test_a_fault_in_a_letter_is_for_a_human(void **state)
{
	static const struct vector vectors[] = {
		{ "nama saya di surat salah ketik, harusnya Sumiati", INTENT_HUMAN, "" },
		{ "surat saya salah tgl lahirnya gmn ini", INTENT_HUMAN, "" },
		{ "tgl lahir di kk beda sama akte 3513151205909901", INTENT_REQUEST,
		  "BEDA" },
	};

	CHECK(vectors);
}

static void test_what_is_asked_for_outright_is_a_request(void **state)
{
	static const struct vector vectors[] = {
		{ "rumah saya kebakaran pak butuh surat keterangan buat bantuan",
		  INTENT_REQUEST, "PENGANTAR" },
		{ "terima kasih sktm kemarin sdh jadi. sekarang mau minta domisili nik 3513154107859902",
		  INTENT_REQUEST, "DOMISILI" },
		{ "domisili saya di krajan, mau minta sktm 3513151205909901",
		  INTENT_REQUEST, "?SKTM" },
		{ "skd 3513154909009929 sama sktm juga ya pak", INTENT_REQUEST,
		  "DOMISILI,SKTM" },
	};

	CHECK(vectors);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_question_about_ones_own_letter_is_its_status),
		cmocka_unit_test(test_a_fault_in_a_letter_is_for_a_human),
		cmocka_unit_test(test_what_is_asked_for_outright_is_a_request),
	};

	return cmocka_run_group_tests(tests, reading_begin, reading_end);
}
