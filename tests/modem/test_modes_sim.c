// SPDX-License-Identifier: MIT
/*
 * Failure modes 39 to 55 of GSM modems: SIM, storage, network, money. Where the outbox
 * decides (50 to 54), the whole service is looked at: tests/e2e/modes.py.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "base/text.h"
#include "modem/cusd.h"
#include "tests/support/serve.h"

static void test_mode_39_wrong_pin_is_tried_once(void **state)
{
	struct rig rig;

	(void)state;
	rig_prepare(&rig, SERVE_HURRY);
	text_copy(rig.options.pin, sizeof rig.options.pin, "1111");
	rig_start_simulator(&rig, "--pin 1234");
	rig_start_modem(&rig);
	for (int i = 0; i < 5; i++) {
		rig_run_until_state(&rig, MODEM_STATE_PIN);
		rig_run_for_ms(&rig, 100);
		rig_restart_modem(&rig);
	}
	rig_run_until_state(&rig, MODEM_STATE_PIN);
	assert_int_equal(rig_count(&rig, 'P'), 1);
	rig_close(&rig);
}

static void test_mode_40_cpin_answers_vary(void **state)
{
	static const char *const forms[] = {
		"\\r\\n+CPIN:READY\\r\\n\\r\\nOK\\r\\n",
		"\\r\\n+CPIN: \"READY\"\\r\\n\\r\\nOK\\r\\n",
		"\\r\\n+CPIN: READY \\r\\n\\r\\nOK\\r\\n",
		"\\r\\nREADY\\r\\n\\r\\nOK\\r\\n",
		"\\r\\nOK\\r\\n",
	};
	char fault[128];
	struct rig rig;

	(void)state;
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		print_message("  %s\n", forms[i]);
		snprintf(fault, sizeof fault, "answer 1 AT+CPIN? %s", forms[i]);
		serve_open_with(&rig, "", fault);
		serve(&rig, 2);
		rig_close(&rig);
	}
}

static void test_mode_41_sim_is_full(void **state)
{
	struct rig rig;

	(void)state;
	rig_prepare(&rig, SERVE_HURRY);
	rig_start_simulator(&rig, "--slots 10");
	rig_say(&rig, "burst 30 0813 penuh {n}");
	rig_start_modem(&rig);
	rig.n_wanted = 30;
	rig_run_until(&rig, rig_is_drained,
		      "the SIM is emptied, the network gives the rest");
	rig_check_nothing_lost(&rig);
	assert_int_equal(rig_count(&rig, 'S'), 30);
	rig_close(&rig);
}

static void test_mode_42_same_index_in_two_storages(void **state)
{
	struct rig rig;

	(void)state;
	rig_prepare(&rig, SERVE_HURRY);
	rig_start_simulator(&rig, "--slots 3");
	rig_say(&rig, "fault overflow on");
	rig_say(&rig, "burst 6 0813 dua {n}");
	rig_start_modem(&rig);
	rig.n_wanted = 6;
	rig_run_until(&rig, rig_is_drained, "six different ones");
	assert_int_equal(rig.n_messages, 6);
	assert_int_equal(serve_count(&rig, "X "), 6);
	rig_check_nothing_lost(&rig);
	rig_close(&rig);
}

static void test_mode_43_index_zero_minus_one_and_holes(void **state)
{
	struct rig rig;

	(void)state;
	serve_open(&rig, "--profile huawei-e173");
	serve_under(&rig, "bad-index on", 3);
	rig_say(&rig, "urc +CMTI: \"ME\",0");
	rig_say(&rig, "urc +CMTI: \"SM\",0");
	serve(&rig, 3);
	assert_int_equal(rig.n_offers, rig.n_messages);
	rig_close(&rig);
}

static void test_mode_44_deleting_one_part_deletes_the_others(void **state)
{
	struct rig rig;

	(void)state;
	rig_prepare(&rig, SERVE_HURRY);
	rig_start_simulator(&rig, "");
	rig_say(&rig, "fault cascade-delete on");
	rig_say(&rig, "fault answer always AT+CGMM \\r\\nSIM600\\r\\n\\r\\nOK\\r\\n");
	rig_say(&rig, "sms-parts 1,2,3 081234567890 satu dua tiga empat lima");
	rig.is_answering = false;
	rig_start_modem(&rig);
	rig.n_wanted = 3;
	rig_run_until(&rig, rig_is_drained, "each part is kept");
	rig_check_nothing_lost(&rig);
	rig_close(&rig);
}

static void test_mode_45_deleting_fails_or_is_slow(void **state)
{
	struct rig rig;

	(void)state;
	serve_open(&rig, "");
	serve_under(&rig, "reject-delete 5", 3);
	serve_under(&rig, "slow-delete 0.4", 2);
	assert_int_equal(rig_count(&rig, 'S'), 5);
	rig_close(&rig);
}

static void test_mode_46_slot_is_used_again_before_the_delete(void **state)
{
	struct rig rig;

	(void)state;
	serve_open(&rig, "");
	rig_say(&rig, "fault late 20");
	serve_under(&rig, "swap-after-read 2", 6);
	rig_close(&rig);
}

static bool is_searching(struct rig *rig)
{
	return modem_health(rig->modem)->state == MODEM_STATE_REGISTERING;
}

static void test_mode_47_registration_is_lost(void **state)
{
	static const int status[] = { 0, 2, 3, 4 };
	struct rig rig;
	size_t n_sent;

	(void)state;
	serve_open(&rig, "");
	for (size_t i = 0; i < sizeof status / sizeof status[0]; i++) {
		print_message("  %d\n", status[i]);
		n_sent = rig_count(&rig, 'S');
		rig_say(&rig, "fault creg %d", status[i]);
		rig_run_until(&rig, is_searching, "it is noticed");
		assert_false(modem_is_free(rig.modem));
		rig_run_for_ms(&rig, 100);
		assert_int_equal(rig_count(&rig, 'S'), n_sent);
		rig_say(&rig, "fault creg 1");
		rig_run_until_state(&rig, MODEM_STATE_READY);
		serve(&rig, 2);
	}
	rig_close(&rig);
}

static void test_mode_48_creg_says_no_and_lte_says_yes(void **state)
{
	struct rig rig;

	(void)state;
	serve_open_with(&rig, "--profile sim7600", "lte-only on");
	serve(&rig, 3);
	rig_close(&rig);
}

static void test_mode_49_service_centre_is_lost(void **state)
{
	struct rig rig;

	(void)state;
	serve_open(&rig, "");
	rig_say(&rig, "fault lose-centre on");
	rig_say(&rig, "fault reset");
	rig_say(&rig, "burst 3 0812 halo {n}");
	rig.n_wanted = 3;
	rig_run_until(&rig, rig_is_drained, "all is taken");
	rig_check_nothing_lost(&rig);
	assert_int_equal(rig.n_results[MODEM_SEND_RESULT_REFUSED], 0);
	assert_int_equal(rig_count(&rig, 'S'), 3);
	assert_int_equal(serve_count(&rig, "C +CSCA=\"+6281100000\",145"), 1);
	rig_close(&rig);
}

static void test_mode_51_sim_receives_and_cannot_send(void **state)
{
	struct rig rig;

	(void)state;
	serve_open(&rig, "");
	rig_say(&rig, "fault refuse-send 38 1000");
	rig_say(&rig, "burst 5 0812 halo {n}");
	rig.n_wanted = 5;
	rig_run_until(&rig, rig_is_drained, "all is taken");
	rig_check_nothing_lost(&rig);
	assert_int_equal(rig.n_results[MODEM_SEND_RESULT_REFUSED], 5);
	assert_int_equal(rig_count(&rig, 'S'), 0);
	rig_close(&rig);
}

/* How the text "Pulsa 7" comes over the wire. */
static void test_mode_55_ussd_answer_is_odd(void **state)
{
	static const struct {
		const char *line, *text;
		int status;
	} vectors[] = {
		{ "+CUSD: 0,\"Pulsa 7\",15", "Pulsa 7", 0 },
		{ "+CUSD: 0,\"00500075006C0073006100200037\",72", "Pulsa 7", 0 },
		{ "+CUSD: 0,\"00500075006C0073006100200037\",15", "Pulsa 7", 0 },
		{ "+CUSD: 0,\"50756C73612037\",0", "Pulsa 7", 0 },
		{ "+CUSD: 0,\"D03A7B1E06DD00\",15", "Pulsa 7", 0 },
		{ "+CUSD: 4", "", 4 },
		{ "+CUSD: 5", "", 5 },
	};
	struct cusd cusd;

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		assert_true(cusd_parse(vectors[i].line, strlen(vectors[i].line), &cusd));
		assert_int_equal(cusd.status, vectors[i].status);
		assert_string_equal(cusd.text, vectors[i].text);
		assert_false(cusd.is_cut);
	}
	/* Cut: it is said, and what there is is shown. */
	assert_true(cusd_parse("+CUSD: 0,\"Pulsa 7", 17, &cusd));
	assert_true(cusd.is_cut);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mode_39_wrong_pin_is_tried_once),
		cmocka_unit_test(test_mode_40_cpin_answers_vary),
		cmocka_unit_test(test_mode_41_sim_is_full),
		cmocka_unit_test(test_mode_42_same_index_in_two_storages),
		cmocka_unit_test(test_mode_43_index_zero_minus_one_and_holes),
		cmocka_unit_test(test_mode_44_deleting_one_part_deletes_the_others),
		cmocka_unit_test(test_mode_45_deleting_fails_or_is_slow),
		cmocka_unit_test(test_mode_46_slot_is_used_again_before_the_delete),
		cmocka_unit_test(test_mode_47_registration_is_lost),
		cmocka_unit_test(test_mode_48_creg_says_no_and_lte_says_yes),
		cmocka_unit_test(test_mode_49_service_centre_is_lost),
		cmocka_unit_test(test_mode_51_sim_receives_and_cannot_send),
		cmocka_unit_test(test_mode_55_ussd_answer_is_odd),
	};

	if (!rig_is_possible())
		return 0;
	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
