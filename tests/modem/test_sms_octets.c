// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "base/text.h"
#include "modem/sms_octets.h"

static struct sms_octets garbage(void)
{
	struct sms_octets octets;

	memset(&octets, 0xA5, sizeof octets);
	return octets;
}

static void test_reads_digits_of_either_case(void **state)
{
	struct sms_octets octets = garbage();
	static const uint8_t expected[] = { 0x01, 0x23, 0x45, 0x67, 0x89, 0xAB,
					    0xCD, 0xEF, 0xAB, 0xCD, 0xEF };

	(void)state;
	assert_int_equal(sms_octets_from_hex(&octets, "0123456789ABCDEFabcdef", 22, NULL),
			 0);
	assert_int_equal(octets.n, 11);
	assert_int_equal(octets.n_more, 0);
	assert_memory_equal(octets.bytes, expected, 11);
}

static void test_every_other_byte_is_refused(void **state)
{
	(void)state;
	for (unsigned byte = 0; byte < 256; byte++) {
		bool is_digit = byte != 0 && strchr("0123456789ABCDEFabcdef", (int)byte);

		for (size_t place = 0; place < 4; place++) {
			char hex[4] = { '0', '7', '9', '1' };
			struct sms_octets octets = garbage();

			hex[place] = (char)byte;
			assert_int_equal(sms_octets_from_hex(&octets, hex, 4, NULL),
					 is_digit ? 0 : -EBADMSG);
		}
	}
}

static void test_reason_names_the_octet(void **state)
{
	char buffer[LIMIT_WHY_SIZE];
	struct text why;
	struct sms_octets octets = garbage();

	(void)state;
	text_init(&why, buffer, sizeof buffer);
	assert_int_equal(sms_octets_from_hex(&octets, "0791261G", 8, &why), -EBADMSG);
	assert_non_null(strstr(buffer, "octet 3"));
}

static void test_odd_or_no_digits_are_refused(void **state)
{
	struct sms_octets octets = garbage();

	(void)state;
	assert_int_equal(sms_octets_from_hex(&octets, "", 0, NULL), -EBADMSG);
	assert_int_equal(sms_octets_from_hex(&octets, "0", 1, NULL), -EBADMSG);
	assert_int_equal(sms_octets_from_hex(&octets, "079", 3, NULL), -EBADMSG);
}

static void test_too_many_octets_are_counted_and_checked(void **state)
{
	struct sms_octets octets = garbage();
	char hex[2 * SMS_OCTETS_MAX + 20];

	(void)state;
	memset(hex, '1', sizeof hex);
	assert_int_equal(sms_octets_from_hex(&octets, hex, sizeof hex, NULL), 0);
	assert_int_equal(octets.n, SMS_OCTETS_MAX);
	assert_int_equal(octets.n_more, 10);
	hex[sizeof hex - 1] = 'x';
	assert_int_equal(sms_octets_from_hex(&octets, hex, sizeof hex, NULL), -EBADMSG);
}

/* In memory of exactly the size, so that a sanitizer sees one byte too many. */
static void test_reads_no_byte_behind_the_digits(void **state)
{
	(void)state;
	for (size_t n = 1; n <= 2 * SMS_OCTETS_MAX + 4; n++) {
		struct sms_octets octets = garbage();
		char *hex = malloc(n);

		assert_non_null(hex);
		memset(hex, '5', n);
		assert_int_equal(sms_octets_from_hex(&octets, hex, n, NULL),
				 n % 2 ? -EBADMSG : 0);
		free(hex);
	}
}

static void test_a_step_that_does_not_fit_changes_nothing(void **state)
{
	struct sms_octets octets = garbage();
	const uint8_t *taken;
	uint8_t octet = 0;

	(void)state;
	assert_int_equal(sms_octets_from_hex(&octets, "0A0B0C", 6, NULL), 0);
	assert_true(sms_octets_next(&octets, &octet));
	assert_int_equal(octet, 0x0A);
	assert_int_equal(sms_octets_left(&octets), 2);
	assert_null(sms_octets_take(&octets, 3));
	assert_int_equal(sms_octets_left(&octets), 2);
	taken = sms_octets_take(&octets, 2);
	assert_ptr_equal(taken, octets.bytes + 1);
	assert_false(sms_octets_next(&octets, &octet));
	assert_int_equal(octet, 0x0A);
	assert_non_null(sms_octets_take(&octets, 0));
	assert_int_equal(sms_octets_left(&octets), 0);
}

static void test_octet_of_two_digits(void **state)
{
	(void)state;
	assert_int_equal(sms_octet_of_hex("00"), 0);
	assert_int_equal(sms_octet_of_hex("fF"), 255);
	assert_int_equal(sms_octet_of_hex("0 "), -1);
	assert_int_equal(sms_octet_of_hex("\xFF"
					  "0"),
			 -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reads_digits_of_either_case),
		cmocka_unit_test(test_every_other_byte_is_refused),
		cmocka_unit_test(test_reason_names_the_octet),
		cmocka_unit_test(test_odd_or_no_digits_are_refused),
		cmocka_unit_test(test_too_many_octets_are_counted_and_checked),
		cmocka_unit_test(test_reads_no_byte_behind_the_digits),
		cmocka_unit_test(test_a_step_that_does_not_fit_changes_nothing),
		cmocka_unit_test(test_octet_of_two_digits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
