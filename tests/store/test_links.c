// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "store/drafts.h"
#include "store/links.h"
#include "store/store.h"
#include "tests/support/store_fixture.h"

#define NIK     "3513151205909901"
#define VILLAGE "35.13.15.2007"

static void put(struct store *store, const char *nik, const char *phone)
{
	struct phone_link link = { .village = VILLAGE,
				   .at = 1000,
				   .actor = "budi",
				   .role = "operator",
				   .door = "web" };

	text_copy(link.nik, sizeof link.nik, nik);
	text_copy(link.phone, sizeof link.phone, phone);
	assert_int_equal(store_begin(store), 0);
	assert_int_equal(phone_link_add(store, &link), 0);
	assert_int_equal(store_commit(store), 0);
}

static bool add_phone(void *context, const struct phone_link *link)
{
	text_add_format(context, "%s;", link->phone);
	return true;
}

static void test_the_newest_counts_and_all_stay(void **state)
{
	struct store *store = ((struct store_fixture *)*state)->store;
	struct phone_link link;
	char buffer[100];
	struct text text;

	assert_int_equal(phone_link_last(store, NIK, &link), -ENOENT);
	put(store, NIK, "+6281234567801");
	put(store, "3513151205909902", "+6281234567809");
	put(store, NIK, "");
	put(store, NIK, "+6281234567802");
	assert_int_equal(phone_link_last(store, NIK, &link), 0);
	assert_string_equal(link.phone, "+6281234567802");
	assert_string_equal(link.actor, "budi");
	assert_string_equal(link.door, "web");
	text_init(&text, buffer, sizeof buffer);
	assert_int_equal(phone_link_list(store, NIK, add_phone, &text), 0);
	assert_string_equal(buffer, "+6281234567802;;+6281234567801;");
}

static void test_what_was_done_is_never_changed(void **state)
{
	struct store *store = ((struct store_fixture *)*state)->store;

	put(store, NIK, "+6281234567801");
	assert_int_not_equal(fixture_run(store, "UPDATE phone_links SET actor = 'x'"), 0);
	assert_int_not_equal(fixture_run(store, "DELETE FROM phone_links"), 0);
	assert_int_not_equal(
		fixture_run(store,
			    "INSERT OR REPLACE INTO phone_links SELECT id, village,"
			    " nik, phone, at, 'x', role, door FROM phone_links"),
		0);
}

static void test_who_asked_by_sms_is_known(void **state)
{
	struct store *store = ((struct store_fixture *)*state)->store;
	char buffer[100];
	struct text text;
	int64_t number;

	assert_int_equal(store_begin(store), 0);
	for (int i = 0; i < 7; i++)
		assert_int_equal(note_add(store, VILLAGE, "+6281234567801", "register",
					  NIK, 0, 1000, &number),
				 0);
	note_add(store, VILLAGE, "+6281234567802", "question", NIK, 0, 1000, &number);
	note_add(store, "35.13.15.2008", "+6281234567803", "register", NIK, 0, 1000,
		 &number);
	note_add(store, VILLAGE, "+6281234567804", "register", NIK, 0, 1000, &number);
	assert_int_equal(store_commit(store), 0);
	text_init(&text, buffer, sizeof buffer);
	assert_int_equal(phone_link_wishes(store, VILLAGE, NIK, add_phone, &text), 0);
	assert_string_equal(buffer, "+6281234567804;+6281234567801;+6281234567801;"
				    "+6281234567801;+6281234567801;");
}

#define TEST(name)                                                                       \
	cmocka_unit_test_setup_teardown(name, store_fixture_in_memory,                   \
					store_fixture_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_the_newest_counts_and_all_stay),
		TEST(test_what_was_done_is_never_changed),
		TEST(test_who_asked_by_sms_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
