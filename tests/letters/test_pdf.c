// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/must.h"
#include "letters/pdf.h"
#include "tests/support/store_fixture.h"

static void test_it_grows_and_knows_its_limit(void **state)
{
	unsigned char *block = must_alloc(1 << 20);
	struct pdf pdf;

	(void)state;
	pdf_init(&pdf);
	memset(block, 7, 1 << 20);
	for (int i = 0; i < PDF_BYTES_MAX >> 20; i++)
		assert_true(pdf_add(&pdf, block, 1 << 20));
	assert_int_equal(pdf.length, PDF_BYTES_MAX);
	assert_int_equal(pdf.bytes[PDF_BYTES_MAX - 1], 7);
	assert_false(pdf_add(&pdf, "x", 1));
	assert_true(pdf.is_cut);
	assert_false(pdf_add(&pdf, "", 0)); /* cut for good */
	pdf_clear(&pdf);
	assert_null(pdf.bytes);
	assert_true(pdf_add(&pdf, "x", 1));
	pdf_clear(&pdf);
	free(block);
}

static void test_a_file_is_there_whole_and_for_its_owner(void **state)
{
	char folder[FIXTURE_PATH_SIZE], path[FIXTURE_FILE_SIZE], read_back[8] = "";
	struct stat found;
	struct pdf pdf;
	FILE *file;

	(void)state;
	fixture_make_folder(folder);
	snprintf(path, sizeof path, "%s/a.pdf", folder);
	pdf_init(&pdf);
	pdf_add(&pdf, "%PDF-1", 6);
	assert_int_equal(pdf_write(&pdf, path), 0);
	assert_int_equal(pdf_write(&pdf, path), 0); /* takes the old one's place */
	assert_int_equal(stat(path, &found), 0);
	assert_int_equal(found.st_mode & 0777, 0600);
	file = fopen(path, "rb");
	assert_non_null(file);
	assert_int_equal(fread(read_back, 1, sizeof read_back, file), 6);
	fclose(file);
	assert_string_equal(read_back, "%PDF-1");
	pdf_clear(&pdf);
	fixture_remove_folder(folder); /* empty but for that file */
}

static void test_what_is_no_file_is_left_alone(void **state)
{
	char folder[FIXTURE_PATH_SIZE], path[FIXTURE_FILE_SIZE];
	struct stat found;
	struct pdf pdf;

	(void)state;
	fixture_make_folder(folder);
	pdf_init(&pdf);
	pdf_add(&pdf, "x", 1);
	assert_int_equal(pdf_write(&pdf, folder), -EISDIR);
	assert_int_equal(pdf_write(&pdf, "/dev/null"), -EINVAL);
	assert_int_equal(stat("/dev/null", &found), 0);
	assert_true(S_ISCHR(found.st_mode));
	snprintf(path, sizeof path, "%s/none/a.pdf", folder);
	assert_int_equal(pdf_write(&pdf, path), -ENOENT);
	pdf_clear(&pdf);
	fixture_remove_folder(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_it_grows_and_knows_its_limit),
		cmocka_unit_test(test_a_file_is_there_whole_and_for_its_owner),
		cmocka_unit_test(test_what_is_no_file_is_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
