// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/gateway.h"
#include "tests/support/visit.h"
#include "web/callback.h"

#define SECRET "0123456789abcdef0123456789abcdef"

static unsigned call(struct visit *visit, const char *path, const char *fields)
{
	return visit_post(visit, path, fields);
}

static void open_door(struct visit *visit, struct gateway_options *options)
{
	*options = *visit->web.gateway;
	text_copy(options->secret, sizeof options->secret, SECRET);
	visit->web.gateway = options;
}

static void test_the_paths_of_this_door_are_known(void **state)
{
	(void)state;
	assert_true(callback_is_path("/ussd/x"));
	assert_false(callback_is_path("/ussd"));
	assert_false(callback_is_path("/antrean"));
}

static void test_whoever_has_the_secret_gets_a_page_without_a_login(void **state)
{
	struct visit *visit = *state;
	struct gateway_options options;
	char fields[256];

	open_door(visit, &options);
	snprintf(fields, sizeof fields, "%s=1&%s=%s&%s=", options.session, options.phone,
		 "%2B6281234567890", options.text);
	assert_int_equal(call(visit, "/ussd/" SECRET, fields), 200);
	assert_int_equal(strncmp(visit_body(visit), "CON ", 4), 0);
}

static void test_others_learn_not_even_that_there_is_something(void **state)
{
	struct visit *visit = *state;
	struct gateway_options options;

	assert_int_equal(call(visit, "/ussd/" SECRET, "a=1"), 404);
	open_door(visit, &options);
	assert_int_equal(call(visit, "/ussd/0123456789abcdef0123456789abcdee", "a=1"),
			 404);
	assert_int_equal(call(visit, "/ussd/", "a=1"), 404);
	assert_int_equal(visit_get(visit, "/ussd/" SECRET), 404);
	text_copy(options.sources, sizeof options.sources, "192.0.2.1");
	assert_int_equal(call(visit, "/ussd/" SECRET, "a=1"), 404);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_paths_of_this_door_are_known),
		VISIT(test_whoever_has_the_secret_gets_a_page_without_a_login),
		VISIT(test_others_learn_not_even_that_there_is_something),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
