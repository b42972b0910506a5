// SPDX-License-Identifier: MIT
/* Failure modes 16 to 38 of GSM modems: the AT dialogue. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "base/text.h"
#include "tests/support/serve.h"

static const char pdu[] = "0001000D91261832547698F0000002C834";

/* Each of these faults in turn on one rig, with work under it. */
static void serve_under_each(const char *const *faults, size_t n, int n_texts)
{
	struct rig rig;

	serve_open(&rig, "");
	for (size_t i = 0; i < n; i++)
		serve_under(&rig, faults[i], n_texts);
	assert_int_equal(rig.n_damaged, 0);
	rig_close(&rig);
}

#define SERVE_UNDER_EACH(faults, n_texts)                                                \
	serve_under_each(faults, sizeof(faults) / sizeof((faults)[0]), n_texts)

static void test_mode_16_echo_comes_and_goes(void **state)
{
	static const char *const faults[] = { "echo on", "echo random" };
	struct rig rig;

	(void)state;
	SERVE_UNDER_EACH(faults, 5);
	serve_open(&rig, "");
	assert_true(serve_count(&rig, "C E0") >= 1);
	rig_close(&rig);
}

static void test_mode_17_first_command_after_idle_is_lost(void **state)
{
	struct rig rig;

	(void)state;
	serve_open(&rig, "");
	rig_say(&rig, "fault drop-first 1");
	for (int i = 0; i < 2; i++) {
		rig_run_for_ms(&rig, 1100);
		serve(&rig, 1);
	}
	rig_close(&rig);
}

static void test_mode_18_cmti_inside_an_answer(void **state)
{
	static const char *const lines[] = { "+CMTI: \"SM\",4", "^RSSI:3" };
	char fault[64];
	struct rig rig;

	(void)state;
	serve_open(&rig, "");
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		for (int offset = 0; offset < 100; offset += 7) {
			snprintf(fault, sizeof fault, "fault urc-at %d %s", offset,
				 lines[i]);
			rig_say(&rig, "%s", fault);
			serve(&rig, 1);
		}
	}
	assert_int_equal(rig.n_damaged, 0);
	rig_close(&rig);
}

static void test_mode_19_urc_flood_does_not_keep_a_deadline_alive(void **state)
{
	struct rig rig;

	(void)state;
	serve_open(&rig, "");
	rig_say(&rig, "fault urc-repeat 0.02 ^RSSI:25");
	rig_say(&rig, "fault answer 1 AT+CMGR=");
	rig_say(&rig, "fault drop-ok AT+CMGD 1");
	serve(&rig, 3);
	rig_close(&rig);
}

static void test_mode_20_odd_line_ends(void **state)
{
	static const char *const faults[] = { "line-end crlf",   "line-end lf",
					      "line-end crcrlf", "line-end cr",
					      "line-end nolead", "line-end blank" };

	(void)state;
	SERVE_UNDER_EACH(faults, 4);
}

static void test_mode_21_a_text_that_says_ok(void **state)
{
	static const char *const texts[] = { "OK", "ERROR", "> ", "+CMTI: \"SM\",1",
					     "+CMS ERROR: 500" };
	struct rig rig;

	(void)state;
	serve_open(&rig, "");
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		rig_say(&rig, "sms 081234567890 %s", texts[i]);
	rig.n_wanted = sizeof texts / sizeof texts[0];
	rig_run_until(&rig, rig_is_drained, "each is a message");
	rig_check_nothing_lost(&rig);
	assert_int_equal(serve_count(&rig, "C +CMGF=1"), 0);
	rig_close(&rig);
}

static void test_mode_22_lost_ok_does_not_shift_the_answers(void **state)
{
	static const char *const faults[] = { "drop-ok 1", "drop-ok 3",
					      "drop-ok AT+CPMS 2" };
	struct rig rig;

	(void)state;
	SERVE_UNDER_EACH(faults, 2);
	/* Answers that come when nobody waits any more: 20 s, hurried, are 500 ms. */
	serve_open(&rig, "");
	rig_say(&rig, "fault late 700");
	rig_say(&rig, "burst 3 0813 telat {n}");
	rig_run_for_ms(&rig, 1500);
	rig_say(&rig, "fault clear");
	rig.n_wanted = 3;
	rig_run_until(&rig, rig_is_drained, "it finds its way back");
	serve(&rig, 3);
	assert_int_equal(rig.n_damaged, 0);
	rig_close(&rig);
}

static void test_mode_23_an_empty_slot_has_several_answers(void **state)
{
	static const char *const forms[] = { "ok", "error", "mixed" };
	struct rig rig;

	(void)state;
	serve_open(&rig, "");
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		rig_say(&rig, "fault empty-slot %s", forms[i]);
		rig_say(&rig, "urc +CMTI: \"SM\",7");
		rig_say(&rig, "urc +CMTI: \"ME\",3");
		serve(&rig, 2);
		assert_int_equal(rig.n_offers, rig.n_messages);
	}
	rig_close(&rig);
}

static void test_mode_24_ok_before_the_data(void **state)
{
	static const char *const faults[] = {
		"answer 5 AT+CREG? \\r\\nOK\\r\\n\\r\\n+CREG: 0,1\\r\\n",
		"answer 5 AT+CSQ \\r\\nOK\\r\\n\\r\\n+CSQ: 20,99\\r\\n",
		"answer 2 AT+CPMS? "
		"\\r\\nOK\\r\\n\\r\\n+CPMS: \"SM\",0,20,\"SM\",0,20,\"SM\",0,20\\r\\n",
	};

	(void)state;
	SERVE_UNDER_EACH(faults, 3);
}

static void test_mode_25_prompt_without_blank(void **state)
{
	static const char *const faults[] = { "prompt normal", "prompt bare",
					      "prompt crlf",   "prompt double",
					      "prompt noline", "prompt lf" };

	(void)state;
	SERVE_UNDER_EACH(faults, 3);
}

static bool has_result(struct rig *rig)
{
	return rig->n_results[0] + rig->n_results[1] + rig->n_results[2] +
		       rig->n_results[3] >
	       0;
}

static void test_mode_26_stuck_in_the_prompt(void **state)
{
	struct rig rig;

	(void)state;
	rig_prepare(&rig, 400); /* its answer is waited for 300 s */
	rig_start_simulator(&rig, "");
	rig_start_modem(&rig);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	serve_under(&rig, "ignore-ctrl-z 1", 2);
	serve_under(&rig, "no-prompt 2", 2);
	rig_say(&rig, "fault ignore-esc 1");
	serve_under(&rig, "no-prompt 1", 2);
	rig_close(&rig);
}

static void test_mode_27_long_pdu_chokes_the_modem(void **state)
{
	struct rig rig;

	(void)state;
	serve_open_with(&rig, "",
			"answer always AT+CGMI \\r\\nNokia\\r\\n\\r\\nOK\\r\\n");
	assert_non_null(strstr(modem_health(rig.modem)->model, "Nokia"));
	rig_say(&rig, "fault input-burst 20");
	serve(&rig, 3);
	assert_int_equal(rig_count(&rig, 'S'), 3);
	rig_close(&rig);
}

static void test_mode_28_sending_takes_minutes(void **state)
{
	struct rig rig;

	(void)state;
	serve_open(&rig, "");
	rig_say(&rig, "fault hold-send 6"); /* 240 s, hurried */
	serve(&rig, 1);
	assert_int_equal(rig.n_results[MODEM_SEND_RESULT_SENT], 1);
	rig_close(&rig);
}

static void test_mode_29_error_500_means_nothing_in_particular(void **state)
{
	struct rig rig;

	(void)state;
	rig_prepare(&rig, SERVE_HURRY);
	rig_start_simulator(&rig, "");
	rig_say(&rig, "fault answer always AT+CSMS \\r\\n+CMS ERROR: 500\\r\\n");
	rig_say(&rig, "fault answer 2 AT+CNMI= \\r\\n+CMS ERROR: 500\\r\\n");
	rig_say(&rig, "fault answer 1 AT+CMGR= \\r\\n+CMS ERROR: 500\\r\\n");
	rig_say(&rig, "fault answer 1 AT+CMGS= \\r\\n+CMS ERROR: 500\\r\\n");
	rig_start_modem(&rig);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	serve(&rig, 3);
	assert_int_equal(rig.n_results[MODEM_SEND_RESULT_NOT_GIVEN], 1);
	rig.is_retrying = false;
	serve_under(&rig, "refuse-send 500 1", 1);
	assert_int_equal(rig.n_results[MODEM_SEND_RESULT_REFUSED], 1);
	assert_int_equal(rig.last_error, 500);
	rig_close(&rig);
}

static bool is_told_again(struct rig *rig)
{
	return serve_count(rig, "C +CMEE=1") >= 2;
}

static void test_mode_30_bare_error_after_a_silent_reset(void **state)
{
	struct rig rig;

	(void)state;
	serve_open(&rig, "");
	rig_run_for_ms(&rig, 300);
	rig_say(&rig, "fault forget");
	serve(&rig, 4);
	rig_run_until(&rig, is_told_again, "it is set up anew");
	serve(&rig, 4);
	rig_close(&rig);
}

static void test_mode_31_cmgl_is_not_needed(void **state)
{
	struct rig rig;

	(void)state;
	serve_open_with(&rig, "", "answer always AT+CMGL");
	rig_say(&rig, "fault mute-cmti on");
	serve(&rig, 5);
	assert_int_equal(serve_count(&rig, "C +CMGL"), 0);
	rig_close(&rig);
}

static void test_mode_32_an_answer_is_cut_or_a_storage_is_huge(void **state)
{
	struct rig rig;

	(void)state;
	rig_prepare(&rig, 400);
	rig_start_simulator(&rig, "--slots 255");
	rig.is_answering = false;
	rig_say(&rig, "burst 255 0813 penuh {n}");
	rig_start_modem(&rig);
	rig.n_wanted = 255;
	rig_run_until(&rig, rig_is_drained, "255 messages are read");
	for (int at = 0; at < 100; at += 3) {
		rig_say(&rig, "fault cut %d 1", at);
		serve(&rig, 1);
	}
	assert_int_equal(rig.n_damaged, 0);
	rig_close(&rig);
}

static void test_mode_33_call_in_the_middle_of_the_dialogue(void **state)
{
	static const char *const faults[] = {
		"urc-every 60 RING",
		"urc-every 70 NO CARRIER",
		"urc-every 80 +CLIP: \"081234567890\",129",
	};
	struct rig rig;

	(void)state;
	SERVE_UNDER_EACH(faults, 4);
	serve_open(&rig, "");
	rig_say(&rig, "call 081234567891 3");
	serve(&rig, 5);
	/* It was hung up on, or this one would find the line engaged. */
	rig_say(&rig, "call 081234567892 3");
	serve(&rig, 2);
	rig_close(&rig);
}

static void test_mode_34_cnmi_form_is_refused(void **state)
{
	static const char *const modes[] = { "2,1,0,1,0", "2,1,0,2,0", "2,1,0,0,0",
					     "1,1,0,1,0", "1,1,0,0,0", "2,1",
					     "1,1" };
	size_t n = sizeof modes / sizeof modes[0];
	struct rig rig;

	(void)state;
	for (size_t n_refused = 1; n_refused <= n; n_refused += 2) {
		print_message("  %zu refused\n", n_refused);
		rig_prepare(&rig, SERVE_HURRY);
		rig_start_simulator(&rig, "");
		for (size_t i = 0; i < n_refused; i++)
			rig_say(&rig, "fault answer always AT+CNMI=%s \\r\\nERROR\\r\\n",
				modes[i]);
		rig_start_modem(&rig);
		rig_run_until_state(&rig, MODEM_STATE_READY);
		serve(&rig, 3);
		rig_close(&rig);
	}
}

static void test_mode_35_sim_is_busy_after_boot(void **state)
{
	struct rig rig;

	(void)state;
	serve_open_with(&rig, "", "sim-busy 0.4"); /* 16 s, hurried */
	serve(&rig, 3);
	serve_under(&rig, "sim-busy 0.3", 3);
	rig_close(&rig);
}

static void test_mode_36_modem_resets_itself(void **state)
{
	static const char *const profiles[] = { "--profile generic", "--profile sim800",
						"--profile huawei-e173" };
	struct rig rig;

	(void)state;
	for (size_t i = 0; i < sizeof profiles / sizeof profiles[0]; i++) {
		print_message("  %s\n", profiles[i]);
		serve_open(&rig, profiles[i]);
		rig_run_for_ms(&rig, 300);
		serve_under(&rig, "reset", 3);
		rig_run_until(&rig, is_told_again, "it is set up anew");
		serve(&rig, 3);
		rig_close(&rig);
	}
}

static bool is_lost(struct rig *rig)
{
	return modem_health(rig->modem)->state == MODEM_STATE_LOST;
}

static void test_mode_37_modem_is_mute(void **state)
{
	struct rig rig;

	(void)state;
	serve_open(&rig, "");
	rig_say(&rig, "fault silence on");
	rig_say(&rig, "burst 3 0812 halo {n}");
	rig.n_wanted = 3;
	rig_run_until(&rig, is_lost, "it is noticed");
	assert_false(modem_is_free(rig.modem)); /* what is to be sent stays queued */
	assert_string_not_equal(modem_health(rig.modem)->why, "");
	rig_run_for_ms(&rig, 500);
	rig_say(&rig, "fault silence off");
	rig_run_until(&rig, rig_is_drained, "it goes on where it stopped");
	serve(&rig, 2);
	rig_close(&rig);
}

/* An alphanumeric sender of "A CR LF A T". */
static void test_mode_38_at_command_inside_stored_data(void **state)
{
	static const char sly[] =
		"07912618010000000409D0C18622480500006211219051708209E830FB0D2297E761";
	char hex[LIMIT_PDU_HEX_SIZE], to[LIMIT_ADDRESS_SIZE];
	const struct sms_submit submit = { .to = to, .utf8 = "halo", .part = 1 };
	struct sms sms;
	struct rig rig;
	int octets;

	(void)state;
	serve_open(&rig, "");
	rig.is_answering = false;
	rig.is_retrying = false;
	assert_true(serve_pdu(&rig, sly, &sms));
	text_copy(to, sizeof to, sms.peer.text);
	assert_int_equal(sms_encode(&submit, hex, &octets), -EINVAL);
	assert_int_equal(modem_send(rig.modem, 1, "0011\rAT+CFUN=0\r", 5), -EINVAL);
	assert_int_equal(modem_send(rig.modem, 1, "0011\x1a", 2), -EINVAL);
	assert_int_equal(modem_send(rig.modem, 2, pdu, 16), 0);
	rig_run_until(&rig, has_result, "a good one is sent");
	assert_int_equal(rig_count(&rig, 'S'), 1);
	rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mode_16_echo_comes_and_goes),
		cmocka_unit_test(test_mode_17_first_command_after_idle_is_lost),
		cmocka_unit_test(test_mode_18_cmti_inside_an_answer),
		cmocka_unit_test(test_mode_19_urc_flood_does_not_keep_a_deadline_alive),
		cmocka_unit_test(test_mode_20_odd_line_ends),
		cmocka_unit_test(test_mode_21_a_text_that_says_ok),
		cmocka_unit_test(test_mode_22_lost_ok_does_not_shift_the_answers),
		cmocka_unit_test(test_mode_23_an_empty_slot_has_several_answers),
		cmocka_unit_test(test_mode_24_ok_before_the_data),
		cmocka_unit_test(test_mode_25_prompt_without_blank),
		cmocka_unit_test(test_mode_26_stuck_in_the_prompt),
		cmocka_unit_test(test_mode_27_long_pdu_chokes_the_modem),
		cmocka_unit_test(test_mode_28_sending_takes_minutes),
		cmocka_unit_test(test_mode_29_error_500_means_nothing_in_particular),
		cmocka_unit_test(test_mode_30_bare_error_after_a_silent_reset),
		cmocka_unit_test(test_mode_31_cmgl_is_not_needed),
		cmocka_unit_test(test_mode_32_an_answer_is_cut_or_a_storage_is_huge),
		cmocka_unit_test(test_mode_33_call_in_the_middle_of_the_dialogue),
		cmocka_unit_test(test_mode_34_cnmi_form_is_refused),
		cmocka_unit_test(test_mode_35_sim_is_busy_after_boot),
		cmocka_unit_test(test_mode_36_modem_resets_itself),
		cmocka_unit_test(test_mode_37_modem_is_mute),
		cmocka_unit_test(test_mode_38_at_command_inside_stored_data),
	};

	if (!rig_is_possible())
		return 0;
	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
