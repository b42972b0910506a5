// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "letters/template.h"

static const char *find(const void *context, const char *name)
{
	static const char *const pairs[][2] = {
		{ "nama", "SITI" },    { "kosong", "" },           { "tidak", "-" },
		{ "usaha", "warung" }, { "jebakan", "{nama} [x" },
	};

	(void)context;
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		if (strcmp(pairs[i][0], name) == 0)
			return pairs[i][1];
	}
	return NULL;
}

static const struct template_source source = { .find = find };

static void test_values_are_put_in_and_gaps_are_named(void **state)
{
	static const struct {
		const char *written, *filled, *missing;
	} vectors[] = {
		{ "", "", "" },
		{ "tanpa isian", "tanpa isian", "" },
		{ "{nama}", "SITI", "" },
		{ "a {nama}, {usaha}.", "a SITI, warung.", "" },
		{ "a[ b {nama}] c", "a b SITI c", "" },
		{ "a[ b {kosong}] c", "a c", "" },
		{ "a[ b {tidak}] c", "a c", "" },
		{ "a[ b {nama} {kosong}] c[ {usaha}]", "a c warung", "" },
		{ "a {tidak} b", "a - b", "" },
		{ "a {kosong} b", "a  b", "kosong" },
		{ "{kosong} {tanpa} {kosong}", "  ", "kosong, tanpa" },
		{ "{kosong} {kos}", " ", "kosong, kos" },
		{ "{jebakan} {usaha}", "{nama} [x warung", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		char filled[128], missing[128];
		struct text out, gaps;

		text_init(&out, filled, sizeof filled);
		text_init(&gaps, missing, sizeof missing);
		assert_int_equal(template_fill(vectors[i].written, &source, &out, &gaps),
				 vectors[i].missing[0] == '\0');
		assert_string_equal(filled, vectors[i].filled);
		assert_string_equal(missing, vectors[i].missing);
	}
}

static void test_what_makes_no_sense_is_refused(void **state)
{
	static const struct {
		const char *written, *why;
	} vectors[] = {
		{ "{nama}", "" },
		{ "x[ {nama}]", "" },
		{ "{nama", "brace" },
		{ "nama}", "brace" },
		{ "{}", "brace" },
		{ "{Nama}", "brace" },
		{ "{na ma}", "brace" },
		{ "{nama_yang_jauh_terlalu_panjang}", "brace" },
		{ "{gaji}", "{gaji}" },
		{ "[{nama}", "without ']'" },
		{ "{nama}]", "without '['" },
		{ "[[{nama}]]", "within" },
		{ "[nama]", "without a {name}" },
		{ "[]", "without a {name}" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		char buffer[256];
		struct text why;

		text_init(&why, buffer, sizeof buffer);
		assert_int_equal(template_check(vectors[i].written, &source, &why),
				 vectors[i].why[0] == '\0');
		if (strstr(buffer, vectors[i].why) == NULL)
			fail_msg("%s: %s", vectors[i].written, buffer);
	}
}

static void test_a_text_that_is_too_long_is_cut_and_known_as_such(void **state)
{
	char small[8], missing[64];
	struct text out, gaps;

	(void)state;
	text_init(&out, small, sizeof small);
	text_init(&gaps, missing, sizeof missing);
	assert_true(template_fill("{nama} {nama} {nama}", &source, &out, &gaps));
	assert_true(out.is_cut);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values_are_put_in_and_gaps_are_named),
		cmocka_unit_test(test_what_makes_no_sense_is_refused),
		cmocka_unit_test(test_a_text_that_is_too_long_is_cut_and_known_as_such),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
