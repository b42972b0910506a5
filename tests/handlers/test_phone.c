// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "handlers/answer.h"
#include "handlers/phone.h"

static void test_spellings_of_a_mobile_number_become_one(void **state)
{
	static const char *const spellings[] = {
		"081234567890",      "6281234567890",   "+6281234567890",
		"+62 812-3456-7890", "0812 3456 7890",  "81234567890",
		"(0812) 34567890",   "+62081234567890", "0812.3456.7890",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(spellings) / sizeof(*spellings); i++) {
		char out[LIMIT_ADDRESS_SIZE] = "xxxx";

		assert_true(phone_normalise(spellings[i], out));
		assert_string_equal(out, "+6281234567890");
	}
}

static void test_other_senders_stay_as_they_are(void **state)
{
	static const char *const others[] = {
		"TELKOMSEL",
		"888",
		"1708",
		"97100",
		"+14155550123",
		"+628123456",
		"0335841234",
		"+62812345678901234",
		"",
		"08x1234567890",
		"+60123456789",
		"123456789012345678901234567890",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		char out[LIMIT_ADDRESS_SIZE] = "xxxx";

		assert_false(phone_normalise(others[i], out));
		assert_string_equal(out, others[i]);
		assert_false(phone_is_mobile(others[i]));
	}
}

static void test_the_length_of_a_mobile_number_is_checked(void **state)
{
	(void)state;
	assert_false(phone_is_mobile("+628123456"));       /* 6 digits after +628 */
	assert_true(phone_is_mobile("+6281234567"));       /* 7 */
	assert_true(phone_is_mobile("+62812345678901"));   /* 11 */
	assert_false(phone_is_mobile("+628123456789012")); /* 12 */
	assert_false(phone_is_mobile("081234567890"));
	assert_false(phone_is_mobile("+6281234a67890"));
}

static void test_only_ordinary_mobile_numbers_are_answered(void **state)
{
	static const struct {
		const char *sender, *refusal; /* NULL: is answered */
	} vectors[] = {
		{ "+6281234567890", NULL },
		{ "081234567890", NULL },
		{ "TELKOMSEL", "alphanumeric" },
		{ "3", "short" },
		{ "IM3", "alphanumeric" },
		{ "1708", "short" },
		{ "808", "short" },
		{ "97100", "short" },
		{ "123456", "short" },
		{ "+14155550123", "foreign" },
		{ "+60123456789", "foreign" },
		{ "+62335841234", "service" },
		{ "0335841234", "service" },
		{ "", "no sender" },
		{ "by.U", "alphanumeric" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(vectors) / sizeof(*vectors); i++) {
		const char *refusal = answer_refusal(vectors[i].sender);

		if (vectors[i].refusal == NULL)
			assert_null(refusal);
		else
			assert_string_equal(refusal, vectors[i].refusal);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_spellings_of_a_mobile_number_become_one),
		cmocka_unit_test(test_other_senders_stay_as_they_are),
		cmocka_unit_test(test_the_length_of_a_mobile_number_is_checked),
		cmocka_unit_test(test_only_ordinary_mobile_numbers_are_answered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
