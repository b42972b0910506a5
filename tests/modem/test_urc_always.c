// SPDX-License-Identifier: MIT
/*
 * The worst modem for notices: one stands before the same byte of every answer, from
 * start-up on and for ever. It is set up all the same, and a text comes in, is answered
 * and deleted: nothing hangs, nothing is lost.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "base/text.h"
#include "tests/support/serve.h"

enum {
	OFFSETS = 60, /* beyond the head of every answer, well into the PDU */
	PIN_OFFSETS = 24,
};

static void serve_with_notice_at(int offset, const char *line)
{
	char fault[64];
	struct rig rig;

	snprintf(fault, sizeof fault, "urc-at each %d %s", offset, line);
	serve_open_with(&rig, "--register-ms 10", fault);
	rig.n_wanted = 1;
	rig_say(&rig, "sms 081234567890 halo pak");
	rig_run_until(&rig, rig_is_drained, "it is stored, answered and deleted");
	assert_int_equal(rig.n_messages, 1);
	assert_int_equal(rig_count(&rig, 'S'), 1);
	assert_int_equal(rig.n_damaged, 0);
	rig_check_nothing_lost(&rig);
	rig_close(&rig);
}

static void insert_always(const char *line)
{
	for (int offset = 1; offset <= OFFSETS; offset++)
		serve_with_notice_at(offset, line);
}

/* Half an answer about the PIN is asked again: the PIN is given once, as ever. */
static void test_rssi_always_while_the_sim_asks_for_its_pin(void **state)
{
	(void)state;
	for (int offset = 1; offset <= PIN_OFFSETS; offset++) {
		char fault[64];
		struct rig rig;

		snprintf(fault, sizeof fault, "fault urc-at each %d ^RSSI: 18", offset);
		rig_prepare(&rig, SERVE_HURRY);
		text_copy(rig.options.pin, sizeof rig.options.pin, "1234");
		rig_start_simulator(&rig, "--register-ms 10 --pin 1234");
		rig_say(&rig, "%s", fault);
		rig_start_modem(&rig);
		rig_run_until_state(&rig, MODEM_STATE_READY);
		assert_int_equal(rig_count(&rig, 'P'), 1);
		rig_close(&rig);
	}
}

static void test_cmti_always(void **state)
{
	(void)state;
	insert_always("+CMTI: \"SM\",4");
}

static void test_rssi_always(void **state)
{
	(void)state;
	insert_always("^RSSI: 18");
}

static void test_ring_always(void **state)
{
	(void)state;
	insert_always("RING");
}

static void test_rdy_always(void **state)
{
	(void)state;
	insert_always("RDY");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cmti_always),
		cmocka_unit_test(test_rssi_always),
		cmocka_unit_test(test_ring_always),
		cmocka_unit_test(test_rdy_always),
		cmocka_unit_test(test_rssi_always_while_the_sim_asks_for_its_pin),
	};

	if (!rig_is_possible())
		return 0;
	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	if (getenv("ONLY"))
		cmocka_set_test_filter(getenv("ONLY"));
	return cmocka_run_group_tests(tests, NULL, NULL);
}
