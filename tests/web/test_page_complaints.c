// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/visit.h"

static void test_a_complaint_is_answered_and_closed(void **state)
{
	struct visit *visit = *state;

	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	assert_int_equal(visit_get(visit, "/lapor"), 200);
	assert_true(visit_says(visit, "class=\"empty\""));
	house_receive(&visit->house, HOUSE_PHONE, "lapor jalan rusak di depan pasar");
	visit_get(visit, "/lapor");
	assert_true(visit_says(visit, "A-1") && visit_says(visit, "jalan rusak"));
	assert_int_equal(visit_get(visit, "/lapor/1"), 200);
	assert_int_equal(visit_get(visit, "/lapor/9"), 404);
	assert_int_equal(visit_get(visit, "/lapor/x"), 404);
	assert_int_equal(visit_post(visit, "/lapor/1/langkah",
				    "langkah=answer&dari=received&isi=Besok+diperbaiki"),
			 303);
	assert_non_null(strstr(visit->exchange.answer.location, "pesan=lapor-"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT(test_a_complaint_is_answered_and_closed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
