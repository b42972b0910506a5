// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "tests/support/rig.h"

/* `S` lines of the ledger: the network took one. */

enum {
	HURRY = 100
};

static const char pdu[] = "0001000D91261832547698F0000002C834";

static void open_ready(struct rig *rig)
{
	rig_open(rig, "", HURRY);
	rig->is_retrying = false;
	rig_run_until_state(rig, MODEM_STATE_READY);
}

static bool has_result(struct rig *rig)
{
	return rig->n_results[0] + rig->n_results[1] + rig->n_results[2] +
		       rig->n_results[3] >
	       0;
}

static const struct outcome {
	const char *what, *fault;
	enum modem_send_result result;
	int error;
	size_t n_sent; /* what the network took */
} outcomes[] = {
	{ "all is well", "clear", MODEM_SEND_RESULT_SENT, -1, 1 },
	{ "the OK is lost", "drop-ok AT+CMGS 1", MODEM_SEND_RESULT_SENT, -1, 1 },
	{ "refused by the network", "refuse-send 38 1", MODEM_SEND_RESULT_REFUSED, 38,
	  0 },
	{ "refused in words",
	  "answer 1 AT+CMGS= \\r\\n+CMS ERROR: no network service\\r\\n",
	  MODEM_SEND_RESULT_NOT_GIVEN, -1, 0 },
	{ "refused before the PDU", "answer 1 AT+CMGS= \\r\\n+CMS ERROR: 304\\r\\n",
	  MODEM_SEND_RESULT_NOT_GIVEN, 304, 0 },
	{ "no prompt", "no-prompt 1", MODEM_SEND_RESULT_NOT_GIVEN, -1, 0 },
	{ "the answer is lost", "hang-after-ctrl-z 1", MODEM_SEND_RESULT_UNSURE, -1, 1 },
	{ "message and answer are lost", "lose-send 1", MODEM_SEND_RESULT_UNSURE, -1, 0 },
	{ "unplugged before the network took it", "hup-after-ctrl-z before 0.1 1",
	  MODEM_SEND_RESULT_UNSURE, -1, 0 },
	{ "unplugged after that", "hup-after-ctrl-z after 0.1 1",
	  MODEM_SEND_RESULT_UNSURE, -1, 1 },
};

static void test_each_outcome_is_told_as_it_is(void **state)
{
	struct rig rig;

	(void)state;
	for (size_t i = 0; i < sizeof outcomes / sizeof outcomes[0]; i++) {
		const struct outcome *outcome = &outcomes[i];

		print_message("  %s\n", outcome->what);
		open_ready(&rig);
		rig_run_for_ms(&rig, 20);
		rig_say(&rig, "fault %s", outcome->fault);
		assert_int_equal(modem_send(rig.modem, 77, pdu, 16), 0);
		assert_int_equal(modem_send(rig.modem, 78, pdu, 16), -EBUSY);
		rig_run_until(&rig, has_result, outcome->what);
		assert_int_equal(rig.n_results[outcome->result], 1);
		assert_int_equal(rig.last_id, 77);
		assert_int_equal(rig.last_error, outcome->error);
		assert_int_equal(rig_count(&rig, 'S'), outcome->n_sent);
		rig_close(&rig);
	}
}

static void test_references_are_those_of_the_network(void **state)
{
	struct rig rig;

	(void)state;
	open_ready(&rig);
	rig_run_for_ms(&rig, 20);
	for (int i = 0; i < 3; i++) {
		rig.n_results[MODEM_SEND_RESULT_SENT] = 0;
		assert_int_equal(modem_send(rig.modem, i, pdu, 16), 0);
		rig_run_until(&rig, has_result, "sent");
		assert_int_equal(rig.last_reference, i + 1);
	}
	rig_close(&rig);
}

static void test_only_a_pdu_is_taken_and_only_when_ready(void **state)
{
	char too_long[LIMIT_PDU_HEX_SIZE + 1];
	struct rig rig;

	(void)state;
	memset(too_long, '0', sizeof too_long - 1);
	too_long[sizeof too_long - 1] = '\0';
	rig_prepare(&rig, HURRY);
	rig_start_simulator(&rig, "");
	rig_start_modem(&rig);
	assert_false(modem_is_free(rig.modem));
	assert_int_equal(modem_send(rig.modem, 1, pdu, 16), -EBUSY);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	assert_int_equal(modem_send(rig.modem, 1, "0011\x1a", 2), -EINVAL);
	assert_int_equal(modem_send(rig.modem, 1, "0011\rAT", 2), -EINVAL);
	assert_int_equal(modem_send(rig.modem, 1, "", 0), -EINVAL);
	assert_int_equal(modem_send(rig.modem, 1, too_long, 2), -EINVAL);
	assert_int_equal(modem_send(rig.modem, 1, pdu, -1), -EINVAL);
	assert_true(modem_is_free(rig.modem));
	rig_close(&rig);
}

static bool is_searching(struct rig *rig)
{
	return modem_health(rig->modem)->state == MODEM_STATE_REGISTERING;
}

/* While another command is on the line a message is taken and waits; if the network goes
 * meanwhile, it was not given. */
static void test_what_has_not_begun_when_the_network_goes_was_not_given(void **state)
{
	struct rig rig;

	(void)state;
	rig_open(&rig, "", 10);
	rig.is_retrying = false;
	rig_run_until_state(&rig, MODEM_STATE_READY);
	rig_run_for_ms(&rig, 50);
	rig_say(&rig, "fault late 200");
	rig_say(&rig, "sms 081234567890 halo"); /* its AT+CMGR takes 200 ms */
	rig_run_for_ms(&rig, 20);
	assert_int_equal(modem_send(rig.modem, 5, pdu, 16), 0);
	rig.n_replies_due = 0;
	rig.is_answering = false;
	rig_say(&rig, "fault creg 0");
	rig_run_until(&rig, is_searching, "the network is gone");
	assert_int_equal(rig.n_results[MODEM_SEND_RESULT_NOT_GIVEN], 1);
	assert_int_equal(rig_count(&rig, 'S'), 0);
	rig_close(&rig);
}

static void test_ending_tells_what_became_of_a_send(void **state)
{
	struct rig rig;

	(void)state;
	open_ready(&rig);
	rig_run_for_ms(&rig, 20);
	rig_say(&rig, "fault hold-send 5");
	assert_int_equal(modem_send(rig.modem, 5, pdu, 16), 0);
	rig_run_for_ms(&rig, 100);
	rig_restart_modem(&rig);
	assert_int_equal(rig.n_results[MODEM_SEND_RESULT_UNSURE], 1);
	rig_say(&rig, "fault clear");
	rig_run_until_state(&rig, MODEM_STATE_READY);
	rig_run_for_ms(&rig, 20);
	rig_say(&rig, "fault no-prompt 1");
	assert_int_equal(modem_send(rig.modem, 6, pdu, 16), 0);
	rig_run_for_ms(&rig, 10);
	rig_restart_modem(&rig);
	assert_int_equal(rig.n_results[MODEM_SEND_RESULT_NOT_GIVEN], 1);
	rig_close(&rig);
}

static bool has_two_results(struct rig *rig)
{
	return rig->n_results[MODEM_SEND_RESULT_UNSURE] == 1 &&
	       rig->n_results[MODEM_SEND_RESULT_SENT] == 2;
}

/* One is given and its answer comes when the next one is under way: each is told its own
 * reference. */
static void test_an_answer_that_comes_late_is_not_the_next_ones(void **state)
{
	struct rig rig;

	(void)state;
	rig_open(&rig, "", 50);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	rig_run_for_ms(&rig, 20);
	assert_int_equal(modem_send(rig.modem, 1, pdu, 16), 0);
	rig_run_until(&rig, has_result, "the first is sent");
	rig_say(&rig, "fault hang-after-ctrl-z 1");
	assert_int_equal(modem_send(rig.modem, 2, pdu, 16), 0);
	while (!modem_is_free(rig.modem))
		rig_run_for_ms(&rig, 1);
	assert_int_equal(rig.n_results[MODEM_SEND_RESULT_UNSURE], 1);
	rig_say(&rig, "fault hold-send 0.2");
	assert_int_equal(modem_send(rig.modem, 3, pdu, 16), 0);
	rig_run_for_ms(&rig, 100);
	rig_say(&rig, "raw \\r\\n+CMGS: 2\\r\\n\\r\\nOK\\r\\n");
	rig_run_until(&rig, has_two_results, "the third is sent");
	assert_int_equal(rig_count(&rig, 'S'), 3);
	assert_int_equal(rig.last_reference, 3);
	rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_outcome_is_told_as_it_is),
		cmocka_unit_test(test_references_are_those_of_the_network),
		cmocka_unit_test(test_only_a_pdu_is_taken_and_only_when_ready),
		cmocka_unit_test(
			test_what_has_not_begun_when_the_network_goes_was_not_given),
		cmocka_unit_test(test_ending_tells_what_became_of_a_send),
		cmocka_unit_test(test_an_answer_that_comes_late_is_not_the_next_ones),
	};

	if (!rig_is_possible())
		return 0;
	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
