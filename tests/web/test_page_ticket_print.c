// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/visit.h"

static void test_what_is_not_approved_is_not_printed(void **state)
{
	struct visit *visit = *state;
	char code[LIMIT_CODE_SIZE], path[64];

	visit_file(visit, "sktm 3513151205909901 sekolah", code);
	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	snprintf(path, sizeof path, "/permohonan/%s", code);
	visit_get(visit, path);
	assert_false(visit_says(visit, "/cetak\""));
	snprintf(path, sizeof path, "/permohonan/%s/cetak", code);
	assert_int_equal(visit_post(visit, path, ""), 409);
	assert_true(visit_says(visit, "Belum dapat dicetak"));
	assert_null(visit->exchange.answer.type);
	visit_log_in(visit, OFFICER_ROLE_HEAD);
	assert_int_equal(visit_post(visit, path, ""), 403);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT(test_what_is_not_approved_is_not_printed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
