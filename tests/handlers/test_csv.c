// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/csv.h"

/* All rows as one text: cells apart by '|', rows by '/', bad rows as '!' and their line.
 */
static void read_all(const char *bytes, size_t length, char *out, size_t size)
{
	struct csv_row *row = malloc(sizeof *row);
	char why_buffer[256];
	struct text said, why;
	struct csv csv;
	int result;

	assert_non_null(row);
	text_init(&said, out, size);
	text_init(&why, why_buffer, sizeof why_buffer);
	csv_init(&csv, bytes, length);
	while ((result = csv_next(&csv, row, &why)) != 0) {
		if (said.length > 0)
			text_add_char(&said, '/');
		if (result < 0) {
			assert_int_equal(result, -EBADMSG);
			assert_true(why.length > 0);
			text_clear(&why);
			text_add_format(&said, "!%u", row->line);
			continue;
		}
		for (size_t i = 0; i < row->n_cells; i++)
			text_add_format(&said, "%s%s", i > 0 ? "|" : "", row->cells[i]);
	}
	free(row);
}

static void test_rows_are_read_as_spreadsheets_write_them(void **state)
{
	static const struct {
		const char *bytes, *expected;
	} vectors[] = {
		{ "", "" },
		{ "\n\n", "" },
		{ "a,b,c\n1,2,3\n", "a|b|c/1|2|3" },
		{ "a;b;c\n1;2,5;3", "a|b|c/1|2,5|3" },
		{ "a\tb\n1\t2\n", "a|b/1|2" },
		{ "\xEF\xBB\xBF"
		  "a,b\n",
		  "a|b" },
		{ "a,b\r\n1,2\r\n", "a|b/1|2" },
		{ "a,b\r1,2\r", "a|b/1|2" },
		{ "a,b\n\n , \n1,2\n", "a|b/1|2" },
		{ "a,b,\n1,,\n", "a|b|/1||" },
		{ "\"a\",\"b;b\"\n", "a|b;b" },
		{ "\"a;a;a\",b,c\n", "a;a;a|b|c" },
		{ "\"say \"\"hi\"\"\",2\n", "say \"hi\"|2" },
		{ "\"two\nlines\",x\ny,z\n", "two\nlines|x/y|z" },
		{ "\"a\" ,b\n", "a|b" },
		{ " a , b \n", "a|b" },
		{ "Jl. \"Mawar\" 5,b\n", "Jl. \"Mawar\" 5|b" },
		{ "a,\"\"\n", "a|" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		char said[256];

		read_all(vectors[i].bytes, strlen(vectors[i].bytes), said, sizeof said);
		assert_string_equal(said, vectors[i].expected);
	}
}

static void test_a_bad_row_costs_only_itself(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
		const char *expected;
	} vectors[] = {
#define VECTOR(bytes, expected) { bytes, sizeof bytes - 1, expected }
		VECTOR("a,b\n\"1,2\n3,4\n5,6\n", "a|b/!2/3|4/5|6"),
		VECTOR("a,b\n\"1\"x,2\n3,4\n", "a|b/!2/3|4"),
		VECTOR("a,b\n\"1\nx\"y,2\n3,4\n", "a|b/!2/x\"y|2/3|4"),
		VECTOR("a,b\n1\xFF,2\n3,4\n", "a|b/!2/3|4"),
		VECTOR("a,b\n1\0,2\n3,4\n", "a|b/!2/3|4"),
		VECTOR("a,b\n\"", "a|b/!2"),
#undef VECTOR
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		char said[256];

		read_all(vectors[i].bytes, vectors[i].length, said, sizeof said);
		assert_string_equal(said, vectors[i].expected);
	}
}

static void test_long_rows_and_many_cells_are_bad_rows(void **state)
{
	size_t length = 3 * CSV_ROW_SIZE;
	char *bytes = malloc(length), said[64];

	(void)state;
	assert_non_null(bytes);
	memset(bytes, 'x', length);
	memcpy(bytes, "a,b\n", 4);
	memcpy(bytes + length - 4, "\n1,2", 4);
	read_all(bytes, length, said, sizeof said);
	assert_string_equal(said, "a|b/!2/1|2");
	memcpy(bytes + 4, "\"", 1);
	read_all(bytes, length, said, sizeof said);
	assert_string_equal(said, "a|b/!2/1|2");
	memset(bytes + 4, ',', CSV_CELLS_MAX);
	bytes[3 + CSV_CELLS_MAX] = '\n'; /* one cell less than too many, all empty */
	read_all(bytes, 4 + CSV_CELLS_MAX, said, sizeof said);
	assert_string_equal(said, "a|b");
	bytes[3 + CSV_CELLS_MAX] = ',';
	bytes[4 + CSV_CELLS_MAX] = '\n';
	read_all(bytes, 5 + CSV_CELLS_MAX, said, sizeof said);
	assert_string_equal(said, "a|b/!2");
	free(bytes);
}

static void test_lines_are_counted_through_quotes(void **state)
{
	static const char bytes[] = "a\n\"1\n2\n3\"\nb\n";
	struct csv_row *row = malloc(sizeof *row);
	struct csv csv;

	(void)state;
	assert_non_null(row);
	csv_init(&csv, bytes, sizeof bytes - 1);
	for (unsigned line = 1; line < 3; line++) {
		assert_int_equal(csv_next(&csv, row, NULL), 1);
		assert_int_equal(row->line, line);
	}
	assert_int_equal(csv_next(&csv, row, NULL), 1);
	assert_int_equal(row->line, 5);
	assert_int_equal(csv_next(&csv, row, NULL), 0);
	free(row);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows_are_read_as_spreadsheets_write_them),
		cmocka_unit_test(test_a_bad_row_costs_only_itself),
		cmocka_unit_test(test_long_rows_and_many_cells_are_bad_rows),
		cmocka_unit_test(test_lines_are_counted_through_quotes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
