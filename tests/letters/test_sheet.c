// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/must.h"
#include "letters/pdf.h"
#include "letters/sheet.h"
#include "tests/support/paper.h"

static const struct sheet_facts facts = {
	.title = "Judul", .author = "Desa", .made_at = 1795312800, .on_next = "Lanjutan"
};

static void write_all(struct pdf *pdf, const char *string,
		      const struct sheet_style *style)
{
	struct sheet sheet;

	pdf_init(pdf);
	sheet_open(&sheet, sheet_format("F4"), "Liberation Sans", &facts, pdf);
	sheet_write(&sheet, string, 0, sheet_width(&sheet), style);
	assert_true(sheet_close(&sheet));
}

static void expect_text(const char *string, const struct sheet_style *style,
			const char *wanted)
{
	char *said = must_alloc(65536);
	struct pdf pdf;

	write_all(&pdf, string, style);
	paper_read(&pdf, said, 65536);
	assert_string_equal(said, wanted);
	pdf_clear(&pdf);
	free(said);
}

static void test_text_is_never_markup(void **state)
{
	const struct sheet_style plain = { .points = 11 };
	const struct sheet_style capital = { .points = 11,
					     .is_capital = true,
					     .kept = 4 };
	const struct sheet_style broken = { .points = 11, .is_justified = true };
	char long_word[400];

	(void)state;
	expect_text("<b>a</b>&amp;", &plain, "<b>a</b>&amp;");
	expect_text("<span size=\"999999\">", &plain, "<spansize=\"999999\">");
	expect_text("a.n. Kepala Desa", &capital, "a.n.KEPALADESA");
	/* A word that must be broken gets no hyphen. */
	memset(long_word, 'W', sizeof long_word - 1);
	long_word[sizeof long_word - 1] = '\0';
	expect_text(long_word, &broken, long_word);
}

static void test_what_does_not_fit_goes_on_the_next_sheet(void **state)
{
	const struct sheet_style style = { .points = 11, .leading = 1.2 };
	char *text = must_alloc(32768), *said = must_alloc(65536), *at;
	struct pdf pdf;

	(void)state;
	for (int i = 0; i < 5000; i++)
		memcpy(text + (size_t)i * 5, "kata ", 5);
	write_all(&pdf, text, &style);
	assert_int_equal(paper_count_sheets(&pdf), 5);
	paper_read(&pdf, said, 65536);
	assert_non_null(strstr(said, "Lanjutan,halaman2"));
	assert_non_null(strstr(said, "Lanjutan,halaman5"));
	at = said;
	for (int n = 0; n < 5000; n++) {
		at = strstr(at, "kata");
		assert_non_null(at);
		at += 4;
	}
	assert_null(strstr(at, "kata"));
	pdf_clear(&pdf);
	free(text);
	free(said);
}

static void test_the_same_calls_give_the_same_bytes(void **state)
{
	const struct sheet_style style = { .points = 11, .is_bold = true };
	struct pdf a, b;

	(void)state;
	write_all(&a, "Nguyễn ꦗꦮ عبد", &style);
	write_all(&b, "Nguyễn ꦗꦮ عبد", &style);
	assert_int_equal(a.length, b.length);
	assert_memory_equal(a.bytes, b.bytes, a.length);
	pdf_clear(&a);
	pdf_clear(&b);
}

static void test_there_are_three_papers(void **state)
{
	(void)state;
	assert_int_equal((int)sheet_format("F4")->height, 935);
	assert_int_equal((int)sheet_format("A4")->width, 595);
	assert_non_null(sheet_format("A5"));
	assert_null(sheet_format("letter"));
}

/* More than a line of a letter holds; what is longer or higher never comes so far:
 * spelling_is_printable(). */
static void test_a_pile_of_marks_is_drawn(void **state)
{
	const struct sheet_style style = { .points = 11 };
	char *text = must_alloc(502);
	struct pdf pdf;

	(void)state;
	text[0] = 'a';
	for (int i = 0; i < 250; i++)
		memcpy(text + 1 + (size_t)i * 2, "\xcc\x81", 2);
	write_all(&pdf, text, &style);
	assert_true(pdf.length < PDF_BYTES_MAX);
	pdf_clear(&pdf);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text_is_never_markup),
		cmocka_unit_test(test_what_does_not_fit_goes_on_the_next_sheet),
		cmocka_unit_test(test_the_same_calls_give_the_same_bytes),
		cmocka_unit_test(test_there_are_three_papers),
		cmocka_unit_test(test_a_pile_of_marks_is_drawn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
