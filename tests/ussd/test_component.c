// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ussd/component.h"

/* What a phone sends for "*77#": packed by hand after 23.038 6.1.2.1.2. */
static const uint8_t dialled[] = { 0xA1, 0x11, 0x02, 0x01, 0x07, 0x02, 0x01,
				   0x3B, 0x30, 0x09, 0x04, 0x01, 0x0F, 0x04,
				   0x04, 0xAA, 0xDB, 0x6D, 0x04 };

static void test_what_a_phone_dials(void **state)
{
	struct component component;

	(void)state;
	assert_true(component_read(dialled, sizeof dialled, &component));
	assert_int_equal(component.kind, COMPONENT_INVOKE);
	assert_int_equal(component.invoke_id, 7);
	assert_int_equal(component.operation, COMPONENT_PROCESS_REQUEST);
	assert_true(component.has_text);
	assert_string_equal(component.text, "*77#");
}

static void test_a_part_is_none(void **state)
{
	struct component component;

	(void)state;
	for (size_t n = 0; n < sizeof dialled; n++)
		assert_false(component_read(dialled, n, &component));
}

static void test_what_is_written_is_read_again(void **state)
{
	static const struct component rows[] = {
		{ .kind = COMPONENT_INVOKE,
		  .invoke_id = 3,
		  .operation = COMPONENT_REQUEST,
		  .has_text = true,
		  .text = "Surat Desa Krejengan\n1 Domisili" },
		{ .kind = COMPONENT_RETURN_RESULT,
		  .invoke_id = 200,
		  .operation = COMPONENT_PROCESS_REQUEST,
		  .has_text = true,
		  .text = "DITERIMA. Kode 4829-1372" },
		{ .kind = COMPONENT_RETURN_ERROR,
		  .invoke_id = 7,
		  .error = COMPONENT_ERROR_SYSTEM_FAILURE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		uint8_t bytes[COMPONENT_SIZE];
		struct component back;
		size_t length = component_write(&rows[i], bytes);

		assert_true(length > 0);
		assert_true(component_read(bytes, length, &back));
		assert_int_equal(back.kind, rows[i].kind);
		assert_int_equal(back.invoke_id, rows[i].invoke_id);
		assert_int_equal(back.operation, rows[i].operation);
		assert_int_equal(back.error, rows[i].error);
		assert_string_equal(back.text, rows[i].text);
	}
}

/* osmo-hlr reads no length above 127: 128 septets are the most. */
static void test_a_page_of_128_septets_is_the_longest(void **state)
{
	struct component component = { .kind = COMPONENT_RETURN_RESULT,
				       .operation = COMPONENT_PROCESS_REQUEST,
				       .has_text = true };
	uint8_t bytes[COMPONENT_SIZE];
	struct component back;

	(void)state;
	for (size_t n = 0; n <= COMPONENT_PAGE_SEPTETS; n++) {
		size_t length;

		memset(component.text, 'z', n);
		component.text[n] = '\0';
		length = component_write(&component, bytes);
		assert_true(length > 0);
		assert_true(bytes[1] <= 127);
		assert_true(component_read(bytes, length, &back));
		assert_string_equal(back.text, component.text);
	}
	memset(component.text, 'z', COMPONENT_PAGE_SEPTETS + 1);
	assert_int_equal(component_write(&component, bytes), 0);
	component.text[0] = '{';
	component.text[1] = '\0';
	assert_int_equal(component_write(&component, bytes), 0);
}

static void test_other_forms_that_networks_send(void **state)
{
	/* UCS-2; a result without a text; a reject with NULL; lengths of two octets. */
	static const uint8_t ucs2[] = { 0xA1, 0x0F, 0x02, 0x01, 0x01, 0x02,
					0x01, 0x3B, 0x30, 0x07, 0x04, 0x01,
					0x48, 0x04, 0x02, 0x00, 0x32 };
	static const uint8_t empty[] = { 0xA2, 0x03, 0x02, 0x01, 0x05 };
	static const uint8_t reject[] = { 0xA4, 0x05, 0x05, 0x00, 0x81, 0x01, 0x01 };
	static const uint8_t wide[] = { 0xA1, 0x81, 0x12, 0x02, 0x01, 0x07, 0x02,
					0x01, 0x3B, 0x30, 0x81, 0x09, 0x04, 0x01,
					0x0F, 0x04, 0x04, 0xAA, 0xDB, 0x6D, 0x04 };
	struct component component;

	(void)state;
	assert_true(component_read(ucs2, sizeof ucs2, &component));
	assert_string_equal(component.text, "2");
	assert_true(component_read(empty, sizeof empty, &component));
	assert_false(component.has_text);
	assert_true(component_read(reject, sizeof reject, &component));
	assert_int_equal(component.kind, COMPONENT_REJECT);
	assert_true(component_read(wide, sizeof wide, &component));
	assert_string_equal(component.text, "*77#");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_a_phone_dials),
		cmocka_unit_test(test_a_part_is_none),
		cmocka_unit_test(test_what_is_written_is_read_again),
		cmocka_unit_test(test_a_page_of_128_septets_is_the_longest),
		cmocka_unit_test(test_other_forms_that_networks_send),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
