// SPDX-License-Identifier: MIT
/*
 * The start-up on a serial line, which has a speed: with the shim compiled in, the
 * simulator's pty passes for a serial device.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/log.h"
#include "tests/support/preload/serial_shim.c"
#include "tests/support/rig.h"

enum {
	HURRY = 50
};

static void test_a_modem_at_another_speed_is_found(void **state)
{
	static const int speeds[] = { 115200, 9600, 57600 };
	struct rig rig;

	(void)state;
	for (size_t i = 0; i < sizeof speeds / sizeof speeds[0]; i++) {
		rig_prepare(&rig, HURRY);
		rig_start_simulator(&rig, "");
		rig_say(&rig, "fault speed %d", speeds[i]);
		rig_start_modem(&rig);
		rig_run_until_state(&rig, MODEM_STATE_READY);
		rig.n_wanted = 1;
		rig_say(&rig, "sms 081234567890 halo");
		rig_run_until(&rig, rig_is_drained, "it serves");
		rig_close(&rig);
	}
}

static void test_an_unplugged_serial_device_is_opened_again(void **state)
{
	struct rig rig;

	(void)state;
	rig_open(&rig, "", HURRY);
	for (int i = 0; i < 3; i++) {
		rig_run_until_state(&rig, MODEM_STATE_READY);
		rig_say(&rig, "fault hup 0.05 newlink");
		rig_run_until_state(&rig, MODEM_STATE_LOST);
	}
	rig_run_until_state(&rig, MODEM_STATE_READY);
	rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_modem_at_another_speed_is_found),
		cmocka_unit_test(test_an_unplugged_serial_device_is_opened_again),
	};

	if (!rig_is_possible())
		return 0;
	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
