// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/visit.h"

static void test_the_password_is_changed_with_the_old_one_only(void **state)
{
	struct visit *visit = *state;

	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	assert_int_equal(visit_get(visit, "/akun"), 200);
	assert_int_equal(visit_post(visit, "/akun",
				    "lama=salah&sandi=baru-sekali-9&ulang=baru-sekali-9"),
			 422);
	assert_int_equal(
		visit_post(visit, "/akun", "lama=rahasia-desa-1&sandi=x&ulang=x"), 422);
	assert_int_equal(visit_post(visit, "/akun",
				    "lama=rahasia-desa-1&sandi=baru-sekali-9&ulang=lain"),
			 422);
	assert_int_equal(visit_get(visit, "/akun"), 200);
	assert_int_equal(
		visit_post(visit, "/akun",
			   "lama=rahasia-desa-1&sandi=baru-sekali-9&ulang=baru-sekali-9"),
		303);
	/* Whoever was logged in by the old one is not any more. */
	assert_int_equal(visit_get(visit, "/akun"), 303);
}

static void test_the_looks_are_for_head_and_admin(void **state)
{
	struct visit *visit = *state;

	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	visit_get(visit, "/penduduk/" HOUSE_NIK);
	assert_int_equal(visit_get(visit, "/catatan"), 403);
	visit_log_in(visit, OFFICER_ROLE_HEAD);
	assert_int_equal(visit_get(visit, "/catatan"), 200);
	assert_true(visit_says(visit, "Petugas operator"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT(test_the_password_is_changed_with_the_old_one_only),
		VISIT(test_the_looks_are_for_head_and_admin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
