// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/visit.h"

static unsigned look(struct visit *visit, const char *code)
{
	char path[64];

	snprintf(path, sizeof path, "/permohonan/%s", code);
	return visit_get(visit, path);
}

static void test_the_text_stands_beside_what_was_understood(void **state)
{
	struct visit *visit = *state;
	char code[LIMIT_CODE_SIZE];

	visit_file(visit, "sktm 3513151205909901 buat <b>sekolah", code);
	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	assert_int_equal(look(visit, code), 200);
	assert_true(visit_says(visit, "sktm 3513151205909901 buat &lt;b&gt;sekolah"));
	assert_true(visit_says(visit, "name=\"nik\" value=\"" HOUSE_NIK "\""));
	assert_true(visit_says(visit, HOUSE_NAME));
	assert_false(visit_says(visit, "<b>sekolah"));
}

static void test_buttons_are_those_of_the_role(void **state)
{
	struct visit *visit = *state;
	char code[LIMIT_CODE_SIZE];

	visit_file(visit, "sktm 3513151205909901 sekolah", code);
	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	look(visit, code);
	assert_true(visit_says(visit, "value=\"accept\""));
	assert_false(visit_says(visit, "value=\"approve\""));
	visit_log_in(visit, OFFICER_ROLE_HEAD);
	look(visit, code);
	assert_false(visit_says(visit, "/ubah\""));
}

static void test_codes_of_nobody_find_nothing(void **state)
{
	struct visit *visit = *state;

	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	assert_int_equal(look(visit, "12345678"), 404);
	assert_int_equal(look(visit, "x"), 404);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT(test_the_text_stands_beside_what_was_understood),
		VISIT(test_buttons_are_those_of_the_role),
		VISIT(test_codes_of_nobody_find_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
