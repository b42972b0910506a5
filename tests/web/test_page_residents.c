// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/visit.h"

static void test_a_part_of_the_name_finds_and_is_noted(void **state)
{
	struct visit *visit = *state;

	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	assert_int_equal(visit_get(visit, "/penduduk"), 200);
	assert_false(visit_says(visit, HOUSE_NAME));
	visit_get(visit, "/penduduk?cari=rahasia");
	assert_true(visit_says(visit, HOUSE_NAME));
	visit_get(visit, "/penduduk?cari=%25");
	assert_false(visit_says(visit, HOUSE_NAME));
	assert_int_equal(visit_get(visit, "/penduduk?cari=rahasia&rt=x"), 400);
}

static void test_one_is_shown_to_the_office_only(void **state)
{
	struct visit *visit = *state;

	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	assert_int_equal(visit_get(visit, "/penduduk/" HOUSE_NIK), 200);
	assert_true(visit_says(visit, HOUSE_NAME));
	assert_int_equal(visit_get(visit, "/penduduk/" HOUSE_NIK_UNKNOWN), 404);
	visit_log_in(visit, OFFICER_ROLE_SUBDISTRICT);
	assert_int_equal(visit_get(visit, "/penduduk/" HOUSE_NIK), 403);
	assert_false(visit_says(visit, HOUSE_NAME));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT(test_a_part_of_the_name_finds_and_is_noted),
		VISIT(test_one_is_shown_to_the_office_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
