// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/log.h"
#include "tests/support/rig.h"

enum {
	HURRY = 50
};

static bool is_emptied(struct rig *rig)
{
	return rig->n_messages == 3 && rig_count(rig, 'X') == 3;
}

static void test_sending_waits_for_the_network_and_reading_does_not(void **state)
{
	struct rig rig;

	(void)state;
	rig_open(&rig, "", HURRY);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	rig.is_storing = false;
	rig_say(&rig, "burst 3 0812 halo {n}");
	rig_run_for_ms(&rig, 200);
	rig_say(&rig, "fault creg 0");
	rig_run_until_state(&rig, MODEM_STATE_REGISTERING);
	assert_false(modem_is_free(rig.modem));
	rig.is_storing = true;
	modem_resume_receiving(rig.modem);
	rig_run_until(&rig, is_emptied, "the SIM is emptied without a network");
	assert_int_equal(modem_health(rig.modem)->state, MODEM_STATE_REGISTERING);
	assert_int_equal(rig_count(&rig, 'S'), 0);
	rig_say(&rig, "fault creg 1");
	rig_run_until(&rig, rig_is_drained, "the replies go when it is back");
	rig_close(&rig);
}

static bool is_clock_told(struct rig *rig)
{
	return modem_health(rig->modem)->clock_at != 0;
}

/* Local time with its zone, as 27.007 8.15 wants it, or UTC with it, as some have it. */
static void test_the_networks_clock_is_compared_with_ours(void **state)
{
	static const struct {
		int shift_s, quarters, ahead_s;
	} rows[] = {
		{ 7 * 3600, 28, 0 },
		{ 0, 28, 0 },
		{ 7 * 3600 + 1800, 28, 1800 },
		{ 7 * 3600 - 7200, 28, -7200 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		time_t told_s = (time_t)(clock_utc_s() + rows[i].shift_s);
		char told[32];
		struct rig rig;
		struct tm tm;

		gmtime_r(&told_s, &tm);
		strftime(told, sizeof told, "%Y/%m/%d,%H:%M:%S", &tm);
		rig_prepare(&rig, HURRY);
		rig_start_simulator(&rig, "");
		rig_say(&rig,
			"fault answer always AT+CCLK? \\r\\n+CCLK:\\x20\"%s+%02d\"\\r\\n\\r\\nOK\\r\\n",
			told + 2, rows[i].quarters);
		rig_start_modem(&rig);
		rig_run_until(&rig, is_clock_told, "it is asked for the time");
		assert_in_range(modem_health(rig.modem)->clock_ahead_s - rows[i].ahead_s +
					60,
				0, 61);
		rig_close(&rig);
	}
}

static void test_why_it_is_not_registered_is_said(void **state)
{
	static const struct {
		int status;
		const char *why;
	} vectors[] = { { 0, "no network" }, { 2, "searching" }, { 3, "denied" } };
	struct rig rig;

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		rig_open(&rig, "", HURRY);
		rig_run_until_state(&rig, MODEM_STATE_READY);
		rig_say(&rig, "fault creg %d", vectors[i].status);
		rig_run_until_state(&rig, MODEM_STATE_REGISTERING);
		assert_non_null(strstr(modem_health(rig.modem)->why, vectors[i].why));
		rig_close(&rig);
	}
}

/* LTE sticks that say no at +CREG and yes at +CEREG. */
static void test_any_of_the_three_registrations_will_do(void **state)
{
	struct rig rig;

	(void)state;
	rig_prepare(&rig, HURRY);
	rig_start_simulator(&rig, "");
	rig_say(&rig,
		"fault answer always AT+CREG? \\r\\n+CREG: 1,0\\r\\n\\r\\nOK\\r\\n");
	rig_say(&rig,
		"fault answer always AT+CGREG? \\r\\n+CGREG: 1,3\\r\\n\\r\\nOK\\r\\n");
	rig_say(&rig,
		"fault answer always AT+CEREG? \\r\\n+CEREG: 1,5\\r\\n\\r\\nOK\\r\\n");
	rig_start_modem(&rig);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	rig.n_wanted = 1;
	rig_say(&rig, "sms 081234567890 halo");
	rig_run_until(&rig, rig_is_drained, "it serves");
	assert_int_equal(modem_health(rig.modem)->state, MODEM_STATE_READY);
	rig_close(&rig);
}

static bool has_weak_signal(struct rig *rig)
{
	return modem_health(rig->modem)->signal_percent == 9;
}

static bool has_no_signal(struct rig *rig)
{
	return modem_health(rig->modem)->signal_percent == -1;
}

static bool has_operator(struct rig *rig)
{
	return modem_health(rig->modem)->operator_name[0] != '\0';
}

static void test_signal_and_operator_are_shown_as_they_change(void **state)
{
	struct rig rig;

	(void)state;
	rig_open(&rig, "", 200);
	rig_run_until(&rig, has_operator, "the operator is known");
	assert_string_equal(modem_health(rig.modem)->operator_name, "TELKOMSEL");
	rig_say(&rig, "fault signal 3");
	rig_run_until(&rig, has_weak_signal, "the signal is weak");
	rig_say(&rig, "fault signal 99");
	rig_run_until(&rig, has_no_signal, "the signal is unknown");
	rig_close(&rig);
}

static void test_a_modem_that_goes_mute_is_noticed_without_any_message(void **state)
{
	struct rig rig;

	(void)state;
	rig_prepare(&rig, 100);
	rig.options.sweep_s = 1000000;
	rig_start_simulator(&rig, "");
	rig_start_modem(&rig);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	rig_say(&rig, "fault silence on");
	rig_run_until_state(&rig, MODEM_STATE_LOST);
	rig_say(&rig, "fault silence off");
	rig_run_until_state(&rig, MODEM_STATE_READY);
	rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sending_waits_for_the_network_and_reading_does_not),
		cmocka_unit_test(test_the_networks_clock_is_compared_with_ours),
		cmocka_unit_test(test_why_it_is_not_registered_is_said),
		cmocka_unit_test(test_any_of_the_three_registrations_will_do),
		cmocka_unit_test(test_signal_and_operator_are_shown_as_they_change),
		cmocka_unit_test(
			test_a_modem_that_goes_mute_is_noticed_without_any_message),
	};

	if (!rig_is_possible())
		return 0;
	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
