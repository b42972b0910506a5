// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "modem/quirks.h"

static void test_every_model_has_a_row(void **state)
{
	static const char *const models[] = { "", "*", "Desa Simulasi", "huawei E173",
					      "\xFF[" };

	(void)state;
	for (size_t i = 0; i < sizeof models / sizeof models[0]; i++) {
		assert_non_null(quirk_of_model(models[i]));
		assert_int_equal(quirk_of_model(models[i])->piece_bytes, 0);
		assert_false(quirk_of_model(models[i])->reads_all_first);
	}
}

static void test_a_model_is_known_by_maker_and_name(void **state)
{
	(void)state;
	assert_int_equal(quirk_of_model("Nokia 6310i")->piece_bytes, 18);
	assert_int_equal(quirk_of_model("Nokia 6310i")->pause_ms, 10);
	assert_true(quirk_of_model("SIMCOM_Ltd SIM600")->reads_all_first);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_model_has_a_row),
		cmocka_unit_test(test_a_model_is_known_by_maker_and_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
