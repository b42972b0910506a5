// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "store/info.h"
#include "store/store.h"
#include "tests/support/store_fixture.h"

#define VILLAGE "35.13.15.2007"

static void put(struct store *store, const char *village, const char *name,
		const char *words, bool is_removed)
{
	struct info_page page = { .at = 1000,
				  .actor = "budi",
				  .role = "operator",
				  .door = "desk",
				  .is_removed = is_removed };

	text_copy(page.village, sizeof page.village, village);
	text_copy(page.name, sizeof page.name, name);
	text_copy(page.text, sizeof page.text, words);
	assert_int_equal(store_begin(store), 0);
	assert_int_equal(info_add(store, &page), 0);
	assert_int_equal(store_commit(store), 0);
}

static bool add_text(void *context, const struct info_page *page)
{
	text_add_format(context, "%s=%s;", page->name,
			page->is_removed ? "-" : page->text);
	return true;
}

static bool add_one(void *context, const struct info_page *page)
{
	add_text(context, page);
	return false;
}

static void expect(struct store *store, const char *village, const char *wanted)
{
	char buffer[200];
	struct text text;

	text_init(&text, buffer, sizeof buffer);
	assert_int_equal(info_list(store, village, add_text, &text), 0);
	assert_string_equal(buffer, wanted);
}

static void test_the_newest_of_each_name_is_the_page(void **state)
{
	struct store *store = ((struct store_fixture *)*state)->store;
	struct info_page page;
	char buffer[200];
	struct text text;

	put(store, VILLAGE, "posyandu", "lama", false);
	put(store, VILLAGE, "pajak", "PBB", false);
	put(store, VILLAGE, "posyandu", "baru", false);
	put(store, "35.13.15.2008", "pajak", "desa lain", false);
	expect(store, VILLAGE, "pajak=PBB;posyandu=baru;");
	expect(store, "35.13.15.2008", "pajak=desa lain;");
	expect(store, "35.13.15.2009", "");
	assert_int_equal(info_get(store, VILLAGE, "posyandu", &page), 0);
	assert_string_equal(page.text, "baru");
	assert_string_equal(page.actor, "budi");
	assert_int_equal(page.at, 1000);
	assert_int_equal(page.id, 3);
	text_init(&text, buffer, sizeof buffer);
	assert_int_equal(info_list(store, VILLAGE, add_one, &text), 0);
	assert_string_equal(buffer, "pajak=PBB;");
}

static void test_a_removed_page_is_gone_and_its_history_stays(void **state)
{
	struct store *store = ((struct store_fixture *)*state)->store;
	struct info_page page;
	char buffer[200];
	struct text text;

	put(store, VILLAGE, "pajak", "PBB", false);
	put(store, VILLAGE, "pajak", "PBB", true);
	expect(store, VILLAGE, "");
	assert_int_equal(info_get(store, VILLAGE, "pajak", &page), -ENOENT);
	assert_int_equal(info_get(store, VILLAGE, "senam", &page), -ENOENT);
	put(store, VILLAGE, "pajak", "lagi", false);
	expect(store, VILLAGE, "pajak=lagi;");
	text_init(&text, buffer, sizeof buffer);
	assert_int_equal(info_history(store, VILLAGE, "pajak", add_text, &text), 0);
	assert_string_equal(buffer, "pajak=lagi;pajak=-;pajak=PBB;");
}

static void test_what_was_written_is_never_changed(void **state)
{
	struct store *store = ((struct store_fixture *)*state)->store;

	put(store, VILLAGE, "pajak", "PBB", false);
	assert_int_not_equal(fixture_run(store, "UPDATE info_pages SET text = ''"), 0);
	assert_int_not_equal(fixture_run(store, "DELETE FROM info_pages"), 0);
	assert_int_not_equal(
		fixture_run(store, "INSERT OR REPLACE INTO info_pages SELECT id, village,"
				   " name, words, 'x', at, actor, role, door, is_removed"
				   " FROM info_pages"),
		0);
	expect(store, VILLAGE, "pajak=PBB;");
}

#define TEST(name)                                                                       \
	cmocka_unit_test_setup_teardown(name, store_fixture_in_memory,                   \
					store_fixture_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_the_newest_of_each_name_is_the_page),
		TEST(test_a_removed_page_is_gone_and_its_history_stays),
		TEST(test_what_was_written_is_never_changed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
