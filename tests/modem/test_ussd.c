// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "base/text.h"
#include "modem/modem.h"
#include "modem/ussd.h"
#include "tests/support/ussd_rig.h"

/* The USSD session against the simulator, with what modems and networks do to it. */

enum {
	HURRY = 20,
	PATIENT = 1, /* where the pauses themselves are tried */
};

/* --- answers ----------------------------------------------------------------------- */

static void test_the_answer_comes_after_ok(void **state)
{
	struct ussd_rig owner;

	(void)state;
	ussd_rig_open(&owner, "", HURRY);
	ussd_rig_ask(&owner, NULL);
	assert_int_equal(modem_ussd(owner.rig.modem, "*123#", NULL), -EBUSY);
	ussd_rig_assert_answer(&owner, USSD_RIG_BALANCE);
	assert_int_equal(owner.answer.status, CUSD_STATUS_DONE);
	assert_int_equal(owner.answer.habit.form, USSD_FORM_PLAIN);
	assert_true(owner.answer.habit.is_ok_first);
	assert_string_equal(owner.answer.habit.imei, modem_health(owner.rig.modem)->imei);
	assert_int_equal(ussd_rig_count(&owner, "U *888#"), 1);
	rig_close(&owner.rig);
}

/* A modem from before Release 6 blocks the line until the answer is there. */
static void test_the_answer_comes_before_ok(void **state)
{
	struct ussd_rig owner;

	(void)state;
	ussd_rig_open(&owner, "--profile zte", HURRY);
	ussd_rig_ask(&owner, NULL);
	ussd_rig_assert_answer(&owner, USSD_RIG_BALANCE);
	assert_false(owner.answer.habit.is_ok_first);
	rig_close(&owner.rig);
}

static void test_every_profile_is_understood(void **state)
{
	static const char *const profiles[] = { "generic", "huawei-e173", "sim800",
						"sim7600", "ec25",        "wavecom",
						"zte" };

	(void)state;
	for (size_t i = 0; i < sizeof profiles / sizeof profiles[0]; i++) {
		char arguments[64];
		struct ussd_rig owner;

		print_message("  %s\n", profiles[i]);
		snprintf(arguments, sizeof arguments, "--profile %s", profiles[i]);
		ussd_rig_open(&owner, arguments, HURRY);
		ussd_rig_ask(&owner, NULL);
		ussd_rig_assert_answer(&owner, USSD_RIG_BALANCE);
		ussd_rig_ask(&owner, &owner.answer.habit);
		ussd_rig_assert_answer(&owner, USSD_RIG_BALANCE);
		assert_int_equal(ussd_rig_count(&owner, "U *888#"), 2);
		rig_close(&owner.rig);
	}
}

static void test_a_text_of_many_lines_is_whole(void **state)
{
	struct ussd_rig owner;

	(void)state;
	ussd_rig_open(&owner, "", HURRY);
	rig_say(&owner.rig,
		"fault answer 1 AT+CUSD=1 \\r\\nOK\\r\\n\\r\\n+CUSD: 0,\"Sisa "
		"pulsa\\r\\nOK\\n\\nERROR\\n> \\n2.Info\\n\",0\\r\\n");
	ussd_rig_ask(&owner, NULL);
	ussd_rig_assert_answer(&owner, "Sisa pulsa\r\nOK\n\nERROR\n> \n2.Info\n");
	assert_false(owner.answer.is_cut);
	rig_close(&owner.rig);
}

static void test_a_menu_is_read_and_closed(void **state)
{
	struct ussd_rig owner;

	(void)state;
	ussd_rig_open(&owner, "", HURRY);
	rig_say(&owner.rig, "fault answer 1 AT+CUSD=1 \\r\\nOK\\r\\n\\r\\n+CUSD: 1,\"1. "
			    "Pulsa\\n2. Info\",15\\r\\n");
	rig_say(&owner.rig, "fault answer 1 AT+CUSD=2 \\r\\nOK\\r\\n\\r\\n+CUSD: "
			    "2,\"selesai\",15\\r\\n");
	ussd_rig_ask(&owner, NULL);
	ussd_rig_assert_answer(&owner, "1. Pulsa\n2. Info");
	assert_int_equal(owner.answer.status, CUSD_STATUS_ASKED);
	assert_int_equal(ussd_rig_count(&owner, "F answer AT+CUSD=2"), 1);
	rig_close(&owner.rig);
}

static void test_the_text_of_a_release_is_the_answer(void **state)
{
	struct ussd_rig owner;

	(void)state;
	ussd_rig_open(&owner, "", HURRY);
	rig_say(&owner.rig,
		"fault answer 1 AT+CUSD=1 \\r\\nOK\\r\\n\\r\\n+CUSD: 2,\"Masa "
		"tenggang\",0\\r\\n\\r\\n+CUSD: 2,\"selesai\",0\\r\\n");
	ussd_rig_ask(&owner, NULL);
	ussd_rig_assert_answer(&owner, "Masa tenggang");
	assert_int_equal(owner.answer.status, CUSD_STATUS_RELEASED);
	rig_close(&owner.rig);
}

static void test_an_answer_behind_a_release_is_preferred(void **state)
{
	struct ussd_rig owner;

	(void)state;
	ussd_rig_open(&owner, "", PATIENT);
	rig_say(&owner.rig, "fault answer 1 AT+CUSD=1 \\r\\nOK\\r\\n\\r\\n+CUSD: "
			    "2,\"Initiating Release\",15\\r\\n");
	ussd_rig_ask(&owner, NULL);
	rig_run_for_ms(&owner.rig, 300);
	assert_int_equal(owner.n_answers, 0);
	rig_say(&owner.rig, "ussd 0 Sisa pulsa Rp 500");
	ussd_rig_assert_answer(&owner, "Sisa pulsa Rp 500");
	assert_int_equal(owner.n_pushes, 0);
	rig_close(&owner.rig);
}

static void test_a_cut_text_is_told_and_hides_no_message(void **state)
{
	struct ussd_rig owner;

	(void)state;
	ussd_rig_open(&owner, "", HURRY);
	rig_say(&owner.rig, "fault mute-cmti on");
	rig_say(&owner.rig,
		"fault answer 1 AT+CUSD=1 \\r\\nOK\\r\\n\\r\\n+CUSD: 0,\"Sisa "
		"pulsa\\r\\n+CMTI: \"SM\",1\\r\\n");
	rig_say(&owner.rig, "sms 081234567890 sktm");
	ussd_rig_ask(&owner, NULL);
	ussd_rig_assert_answer(&owner, "Sisa pulsa");
	assert_true(owner.answer.is_cut);
	rig_run_for_ms(&owner.rig, 700);
	assert_int_equal(owner.n_stored, 1);
	rig_close(&owner.rig);
}

/* --- forms of the code ------------------------------------------------------------- */

static void test_packed_is_tried_after_an_error_and_kept(void **state)
{
	struct ussd_rig owner;
	struct modem_ussd_habit habit;

	(void)state;
	ussd_rig_open(&owner, "--profile huawei-e173", HURRY);
	ussd_rig_ask(&owner, NULL);
	ussd_rig_assert_answer(&owner, USSD_RIG_BALANCE);
	habit = owner.answer.habit;
	assert_int_equal(habit.form, USSD_FORM_PACKED);
	/* Known from then on: an error for the plain form would not be noticed, so count
	 * what was dialled with an answer that no form gets. */
	rig_say(&owner.rig, "fault answer 1 AT+CUSD=1,\"*888#\" \\r\\nOK\\r\\n");
	ussd_rig_ask(&owner, &habit);
	ussd_rig_assert_answer(&owner, USSD_RIG_BALANCE);
	assert_int_equal(ussd_rig_count(&owner, "F answer AT+CUSD=1,\"*888#\",15"), 0);
	/* Another modem's habit says nothing about this one. */
	text_copy(habit.imei, sizeof habit.imei, "1");
	ussd_rig_ask(&owner, &habit);
	ussd_rig_wait(&owner);
	assert_int_equal(ussd_rig_count(&owner, "F answer AT+CUSD=1,\"*888#\",15"), 1);
	rig_close(&owner.rig);
}

static void test_ucs2_is_tried_last_and_put_back(void **state)
{
	struct ussd_rig owner;

	(void)state;
	ussd_rig_open(&owner, "", HURRY);
	rig_say(&owner.rig, "fault answer 2 AT+CUSD=1 \\r\\n+CME ERROR: 100\\r\\n");
	ussd_rig_ask(&owner, NULL);
	ussd_rig_assert_answer(&owner, USSD_RIG_BALANCE);
	assert_int_equal(owner.answer.habit.form, USSD_FORM_UCS2);
	/* Were it still UCS2, the plain form would be no code any more. */
	rig_say(&owner.rig, "fault answer 1 AT+CSCS \\r\\nOK\\r\\n");
	ussd_rig_ask(&owner, NULL);
	ussd_rig_assert_answer(&owner, USSD_RIG_BALANCE);
	assert_int_equal(owner.answer.habit.form, USSD_FORM_PLAIN);
	assert_int_equal(ussd_rig_count(&owner, "U *888#"), 2);
	rig_close(&owner.rig);
}

static void test_not_supported_leads_to_the_next_form(void **state)
{
	struct ussd_rig owner;

	(void)state;
	ussd_rig_open(&owner, "--profile huawei-e173", PATIENT);
	rig_say(&owner.rig,
		"fault answer 1 AT+CUSD=1 \\r\\nOK\\r\\n\\r\\n+CUSD: 4\\r\\n");
	ussd_rig_ask(&owner, NULL);
	ussd_rig_assert_answer(&owner, USSD_RIG_BALANCE);
	assert_int_equal(owner.answer.habit.form, USSD_FORM_PACKED);
	rig_close(&owner.rig);
}

static void test_refused_in_every_form_is_told_once(void **state)
{
	struct ussd_rig owner;

	(void)state;
	ussd_rig_open(&owner, "", HURRY);
	rig_say(&owner.rig, "fault answer 3 AT+CUSD=1 \\r\\n+CME ERROR: 30\\r\\n");
	ussd_rig_ask(&owner, NULL);
	ussd_rig_wait(&owner);
	assert_int_equal(owner.answer.result, MODEM_USSD_RESULT_REFUSED);
	assert_int_equal(owner.answer.error, 30);
	assert_string_equal(owner.text, "");
	ussd_rig_ask(&owner, NULL);
	ussd_rig_assert_answer(&owner, USSD_RIG_BALANCE);
	rig_close(&owner.rig);
}

static void test_silence_is_closed_and_told(void **state)
{
	struct ussd_rig owner;

	(void)state;
	ussd_rig_open(&owner, "", 400);
	rig_say(&owner.rig, "fault answer 3 AT+CUSD=1 \\r\\nOK\\r\\n");
	rig_say(&owner.rig, "fault answer 3 AT+CUSD=2 \\r\\nERROR\\r\\n");
	ussd_rig_ask(&owner, NULL);
	ussd_rig_wait(&owner);
	assert_int_equal(owner.answer.result, MODEM_USSD_RESULT_SILENT);
	assert_int_equal(ussd_rig_count(&owner, "F answer AT+CUSD=2"), 3);
	assert_int_equal(modem_health(owner.rig.modem)->state, MODEM_STATE_READY);
	rig_close(&owner.rig);
}

static void test_a_modem_that_goes_is_told_once(void **state)
{
	struct ussd_rig owner;

	(void)state;
	ussd_rig_open(&owner, "", HURRY);
	rig_say(&owner.rig, "fault answer 1 AT+CUSD=1 \\r\\nOK\\r\\n");
	ussd_rig_ask(&owner, NULL);
	rig_run_for_ms(&owner.rig, 100);
	rig_say(&owner.rig, "fault hup 0.2");
	ussd_rig_wait(&owner);
	assert_int_equal(owner.answer.result, MODEM_USSD_RESULT_GONE);
	rig_run_until_state(&owner.rig, MODEM_STATE_READY);
	assert_int_equal(owner.n_answers, 1);
	ussd_rig_ask(&owner, NULL);
	ussd_rig_assert_answer(&owner, USSD_RIG_BALANCE);
	/* And so is one that is given back while it waits. */
	rig_say(&owner.rig, "fault answer 1 AT+CUSD=1 \\r\\nOK\\r\\n");
	ussd_rig_ask(&owner, NULL);
	rig_run_for_ms(&owner.rig, 50);
	modem_free(owner.rig.modem);
	owner.rig.modem = NULL;
	assert_int_equal(owner.n_answers, 1);
	assert_int_equal(owner.answer.result, MODEM_USSD_RESULT_GONE);
	rig_close(&owner.rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_answer_comes_after_ok),
		cmocka_unit_test(test_the_answer_comes_before_ok),
		cmocka_unit_test(test_every_profile_is_understood),
		cmocka_unit_test(test_a_text_of_many_lines_is_whole),
		cmocka_unit_test(test_a_menu_is_read_and_closed),
		cmocka_unit_test(test_the_text_of_a_release_is_the_answer),
		cmocka_unit_test(test_an_answer_behind_a_release_is_preferred),
		cmocka_unit_test(test_a_cut_text_is_told_and_hides_no_message),
		cmocka_unit_test(test_packed_is_tried_after_an_error_and_kept),
		cmocka_unit_test(test_ucs2_is_tried_last_and_put_back),
		cmocka_unit_test(test_not_supported_leads_to_the_next_form),
		cmocka_unit_test(test_refused_in_every_form_is_told_once),
		cmocka_unit_test(test_silence_is_closed_and_told),
		cmocka_unit_test(test_a_modem_that_goes_is_told_once),
	};

	if (!rig_is_possible())
		return 0;
	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
