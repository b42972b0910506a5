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

static void test_an_unknown_letter_becomes_the_general_one_when_confirmed(void **state)
{
	static const struct reading_vector vectors[] = {
		{ "surat kuasa", INTENT_REQUEST, "?PENGANTAR" },
		{ "mohon dibuatkan surat pernyataan tidak bekerja", INTENT_REQUEST,
		  "?PENGANTAR" },
		{ "surat kuasa ambil pensiun 3513151205909901", INTENT_REQUEST,
		  "?PENGANTAR" },
	};

	READING_CHECK(state, vectors);
}

static void test_a_known_letter_stays_itself(void **state)
{
	static const struct reading_vector vectors[] = {
		{ "surat pernyataan ahli waris 3513151205909901", INTENT_REQUEST,
		  "WARIS" },
		{ "surat tidak mampu 3513151205909901", INTENT_REQUEST, "SKTM" },
	};

	READING_CHECK(state, vectors);
}

static void test_no_letter_is_made_of_a_mere_mention(void **state)
{
	static const struct reading_vector vectors[] = {
		{ "mau bikin surat", INTENT_REQUEST, "" },
		{ "butuh surat dari desa", INTENT_REQUEST, "" },
		{ "surat apa saja yang bisa", INTENT_MENU, "" },
		{ "surat saya sudah jadi belum", INTENT_STATUS, "" },
	};

	READING_CHECK(state, vectors);
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
