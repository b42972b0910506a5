// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/must.h"
#include "letters/agenda.h"
#include "letters/pdf.h"
#include "tests/support/paper.h"

enum {
	SAID_SIZE = 256 * 1024,
};

static bool draw(struct pdf *pdf, const char *paper, int n_rows, const char *name)
{
	const struct agenda_facts facts = { .village = "Krejengan",
					    .subdistrict = "Krejengan",
					    .regency = "Probolinggo",
					    .month = "November 2026",
					    .head_title = "Kepala Desa",
					    .head_name = "H. Sampurna",
					    .paper = paper,
					    .font = "Liberation Sans",
					    .made_at = 1793466000 };
	struct agenda *agenda;

	pdf_init(pdf);
	agenda = agenda_open(&facts, pdf);
	for (int i = 0; i < n_rows; i++)
		agenda_add(agenda, &(struct agenda_row){ .day = "21-11-2026",
							 .number = "470/012/2026",
							 .recipient = name,
							 .subject = "Domisili: bank",
							 .signer = "H. Sampurna",
							 .note = "TERBIT" });
	return agenda_close(agenda);
}

static int count(const char *text, const char *part)
{
	int n = 0;

	while ((text = strstr(text, part)) != NULL) {
		n++;
		text++;
	}
	return n;
}

static void test_every_row_is_there_under_headings_and_page_numbers(void **state)
{
	static const char *const papers[] = { "F4", "A4" };
	char *said = must_alloc(SAID_SIZE);
	struct pdf pdf;

	(void)state;
	for (size_t i = 0; i < sizeof papers / sizeof papers[0]; i++) {
		int n_sheets;

		assert_true(draw(&pdf, papers[i], 100, "SUPARMAN"));
		n_sheets = paper_count_sheets(&pdf);
		assert_in_range(n_sheets, 3, 6);
		paper_read(&pdf, said, SAID_SIZE);
		assert_int_equal(count(said, "SUPARMAN"), 100);
		assert_int_equal(count(said, "Isisingkat"), n_sheets);
		assert_int_equal(count(said, "November2026,halaman"), n_sheets - 1);
		assert_non_null(strstr(said, "Halaman1"));
		assert_non_null(strstr(said, "10021-11-2026470/012/2026"));
		assert_non_null(strstr(said, "KepalaDesaKrejengan"));
		assert_int_equal(count(said, "SekretarisDesa"), 1);
		pdf_clear(&pdf);
	}
	free(said);
}

static void test_a_month_without_letters_says_so(void **state)
{
	char *said = must_alloc(SAID_SIZE);
	struct pdf pdf;

	(void)state;
	assert_true(draw(&pdf, "F4", 0, ""));
	assert_int_equal(paper_count_sheets(&pdf), 1);
	paper_read(&pdf, said, SAID_SIZE);
	assert_non_null(strstr(said, "Tidakadasuratkeluarbulanini."));
	pdf_clear(&pdf);
	free(said);
}

static void test_the_same_rows_are_the_same_bytes(void **state)
{
	struct pdf first, second;

	(void)state;
	assert_true(draw(&first, "A4", 60, "A"));
	assert_true(draw(&second, "A4", 60, "A"));
	assert_int_equal(first.length, second.length);
	assert_memory_equal(first.bytes, second.bytes, first.length);
	pdf_clear(&first);
	pdf_clear(&second);
}

static void test_a_name_is_no_markup_and_a_long_one_makes_its_row_higher(void **state)
{
	char *said = must_alloc(SAID_SIZE), name[101];
	struct pdf pdf;

	(void)state;
	assert_true(draw(&pdf, "A4", 1, "<b>SO</b> &amp; %s"));
	paper_read(&pdf, said, SAID_SIZE);
	assert_non_null(strstr(said, "<b>SO</b>&amp;%s"));
	pdf_clear(&pdf);
	memset(name, 'W', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	assert_true(draw(&pdf, "A4", 20, name));
	paper_read(&pdf, said, SAID_SIZE);
	assert_int_equal(count(said, "TERBIT"), 20);
	assert_in_range(paper_count_sheets(&pdf), 2, 6);
	pdf_clear(&pdf);
	free(said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_row_is_there_under_headings_and_page_numbers),
		cmocka_unit_test(test_a_month_without_letters_says_so),
		cmocka_unit_test(test_the_same_rows_are_the_same_bytes),
		cmocka_unit_test(
			test_a_name_is_no_markup_and_a_long_one_makes_its_row_higher),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
