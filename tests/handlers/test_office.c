// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "handlers/office.h"

static void test_an_office_without_desk_settings_has_the_usual_ones(void **state)
{
	const struct desk_options own = { .ready_days = 3 };
	struct office office = { .desk = NULL };

	(void)state;
	assert_int_equal(office_desk(&office)->ready_days, 30);
	assert_int_equal(office_desk(&office)->complaint_days, 3);
	office.desk = &own;
	assert_ptr_equal(office_desk(&office), &own);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_office_without_desk_settings_has_the_usual_ones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
