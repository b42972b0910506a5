// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "store/complaints.h"
#include "store/store.h"
#include "tests/support/store_fixture.h"

#define PHONE   "+6281234567890"
#define VILLAGE "35.13.15.2007"

static struct complaint make(struct store *store, const char *words, int64_t at)
{
	struct complaint complaint = { .village = VILLAGE,
				       .phone = PHONE,
				       .door = "sms",
				       .created_at = at,
				       .updated_at = at,
				       .due_at = at + 100 };

	text_copy(complaint.text, sizeof complaint.text, words);
	assert_int_equal(store_begin(store), 0);
	assert_int_equal(complaint_add(store, &complaint), 0);
	assert_int_equal(store_commit(store), 0);
	return complaint;
}

static int change(struct store *store, struct complaint *complaint,
		  enum complaint_state from, enum complaint_state to)
{
	const struct complaint_event event = { .at = 2000,
					       .actor = "budi",
					       .role = "operator",
					       .door = "desk",
					       .step = "answer",
					       .from = from,
					       .to = to,
					       .why = "sudah" };
	int error;

	assert_int_equal(store_begin(store), 0);
	error = complaint_change(store, complaint, &event);
	assert_int_equal(store_commit(store), 0);
	return error;
}

static bool count(void *context, const struct complaint *complaint)
{
	(void)complaint;
	(*(int *)context)++;
	return true;
}

static int count_of(struct store *store, const struct complaint_filter *filter)
{
	int n = 0;

	assert_int_equal(complaint_list(store, filter, count, &n), 0);
	return n;
}

static void test_what_was_said_and_done_is_kept(void **state)
{
	struct store *store = ((struct store_fixture *)*state)->store;
	struct complaint complaint = make(store, "lampu mati", 1000), back;

	complaint.answered_at = 2000;
	text_copy(complaint.answer, sizeof complaint.answer, "sudah");
	assert_int_equal(change(store, &complaint, COMPLAINT_STATE_RECEIVED,
				COMPLAINT_STATE_ANSWERED),
			 0);
	assert_int_equal(complaint_get(store, complaint.id, &back), 0);
	assert_string_equal(back.text, "lampu mati");
	assert_string_equal(back.phone, PHONE);
	assert_string_equal(back.answer, "sudah");
	assert_int_equal(back.state, COMPLAINT_STATE_ANSWERED);
	assert_int_equal(back.created_at, 1000);
	assert_int_equal(back.updated_at, 2000);
	assert_int_equal(back.due_at, 1100);
	/* Somebody who still sees it as received comes too late. */
	assert_int_equal(change(store, &complaint, COMPLAINT_STATE_RECEIVED,
				COMPLAINT_STATE_CLOSED),
			 -ESTALE);
	assert_int_equal(complaint_get(store, 99, &back), -ENOENT);
	assert_true(note_is_of(store, complaint.id, PHONE));
	assert_false(note_is_of(store, complaint.id, "+6281200000000"));
}

static void test_an_event_is_never_changed(void **state)
{
	struct store *store = ((struct store_fixture *)*state)->store;
	struct complaint complaint = make(store, "lampu mati", 1000);

	assert_int_equal(change(store, &complaint, COMPLAINT_STATE_RECEIVED,
				COMPLAINT_STATE_ANSWERED),
			 0);
	assert_int_not_equal(fixture_run(store, "UPDATE complaint_events SET why = ''"),
			     0);
	assert_int_not_equal(fixture_run(store, "DELETE FROM complaint_events"), 0);
	assert_int_not_equal(
		fixture_run(store,
			    "INSERT OR REPLACE INTO complaint_events SELECT id,"
			    " complaint_id, at, 'x', role, door, step, \"from\", \"to\","
			    " why FROM complaint_events"),
		0);
}

static bool take_last(void *context, const struct complaint *complaint)
{
	*(int64_t *)context = complaint->id;
	return true;
}

static void test_closed_ones_among_them_turn_the_list_round(void **state)
{
	struct store *store = ((struct store_fixture *)*state)->store;
	struct complaint first = make(store, "satu", 1000);
	struct complaint second = make(store, "dua", 1500);
	struct complaint_filter filter = { .village = VILLAGE };
	int64_t last = 0;

	assert_int_equal(complaint_list(store, &filter, take_last, &last), 0);
	assert_int_equal(last, first.id);
	filter.below_id = second.id;
	assert_int_equal(count_of(store, &filter), 1);
	filter.is_open_only = true;
	assert_int_equal(count_of(store, &filter), 1);
	filter.below_id = 0;
	assert_int_equal(complaint_list(store, &filter, take_last, &last), 0);
	assert_int_equal(last, second.id);
}

static void test_what_waits_is_counted_for_each_village(void **state)
{
	struct store *store = ((struct store_fixture *)*state)->store;
	struct complaint complaint = make(store, "satu", 1000);

	make(store, "dua", 1500);
	assert_int_equal(complaint_count_open(store, VILLAGE), 2);
	assert_int_equal(complaint_count_open(store, "35.13.15.2008"), 0);
	assert_int_equal(change(store, &complaint, COMPLAINT_STATE_RECEIVED,
				COMPLAINT_STATE_ANSWERED),
			 0);
	assert_int_equal(complaint_count_open(store, VILLAGE), 1);
	assert_int_equal(change(store, &complaint, COMPLAINT_STATE_ANSWERED,
				COMPLAINT_STATE_REOPENED),
			 0);
	assert_int_equal(complaint_count_open(store, VILLAGE), 2);
}

static void test_lists_hold_what_was_asked_for(void **state)
{
	struct store *store = ((struct store_fixture *)*state)->store;
	struct complaint first = make(store, "satu", 1000), second, same;
	const struct complaint_filter filters[] = {
		{ .village = VILLAGE },
		{ .village = VILLAGE, .is_open_only = true },
		{ .village = VILLAGE,
		  .has_state = true,
		  .state = COMPLAINT_STATE_ANSWERED },
		{ .village = VILLAGE, .due_before = 1150 },
		{ .village = VILLAGE, .is_untold_only = true },
		{ .village = VILLAGE, .before = 2000 },
		{ .village = "35.13.15.2008" },
	};
	const int counts[] = { 2, 1, 1, 1, 1, 1, 0 };

	second = make(store, "dua", 1500);
	first.escalated_at = 1700;
	assert_int_equal(
		change(store, &first, COMPLAINT_STATE_RECEIVED, COMPLAINT_STATE_ANSWERED),
		0);
	for (size_t i = 0; i < sizeof filters / sizeof filters[0]; i++)
		assert_int_equal(count_of(store, &filters[i]), counts[i]);
	assert_int_equal(complaint_find_same(store, PHONE, "dua", 1500, &same), 0);
	assert_int_equal(same.id, second.id);
	assert_int_equal(complaint_find_same(store, PHONE, "dua", 1501, &same), -ENOENT);
}

#define TEST(name)                                                                       \
	cmocka_unit_test_setup_teardown(name, store_fixture_in_memory,                   \
					store_fixture_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_what_was_said_and_done_is_kept),
		TEST(test_an_event_is_never_changed),
		TEST(test_lists_hold_what_was_asked_for),
		TEST(test_closed_ones_among_them_turn_the_list_round),
		TEST(test_what_waits_is_counted_for_each_village),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
