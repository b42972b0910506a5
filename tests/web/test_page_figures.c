// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/visit.h"

static void test_a_month_is_counted(void **state)
{
	struct visit *visit = *state;

	visit_log_in(visit, OFFICER_ROLE_HEAD);
	assert_int_equal(visit_get(visit, "/angka?bulan=2001-1"), 200);
	assert_true(visit_says(visit, "Tidak ada permohonan"));
	house_receive(&visit->house, HOUSE_PHONE, "sktm 3513151205909901 sekolah");
	assert_int_equal(visit_get(visit, "/angka"), 200);
	assert_true(visit_says(visit, "<svg"));
}

static void test_what_is_no_month_is_not_there(void **state)
{
	static const char *const paths[] = { "/angka?bulan=2026-13", "/angka?bulan=x",
					     "/angka?bulan=2026-1x",
					     "/angka?bulan=-1-1" };
	struct visit *visit = *state;

	visit_log_in(visit, OFFICER_ROLE_HEAD);
	for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
		assert_int_equal(visit_get(visit, paths[i]), 404);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT(test_a_month_is_counted),
		VISIT(test_what_is_no_month_is_not_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
