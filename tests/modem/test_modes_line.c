// SPDX-License-Identifier: MIT
/*
 * Failure mode 13, the speed of the line. With the shim compiled in, the simulator's pty
 * passes for a serial device, and its speed is what the simulator listens at.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/log.h"
#include "tests/support/preload/serial_shim.c"
#include "tests/support/serve.h"

static void test_mode_13_wrong_baud_is_found_out(void **state)
{
	static const unsigned speeds[] = { 115200, 9600, 19200, 57600, 38400 };
	char fault[32];
	struct rig rig;

	(void)state;
	for (size_t i = 0; i < sizeof speeds / sizeof speeds[0]; i++) {
		print_message("  %u\n", speeds[i]);
		snprintf(fault, sizeof fault, "speed %u", speeds[i]);
		serve_open_with(&rig, "", fault);
		serve(&rig, 2);
		rig_close(&rig);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mode_13_wrong_baud_is_found_out),
	};

	if (!rig_is_possible())
		return 0;
	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
