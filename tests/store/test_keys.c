// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "store/keys.h"
#include "tests/support/store_fixture.h"

#define VILLAGE "35.13.15.2007"

static struct key make(char letter, const char *village, enum key_state state)
{
	struct key key = { .state = state,
			   .from_at = FIXTURE_NOW_S,
			   .changed_at = FIXTURE_NOW_S };

	memset(key.public_key, letter, sizeof key.public_key - 1);
	text_copy(key.village, sizeof key.village, village);
	text_copy(key.name, sizeof key.name, "Krejengan");
	text_copy(key.changed_by, sizeof key.changed_by, "budi");
	return key;
}

static bool count(void *context, const struct key *key)
{
	char *seen = context;
	size_t length = strlen(seen);

	seen[length] = key->public_key[0];
	seen[length + 1] = '\0';
	return true;
}

static void test_every_field_comes_back(void **state)
{
	struct store *store = ((struct store_fixture *)*state)->store;
	struct key key = make('a', VILLAGE, KEY_STATE_TRUSTED), read;

	key.until_at = FIXTURE_NOW_S + 5;
	text_copy(key.why, sizeof key.why, "dicuri");
	assert_int_equal(key_add(store, &key), 0);
	memset(&read, 0x5A, sizeof read);
	assert_int_equal(key_find(store, key.public_key, &read), 0);
	assert_int_equal(read.id, key.id);
	assert_string_equal(read.village, key.village);
	assert_string_equal(read.public_key, key.public_key);
	assert_string_equal(read.name, key.name);
	assert_int_equal(read.state, key.state);
	assert_int_equal(read.from_at, key.from_at);
	assert_int_equal(read.until_at, key.until_at);
	assert_int_equal(read.changed_at, key.changed_at);
	assert_string_equal(read.changed_by, key.changed_by);
	assert_string_equal(read.why, key.why);
	assert_int_equal(key_find(store, "x", &read), -ENOENT);
}

static void test_one_key_of_a_village_seals(void **state)
{
	struct store *store = ((struct store_fixture *)*state)->store;
	struct key first = make('a', VILLAGE, KEY_STATE_OWN), read;
	struct key second = make('b', VILLAGE, KEY_STATE_OWN);
	struct key other = make('c', "35.13.15.2008", KEY_STATE_OWN);

	assert_int_equal(key_sealing(store, VILLAGE, &read), -ENOENT);
	assert_int_equal(key_add(store, &first), 0);
	assert_int_equal(key_add(store, &second), -EEXIST);
	assert_int_equal(key_add(store, &other), 0);
	assert_int_equal(key_sealing(store, VILLAGE, &read), 0);
	assert_string_equal(read.public_key, first.public_key);
	first.until_at = FIXTURE_NOW_S;
	assert_int_equal(key_put(store, &first), 0);
	assert_int_equal(key_sealing(store, VILLAGE, &read), -ENOENT);
	assert_int_equal(key_add(store, &second), 0);
	second.state = KEY_STATE_REVOKED;
	assert_int_equal(key_put(store, &second), 0);
	assert_int_equal(key_sealing(store, VILLAGE, &read), -ENOENT);
}

static void test_a_key_stands_there_once_and_is_listed(void **state)
{
	struct store *store = ((struct store_fixture *)*state)->store;
	struct key first = make('a', VILLAGE, KEY_STATE_TRUSTED);
	struct key again = make('a', "35.13.15.2008", KEY_STATE_TRUSTED);
	struct key other = make('b', "35.13.15.2008", KEY_STATE_TRUSTED);
	char seen[8] = "";

	assert_int_equal(key_add(store, &first), 0);
	assert_int_equal(key_add(store, &again), -EEXIST);
	assert_int_equal(key_add(store, &other), 0);
	assert_int_equal(key_list(store, "", count, seen), 0);
	assert_string_equal(seen, "ab");
	seen[0] = '\0';
	assert_int_equal(key_list(store, "35.13.15.2008", count, seen), 0);
	assert_string_equal(seen, "b");
}

static void test_states_have_words(void **state)
{
	enum key_state read;

	(void)state;
	for (int i = 0; i < KEY_STATE_COUNT; i++) {
		assert_true(key_state_of_name(key_state_name((enum key_state)i), &read));
		assert_int_equal(read, i);
	}
	assert_false(key_state_of_name("stolen", &read));
}

#define IN_MEMORY(test)                                                                  \
	cmocka_unit_test_setup_teardown(test, store_fixture_in_memory,                   \
					store_fixture_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_MEMORY(test_every_field_comes_back),
		IN_MEMORY(test_one_key_of_a_village_seals),
		IN_MEMORY(test_a_key_stands_there_once_and_is_listed),
		IN_MEMORY(test_states_have_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
