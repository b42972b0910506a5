// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "letters/logo.h"
#include "letters/pdf.h"
#include "letters/sheet.h"
#include "tests/support/store_fixture.h"

static const struct sheet_facts facts = { .title = "", .author = "" };

static bool draw(const char *path, char why_buffer[256])
{
	struct sheet sheet;
	struct text why;
	struct pdf pdf;
	bool is_drawn;

	text_init(&why, why_buffer, 256);
	pdf_init(&pdf);
	sheet_open(&sheet, sheet_format("A5"), "Liberation Sans", &facts, &pdf);
	is_drawn = logo_draw(&sheet, path, 0, 60, 70, &why);
	assert_true(sheet_close(&sheet));
	pdf_clear(&pdf);
	return is_drawn;
}

static void put_file(const char *path, const char *bytes, size_t length)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	fclose(file);
}

/* One black dot (PNG 1.2, section 4). */
static const char png[] =
	"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\b\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9c"
	"c`\0\0\0\2\0\1H\xaf\xa4q\0\0\0\0IEND\xae"
	"B`\x82";

static void test_png_and_svg_are_drawn(void **state)
{
	static const char svg[] =
		"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 5\">"
		"<rect width=\"4\" height=\"5\"/></svg>";
	char folder[FIXTURE_PATH_SIZE], path[FIXTURE_FILE_SIZE], why[256];

	(void)state;
	fixture_make_folder(folder);
	snprintf(path, sizeof path, "%s/a.SVG", folder);
	put_file(path, svg, sizeof svg - 1);
	assert_true(draw(path, why));
	snprintf(path, sizeof path, "%s/a.png", folder);
	put_file(path, png, sizeof png - 1);
	if (!draw(path, why))
		fail_msg("%s", why);
	fixture_remove_folder(folder);
}

static void test_what_is_no_picture_is_told(void **state)
{
	static const char *const names[] = { "a.png", "a.svg", "none.png", "none.svg",
					     "a" };
	char folder[FIXTURE_PATH_SIZE], path[FIXTURE_FILE_SIZE], why[256];

	(void)state;
	fixture_make_folder(folder);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		if (names[i][0] == 'a')
			put_file(path, "<svg", 4);
		assert_false(draw(path, why));
		assert_non_null(strstr(why, names[i]));
	}
	fixture_remove_folder(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_png_and_svg_are_drawn),
		cmocka_unit_test(test_what_is_no_picture_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
