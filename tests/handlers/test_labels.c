// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/labels.h"

static const char *label_of(const char *step, enum ticket_state to)
{
	struct ticket_event event = { .from = TICKET_STATE_APPROVED, .to = to };

	text_copy(event.step, sizeof event.step, step);
	return label_event(&event);
}

static void test_an_event_is_called_by_what_it_did(void **state)
{
	(void)state;
	assert_string_equal(label_of("ready", TICKET_STATE_READY), "SIAP DIAMBIL");
	assert_string_equal(label_of("printed", TICKET_STATE_APPROVED), "DICETAK");
	assert_string_equal(label_of("reprint", TICKET_STATE_APPROVED), "DICETAK LAGI");
	assert_string_equal(label_of("correct", TICKET_STATE_RECEIVED), "DIBETULKAN");
}

static void test_every_state_has_a_word(void **state)
{
	(void)state;
	for (int i = 0; i < TICKET_STATE_COUNT; i++)
		assert_non_null(label_ticket_state((enum ticket_state)i));
	assert_string_equal(label_ticket_state(TICKET_STATE_COUNT), "?");
}

static void test_unknown_words_stay_as_they_are(void **state)
{
	(void)state;
	assert_string_equal(label_modem_state("ready"), "SIAP");
	assert_string_equal(label_modem_state("x"), "x");
	assert_string_equal(label_flag("minor"), "belum 17 tahun");
	assert_string_equal(label_flag("y"), "y");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_event_is_called_by_what_it_did),
		cmocka_unit_test(test_every_state_has_a_word),
		cmocka_unit_test(test_unknown_words_stay_as_they_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
