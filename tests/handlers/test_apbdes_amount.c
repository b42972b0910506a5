// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "handlers/apbdes_amount.h"

static void test_amounts_as_people_write_them(void **state)
{
	static const struct {
		const char *cell;
		int64_t sen; /* -1 no amount */
	} vectors[] = {
		{ "0", 0 },
		{ "1500", 150000 },
		{ "1.500", 150000 },
		{ "1,500", 150000 },
		{ "Rp 1.500", 150000 },
		{ "Rp.1.500,-", -1 },
		{ "rp1.234.567,50", 123456750 },
		{ "1,234,567.50", 123456750 },
		{ "1.234.567", 123456700 },
		{ "1234567", 123456700 },
		{ "1234567.0000", 123456700 },
		{ "1500000.5", 150000050 },
		{ "1234.567", 123456 },
		{ "1,5", 150 },
		{ "987.654.000,00", 98765400000 },
		{ "100.000.000.000.000", 10000000000000000 },
		{ "100.000.000.000.001", -1 },
		{ "99999999999999999999999", -1 },
		{ "1.23.456", -1 },
		{ "1.2.3", -1 },
		{ "1,5,00", -1 },
		{ "12.34.567,00", -1 },
		{ "1.234.567.00", -1 },
		{ "", -1 },
		{ ".", -1 },
		{ "5.", -1 },
		{ ".5", -1 },
		{ "1..5", -1 },
		{ "-5", -1 },
		{ "+5", -1 },
		{ "=1+1", -1 },
		{ "1e9", -1 },
		{ "1 000", -1 },
		{ "lima", -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		int64_t sen = -1;

		if (!apbdes_read_amount(vectors[i].cell, &sen))
			sen = -1;
		if (sen != vectors[i].sen)
			fail_msg("'%s': %lld", vectors[i].cell, (long long)sen);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_amounts_as_people_write_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
