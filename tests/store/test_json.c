// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "store/json.h"
#include "tests/support/store_fixture.h"

static void test_members_are_found_as_text(void **state)
{
	static const struct {
		const char *json, *name, *value;
		int result;
	} rows[] = {
		{ "{\"a\":\"x y\"}", "a", "x y", 0 },
		{ "{\"a\":6281234567890}", "a", "6281234567890", 0 },
		{ "{\"a\":true}", "a", "1", 0 },
		{ "{\"a\":\"\\u00e9\\n\"}", "a", "\xC3\xA9\n", 0 },
		{ "{\"a.b\":\"1\"}", "a.b", "1", 0 },
		{ "{\"a\":\"\"}", "a", "", 0 },
		{ "{\"b\":\"1\"}", "a", "", -ENOENT },
		{ "{\"a\":null}", "a", "", -ENOENT },
		{ "{\"a\":{\"b\":1}}", "a", "", -ENOENT },
		{ "{\"a\":[1]}", "a", "", -ENOENT },
		{ "{}", "", "", -ENOENT },
		{ "[\"a\"]", "0", "", -EINVAL },
		{ "\"a\"", "a", "", -EINVAL },
		{ "null", "a", "", -EINVAL },
		{ "", "a", "", -EINVAL },
		{ "{\"a\":\"1\"", "a", "", -EINVAL },
	};
	const struct store_fixture *fixture = *state;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char out[32] = "before";

		assert_int_equal(json_find(fixture->store, rows[i].json, rows[i].name,
					   out, sizeof out),
				 rows[i].result);
		assert_string_equal(out, rows[i].value);
	}
}

static void test_what_does_not_fit_is_told(void **state)
{
	const struct store_fixture *fixture = *state;
	char out[4];

	assert_int_equal(
		json_find(fixture->store, "{\"a\":\"12345\"}", "a", out, sizeof out),
		-EMSGSIZE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_members_are_found_as_text,
						store_fixture_in_memory,
						store_fixture_remove),
		cmocka_unit_test_setup_teardown(test_what_does_not_fit_is_told,
						store_fixture_in_memory,
						store_fixture_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
