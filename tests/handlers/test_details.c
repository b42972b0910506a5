// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/details.h"

static void test_what_is_set_is_got(void **state)
{
	static const char *const values[] = { "warung kopi", "kata \"kutip\"", "a\\b", "",
					      "{}:,",        "caf\u00e9",      "x\"" };
	char details[512] = "", out[128];

	(void)state;
	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++) {
		assert_true(details_set(details, sizeof(details), "usaha", values[i]));
		assert_true(details_set(details, sizeof(details), "sejak", "2015"));
		assert_true(details_get(details, "usaha", out, sizeof(out)));
		assert_string_equal(out, values[i]);
		assert_true(details_get(details, "sejak", out, sizeof(out)));
		assert_string_equal(out, "2015");
		assert_int_equal(details_count(details), 2);
	}
	assert_false(details_get(details, "lain", NULL, 0));
	assert_false(details_get("", "usaha", NULL, 0));
	assert_false(details_get("{}", "usaha", NULL, 0));
}

static void test_it_is_json(void **state)
{
	char details[512] = "{}";

	(void)state;
	assert_true(details_set(details, sizeof(details), "a", "x\ny\"z"));
	assert_string_equal(details, "{\"a\":\"x y\\\"z\"}");
}

static void test_what_does_not_fit_changes_nothing(void **state)
{
	char details[32] = "", before[32];

	(void)state;
	assert_true(details_set(details, sizeof(details), "a", "12345"));
	memcpy(before, details, sizeof(before));
	assert_false(details_set(details, sizeof(details), "b", "12345678901234567890"));
	assert_string_equal(details, before);
}

static void test_texts_are_escaped_for_json(void **state)
{
	char room[64];
	struct text out;

	(void)state;
	text_init(&out, room, sizeof(room));
	json_add_text(&out, "a\"b\\c\n\x01");
	assert_string_equal(room, "\"a\\\"b\\\\c\\u000a\\u0001\"");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_set_is_got),
		cmocka_unit_test(test_it_is_json),
		cmocka_unit_test(test_what_does_not_fit_changes_nothing),
		cmocka_unit_test(test_texts_are_escaped_for_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
