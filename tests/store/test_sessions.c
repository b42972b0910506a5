// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "store/sessions.h"
#include "tests/support/store_fixture.h"

enum {
	DAY_S = 24 * 3600
};

static struct store *store_of(void **state)
{
	const struct store_fixture *fixture = *state;

	return fixture->store;
}

static struct session add(struct store *store, const char *caller, int64_t at)
{
	struct session session;

	memset(&session, 0, sizeof session);
	text_copy(session.door, sizeof session.door, "http");
	text_copy(session.key, sizeof session.key, "AT1");
	text_copy(session.caller, sizeof session.caller, caller);
	session.opened_at = at;
	assert_int_equal(session_put(store, &session), 0);
	assert_true(session.id > 0);
	return session;
}

static void add_page(struct store *store, const struct session *session, const char *step)
{
	struct session_page page;

	memset(&page, 0, sizeof page);
	page.inbox_id = fixture_add_message(store, session->caller, step);
	page.session_id = session->id;
	page.is_end = true;
	text_copy(page.step, sizeof page.step, step);
	text_copy(page.text, sizeof page.text, "1 Domisili");
	assert_int_equal(session_page_add(store, &page), 0);
}

static void test_every_field_comes_back(void **state)
{
	struct store *store = store_of(state);
	struct session session = add(store, "+628123456789", FIXTURE_NOW_S), read;

	text_copy(session.place, sizeof session.place, "group");
	session.group = 2;
	session.page = 1;
	session.answers = 3;
	session.steps = 5;
	session.is_over = true;
	assert_int_equal(session_put(store, &session), 0);
	memset(&read, 0, sizeof read);
	assert_int_equal(
		session_find(store, "http", "AT1", "+628123456789", FIXTURE_NOW_S, &read),
		0);
	assert_memory_equal(&session, &read, sizeof read);
}

static void test_the_newest_of_this_caller_is_found(void **state)
{
	struct store *store = store_of(state);
	struct session newest, read;

	add(store, "+628123456789", FIXTURE_NOW_S - 100);
	newest = add(store, "+628123456789", FIXTURE_NOW_S);
	add(store, "+628123456780", FIXTURE_NOW_S);
	assert_int_equal(session_find(store, "http", "AT1", "+628123456789", 0, &read),
			 0);
	assert_int_equal(read.id, newest.id);
	assert_int_equal(session_find(store, "gsup", "AT1", "+628123456789", 0, &read),
			 -ENOENT);
	assert_int_equal(session_find(store, "http", "AT2", "+628123456789", 0, &read),
			 -ENOENT);
	assert_int_equal(session_find(store, "http", "AT1", "+628123456789",
				      FIXTURE_NOW_S + 1, &read),
			 -ENOENT);
	assert_int_equal(session_count_since(store, "+628123456789", FIXTURE_NOW_S), 1);
	assert_int_equal(session_count_since(store, "+628123456789", 0), 2);
}

static void test_a_step_has_one_page(void **state)
{
	struct store *store = store_of(state);
	struct session session = add(store, "+628123456789", FIXTURE_NOW_S);
	struct session_page read;

	assert_int_equal(session_page_last(store, session.id, &read), -ENOENT);
	add_page(store, &session, "");
	add_page(store, &session, "2");
	assert_int_equal(session_page_last(store, session.id, &read), 0);
	assert_string_equal(read.step, "2");
	assert_int_equal(session_page_find(store, session.id, "", &read), 0);
	assert_string_equal(read.text, "1 Domisili");
	assert_true(read.is_end);
	assert_int_equal(session_page_find(store, session.id, "3", &read), -ENOENT);
	read.inbox_id = fixture_add_message(store, "+628123456789", "x");
	assert_int_not_equal(session_page_add(store, &read), 0);
}

static void test_old_ones_are_forgotten_with_their_pages(void **state)
{
	struct store *store = store_of(state);
	struct session old = add(store, "+628123456789", FIXTURE_NOW_S - DAY_S);
	struct session young = add(store, "+628123456789", FIXTURE_NOW_S);
	struct session_page read;

	add_page(store, &old, "1");
	add_page(store, &young, "1");
	assert_int_equal(session_forget_before(store, FIXTURE_NOW_S), 0);
	assert_int_equal(session_page_last(store, old.id, &read), -ENOENT);
	assert_int_equal(session_page_last(store, young.id, &read), 0);
	assert_int_equal(session_count_since(store, "+628123456789", 0), 1);
}

#define IN_MEMORY(test)                                                                  \
	cmocka_unit_test_setup_teardown(test, store_fixture_in_memory,                   \
					store_fixture_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_MEMORY(test_every_field_comes_back),
		IN_MEMORY(test_the_newest_of_this_caller_is_found),
		IN_MEMORY(test_a_step_has_one_page),
		IN_MEMORY(test_old_ones_are_forgotten_with_their_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
