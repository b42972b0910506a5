// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"
#include "base/text.h"
#include "tests/support/rig.h"

/* `P` lines of the ledger are tries of a PIN. */

enum {
	HURRY = 20
};

static void open_locked(struct rig *rig, const char *arguments, const char *pin)
{
	char all[256];

	rig_prepare(rig, HURRY);
	text_copy(rig->options.pin, sizeof rig->options.pin, pin);
	snprintf(all, sizeof all, "--pin 1234 --state %s/card %s", rig->folder,
		 arguments);
	rig_start_simulator(rig, all);
	rig_start_modem(rig);
}

static void note_path(const struct rig *rig, char *out, size_t size)
{
	snprintf(out, size, "%s/pin-a.tried", rig->folder);
}

static bool has_note(const struct rig *rig)
{
	char path[128];

	note_path(rig, path, sizeof path);
	return access(path, F_OK) == 0;
}

static void test_the_right_pin_opens_the_sim_and_leaves_no_note(void **state)
{
	struct rig rig;

	(void)state;
	open_locked(&rig, "", "1234");
	rig_run_until_state(&rig, MODEM_STATE_READY);
	assert_int_equal(rig_count(&rig, 'P'), 1);
	assert_false(has_note(&rig));
	rig_close(&rig);
}

static void test_a_wrong_pin_is_tried_once_in_all_its_life(void **state)
{
	static const char *const profiles[] = { "generic", "huawei-e173", "sim800",
						"wavecom" };
	char arguments[64];
	struct rig rig;

	(void)state;
	for (size_t i = 0; i < sizeof profiles / sizeof profiles[0]; i++) {
		snprintf(arguments, sizeof arguments, "--profile %s", profiles[i]);
		open_locked(&rig, arguments, "9999");
		rig_run_until_state(&rig, MODEM_STATE_PIN);
		assert_non_null(strstr(modem_health(rig.modem)->why, "refused the PIN"));
		for (int n = 0; n < 5; n++) {
			rig_restart_modem(&rig);
			rig_run_until_state(&rig, MODEM_STATE_PIN);
		}
		assert_non_null(strstr(modem_health(rig.modem)->why, "tried before"));
		assert_int_equal(rig_count(&rig, 'P'), 1);
		assert_true(has_note(&rig));
		rig_close(&rig);
	}
}

/* The PIN state is left and entered again by itself: to see whether somebody has opened
 * the SIM by hand. */
static void test_waiting_does_not_try_either(void **state)
{
	struct rig rig;

	(void)state;
	rig_prepare(&rig, 200);
	text_copy(rig.options.pin, sizeof rig.options.pin, "9999");
	rig_start_simulator(&rig, "--pin 1234");
	rig_start_modem(&rig);
	rig_run_until_state(&rig, MODEM_STATE_PIN);
	rig_run_until_state(&rig, MODEM_STATE_PROBING);
	rig_run_until_state(&rig, MODEM_STATE_PIN);
	assert_int_equal(rig_count(&rig, 'P'), 1);
	rig_close(&rig);
}

/* However often the service dies between the note and the answer. */
static void test_kills_at_any_moment_never_burn_a_second_try(void **state)
{
	struct rig rig;

	(void)state;
	open_locked(&rig, "", "9999");
	for (int n = 0; n < 60; n++) {
		rig_run_for_ms(&rig, n);
		rig_restart_modem(&rig);
	}
	rig_run_until_state(&rig, MODEM_STATE_PIN);
	assert_int_equal(rig_count(&rig, 'P'), 1);
	rig_close(&rig);
}

static void test_another_pin_in_the_settings_is_another_try(void **state)
{
	struct rig rig;

	(void)state;
	open_locked(&rig, "", "9999");
	rig_run_until_state(&rig, MODEM_STATE_PIN);
	text_copy(rig.options.pin, sizeof rig.options.pin, "1234");
	rig_restart_modem(&rig);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	assert_int_equal(rig_count(&rig, 'P'), 2);
	assert_false(has_note(&rig));
	rig_close(&rig);
}

static void test_the_last_try_is_left_to_a_human(void **state)
{
	static const char *const pins[] = { "9999", "8888", "1234" };
	struct rig rig;

	(void)state;
	open_locked(&rig, "", pins[0]);
	for (size_t i = 0; i < sizeof pins / sizeof pins[0]; i++) {
		text_copy(rig.options.pin, sizeof rig.options.pin, pins[i]);
		rig_restart_modem(&rig);
		rig_run_until_state(&rig, MODEM_STATE_PIN);
	}
	assert_non_null(strstr(modem_health(rig.modem)->why, "one try left"));
	assert_int_equal(rig_count(&rig, 'P'), 2);
	rig_close(&rig);
}

/* The note says the SIM had three tries, and it still has: that try never arrived. */
static void test_a_try_that_never_reached_the_sim_may_be_made(void **state)
{
	struct rig rig;

	(void)state;
	open_locked(&rig, "", "1234");
	rig_say(&rig, "fault answer 1 AT+CPIN= \\r\\n+CME ERROR: 100\\r\\n");
	rig_run_until_state(&rig, MODEM_STATE_PIN);
	assert_true(has_note(&rig));
	rig_say(&rig, "fault clear");
	rig_restart_modem(&rig);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	rig_close(&rig);
}

static void test_without_a_note_no_pin_leaves(void **state)
{
	struct rig rig;

	(void)state;
	rig_prepare(&rig, HURRY);
	text_copy(rig.options.pin, sizeof rig.options.pin, "1234");
	text_copy(rig.options.state_dir, sizeof rig.options.state_dir, "/no/such/folder");
	rig_start_simulator(&rig, "--pin 1234");
	rig_start_modem(&rig);
	rig_run_until_state(&rig, MODEM_STATE_PIN);
	assert_non_null(strstr(modem_health(rig.modem)->why, "/no/such/folder"));
	assert_int_equal(rig_count(&rig, 'P'), 0);
	rig_close(&rig);
}

static void test_no_pin_or_none_that_is_one_is_said(void **state)
{
	static const char *const pins[] = { "", "12", "12a4", "1\"4;" };
	struct rig rig;

	(void)state;
	for (size_t i = 0; i < sizeof pins / sizeof pins[0]; i++) {
		open_locked(&rig, "", pins[i]);
		rig_run_until_state(&rig, MODEM_STATE_PIN);
		assert_non_null(strstr(modem_health(rig.modem)->why, "PIN"));
		assert_int_equal(rig_count(&rig, 'P'), 0);
		rig_close(&rig);
	}
}

/* A word that is none of 27.007 8.3 says nothing of the PIN: asked again. */
static void test_an_odd_answer_is_no_open_sim(void **state)
{
	struct rig rig;

	(void)state;
	rig_prepare(&rig, 40);
	text_copy(rig.options.pin, sizeof rig.options.pin, "1234");
	rig_start_simulator(&rig, "--pin 1234");
	rig_say(&rig,
		"fault answer 3 AT+CPIN? \\r\\n+CPIN:\\x20NOT\\x20READY\\r\\n\\r\\nOK\\r\\n");
	rig_start_modem(&rig);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	assert_int_equal(rig_count(&rig, 'P'), 1);
	rig_close(&rig);
}

static void test_no_card_is_no_lost_modem(void **state)
{
	static const char *const answers[] = {
		"+CME\\x20ERROR:\\x2010", "+CPIN:\\x20NOT\\x20INSERTED\\r\\n\\r\\nOK"
	};
	struct rig rig;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		rig_prepare(&rig, 40);
		rig_start_simulator(&rig, "");
		rig_say(&rig, "fault answer always AT+CPIN? \\r\\n%s\\r\\n", answers[i]);
		rig_start_modem(&rig);
		rig_run_until_state(&rig, MODEM_STATE_PIN);
		assert_string_equal(modem_health(rig.modem)->why, "no SIM card");
		rig_say(&rig, "fault clear");
		rig_run_until_state(&rig, MODEM_STATE_READY);
		assert_string_equal(modem_health(rig.modem)->trouble, "");
		rig_close(&rig);
	}
}

static void test_nobody_else_can_read_the_note(void **state)
{
	struct stat status;
	char path[128], text[128] = "";
	struct rig rig;
	FILE *file;

	(void)state;
	open_locked(&rig, "", "9999");
	rig_run_until_state(&rig, MODEM_STATE_PIN);
	note_path(&rig, path, sizeof path);
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	file = fopen(path, "r");
	assert_non_null(file);
	assert_non_null(fgets(text, sizeof text, file));
	fclose(file);
	assert_null(strstr(text, "9999"));
	rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_right_pin_opens_the_sim_and_leaves_no_note),
		cmocka_unit_test(test_a_wrong_pin_is_tried_once_in_all_its_life),
		cmocka_unit_test(test_waiting_does_not_try_either),
		cmocka_unit_test(test_kills_at_any_moment_never_burn_a_second_try),
		cmocka_unit_test(test_another_pin_in_the_settings_is_another_try),
		cmocka_unit_test(test_the_last_try_is_left_to_a_human),
		cmocka_unit_test(test_a_try_that_never_reached_the_sim_may_be_made),
		cmocka_unit_test(test_without_a_note_no_pin_leaves),
		cmocka_unit_test(test_no_pin_or_none_that_is_one_is_said),
		cmocka_unit_test(test_an_odd_answer_is_no_open_sim),
		cmocka_unit_test(test_no_card_is_no_lost_modem),
		cmocka_unit_test(test_nobody_else_can_read_the_note),
	};

	if (!rig_is_possible())
		return 0;
	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
