// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/visit.h"

static void test_a_request_is_no_letter_yet(void **state)
{
	struct visit *visit = *state;
	char code[LIMIT_CODE_SIZE], path[64];

	visit_file(visit, "sktm 3513151205909901 sekolah", code);
	visit_log_in(visit, OFFICER_ROLE_SUBDISTRICT);
	snprintf(path, sizeof path, "/periksa?surat=%s", code);
	assert_int_equal(visit_get(visit, path), 200);
	assert_true(visit_says(visit, "TDK TERDAFTAR"));
	assert_false(visit_says(visit, HOUSE_NAME));
}

static void test_this_page_alone_may_use_the_camera(void **state)
{
	struct visit *visit = *state;

	visit_log_in(visit, OFFICER_ROLE_SUBDISTRICT);
	visit_get(visit, "/periksa");
	assert_true(visit->exchange.answer.may_see);
	assert_true(visit_says(visit, "src=\"/kamera.js\""));
	visit_get(visit, "/akun");
	assert_false(visit->exchange.answer.may_see);
	assert_false(visit_says(visit, "kamera.js"));
}

static void test_nonsense_is_answered_and_not_repeated(void **state)
{
	struct visit *visit = *state;

	visit_log_in(visit, OFFICER_ROLE_SUBDISTRICT);
	assert_int_equal(visit_get(visit, "/periksa?surat=%3Cscript%3Ealert(1)"), 200);
	assert_true(visit_says(visit, "class=\"word\""));
	assert_false(visit_says(visit, "<script>alert"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT(test_a_request_is_no_letter_yet),
		VISIT(test_this_page_alone_may_use_the_camera),
		VISIT(test_nonsense_is_answered_and_not_repeated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
