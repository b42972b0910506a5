// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "store/statements_office.h"

/* That each fits the schema is seen at every open (test_statements.c). */
static void test_a_statement_stands_in_one_table(void **state)
{
	(void)state;
	assert_non_null(statements_office(STATEMENT_COMPLAINT_ADD));
	assert_null(statements_office(STATEMENT_TICKET_ADD));
	assert_null(statements_office(STATEMENT_BEGIN));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_statement_stands_in_one_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
