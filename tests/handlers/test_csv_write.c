// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/csv_write.h"

static void test_no_cell_is_a_formula_or_breaks_its_row(void **state)
{
	static const struct {
		const char *cell, *written;
	} vectors[] = {
		{ "SITI", "\"SITI\"\r\n" },
		{ "", "\"\"\r\n" },
		{ "=1+1", "\"'=1+1\"\r\n" },
		{ "+62812", "\"'+62812\"\r\n" },
		{ "-1", "\"'-1\"\r\n" },
		{ "@x", "\"'@x\"\r\n" },
		{ "\tx", "\"'\tx\"\r\n" },
		{ "\rx", "\"'\rx\"\r\n" },
		{ "a\",b\n", "\"a\"\",b\n\"\r\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		char buffer[64];
		struct text text;

		text_init(&text, buffer, sizeof buffer);
		csv_write_row(&text, &vectors[i].cell, 1);
		assert_string_equal(buffer, vectors[i].written);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_cell_is_a_formula_or_breaks_its_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
