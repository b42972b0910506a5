// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "letters/pdf.h"
#include "letters/qr.h"
#include "letters/sheet.h"

static const struct sheet_facts facts = { .title = "", .author = "" };

static bool draw(const char *text, struct pdf *pdf)
{
	struct sheet sheet;
	bool is_drawn;

	pdf_init(pdf);
	sheet_open(&sheet, sheet_format("A5"), "Liberation Sans", &facts, pdf);
	is_drawn = qr_draw(&sheet, text, 0, SHEET_MM(40));
	assert_true(sheet_close(&sheet));
	return is_drawn;
}

static void test_every_length_that_is_allowed_is_drawn(void **state)
{
	char text[QR_TEXT_SIZE + 1];
	struct pdf pdf;

	(void)state;
	for (size_t length = 1; length < QR_TEXT_SIZE; length += 31) {
		memset(text, '|', length);
		text[length] = '\0';
		assert_true(draw(text, &pdf));
		pdf_clear(&pdf);
	}
}

static void test_nothing_and_too_much_are_refused(void **state)
{
	char text[QR_TEXT_SIZE + 1];
	struct pdf pdf;

	(void)state;
	assert_false(draw("", &pdf));
	pdf_clear(&pdf);
	memset(text, 'x', QR_TEXT_SIZE);
	text[QR_TEXT_SIZE] = '\0';
	assert_false(draw(text, &pdf));
	pdf_clear(&pdf);
}

/* What it says is read by another program in tests/e2e/letters.py. */
static void test_another_text_is_another_code(void **state)
{
	struct pdf a, b;

	(void)state;
	assert_true(draw("SURAT1|a", &a));
	assert_true(draw("SURAT1|b", &b));
	assert_false(a.length == b.length && memcmp(a.bytes, b.bytes, a.length) == 0);
	pdf_clear(&a);
	pdf_clear(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_length_that_is_allowed_is_drawn),
		cmocka_unit_test(test_nothing_and_too_much_are_refused),
		cmocka_unit_test(test_another_text_is_another_code),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
