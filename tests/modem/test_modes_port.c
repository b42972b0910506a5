// SPDX-License-Identifier: MIT
/*
 * Failure modes 1 to 15 of GSM modems: port and USB. What a pty cannot show (the udev
 * rule, 6 and 9; the speed of a line, 13) is in tests/e2e/modes.py and test_modes_line.c.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/log.h"
#include "tests/support/serve.h"

static bool is_away(struct rig *rig)
{
	return modem_health(rig->modem)->state != MODEM_STATE_READY;
}

static void read_link(const struct rig *rig, char out[64])
{
	ssize_t n = readlink(rig->link, out, 63);

	assert_true(n > 0);
	out[n] = '\0';
}

static void test_mode_01_modem_comes_back_under_another_name(void **state)
{
	char before[64], after[64];
	struct rig rig;

	(void)state;
	serve_open(&rig, "");
	read_link(&rig, before);
	rig_say(&rig, "fault hup 0.2 newlink");
	rig_run_until(&rig, is_away, "the unplug is seen");
	rig_run_until_state(&rig, MODEM_STATE_READY);
	read_link(&rig, after);
	assert_string_not_equal(before, after);
	serve(&rig, 3);
	rig_close(&rig);
}

/* A loop that spins would turn many thousand times. */
static void test_mode_02_unplug_is_seen_and_does_not_spin(void **state)
{
	int64_t until_ms;
	unsigned n_turns = 0;
	struct rig rig;

	(void)state;
	serve_open(&rig, "");
	rig_say(&rig, "fault hup 1.5");
	rig_run_until(&rig, is_away, "the unplug is seen");
	until_ms = clock_mono_ms() + 1000;
	for (; clock_mono_ms() < until_ms; n_turns++)
		assert_true(sd_event_run(rig.loop, 100000) >= 0);
	assert_in_range(n_turns, 1, 500);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	serve(&rig, 3);
	rig_close(&rig);
}

static void test_mode_03_write_error_leads_to_a_new_setup(void **state)
{
	struct rig rig;

	(void)state;
	serve_open(&rig, "");
	serve_under(&rig, "hup-at AT+CMGR before 0.1 2", 3);
	serve_under(&rig, "hup-at AT+CMGD before 0.1 1", 3);
	assert_true(serve_count(&rig, "C +CMGF=0") >= 3);
	rig_close(&rig);
}

static void be_mute_for_long(struct rig *rig)
{
	serve_open_with(rig, "", "hup-at AT+CFUN= before 0.1 100");
	/* Mute to all: many tries, each with ESC and AT. */
	rig_say(rig, "fault answer always AT");
	rig_run_until_state(rig, MODEM_STATE_LOST);
	rig_run_for_ms(rig, 3000);
	assert_true(serve_count(rig, "F answer AT") > 10);
}

static void test_mode_04_reset_is_never_asked_for(void **state)
{
	struct rig rig;

	(void)state;
	be_mute_for_long(&rig);
	assert_int_equal(serve_count(&rig, "C +CFUN="), 0);
	assert_int_equal(serve_count(&rig, "C Z"), 0);
	rig_close(&rig);
}

static void test_mode_05_a_mute_modem_is_in_no_reset_loop(void **state)
{
	struct rig rig;

	(void)state;
	be_mute_for_long(&rig);
	assert_int_equal(rig_count(&rig, 'B'), 1);
	rig_say(&rig, "fault clear");
	rig_run_until_state(&rig, MODEM_STATE_READY);
	serve(&rig, 3);
	rig_close(&rig);
}

static void test_mode_06_foreign_program_on_the_port(void **state)
{
	static const char talk[] = "AT\rATE1\rAT+GCAP\rAT+CMGF=1\r";
	struct rig rig;
	int foreign;

	(void)state;
	serve_open(&rig, "");
	/* TIOCEXCL does not keep root out: then there is the lock, and the dialogue
	 * survives what is said in between. */
	foreign = open(rig.link, O_RDWR | O_NOCTTY | O_NONBLOCK);
	if (foreign >= 0) {
		assert_int_equal(flock(foreign, LOCK_EX | LOCK_NB), -1);
		for (int i = 0; i < 3; i++) {
			rig_say(&rig, "burst 3 0813 halo {n}");
			rig.n_wanted += 3;
			assert_true(write(foreign, talk, sizeof talk - 1) > 0);
			rig_run_for_ms(&rig, 50);
		}
		close(foreign);
	}
	rig_run_until(&rig, rig_is_drained, "all is stored");
	serve(&rig, 3);
	rig_close(&rig);
}

static void test_mode_07_the_port_may_be_a_symlink(void **state)
{
	struct stat status;
	struct rig rig;

	(void)state;
	serve_open(&rig, "");
	assert_string_equal(rig.options.port, rig.link);
	assert_int_equal(lstat(rig.link, &status), 0);
	assert_true(S_ISLNK(status.st_mode));
	serve(&rig, 1);
	rig_close(&rig);
}

static void test_mode_08_power_dip_while_sending_is_not_sent_twice(void **state)
{
	struct rig rig;

	(void)state;
	serve_open(&rig, "");
	serve_under(&rig, "hup-after-ctrl-z after 0.1 2", 4);
	assert_int_equal(rig.n_results[MODEM_SEND_RESULT_UNSURE], 2);
	assert_int_equal(rig_count(&rig, 'S'), 4);
	rig_close(&rig);
}

static bool has_dropped_often(struct rig *rig)
{
	return modem_health(rig->modem)->drops > 3;
}

/* A warning and the unplug behind it are one; an hour is 90 s here. */
static void test_mode_08_power_drops_are_counted(void **state)
{
	struct rig rig;

	(void)state;
	serve_open(&rig, "");
	assert_int_equal(modem_health(rig.modem)->drops, 0);
	rig_say(&rig, "urc UNDER-VOLTAGE WARNNING");
	rig_say(&rig, "urc UNDER-VOLTAGE POWER DOWN");
	rig_run_until(&rig, is_away, "it says so");
	assert_int_equal(modem_health(rig.modem)->drops, 1);
	assert_true(modem_health(rig.modem)->dropped_at > 0);
	for (int i = 0; i < 3; i++) {
		rig_run_for_ms(&rig, 1600); /* a minute, hurried */
		rig_run_until_state(&rig, MODEM_STATE_READY);
		rig_say(&rig, "fault hup 0.2");
		rig_run_until(&rig, is_away, "the unplug is seen");
	}
	rig_run_until(&rig, has_dropped_often, "they are counted");
	rig_run_until_state(&rig, MODEM_STATE_READY);
	serve(&rig, 1);
	rig_close(&rig);
}

static void test_mode_09_a_sleeping_modem_is_woken_by_the_keepalive(void **state)
{
	size_t n_asked;
	struct rig rig;

	(void)state;
	serve_open(&rig, "");
	rig_run_for_ms(&rig, 500);
	n_asked = serve_count(&rig, "C +CREG?");
	rig_say(&rig, "fault answer 2 AT+CREG?");
	rig_run_for_ms(&rig, 3500); /* two times 60 s, hurried */
	assert_true(serve_count(&rig, "C +CREG?") >= n_asked + 2);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	serve(&rig, 3);
	rig_close(&rig);
}

/* Nothing here has a hand on the hub: however long it is gone, nothing is done but look.
 */
static void test_mode_10_nothing_power_cycles_the_hub(void **state)
{
	struct rig rig;

	(void)state;
	serve_open(&rig, "");
	rig_say(&rig, "fault hup 2");
	rig_run_until(&rig, is_away, "the unplug is seen");
	rig_run_until_state(&rig, MODEM_STATE_READY);
	assert_int_equal(rig_count(&rig, 'B'), 2);
	assert_int_equal(serve_count(&rig, "C +CFUN="), 0);
	serve(&rig, 3);
	rig_close(&rig);
}

static void test_mode_11_notices_on_another_port_are_not_needed(void **state)
{
	struct rig rig;

	(void)state;
	serve_open_with(&rig, "", "mute-cmti on");
	serve(&rig, 5);
	assert_int_equal(rig_count(&rig, 'S'), 5);
	rig_close(&rig);
}

static void test_mode_12_stale_bytes_at_open(void **state)
{
	static const char *const stale[] = {
		"\\r\\n^BOOT:91409020,0,0,0,6\\r\\n", "F298F4\\r\\n\\r\\nOK\\r\\n",
		"+CMGR: 0,,22\\r\\n07912618",         "\\r\\n> ",
		"OK\\r\\nOK\\r\\nERROR\\r\\n",
	};
	struct rig rig;
	char fault[128];

	(void)state;
	for (size_t i = 0; i < sizeof stale / sizeof stale[0]; i++) {
		snprintf(fault, sizeof fault, "at-open %s", stale[i]);
		print_message("  %s\n", stale[i]);
		serve_open_with(&rig, "", fault);
		serve(&rig, 2);
		assert_int_equal(rig.n_damaged, 0);
		rig_close(&rig);
	}
}

static bool is_sim_empty(struct rig *rig)
{
	return rig_count(rig, 'D') > 0 && rig_count(rig, 'D') == rig_count(rig, 'X');
}

static void test_mode_14_bit_errors_lose_no_message(void **state)
{
	static const char *const noises[] = { "garbage 1 out", "garbage 10 out",
					      "garbage 1 in" };
	struct rig rig;

	(void)state;
	for (size_t i = 0; i < sizeof noises / sizeof noises[0]; i++) {
		print_message("  %s\n", noises[i]);
		serve_open(&rig, "");
		rig.is_answering = false;
		rig_say(&rig, "fault %s", noises[i]);
		rig_say(&rig, "burst 8 0812 halo {n}");
		rig_run_for_ms(&rig, 1500);
		rig_say(&rig, "fault clear");
		rig_run_until(&rig, is_sim_empty, "all is taken");
		/* Each was taken whole, or is shown to a human as damaged. */
		assert_true(rig.n_messages + rig.n_damaged >= 8);
		rig_close(&rig);
	}
}

static void test_mode_15_closing_hangs_nothing_up(void **state)
{
	struct termios line;
	struct rig rig;
	int port;

	(void)state;
	serve_open(&rig, "");
	assert_int_equal(serve_count(&rig, "C &D0"), 1);
	port = open(rig.link, O_RDWR | O_NOCTTY | O_NONBLOCK);
	if (port >= 0) {
		assert_int_equal(tcgetattr(port, &line), 0);
		assert_int_equal(line.c_cflag & HUPCL, 0);
		close(port);
	}
	rig_restart_modem(&rig);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	assert_int_equal(rig_count(&rig, 'B'), 1);
	serve(&rig, 1);
	rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mode_01_modem_comes_back_under_another_name),
		cmocka_unit_test(test_mode_02_unplug_is_seen_and_does_not_spin),
		cmocka_unit_test(test_mode_03_write_error_leads_to_a_new_setup),
		cmocka_unit_test(test_mode_04_reset_is_never_asked_for),
		cmocka_unit_test(test_mode_05_a_mute_modem_is_in_no_reset_loop),
		cmocka_unit_test(test_mode_06_foreign_program_on_the_port),
		cmocka_unit_test(test_mode_07_the_port_may_be_a_symlink),
		cmocka_unit_test(test_mode_08_power_dip_while_sending_is_not_sent_twice),
		cmocka_unit_test(test_mode_08_power_drops_are_counted),
		cmocka_unit_test(test_mode_09_a_sleeping_modem_is_woken_by_the_keepalive),
		cmocka_unit_test(test_mode_10_nothing_power_cycles_the_hub),
		cmocka_unit_test(test_mode_11_notices_on_another_port_are_not_needed),
		cmocka_unit_test(test_mode_12_stale_bytes_at_open),
		cmocka_unit_test(test_mode_14_bit_errors_lose_no_message),
		cmocka_unit_test(test_mode_15_closing_hangs_nothing_up),
	};

	if (!rig_is_possible())
		return 0;
	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
