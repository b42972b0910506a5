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

static void test_what_does_not_work_is_a_complaint(void **state)
{
	static const struct reading_vector vectors[] = {
		{ "air pdam ga keluar 3 hari", INTENT_HUMAN, "" },
		{ "gak ada sinyal", INTENT_HUMAN, "" },
		{ "got depan mushola mampet", INTENT_HUMAN, "" },
		{ "lampu bayar berapa tidak mahal kan", INTENT_INFO, "" },
	};

	READING_CHECK(state, vectors);
}

static void test_a_reproach_is_no_question(void **state)
{
	static const struct reading_vector vectors[] = {
		{ "blt saya kok ga cair bulan ini", INTENT_HUMAN, "" },
		{ "kapan blt cair", INTENT_INFO, "" },
		{ "kenapa nama saya tidak ada di daftar pkh padahal miskin", INTENT_HUMAN,
		  "" },
		{ "katanya gratis tapi kok diminta 20rb", INTENT_HUMAN, "" },
	};

	READING_CHECK(state, vectors);
}

static void test_a_damage_that_a_letter_is_for_is_no_complaint(void **state)
{
	static const struct reading_vector vectors[] = {
		{ "warung saya kebakaran minta surat pengantar buat klaim 3513151205909902",
		  INTENT_REQUEST, "?PENGANTAR" },
		{ "surat keterangan bersih narkoba", INTENT_REQUEST, "?PENGANTAR" },
	};

	READING_CHECK(state, vectors);
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
