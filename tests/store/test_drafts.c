// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "store/drafts.h"
#include "tests/support/store_fixture.h"

static struct store *store_of(void **state)
{
	const struct store_fixture *fixture = *state;

	return fixture->store;
}

static void test_a_draft_comes_back_with_every_field(void **state)
{
	struct store *store = store_of(state);
	struct draft draft, read;

	memset(&draft, 0, sizeof draft);
	memset(&read, 0, sizeof read);
	text_copy(draft.person, sizeof draft.person, "+6281200000001");
	text_copy(draft.village, sizeof draft.village, "35.13.15.2007");
	text_copy(draft.step, sizeof draft.step, "field:usaha");
	text_copy(draft.kind, sizeof draft.kind, "SKU");
	text_copy(draft.nik, sizeof draft.nik, "3513151205909901");
	text_copy(draft.name, sizeof draft.name, "SITI");
	text_copy(draft.purpose, sizeof draft.purpose, "kredit");
	text_copy(draft.details, sizeof draft.details, "{\"usaha\":\"warung\"}");
	text_copy(draft.more, sizeof draft.more, "SKTM DOMISILI");
	draft.page = 2;
	draft.misses = 3;
	draft.updated_at = 104;
	draft.inbox_id = 105;
	assert_int_equal(draft_put(store, &draft), 0);
	assert_int_equal(draft_get(store, "+6281200000001", &read), 0);
	assert_memory_equal(&draft, &read, sizeof draft);
}

static void test_who_has_no_draft_gets_an_empty_one(void **state)
{
	struct draft draft;

	memset(&draft, 0xA5, sizeof draft);
	assert_int_equal(draft_get(store_of(state), "+6281200000001", &draft), -ENOENT);
	assert_string_equal(draft.person, "+6281200000001");
	assert_string_equal(draft.step, "");
	assert_string_equal(draft.more, "");
	assert_int_equal(draft.page, 0);
	assert_int_equal(draft.inbox_id, 0);
}

static void test_one_draft_per_person(void **state)
{
	struct store *store = store_of(state);
	struct draft draft = { .person = "+6281", .step = "nik" };

	assert_int_equal(draft_put(store, &draft), 0);
	text_copy(draft.step, sizeof draft.step, "purpose");
	assert_int_equal(draft_put(store, &draft), 0);
	assert_int_equal(fixture_ask(store, "SELECT count(*) FROM drafts"), 1);
	assert_int_equal(draft_get(store, "+6281", &draft), 0);
	assert_string_equal(draft.step, "purpose");
}

static void test_drafts_are_deleted_by_person_and_by_age(void **state)
{
	struct store *store = store_of(state);
	struct draft draft = { .person = "+6281", .updated_at = 100 };

	assert_int_equal(draft_put(store, &draft), 0);
	text_copy(draft.person, sizeof draft.person, "+6282");
	draft.updated_at = 200;
	assert_int_equal(draft_put(store, &draft), 0);
	text_copy(draft.person, sizeof draft.person, "+6283");
	assert_int_equal(draft_put(store, &draft), 0);
	assert_int_equal(draft_delete_before(store, 200), 0);
	assert_int_equal(draft_get(store, "+6281", &draft), -ENOENT);
	assert_int_equal(draft_get(store, "+6282", &draft), 0);
	assert_int_equal(draft_delete(store, "+6282"), 0);
	assert_int_equal(draft_get(store, "+6282", &draft), -ENOENT);
	assert_int_equal(draft_get(store, "+6283", &draft), 0);
	assert_int_equal(draft_delete(store, "+6282"), 0); /* nothing to do */
}

static void test_a_person_comes_back_with_every_field(void **state)
{
	struct store *store = store_of(state);
	struct person person, read;

	memset(&person, 0, sizeof person);
	memset(&read, 0, sizeof read);
	text_copy(person.phone, sizeof person.phone, "+6281");
	person.first_seen_at = 101;
	person.privacy_told_at = 102;
	person.is_stopped = true;
	person.quiet_until = 103;
	assert_int_equal(person_put(store, &person), 0);
	assert_int_equal(person_get(store, "+6281", &read), 0);
	assert_memory_equal(&person, &read, sizeof person);
	person.is_stopped = false;
	assert_int_equal(person_put(store, &person), 0);
	assert_int_equal(person_get(store, "+6281", &read), 0);
	assert_false(read.is_stopped);
	memset(&read, 0xA5, sizeof read);
	assert_int_equal(person_get(store, "+6282", &read), -ENOENT);
	assert_string_equal(read.phone, "+6282");
	assert_false(read.is_stopped);
	assert_int_equal(read.quiet_until, 0);
}

static void test_notes_are_numbered(void **state)
{
	struct store *store = store_of(state);
	int64_t first, second;

	assert_int_equal(note_add(store, "35.13.15.2007", "+6281", "aduan", "jalan rusak",
				  7, 1000, &first),
			 0);
	assert_int_equal(note_add(store, "35.13.15.2007", "+6281", "aduan", "lagi", 8,
				  1000, &second),
			 0);
	assert_int_equal(first, 1);
	assert_int_equal(second, 2);
	assert_int_equal(fixture_ask(store, "SELECT id FROM notes WHERE kind = 'aduan'"
					    " AND text = 'jalan rusak'"
					    " AND phone = '+6281'"
					    " AND village = '35.13.15.2007'"
					    " AND inbox_id = 7"
					    " AND created_at = 1000"),
			 1);
}

static void test_a_number_told_to_somebody_is_never_given_again(void **state)
{
	struct store *store = store_of(state);
	int64_t number;

	assert_int_equal(note_add(store, "", "", "", "", 0, 1000, &number), 0);
	assert_int_equal(fixture_run(store, "DELETE FROM notes"), 0);
	assert_int_equal(note_add(store, "", "", "", "", 0, 1000, &number), 0);
	assert_int_equal(number, 2);
}

#define IN_MEMORY(test)                                                                  \
	cmocka_unit_test_setup_teardown(test, store_fixture_in_memory,                   \
					store_fixture_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_MEMORY(test_a_draft_comes_back_with_every_field),
		IN_MEMORY(test_who_has_no_draft_gets_an_empty_one),
		IN_MEMORY(test_one_draft_per_person),
		IN_MEMORY(test_drafts_are_deleted_by_person_and_by_age),
		IN_MEMORY(test_a_person_comes_back_with_every_field),
		IN_MEMORY(test_notes_are_numbered),
		IN_MEMORY(test_a_number_told_to_somebody_is_never_given_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
