// SPDX-License-Identifier: MIT
/* What is tried when nothing else helps; a minute of service is 150 ms here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "modem/ladder.h"
#include "tests/support/serve.h"

enum {
	HURRY = 400,
	RESET_TRIES = 5, /* in vain, before a reset */
};

static void open_ladder(struct rig *rig, const char *arguments)
{
	rig_prepare(rig, HURRY);
	rig_start_simulator(rig, arguments);
	rig_say(rig, "commands on");
	rig_start_modem(rig);
	rig_run_until_state(rig, MODEM_STATE_READY);
}

static bool is_searching(struct rig *rig)
{
	return modem_health(rig->modem)->state == MODEM_STATE_REGISTERING;
}

static void lose_network(struct rig *rig, const char *status_and_cure)
{
	rig_say(rig, "fault no-network %s", status_and_cure);
	rig_run_until(rig, is_searching, "it is noticed");
}

static void test_mode_47_a_network_that_denied_us_is_searched_anew(void **state)
{
	struct rig rig;

	(void)state;
	open_ladder(&rig, "");
	lose_network(&rig, "3 search");
	rig_run_until_state(&rig, MODEM_STATE_READY);
	assert_int_equal(serve_count(&rig, "C +COPS=0"), 1);
	assert_int_equal(serve_count(&rig, "C +CFUN="), 0);
	serve(&rig, 1);
	rig_close(&rig);
}

static void test_mode_47_the_radio_is_switched_when_a_search_does_not_help(void **state)
{
	struct rig rig;
	int64_t since_s;

	(void)state;
	open_ladder(&rig, "");
	lose_network(&rig, "0 radio");
	since_s = modem_health(rig.modem)->since_s;
	rig_run_for_ms(&rig, 3500);
	rig_run_until(&rig, is_searching, "it was set up anew meanwhile");
	assert_int_equal(modem_health(rig.modem)->since_s, since_s);
	assert_int_equal(serve_count(&rig, "C +CFUN="), 0);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	assert_int_equal(serve_count(&rig, "C +COPS=0"), 1);
	assert_int_equal(serve_count(&rig, "C +CFUN=4"), 1);
	assert_int_equal(serve_count(&rig, "C +CFUN=1"), 1);
	serve(&rig, 1);
	rig_close(&rig);
}

/* Messages are read while the network is searched; and no rung is climbed twice. */
static void test_no_loop_of_switching(void **state)
{
	struct rig rig;

	(void)state;
	open_ladder(&rig, "");
	rig_say(&rig, "fault answer always AT+COPS=0 \\r\\n+CME ERROR: 30\\r\\n");
	rig_say(&rig, "fault answer always AT+CFUN= \\r\\nERROR\\r\\n");
	lose_network(&rig, "2 radio");
	rig_run_for_ms(&rig, 9000);
	assert_int_equal(serve_count(&rig, "C +COPS=0"), 1);
	assert_int_equal(serve_count(&rig, "C +CFUN=4"), 1);
	rig_say(&rig, "fault creg 1");
	rig_run_until_state(&rig, MODEM_STATE_READY);
	serve(&rig, 1);
	rig_close(&rig);
}

static void test_a_radio_that_a_crash_left_off_is_switched_on(void **state)
{
	struct rig rig;

	(void)state;
	rig_prepare(&rig, HURRY);
	rig_start_simulator(&rig, "");
	rig_say(&rig, "commands on");
	rig_say(&rig, "fault answer 1 AT+CFUN? \\r\\n+CFUN: 4\\r\\n\\r\\nOK\\r\\n");
	rig_start_modem(&rig);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	assert_int_equal(serve_count(&rig, "C +CFUN=1"), 1);
	serve(&rig, 1);
	rig_close(&rig);
}

static void refuse_set_up(struct rig *rig, const char *n)
{
	rig_say(rig, "fault answer %s AT+CMGF=0 \\r\\nERROR\\r\\n", n);
	rig_say(rig, "fault reset");
	rig_run_until_state(rig, MODEM_STATE_LOST);
}

static void test_mode_37_a_model_that_comes_back_from_it_is_reset(void **state)
{
	struct rig rig;
	char n[8];

	(void)state;
	open_ladder(&rig, "--profile ec25");
	snprintf(n, sizeof n, "%d", RESET_TRIES);
	refuse_set_up(&rig, n);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	assert_int_equal(serve_count(&rig, "C +CFUN=1,1"), 1);
	serve(&rig, 1);
	rig_close(&rig);
}

static void test_mode_05_no_loop_of_resets(void **state)
{
	struct rig rig;

	(void)state;
	open_ladder(&rig, "--profile ec25");
	refuse_set_up(&rig, "always");
	rig_run_for_ms(&rig, 9000); /* an hour; a day would be 216 s */
	assert_int_equal(serve_count(&rig, "C +CFUN=1,1"), LADDER_RESETS_DAY);
	rig_say(&rig, "fault clear");
	rig_run_until_state(&rig, MODEM_STATE_READY);
	serve(&rig, 1);
	rig_close(&rig);
}

static void test_mode_04_other_models_are_never_reset(void **state)
{
	static const char *const profiles[] = { "generic", "huawei-e173", "wavecom",
						"zte" };
	char arguments[64];
	struct rig rig;

	(void)state;
	for (size_t i = 0; i < sizeof profiles / sizeof profiles[0]; i++) {
		print_message("  %s\n", profiles[i]);
		snprintf(arguments, sizeof arguments, "--profile %s", profiles[i]);
		open_ladder(&rig, arguments);
		refuse_set_up(&rig, "always");
		rig_run_for_ms(&rig, 2000);
		assert_int_equal(serve_count(&rig, "C +CFUN="), 0);
		rig_close(&rig);
	}
}

static bool is_probing(struct rig *rig)
{
	return modem_health(rig->modem)->state == MODEM_STATE_PROBING;
}

/* Or a modem that says RDY in every answer would be set up for ever. */
static void test_a_start_is_not_believed_for_ever_without_a_pause(void **state)
{
	struct rig rig;

	(void)state;
	open_ladder(&rig, "");
	for (int i = 0; i < 5; i++) {
		rig_say(&rig, "urc RDY");
		rig_run_until(&rig, is_probing, "a start is believed");
		rig_run_until_state(&rig, MODEM_STATE_READY);
	}
	assert_int_equal(serve_count(&rig, "C E0"), 6);
	for (int i = 0; i < 2; i++) {
		rig_say(&rig, "urc RDY");
		serve(&rig, 1);
	}
	assert_int_equal(serve_count(&rig, "C E0"), 6);
	rig_run_for_ms(&rig, 600000 / HURRY + 100);
	rig_say(&rig, "urc RDY");
	rig_run_until(&rig, is_probing, "after a pause it is believed again");
	rig_run_until_state(&rig, MODEM_STATE_READY);
	rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mode_47_a_network_that_denied_us_is_searched_anew),
		cmocka_unit_test(
			test_mode_47_the_radio_is_switched_when_a_search_does_not_help),
		cmocka_unit_test(test_no_loop_of_switching),
		cmocka_unit_test(test_a_radio_that_a_crash_left_off_is_switched_on),
		cmocka_unit_test(test_mode_37_a_model_that_comes_back_from_it_is_reset),
		cmocka_unit_test(test_mode_05_no_loop_of_resets),
		cmocka_unit_test(test_mode_04_other_models_are_never_reset),
		cmocka_unit_test(test_a_start_is_not_believed_for_ever_without_a_pause),
	};

	if (!rig_is_possible())
		return 0;
	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
