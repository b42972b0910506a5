// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "handlers/rounds.h"
#include "store/store.h"
#include "tests/support/house.h"

static void test_an_empty_office_has_nothing_due(void **state)
{
	struct house house;
	size_t n_duties;
	const struct duty *duties = rounds(&n_duties);

	(void)state;
	house_open(&house);
	assert_true(n_duties > 0);
	for (size_t i = 0; i < n_duties; i++) {
		assert_true(strlen(duties[i].name) > 0);
		assert_int_equal(store_begin(house.office.store), 0);
		assert_int_equal(duties[i].run(&house.office, house.now_s), 0);
		assert_int_equal(store_commit(house.office.store), 0);
	}
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_empty_office_has_nothing_due),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
