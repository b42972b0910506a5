// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/copies.h"
#include "store/store.h"
#include "tests/support/store_fixture.h"

static void touch(const char *folder, const char *name)
{
	char path[FIXTURE_FILE_SIZE];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	file = fopen(path, "w");
	assert_non_null(file);
	fclose(file);
}

static void test_the_folder_is_the_one_of_the_settings_or_beside_the_store(void **state)
{
	struct store_options options = { .path = "/var/lib/surat/surat.db" };
	char folder[LIMIT_PATH_SIZE];

	(void)state;
	assert_true(copies_folder(&options, folder));
	assert_string_equal(folder, "/var/lib/surat/surat.db.backup");
	text_copy(options.backup_folder, sizeof options.backup_folder, "/media/flash");
	assert_true(copies_folder(&options, folder));
	assert_string_equal(folder, "/media/flash");
	options.backup_folder[0] = '\0';
	memset(options.path, 'x', sizeof options.path - 1);
	assert_false(copies_folder(&options, folder));
}

static void test_only_our_own_names_are_names(void **state)
{
	static const char *const others[] = {
		"",
		"surat.db",
		"surat-20261122-070203.db.part",
		"surat-20261122-070203.dbx",
		"surat-2026112-070203.db",
		"../surat-20261122-070203.db",
		"surat-20261122/070203.db",
		"Surat-20261122-070203.db",
		"surat-2026112a-070203.db",
	};
	char name[COPIES_NAME_SIZE + 1];

	(void)state;
	copies_draw_name(FIXTURE_NOW_S, name);
	assert_string_equal(name, "surat-20261122-090000.db");
	assert_true(copies_is_name(name));
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		assert_false(copies_is_name(others[i]));
}

static void test_the_newest_are_listed_first_and_kept(void **state)
{
	char folder[FIXTURE_PATH_SIZE], name[COPIES_NAME_SIZE + 1];
	struct copy copies[COPIES_LISTED_MAX];

	(void)state;
	fixture_make_folder(folder);
	assert_int_equal(copies_list("/nowhere", copies), 0);
	for (int i = 0; i < COPIES_KEPT + 3; i++) {
		snprintf(name, sizeof name, "surat-202601%02u-000000.db",
			 (10U + (unsigned)i) % 100);
		touch(folder, name);
	}
	touch(folder, "surat.db");
	assert_int_equal(copies_list(folder, copies), COPIES_KEPT + 3);
	assert_string_equal(copies[0].name, name);
	copies_forget_old(folder);
	assert_int_equal(copies_list(folder, copies), COPIES_KEPT);
	assert_string_equal(copies[0].name, name);
	assert_string_equal(copies[COPIES_KEPT - 1].name, "surat-20260113-000000.db");
	fixture_remove_folder(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			test_the_folder_is_the_one_of_the_settings_or_beside_the_store),
		cmocka_unit_test(test_only_our_own_names_are_names),
		cmocka_unit_test(test_the_newest_are_listed_first_and_kept),
	};

	setenv("TZ", "Asia/Jakarta", 1);
	tzset();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
