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

static void test_a_question_about_ones_own_letter_is_its_status(void **state)
{
	static const struct reading_vector vectors[] = {
		{ "posisi surat saya sekarang di siapa", INTENT_STATUS, "" },
		{ "apa bisa diambil sekarang surat kehilangan saya pak", INTENT_STATUS,
		  "HILANG" },
		{ "pindah alamat ke kraksaan, suratnya gimana", INTENT_REQUIREMENTS,
		  "PINDAH" },
		{ "mas sampean wes mangan durung", INTENT_UNKNOWN, "" },
	};

	READING_CHECK(state, vectors);
}

static void test_a_fault_in_a_letter_is_for_a_human(void **state)
{
	static const struct reading_vector vectors[] = {
		{ "nama saya di surat salah ketik, harusnya Sumiati", INTENT_HUMAN, "" },
		{ "surat saya salah tgl lahirnya gmn ini", INTENT_HUMAN, "" },
		{ "tgl lahir di kk beda sama akte 3513151205909901", INTENT_REQUEST,
		  "BEDA" },
	};

	READING_CHECK(state, vectors);
}

static void test_what_is_asked_for_outright_is_a_request(void **state)
{
	static const struct reading_vector vectors[] = {
		{ "rumah saya kebakaran pak butuh surat keterangan buat bantuan",
		  INTENT_REQUEST, "PENGANTAR" },
		{ "terima kasih sktm kemarin sdh jadi. sekarang mau minta domisili nik 3513154107859902",
		  INTENT_REQUEST, "DOMISILI" },
		{ "domisili saya di krajan, mau minta sktm 3513151205909901",
		  INTENT_REQUEST, "?SKTM" },
		{ "skd 3513154909009929 sama sktm juga ya pak", INTENT_REQUEST,
		  "DOMISILI,SKTM" },
	};

	READING_CHECK(state, vectors);
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
