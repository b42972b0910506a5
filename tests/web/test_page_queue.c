// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/visit.h"

static void test_the_oldest_stands_first_with_a_short_nik(void **state)
{
	struct visit *visit = *state;
	char first[LIMIT_CODE_SIZE], second[LIMIT_CODE_SIZE];

	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	visit_get(visit, "/antrean");
	assert_true(visit_says(visit, "class=\"empty\""));
	visit_file(visit, "sktm 3513151205909901 sekolah", first);
	house_wait(&visit->house, 60);
	visit_file(visit, "domisili 3513151205909901 bank", second);
	visit_get(visit, "/antrean");
	assert_true(strstr(visit_body(visit), first) < strstr(visit_body(visit), second));
	assert_true(visit_says(visit, "...9901"));
	assert_false(visit_says(visit, HOUSE_NIK));
}

static void test_words_and_states_choose(void **state)
{
	struct visit *visit = *state;
	char first[LIMIT_CODE_SIZE], second[LIMIT_CODE_SIZE];

	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	visit_file(visit, "sktm 3513151205909901 sekolah", first);
	visit_file(visit, "domisili 3513151205909901 kredit bank", second);
	visit_get(visit, "/antrean?cari=KREDIT");
	assert_true(visit_says(visit, second) && !visit_says(visit, first));
	visit_get(visit, "/antrean?keadaan=ready");
	assert_false(visit_says(visit, first) || visit_says(visit, second));
	assert_int_equal(visit_get(visit, "/antrean?cari=%22%3E%3Cscript%3E"), 200);
	assert_false(visit_says(visit, "\"><script>"));
}

static void test_late_ones_are_marked(void **state)
{
	struct visit *visit = *state;
	char code[LIMIT_CODE_SIZE];

	visit_file(visit, "sktm 3513151205909901 sekolah", code);
	house_wait(&visit->house, 30 * 86400);
	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	visit_get(visit, "/antrean");
	assert_true(visit_says(visit, "class=\"late\""));
	visit_get(visit, "/antrean?keadaan=terlambat");
	assert_true(visit_says(visit, code));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT(test_the_oldest_stands_first_with_a_short_nik),
		VISIT(test_words_and_states_choose),
		VISIT(test_late_ones_are_marked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
