// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "handlers/words.h"
#include "letters/catalogue.h"
#include "tests/support/reading.h"

enum {
	CONFIRM_BELOW = 70,
};

static void check_doubt(void **state, const char *text, bool is_doubtful)
{
	struct reading reading;

	reading_of(state, text, &reading);
	if (reading.intent != INTENT_REQUEST)
		fail_msg("'%s': %s", text, intent_name(reading.intent));
	if ((reading.confidence < CONFIRM_BELOW || reading.is_letter_guessed) !=
	    is_doubtful)
		fail_msg("'%s': confidence %d", text, reading.confidence);
}

static void test_an_odd_word_before_the_letter_is_asked_about(void **state)
{
	check_doubt(state, "bejum menikah 3513151205909901", true);
	check_doubt(state, "zzatxx sktm", true);
	check_doubt(state, "mohon sktm", false);
	check_doubt(state, "sktm", false);
}

static void test_a_name_that_may_go_on_is_asked_about(void **state)
{
	check_doubt(state, "domisili usaah 3513151205909901", true);
	check_doubt(state, "domisili zzatxx 3513151205909901", true);
	check_doubt(state, "domisili 3513151205909901", false);
	check_doubt(state, "domisili rumah 3513151205909901", false);
}

static void test_a_letter_known_by_another_name_is_asked_about(void **state)
{
	check_doubt(state, "keterangan zzatxx lemah 3513151205909901", true);
	check_doubt(state, "surat keterangan untuk orang boro 3513151205909901", true);
	check_doubt(state, "surat keterangan untuk bank 3513151205909901", false);
}

static void test_several_hints_at_one_letter_are_asked_about(void **state)
{
	struct reading reading;

	reading_of(state, "hajatan mantu tgl 5 des ada orkes dangdut", &reading);
	assert_int_equal(reading.n_letters, 1);
	assert_string_equal(reading.letters[0]->keyword, "RAMAI");
	check_doubt(state, "hajatan mantu tgl 5 des ada orkes dangdut", true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_odd_word_before_the_letter_is_asked_about),
		cmocka_unit_test(test_a_name_that_may_go_on_is_asked_about),
		cmocka_unit_test(test_a_letter_known_by_another_name_is_asked_about),
		cmocka_unit_test(test_several_hints_at_one_letter_are_asked_about),
	};

	return cmocka_run_group_tests(tests, reading_begin, reading_end);
}
