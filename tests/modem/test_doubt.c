// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "modem/doubt.h"

static const char kept[] = "069126180100000402A1B2C3D4E5F6A7B8";

static void test_a_few_digits_are_noise_and_more_are_another(void **state)
{
	static const struct {
		const char *now;
		bool is_other;
	} rows[] = {
		{ "069126180100000402A1B2C3D4E5F6A7B8", false },
		{ "069126180100000402A1B2C3D4E5F6A7B9", false },
		{ "169127180100000402A1B2C4D5E6F7A8B9", false }, /* 8 digits differ */
		{ "169127180100000412A1B2C4D5E6F7A8B9", true },
		{ "069126180100000402A1B2C3D4E5F6A7", true },
		{ "", true },
	};
	struct doubt doubt = { 0 };

	(void)state;
	doubt_keep(&doubt, 1, 7, kept);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_int_equal(doubt_is_other(&doubt, 1, 7, rows[i].now),
				 rows[i].is_other);
}

static void test_a_reading_belongs_to_its_slot_until_it_is_settled(void **state)
{
	struct doubt doubt = { 0 };

	(void)state;
	assert_false(doubt_is_other(&doubt, 0, 0, ""));
	doubt_keep(&doubt, 1, 7, kept);
	assert_false(doubt_is_other(&doubt, 0, 7, ""));
	assert_false(doubt_is_other(&doubt, 1, 8, ""));
	doubt_settle(&doubt, 1, 8);
	doubt_settle(&doubt, 0, 7);
	assert_true(doubt_is_other(&doubt, 1, 7, ""));
	doubt_settle(&doubt, 1, 7);
	assert_false(doubt_is_other(&doubt, 1, 7, ""));
}

static void test_what_is_too_long_for_a_pdu_is_not_kept(void **state)
{
	char hex[LIMIT_PDU_HEX_SIZE + 1];
	struct doubt doubt = { 0 };

	(void)state;
	memset(hex, '0', sizeof hex - 1);
	hex[sizeof hex - 1] = '\0';
	doubt_keep(&doubt, 0, 1, hex);
	assert_false(doubt_is_other(&doubt, 0, 1, ""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_few_digits_are_noise_and_more_are_another),
		cmocka_unit_test(test_a_reading_belongs_to_its_slot_until_it_is_settled),
		cmocka_unit_test(test_what_is_too_long_for_a_pdu_is_not_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
