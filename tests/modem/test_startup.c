// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "tests/support/rig.h"

enum {
	HURRY = 20
};

/* A message comes in and is answered. */
static void serve(struct rig *rig)
{
	rig->n_wanted = rig->n_messages + 1;
	rig_say(rig, "sms 081234567890 halo %zu", rig->n_wanted);
	rig_run_until(rig, rig_is_drained, "it serves");
}

static void test_it_learns_what_it_talks_to(void **state)
{
	struct rig rig;

	(void)state;
	rig_open(&rig, "", HURRY);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	assert_non_null(strstr(modem_health(rig.modem)->model, "Simulasi"));
	assert_int_equal(strlen(modem_health(rig.modem)->imei), 15);
	assert_int_equal(strlen(modem_health(rig.modem)->sim), 15);
	assert_string_equal(modem_name(rig.modem), "a");
	serve(&rig);
	rig_close(&rig);
}

static void test_each_profile_is_set_up_and_serves(void **state)
{
	static const char *const profiles[] = { "generic", "huawei-e173", "sim800",
						"sim7600", "ec25",        "wavecom",
						"zte" };
	char arguments[64];
	struct rig rig;

	(void)state;
	for (size_t i = 0; i < sizeof profiles / sizeof profiles[0]; i++) {
		print_message("  %s\n", profiles[i]);
		snprintf(arguments, sizeof arguments, "--profile %s", profiles[i]);
		rig_open(&rig, arguments, HURRY);
		rig_run_until_state(&rig, MODEM_STATE_READY);
		for (int n = 0; n < 3; n++)
			serve(&rig);
		rig_check_nothing_lost(&rig);
		rig_close(&rig);
	}
}

/* What may be refused, the service can do without. */
static void test_it_serves_although_much_is_refused(void **state)
{
	static const char *const refused[] = {
		"AT+CMEE",   "AT&D0",    "AT+CGMI",   "AT+CGMM",  "AT+CGSN",
		"AT+CIMI",   "AT+CSMS",  "AT+CPMS=?", "AT+CSCA?", "AT+CNMI",
		"AT+CREG=1", "AT+CGREG", "AT+CEREG",  "AT+COPS",  "AT+CSQ",
	};
	struct rig rig;

	(void)state;
	rig_prepare(&rig, HURRY);
	rig_start_simulator(&rig, "");
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
		rig_say(&rig, "fault answer always %s \\r\\nERROR\\r\\n", refused[i]);
	rig_start_modem(&rig);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	serve(&rig);
	rig_close(&rig);
}

static void test_it_takes_the_first_notice_mode_that_is_allowed(void **state)
{
	struct rig rig;

	(void)state;
	rig_prepare(&rig, HURRY);
	rig.options.sweep_s = 100000;
	rig_start_simulator(&rig, "");
	rig_say(&rig, "fault answer always AT+CNMI=2,1,0,1,0 \\r\\nERROR\\r\\n");
	rig_say(&rig,
		"fault answer always AT+CNMI=2,1,0,2,0 \\r\\n+CMS ERROR: 303\\r\\n");
	rig_start_modem(&rig);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	rig_run_for_ms(&rig, 50);
	serve(&rig); /* told by +CMTI: no sweep comes before the test is over */
	rig_close(&rig);
}

static void test_without_pdu_mode_there_is_no_service(void **state)
{
	struct rig rig;

	(void)state;
	rig_prepare(&rig, HURRY);
	rig_start_simulator(&rig, "");
	rig_say(&rig, "fault answer 2 AT+CMGF=0 \\r\\nERROR\\r\\n");
	rig_start_modem(&rig);
	rig_run_until_state(&rig, MODEM_STATE_LOST);
	assert_non_null(strstr(modem_health(rig.modem)->why, "PDU mode"));
	rig_run_until_state(&rig, MODEM_STATE_READY); /* the third try */
	serve(&rig);
	rig_close(&rig);
}

static void test_a_busy_sim_is_waited_for(void **state)
{
	struct rig rig;

	(void)state;
	rig_prepare(&rig, HURRY);
	rig_start_simulator(&rig, "");
	rig_say(&rig, "fault sim-busy 1");
	rig_start_modem(&rig);
	rig_run_for_ms(&rig, 300);
	assert_int_equal(modem_health(rig.modem)->state, MODEM_STATE_PROBING);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	serve(&rig);
	rig_close(&rig);
}

static void test_a_sim_that_stays_busy_is_not_waited_for_for_ever(void **state)
{
	struct rig rig;

	(void)state;
	rig_prepare(&rig, 200);
	rig_start_simulator(&rig, "");
	rig_say(&rig, "fault answer always AT+CMGF=0 \\r\\n+CMS ERROR: 314\\r\\n");
	rig_start_modem(&rig);
	rig_run_until_state(&rig, MODEM_STATE_LOST);
	assert_non_null(strstr(modem_health(rig.modem)->why, "busy"));
	rig_close(&rig);
}

static bool has_left_ready(struct rig *rig)
{
	return modem_health(rig->modem)->state == MODEM_STATE_PROBING;
}

static void test_any_line_of_a_boot_sets_it_up_anew(void **state)
{
	static const char *const lines[] = { "RDY",        "^SYSSTART",    "*ATREADY: 1",
					     "Call Ready", "SMS Ready",    "PB DONE",
					     "SMS DONE",   "+CPIN: READY", "+ZUSIMR:2" };
	struct rig rig;

	(void)state;
	rig_open(&rig, "", HURRY);
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		rig_run_until_state(&rig, MODEM_STATE_READY);
		rig_say(&rig, "urc %s", lines[i]);
		rig_run_until(&rig, has_left_ready, lines[i]);
	}
	rig_run_until_state(&rig, MODEM_STATE_READY);
	serve(&rig);
	rig_close(&rig);
}

/* Echo on, errors without number, notices off, and not a word of it. */
static void test_a_reset_without_a_word_is_found_out(void **state)
{
	struct rig rig;

	(void)state;
	rig_prepare(&rig, 200);
	rig.options.sweep_s = 1000000;
	rig_start_simulator(&rig, "");
	rig_start_modem(&rig);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	rig_run_for_ms(&rig, 500); /* it has seen its settings once */
	rig_say(&rig,
		"fault answer 1 AT+CNMI? \\r\\n+CNMI: 0,0,0,0,0\\r\\n\\r\\nOK\\r\\n");
	rig_run_until(&rig, has_left_ready, "it is set up anew");
	rig_run_until_state(&rig, MODEM_STATE_READY);
	serve(&rig);
	rig_close(&rig);
}

static void test_text_mode_shows_a_reset_too(void **state)
{
	struct rig rig;

	(void)state;
	rig_open(&rig, "", HURRY);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	rig_say(&rig, "fault answer 1 AT+CMGR= \\r\\n+CMGR: \"REC UNREAD\",\"+62812\",,"
		      "\"26/11/21,10:00:00+28\"\\r\\nhalo\\r\\n\\r\\nOK\\r\\n");
	serve(&rig);
	assert_int_equal(rig.n_damaged, 0);
	rig_close(&rig);
}

static void test_a_modem_that_says_nothing_is_lost_and_tried_again(void **state)
{
	struct rig rig;

	(void)state;
	rig_prepare(&rig, 50);
	rig_start_simulator(&rig, "");
	rig_say(&rig, "fault silence on");
	rig_start_modem(&rig);
	rig_run_until_state(&rig, MODEM_STATE_LOST);
	assert_non_null(strstr(modem_health(rig.modem)->why, "AT"));
	rig_say(&rig, "fault silence off");
	rig_run_until_state(&rig, MODEM_STATE_READY);
	serve(&rig);
	rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_it_learns_what_it_talks_to),
		cmocka_unit_test(test_each_profile_is_set_up_and_serves),
		cmocka_unit_test(test_it_serves_although_much_is_refused),
		cmocka_unit_test(test_it_takes_the_first_notice_mode_that_is_allowed),
		cmocka_unit_test(test_without_pdu_mode_there_is_no_service),
		cmocka_unit_test(test_a_busy_sim_is_waited_for),
		cmocka_unit_test(test_a_sim_that_stays_busy_is_not_waited_for_for_ever),
		cmocka_unit_test(test_any_line_of_a_boot_sets_it_up_anew),
		cmocka_unit_test(test_a_reset_without_a_word_is_found_out),
		cmocka_unit_test(test_text_mode_shows_a_reset_too),
		cmocka_unit_test(test_a_modem_that_says_nothing_is_lost_and_tried_again),
	};

	if (!rig_is_possible())
		return 0;
	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
