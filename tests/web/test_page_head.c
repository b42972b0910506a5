// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/visit.h"

static void check_one(struct visit *visit, char code[LIMIT_CODE_SIZE])
{
	char path[64];

	visit_file(visit, "sktm 3513151205909901 sekolah", code);
	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	snprintf(path, sizeof path, "/permohonan/%s/langkah", code);
	assert_int_equal(visit_post(visit, path, "langkah=accept&dari=received"), 303);
}

static void test_he_sees_what_waits_and_who_checked_it(void **state)
{
	struct visit *visit = *state;
	char code[LIMIT_CODE_SIZE];

	check_one(visit, code);
	visit_log_in(visit, OFFICER_ROLE_HEAD);
	assert_int_equal(visit_get(visit, "/putusan"), 200);
	assert_true(visit_says(visit, code) && visit_says(visit, "Petugas operator"));
	assert_true(visit_says(visit, HOUSE_NAME) && !visit_says(visit, HOUSE_NIK));
}

static void test_without_a_mandate_the_secretary_only_looks(void **state)
{
	struct visit *visit = *state;
	char code[LIMIT_CODE_SIZE];

	check_one(visit, code);
	visit_log_in(visit, OFFICER_ROLE_SECRETARY);
	assert_int_equal(visit_get(visit, "/putusan"), 200);
	assert_true(visit_says(visit, "Hanya untuk dilihat"));
	assert_false(visit_says(visit, "name=\"kode\""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT(test_he_sees_what_waits_and_who_checked_it),
		VISIT(test_without_a_mandate_the_secretary_only_looks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
