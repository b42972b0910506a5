// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "apps/route.h"
#include "apps/service.h"

static void test_prefixes_are_written_for_the_store(void **state)
{
	static const char *const vectors[][2] = {
		{ "", "" },
		{ "0811", ",+62811," },
		{ "0811,0812,0855", ",+62811,+62812,+62855," },
	};
	char buffer[ROUTE_PREFIXES_SIZE];
	struct text text;

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		text_init(&text, buffer, sizeof buffer);
		route_add_prefixes(&text, vectors[i][0]);
		assert_string_equal(buffer, vectors[i][1]);
	}
	/* Behind others. */
	route_add_prefixes(&text, "0877");
	assert_string_equal(buffer, ",+62811,+62812,+62855,+62877,");
}

static void test_the_one_that_rested_longest_is_first(void **state)
{
	struct service *service = calloc(1, sizeof *service);
	size_t order[SETTINGS_MODEMS_MAX];

	(void)state;
	service->n_modems = 4;
	service->modems[0].last_out_at = 300;
	service->modems[1].last_out_at = 0;
	service->modems[2].last_out_at = 100;
	service->modems[3].last_out_at = 300;
	route_order(service, order);
	assert_int_equal(order[0], 1);
	assert_int_equal(order[1], 2);
	assert_int_equal(order[2], 0); /* of two that sent last, the first of the list */
	assert_int_equal(order[3], 3);
	free(service);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_prefixes_are_written_for_the_store),
		cmocka_unit_test(test_the_one_that_rested_longest_is_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
