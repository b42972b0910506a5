// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/log.h"
#include "tests/support/rig.h"

enum {
	HURRY = 20
};

static bool is_known_to_hold(struct rig *rig)
{
	return modem_health(rig->modem)->sim_used == 0 &&
	       modem_health(rig->modem)->sim_size > 0;
}

static void open_mute(struct rig *rig, const char *arguments)
{
	rig_prepare(rig, HURRY);
	rig_start_simulator(rig, arguments);
	rig_say(rig, "fault mute-cmti on");
	rig_start_modem(rig);
	rig->is_answering = false;
	rig_run_until_state(rig, MODEM_STATE_READY);
	rig_run_until(rig, is_known_to_hold, "the first sweep is over");
}

static void test_what_nobody_told_is_found(void **state)
{
	struct rig rig;

	(void)state;
	open_mute(&rig, "");
	rig_say(&rig, "burst 7 0812 halo {n}");
	rig.n_wanted = 7;
	rig_run_until(&rig, rig_is_drained, "a sweep has found them");
	rig_check_nothing_lost(&rig);
	rig_close(&rig);
}

static void test_what_lies_there_at_the_start_is_read(void **state)
{
	struct rig rig;

	(void)state;
	rig_open(&rig, "", HURRY);
	rig.is_answering = false;
	rig_run_until_state(&rig, MODEM_STATE_READY);
	rig.is_storing = false;
	rig_say(&rig, "burst 12 0812 halo {n}");
	rig_run_for_ms(&rig, 300);
	rig.is_storing = true;
	rig_restart_modem(&rig);
	rig.n_wanted = 12;
	rig_run_until(&rig, rig_is_drained, "they are read at the start");
	rig_check_nothing_lost(&rig);
	rig_close(&rig);
}

static void test_full_storages_of_any_size_are_emptied(void **state)
{
	static const struct {
		const char *arguments;
		int n;
	} sizes[] = { { "--slots 1", 10 }, { "--slots 2", 20 }, { "--slots 250", 400 } };
	struct rig rig;

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		open_mute(&rig, sizes[i].arguments);
		rig_say(&rig, "fault overflow on");
		rig_say(&rig, "burst %d 0812 halo {n}", sizes[i].n);
		rig.n_wanted = (size_t)sizes[i].n;
		rig_run_until(&rig, rig_is_drained, sizes[i].arguments);
		rig_check_nothing_lost(&rig);
		rig_close(&rig);
	}
}

static void test_counts_may_be_told_for_one_storage_only(void **state)
{
	struct rig rig;

	(void)state;
	open_mute(&rig, "--slots 4");
	rig_say(&rig, "fault overflow on");
	rig_say(&rig, "fault answer always AT+CPMS? \\r\\nERROR\\r\\n");
	rig_say(&rig, "burst 8 0812 halo {n}");
	rig.n_wanted = 8;
	rig_run_until(&rig, rig_is_drained, "both storages were counted by choosing");
	rig_check_nothing_lost(&rig);
	rig_close(&rig);
}

static void test_a_modem_that_takes_one_storage_at_a_time_is_served(void **state)
{
	struct rig rig;

	(void)state;
	rig_prepare(&rig, HURRY);
	rig_start_simulator(&rig, "--slots 4");
	rig_say(&rig, "fault overflow on");
	rig_say(&rig, "fault mute-cmti on");
	rig_say(&rig, "fault answer always AT+CPMS=\"SM\",\"ME\" \\r\\nERROR\\r\\n");
	rig_say(&rig, "fault answer always AT+CPMS=\"ME\",\"SM\" \\r\\nERROR\\r\\n");
	rig_say(&rig, "fault answer always AT+CPMS=\"SM\",\"SM\" \\r\\nERROR\\r\\n");
	rig_say(&rig, "fault answer always AT+CPMS=\"ME\",\"ME\" \\r\\nERROR\\r\\n");
	rig_start_modem(&rig);
	rig.is_answering = false;
	rig_run_until_state(&rig, MODEM_STATE_READY);
	rig_say(&rig, "burst 8 0812 halo {n}");
	rig.n_wanted = 8;
	rig_run_until(&rig, rig_is_drained, "both storages are emptied");
	rig_check_nothing_lost(&rig);
	rig_close(&rig);
}

static void test_a_storage_that_is_refused_does_not_block_the_other(void **state)
{
	struct rig rig;

	(void)state;
	rig_prepare(&rig, HURRY);
	rig_start_simulator(&rig, "");
	rig_say(&rig, "fault mute-cmti on");
	rig_say(&rig, "fault answer always AT+CPMS? \\r\\nERROR\\r\\n");
	rig_say(&rig, "fault answer always AT+CPMS=\"ME\" \\r\\n+CMS ERROR: 302\\r\\n");
	rig_start_modem(&rig);
	rig.is_answering = false;
	rig_run_until_state(&rig, MODEM_STATE_READY);
	rig_say(&rig, "burst 5 0812 halo {n}");
	rig.n_wanted = 5;
	rig_run_until(&rig, rig_is_drained, "the SIM is emptied");
	rig_check_nothing_lost(&rig);
	rig_close(&rig);
}

static bool is_full(struct rig *rig)
{
	return modem_health(rig->modem)->sim_used == 3 &&
	       modem_health(rig->modem)->sim_size == 3;
}

/* SM is full and ME is empty: nothing more comes in. */
static void test_the_fullest_storage_is_told(void **state)
{
	struct rig rig;

	(void)state;
	rig_prepare(&rig, HURRY);
	rig.is_storing = false;
	rig_start_simulator(&rig, "--slots 3");
	rig_say(&rig, "burst 3 0813 penuh {n}");
	rig_start_modem(&rig);
	rig_run_until(&rig, is_full, "three of three, and not of six");
	rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_fullest_storage_is_told),
		cmocka_unit_test(test_what_nobody_told_is_found),
		cmocka_unit_test(test_what_lies_there_at_the_start_is_read),
		cmocka_unit_test(test_full_storages_of_any_size_are_emptied),
		cmocka_unit_test(test_counts_may_be_told_for_one_storage_only),
		cmocka_unit_test(test_a_modem_that_takes_one_storage_at_a_time_is_served),
		cmocka_unit_test(test_a_storage_that_is_refused_does_not_block_the_other),
	};

	if (!rig_is_possible())
		return 0;
	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
