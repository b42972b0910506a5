// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ussd/gsup.h"

/* PROC_SS request, IMSI 510770000000001, session 0x20000001, begin, component of 2. */
static const uint8_t message[] = {
	0x20, 0x01, 0x08, 0x15, 0x70, 0x07, 0x00, 0x00, 0x00, 0x00, 0xF1, 0x30,
	0x04, 0x20, 0x00, 0x00, 0x01, 0x31, 0x01, 0x01, 0x35, 0x02, 0xA1, 0x00,
};

static void test_a_message_is_read(void **state)
{
	struct gsup gsup;

	(void)state;
	assert_true(gsup_read(message, sizeof message, &gsup));
	assert_int_equal(gsup.type, GSUP_TYPE_PROC_SS_REQUEST);
	assert_string_equal(gsup.imsi, "510770000000001");
	assert_int_equal(gsup.session, 0x20000001);
	assert_int_equal(gsup.state, GSUP_STATE_BEGIN);
	assert_int_equal(gsup.n_component, 2);
	assert_string_equal(gsup.msisdn, "");
}

static void test_a_part_of_a_message_is_none(void **state)
{
	struct gsup gsup;

	(void)state;
	assert_false(gsup_read(message, 0, &gsup));
	for (size_t n = 1; n < sizeof message; n++) {
		/* Between two elements it is a shorter message, if it has its IMSI. */
		if (n == 11 || n == 17 || n == 20)
			continue;
		assert_false(gsup_read(message, n, &gsup));
	}
}

static void test_numbers_in_each_form(void **state)
{
	static const struct {
		uint8_t element[16];
		size_t length;
		const char *number;
	} rows[] = {
		{ { 0x08, 7, 0x91, 0x26, 0x18, 0x02, 0x00, 0x00, 0xF1 },
		  9,
		  "62812000001" },
		{ { 0x08, 8, 0x07, 0x91, 0x26, 0x18, 0x02, 0x00, 0x00, 0xF1 },
		  10,
		  "62812000001" },
		{ { 0x08, 6, 0x26, 0x18, 0x02, 0x00, 0x00, 0xF1 }, 8, "62812000001" },
		{ { 0x08, 2, 0xAB, 0xCD }, 4, "" },
		{ { 0x08, 0 }, 2, "" },
		{ { 0x55, 1, 0x77 }, 3, "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		uint8_t bytes[64];
		struct gsup gsup;

		memcpy(bytes, message, sizeof message);
		memcpy(bytes + sizeof message, rows[i].element, rows[i].length);
		assert_true(gsup_read(bytes, sizeof message + rows[i].length, &gsup));
		assert_string_equal(gsup.msisdn, rows[i].number);
	}
}

static void test_wrong_elements_are_refused(void **state)
{
	static const struct {
		size_t at;
		uint8_t value;
	} rows[] = {
		{ 3, 0x1A }, /* a letter in the IMSI */
		{ 12, 3 },   /* a session of three octets */
		{ 19, 0 },   /* no state */
		{ 19, 4 },   /* no such state */
		{ 21, 3 },   /* longer than the message */
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		uint8_t bytes[sizeof message];
		struct gsup gsup;

		memcpy(bytes, message, sizeof message);
		bytes[rows[i].at] = rows[i].value;
		assert_false(gsup_read(bytes, sizeof bytes, &gsup));
	}
}

static void test_what_is_written_is_read_again(void **state)
{
	struct gsup gsup;
	uint8_t bytes[GSUP_MESSAGE_MAX];

	(void)state;
	assert_true(gsup_read(message, sizeof message, &gsup));
	assert_int_equal(gsup_write(&gsup, bytes, sizeof bytes), sizeof message);
	assert_memory_equal(bytes, message, sizeof message);
	assert_int_equal(gsup_write(&gsup, bytes, sizeof message - 1), 0);
	memcpy(gsup.imsi, "51x77", 6);
	assert_int_equal(gsup_write(&gsup, bytes, sizeof bytes), 0);
	gsup.imsi[0] = '\0';
	assert_int_equal(gsup_write(&gsup, bytes, sizeof bytes), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_message_is_read),
		cmocka_unit_test(test_a_part_of_a_message_is_none),
		cmocka_unit_test(test_numbers_in_each_form),
		cmocka_unit_test(test_wrong_elements_are_refused),
		cmocka_unit_test(test_what_is_written_is_read_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
