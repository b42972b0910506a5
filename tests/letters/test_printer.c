// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "base/text.h"
#include "letters/printer.h"
#include "tests/support/store_fixture.h"

/* A folder that is the whole PATH, with an lp that notes its words and ends with a code.
 */
struct shop {
	char folder[FIXTURE_PATH_SIZE], told[FIXTURE_FILE_SIZE];
};

static void open_shop(struct shop *shop, const char *code)
{
	char path[FIXTURE_FILE_SIZE];
	FILE *file;

	fixture_make_folder(shop->folder);
	snprintf(shop->told, sizeof shop->told, "%s/told", shop->folder);
	setenv("PATH", shop->folder, 1);
	if (code == NULL)
		return;
	snprintf(path, sizeof path, "%s/lp", shop->folder);
	file = fopen(path, "w");
	assert_non_null(file);
	fprintf(file, "#!/bin/sh\nfor w; do echo \"$w\" >>%s; done\nexit %s\n",
		shop->told, code);
	fclose(file);
	assert_int_equal(chmod(path, 0755), 0);
}

static bool print(const char *path, const char *printer, char why_buffer[256])
{
	const struct printer_job job = {
		.path = path, .printer = printer, .title = "470/1 'x; rm", .copies = 2
	};
	struct text why;

	text_init(&why, why_buffer, 256);
	return printer_print(&job, &why);
}

static void expect_told(const struct shop *shop, const char *wanted)
{
	char told[512] = "";
	FILE *file = fopen(shop->told, "r");

	assert_non_null(file);
	assert_true(fread(told, 1, sizeof told - 1, file) > 0);
	fclose(file);
	assert_int_equal(remove(shop->told), 0);
	assert_string_equal(told, wanted);
}

static void test_lp_gets_each_thing_as_one_word(void **state)
{
	struct shop shop;
	char why[256];

	(void)state;
	open_shop(&shop, "0");
	assert_true(printer_is_there());
	assert_true(print("/tmp/a b.pdf", "Epson", why));
	expect_told(&shop, "-n2\n-t470/1 'x; rm\n-dEpson\n/tmp/a b.pdf\n");
	assert_true(print("/tmp/a.pdf", "", why));
	expect_told(&shop, "-n2\n-t470/1 'x; rm\n/tmp/a.pdf\n");
	assert_false(print("-o", "", why)); /* not a file's name for lp */
	fixture_remove_folder(shop.folder);
}

static void test_a_refusal_and_a_missing_lp_are_told(void **state)
{
	struct shop shop;
	char why[256];

	(void)state;
	open_shop(&shop, "3");
	assert_false(print("/tmp/a.pdf", "", why));
	assert_non_null(strstr(why, "menolak (keluar 3)"));
	fixture_remove_folder(shop.folder);
	open_shop(&shop, NULL);
	assert_false(printer_is_there());
	assert_false(print("/tmp/a.pdf", "", why));
	assert_non_null(strstr(why, "cups"));
	fixture_remove_folder(shop.folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lp_gets_each_thing_as_one_word),
		cmocka_unit_test(test_a_refusal_and_a_missing_lp_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
