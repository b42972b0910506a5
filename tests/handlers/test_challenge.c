// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/challenge.h"

static void test_one_time_numbers_are_hidden_and_nothing_else(void **state)
{
	static const struct {
		const char *text, *shown;
	} vectors[] = {
		{ "4829-1372 SKTM: sekolah. Balas SETUJU 7319 PIN atau TOLAK 7319 PIN",
		  "4829-1372 SKTM: sekolah. Balas SETUJU **** PIN atau TOLAK **** PIN" },
		{ "DISETUJUI 21-11-2026 10.20. Nomor 470/012/35.13.15.2007/2026. TARIK 7319 PIN",
		  "DISETUJUI 21-11-2026 10.20. Nomor 470/012/35.13.15.2007/2026. TARIK **** PIN" },
		{ "PIN salah, 7319.", "PIN salah, ****." },
		{ "7319", "****" },
		{ "telp 0335550107, 12345 dan 123", "telp 0335550107, 12345 dan 123" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		char shown[160];

		text_copy(shown, sizeof shown, vectors[i].text);
		challenge_hide_numbers(shown, strlen(shown));
		assert_string_equal(shown, vectors[i].shown);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_time_numbers_are_hidden_and_nothing_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
