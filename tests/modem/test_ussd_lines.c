// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "modem/modem.h"
#include "modem/ussd_text.h"
#include "tests/support/ussd_rig.h"

/* What the network says unasked, what goes on beside a session, and what is no code. */

enum {
	HURRY = 20,
	PATIENT = 1, /* where the pauses themselves are tried */
};

/* --- what nobody asked for --------------------------------------------------------- */

static bool is_pushed(struct rig *rig)
{
	return ussd_rig_of(rig)->n_pushes > 0;
}

static bool is_called_off(struct rig *rig)
{
	return ussd_rig_count(ussd_rig_of(rig), "F answer AT+CUSD=2") > 0;
}

static void test_an_unasked_question_is_called_off_and_never_answered(void **state)
{
	struct ussd_rig owner;

	(void)state;
	ussd_rig_open(&owner, "", HURRY);
	rig_say(&owner.rig, "fault answer 9 AT+CUSD=2 \\r\\nOK\\r\\n");
	rig_say(&owner.rig, "ussd 1 Balas 1 untuk berlangganan");
	rig_run_until(&owner.rig, is_called_off, "AT+CUSD=2");
	rig_run_for_ms(&owner.rig, 100);
	assert_int_equal(owner.n_pushes, 1);
	assert_string_equal(owner.push, "Balas 1 untuk berlangganan");
	assert_int_equal(owner.n_answers, 0);
	assert_int_equal(ussd_rig_count(&owner, "F answer AT+CUSD=2"), 1);
	assert_int_equal(rig_count(&owner.rig, 'U'), 0);
	rig_close(&owner.rig);
}

static void test_a_push_is_told_and_needs_no_answer(void **state)
{
	struct ussd_rig owner;

	(void)state;
	ussd_rig_open(&owner, "", HURRY);
	rig_say(&owner.rig, "fault answer 9 AT+CUSD=2 \\r\\nOK\\r\\n");
	rig_say(&owner.rig, "ussd 0 Pulsa Anda Rp 100");
	rig_run_until(&owner.rig, is_pushed, "a push");
	assert_string_equal(owner.push, "Pulsa Anda Rp 100");
	rig_say(&owner.rig, "ussd 2");
	rig_run_for_ms(&owner.rig, 100);
	assert_int_equal(owner.n_pushes, 1);
	assert_int_equal(ussd_rig_count(&owner, "F answer AT+CUSD=2"), 0);
	rig_close(&owner.rig);
}

static bool is_replied(struct rig *rig)
{
	return rig_count(rig, 'S') >= 5;
}

static void test_messages_are_answered_while_the_network_thinks(void **state)
{
	struct ussd_rig owner;

	(void)state;
	ussd_rig_open(&owner, "", PATIENT);
	rig_say(&owner.rig, "fault answer 1 AT+CUSD=1 \\r\\nOK\\r\\n");
	ussd_rig_ask(&owner, NULL);
	rig_run_for_ms(&owner.rig, 200);
	rig_say(&owner.rig, "burst 5 0812 halo {n}");
	rig_run_until(&owner.rig, is_replied, "five replies");
	assert_int_equal(owner.n_answers, 0);
	rig_say(&owner.rig, "ussd 0 Pulsa Anda Rp 100");
	ussd_rig_assert_answer(&owner, "Pulsa Anda Rp 100");
	rig_close(&owner.rig);
}

static void test_only_codes_are_dialled(void **state)
{
	static const char *const wrong[] = {
		"",
		"*",
		"#",
		"888",
		"*888",
		"888#",
		"*8a8#",
		"*888#\r",
		"*888#\",15;+CMGD=1,4",
		"*123456789012345678901234567890123#",
	};
	static const char *const right[] = {
		"*#",   "##",        "*888#",
		"#31#", "*123*7*1#", "*12345678901234567890123456789*#"
	};
	struct ussd_rig owner;

	(void)state;
	ussd_rig_open(&owner, "", HURRY);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		assert_false(ussd_is_code(wrong[i]));
		assert_int_equal(modem_ussd(owner.rig.modem, wrong[i], NULL), -EINVAL);
	}
	for (size_t i = 0; i < sizeof right / sizeof right[0]; i++)
		assert_true(ussd_is_code(right[i]));
	assert_true(modem_may_ussd(owner.rig.modem));
	rig_close(&owner.rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			test_an_unasked_question_is_called_off_and_never_answered),
		cmocka_unit_test(test_a_push_is_told_and_needs_no_answer),
		cmocka_unit_test(test_messages_are_answered_while_the_network_thinks),
		cmocka_unit_test(test_only_codes_are_dialled),
	};

	if (!rig_is_possible())
		return 0;
	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
