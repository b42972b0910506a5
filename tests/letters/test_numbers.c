// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "letters/numbers.h"

static const char *write(const char *format, int64_t sequence, int month, char out[128])
{
	const struct number_parts parts = { .code = "470",
					    .village_code = "35.13.15.2007",
					    .unit = "PEM",
					    .short_name = "KRJ",
					    .sequence = sequence,
					    .year = 2026,
					    .month = month };
	struct text text;

	text_init(&text, out, 128);
	numbers_write(format, &parts, &text);
	return out;
}

/* The formats of DOMAIN.md 4.2 as villages really write them. */
static void test_formats_of_real_villages(void **state)
{
	static const struct {
		const char *format;
		int64_t sequence;
		int month;
		const char *number;
	} rows[] = {
		{ "{kode}/{urut:3}/{kode_desa}/{tahun}", 12, 11,
		  "470/012/35.13.15.2007/2026" },
		{ "{kode}/{urut:3}/{kode_desa}/{bulan_romawi}/{tahun}", 1, 8,
		  "470/001/35.13.15.2007/VIII/2026" },
		{ "{kode}/{urut:3}/{singkatan}/{bulan_romawi}/{tahun}", 1, 7,
		  "470/001/KRJ/VII/2026" },
		{ "{urut:3}/{kode}/{bulan_romawi}/{tahun}", 28, 10, "028/470/X/2026" },
		{ "{kode}/{urut}/{unit}/{tahun}", 5, 1, "470/5/PEM/2026" },
		{ "{kode}/{urut}/{kode_desa_pendek}/{bulan}/{tahun}", 514, 8,
		  "470/514/2007/08/2026" },
		{ "{kode} / {urut:3} / {bulan_romawi} / {tahun}", 2, 2,
		  "470 / 002 / II / 2026" },
		{ "{urut:3}/{tahun}", 1000, 1, "1000/2026" },
		{ "{urut:3}/{tahun}", 123456789012, 12, "123456789012/2026" },
	};
	char number[128];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		assert_true(numbers_check(rows[i].format, NULL));
		assert_string_equal(
			write(rows[i].format, rows[i].sequence, rows[i].month, number),
			rows[i].number);
	}
}

static void
test_formats_that_could_double_a_number_or_make_no_sense_are_refused(void **state)
{
	static const struct {
		const char *format, *why;
	} rows[] = {
		{ "", "{urut} and {tahun}" },
		{ "{kode}/{tahun}", "{urut} and {tahun}" },
		{ "{kode}/{urut}", "{urut} and {tahun}" },
		{ "{urut}/{tahun}/{kade}", "no {kade}" },
		{ "{urut}/{tahun", "brace" },
		{ "{urut}/{tahun}}", "brace" },
		{ "{urut:}/{tahun}", "brace" },
		{ "{urut:0}/{tahun}", "brace" },
		{ "{urut:12}/{tahun}", "brace" },
		{ "{}/{urut}/{tahun}", "brace" },
		{ "{urut}/{tahun:2}", "only {urut}" },
		{ "{urut}/{tahun}/\xc3\xa9", "plain" },
		{ "{urut}/{tahun}\n", "plain" },
	};
	char buffer[256];
	struct text why;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		text_init(&why, buffer, sizeof buffer);
		assert_false(numbers_check(rows[i].format, &why));
		if (strstr(buffer, rows[i].why) == NULL)
			fail_msg("'%s' is refused with: %s", rows[i].format, buffer);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_formats_of_real_villages),
		cmocka_unit_test(
			test_formats_that_could_double_a_number_or_make_no_sense_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
