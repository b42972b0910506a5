// SPDX-License-Identifier: MIT
/*
 * A session is one message that is read, answered and deleted. An unsolicited line is put
 * before every byte of an answer of it; the session's result is the same, or it is
 * retried.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "tests/support/serve.h"

enum {
	/* The longest answer: an AT+CMGR with its PDU. */
	ANSWER_BYTES = 130,
};

static void serve_one(struct rig *rig)
{
	size_t n_sent = rig_count(rig, 'S');

	rig->n_wanted = rig->n_messages + 1;
	rig_say(rig, "sms 081234567890 halo pak %zu", rig->n_wanted);
	rig_run_until(rig, rig_is_drained, "it is stored, answered and deleted");
	assert_int_equal(rig->n_messages, rig->n_wanted);
	assert_int_equal(rig_count(rig, 'S'), n_sent + 1);
}

/* In the next answer, which is that of the read unless a question came between. */
static void insert_everywhere(const char *line)
{
	struct rig rig;

	serve_open(&rig, "");
	for (int offset = 0; offset < ANSWER_BYTES; offset++) {
		rig_say(&rig, "fault urc-at %d %s", offset, line);
		serve_one(&rig);
		rig_say(&rig, "fault urc-at off");
	}
	assert_int_equal(rig.n_damaged, 0);
	rig_check_nothing_lost(&rig);
	rig_close(&rig);
}

static void test_cmti_at_every_byte(void **state)
{
	(void)state;
	insert_everywhere("+CMTI: \"SM\",4");
}

static void test_rssi_at_every_byte(void **state)
{
	(void)state;
	insert_everywhere("^RSSI: 18");
}

static void test_ring_at_every_byte(void **state)
{
	(void)state;
	insert_everywhere("RING");
}

static void test_rdy_at_every_byte(void **state)
{
	(void)state;
	insert_everywhere("RDY");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cmti_at_every_byte),
		cmocka_unit_test(test_rssi_at_every_byte),
		cmocka_unit_test(test_ring_at_every_byte),
		cmocka_unit_test(test_rdy_at_every_byte),
	};

	if (!rig_is_possible())
		return 0;
	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
