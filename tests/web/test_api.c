// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/visit.h"

static void test_the_queue_is_the_terminals_json(void **state)
{
	struct visit *visit = *state;
	char code[LIMIT_CODE_SIZE], path[64];

	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	assert_int_equal(visit_get(visit, "/api/queue.json"), 200);
	assert_false(visit_says(visit, "code"));
	visit_file(visit, "sktm 3513151205909901 buat sekolah", code);
	assert_int_equal(visit_get(visit, "/api/queue.json"), 200);
	assert_true(visit_says(visit, code));
	assert_true(visit_says(visit, HOUSE_NIK) && visit_says(visit, "\"received\""));
	assert_string_equal(visit->exchange.answer.type, "application/json");
	snprintf(path, sizeof path, "/api/ticket/%s.json", code);
	assert_int_equal(visit_get(visit, path), 200);
	assert_int_equal(visit_body(visit)[0], '{');
	assert_int_equal(visit_get(visit, "/api/modem.json"), 200);
	assert_true(visit_says(visit, "\"waiting\""));
}

static void test_others_get_no_data(void **state)
{
	struct visit *visit = *state;
	char code[LIMIT_CODE_SIZE];

	visit_file(visit, "sktm 3513151205909901 sekolah", code);
	assert_int_equal(visit_get(visit, "/api/queue.json"), 403);
	assert_false(visit_says(visit, code));
	visit_log_in(visit, OFFICER_ROLE_SUBDISTRICT);
	assert_int_equal(visit_get(visit, "/api/queue.json"), 403);
	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	assert_int_equal(visit_get(visit, "/api/ticket/12345678.json"), 404);
	assert_int_equal(visit_get(visit, "/api/ticket/x"), 404);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT(test_the_queue_is_the_terminals_json),
		VISIT(test_others_get_no_data),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
