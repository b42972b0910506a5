// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/must.h"
#include "base/text.h"
#include "letters/content.h"
#include "letters/letter.h"
#include "letters/pdf.h"
#include "tests/support/paper.h"

enum {
	SAID_SIZE = 65536,
};

static bool draw(const struct content *content, const struct letter_options *options,
		 const char *qr_text, struct pdf *pdf)
{
	const struct letter_print print = { .content = content,
					    .options = options,
					    .qr_text = qr_text,
					    .issued_at = 1795312800 };
	char buffer[256];
	struct text why;

	text_init(&why, buffer, sizeof buffer);
	pdf_init(pdf);
	if (letter_draw(&print, pdf, &why))
		return true;
	assert_true(buffer[0] != '\0' || sizeof buffer == 0);
	return false;
}

static void test_the_same_letter_is_the_same_bytes(void **state)
{
	struct letter_options options = paper_options();
	struct content *content = must_alloc(sizeof *content);
	struct pdf a, b;

	(void)state;
	paper_compose(content);
	assert_true(draw(content, &options, "SURAT1|x", &a));
	assert_true(draw(content, &options, "SURAT1|x", &b));
	assert_int_equal(a.length, b.length);
	assert_memory_equal(a.bytes, b.bytes, a.length);
	pdf_clear(&b);
	assert_true(draw(content, &options, "SURAT1|y", &b));
	assert_false(a.length == b.length && memcmp(a.bytes, b.bytes, a.length) == 0);
	pdf_clear(&a);
	pdf_clear(&b);
	free(content);
}

static void test_only_a_specimen_says_that_it_is_one(void **state)
{
	struct letter_options options = paper_options();
	struct content *content = must_alloc(sizeof *content);
	char *said = must_alloc(SAID_SIZE);
	struct pdf pdf;

	(void)state;
	paper_compose(content);
	assert_true(draw(content, &options, NULL, &pdf));
	paper_read(&pdf, said, SAID_SIZE);
	assert_non_null(strstr(said, "CONTOHPEMERINTAHKABUPATEN"));
	pdf_clear(&pdf);
	assert_true(draw(content, &options, "SURAT1|x", &pdf));
	paper_read(&pdf, said, SAID_SIZE);
	assert_int_equal(strncmp(said, "PEMERINTAHKABUPATEN", 19), 0);
	assert_non_null(strstr(said, "SURATKETERANGANNomor:470/001/2026"));
	pdf_clear(&pdf);
	free(content);
	free(said);
}

static void fill_with_words(char *out, size_t length)
{
	for (size_t i = 0; i < length; i++)
		out[i] = "kata "[i % 5];
	out[length] = '\0';
}

/* A letter that is a little too long moves together; a longer one has two sheets, and the
 * signature never stands alone. */
static void test_a_long_letter_takes_a_second_sheet_with_its_last_paragraph(void **state)
{
	struct letter_options options = paper_options();
	struct content *content = must_alloc(sizeof *content);
	char *said = must_alloc(SAID_SIZE), *second;
	int n_long = 0;
	struct pdf pdf;

	(void)state;
	paper_compose(content);
	for (size_t length = 5; length < CONTENT_PARAGRAPH_SIZE; length += 200) {
		fill_with_words(content->body, length);
		assert_true(draw(content, &options, "SURAT1|x", &pdf));
		paper_read(&pdf, said, SAID_SIZE);
		second = strstr(said,
				"Lanjutansuratnomor470/001/2026,kode4829-1372,halaman2");
		assert_int_equal(paper_count_sheets(&pdf), second == NULL ? 1 : 2);
		if (second != NULL) {
			n_long++;
			assert_non_null(strstr(second, "Demikian."));
			assert_non_null(strstr(second, "H.CONTOH"));
			assert_non_null(strstr(second, "KODEVERIFIKASI"));
		}
		pdf_clear(&pdf);
	}
	assert_true(n_long > 0);
	memcpy(content->opening, content->body, sizeof content->opening);
	memcpy(content->closing, content->body, sizeof content->closing);
	assert_true(draw(content, &options, "SURAT1|x", &pdf));
	assert_int_equal(paper_count_sheets(&pdf), 3);
	pdf_clear(&pdf);
	free(content);
	free(said);
}

static void test_what_cannot_be_drawn_is_told(void **state)
{
	struct letter_options options = paper_options();
	struct content *content = must_alloc(sizeof *content);
	char *huge = must_alloc(4096);
	struct pdf pdf;

	(void)state;
	paper_compose(content);
	memset(huge, 'x', 4095);
	assert_false(draw(content, &options, huge, &pdf));
	assert_false(draw(content, &options, "", &pdf));
	text_copy(options.logo, sizeof options.logo, "/nonexistent/logo.png");
	assert_false(draw(content, &options, "SURAT1|x", &pdf));
	pdf_clear(&pdf);
	free(content);
	free(huge);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_same_letter_is_the_same_bytes),
		cmocka_unit_test(test_only_a_specimen_says_that_it_is_one),
		cmocka_unit_test(
			test_a_long_letter_takes_a_second_sheet_with_its_last_paragraph),
		cmocka_unit_test(test_what_cannot_be_drawn_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
