// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "tests/support/serve.h"

/* Of the simulator's network and card. */
static const char real_centre[] = "+6281100000";
static const char real_sim[] = "510101234567890";

static void open_without_centre(struct rig *rig, const char *sim, const char *centre)
{
	rig_prepare(rig, SERVE_HURRY);
	rig_start_simulator(rig, "");
	rig_say(rig, "commands on");
	rig_say(rig, "fault lose-centre on");
	rig_say(rig, "fault reset");
	rig_start_modem(rig);
	modem_set_centre(rig->modem, sim, centre);
	rig_run_until_state(rig, MODEM_STATE_READY);
}

static void test_the_centre_of_a_card_is_learned(void **state)
{
	struct rig rig;

	(void)state;
	serve_open(&rig, "");
	assert_string_equal(modem_health(rig.modem)->centre, real_centre);
	assert_string_equal(modem_health(rig.modem)->sim, real_sim);
	assert_int_equal(serve_count(&rig, "C +CSCA="), 0);
	rig_close(&rig);
}

static void test_what_the_owner_kept_is_put_back(void **state)
{
	struct rig rig;

	(void)state;
	open_without_centre(&rig, real_sim, real_centre);
	assert_int_equal(serve_count(&rig, "C +CSCA=\"+6281100000\",145"), 1);
	assert_string_equal(modem_health(rig.modem)->centre, real_centre);
	serve(&rig, 2);
	assert_int_equal(rig_count(&rig, 'S'), 2);
	rig_close(&rig);
}

static void test_another_cards_centre_and_nonsense_are_not(void **state)
{
	static const char *const vectors[][2] = {
		{ "510109999999999", "+6281100000" },
		{ "", "+6281100000" },
		{ "510101234567890", "" },
		{ "510101234567890", "+" },
		{ "510101234567890", "+62\",145\rAT+CFUN=0" },
		{ "510101234567890", "+123456789012345678901234567890" },
	};
	struct rig rig;

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		open_without_centre(&rig, vectors[i][0], vectors[i][1]);
		assert_int_equal(serve_count(&rig, "C +CSCA="), 0);
		assert_string_equal(modem_health(rig.modem)->centre, "");
		rig_close(&rig);
	}
}

/* 330 is what a text without a centre is refused with. */
static void test_a_centre_that_vanishes_without_a_reset_is_put_back(void **state)
{
	struct rig rig;

	(void)state;
	serve_open(&rig, "");
	rig_say(&rig,
		"fault answer 1 AT+CSCA? \\r\\n+CSCA: \"\",129\\r\\n\\r\\nOK\\r\\n");
	rig_say(&rig, "fault refuse-send 330 1");
	serve(&rig, 2);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	assert_int_equal(serve_count(&rig, "C +CSCA=\"+6281100000\",145"), 1);
	rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_centre_of_a_card_is_learned),
		cmocka_unit_test(test_a_centre_that_vanishes_without_a_reset_is_put_back),
		cmocka_unit_test(test_what_the_owner_kept_is_put_back),
		cmocka_unit_test(test_another_cards_centre_and_nonsense_are_not),
	};

	if (!rig_is_possible())
		return 0;
	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
