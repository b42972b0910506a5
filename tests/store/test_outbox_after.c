// SPDX-License-Identifier: MIT

/* What comes after sending: delivery reports, and numbers that take no texts. */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/clock.h"
#include "store/outbox.h"
#include "tests/support/store_fixture.h"

enum {
	HOUR_S = 3600,
};

static struct store *store_of(void **state)
{
	const struct store_fixture *fixture = *state;

	return fixture->store;
}

static void test_a_report_marks_the_text_it_is_about(void **state)
{
	struct store *store = store_of(state);
	int64_t first = fixture_add_text(store, "+6281", "A");
	int64_t second = fixture_add_text(store, "+6281", "B");
	int64_t other = fixture_add_text(store, "+6282", "C");

	fixture_send_text(store, first, 7);
	fixture_send_text(store, second, 8);
	fixture_send_text(store, other, 7);
	assert_int_equal(outbox_report(store, "+6281", 7, true, FIXTURE_NOW_S), 0);
	assert_int_equal(fixture_get_text(store, first).state, OUTBOX_STATE_DELIVERED);
	assert_int_equal(fixture_get_text(store, second).state, OUTBOX_STATE_SENT);
	assert_int_equal(fixture_get_text(store, other).state, OUTBOX_STATE_SENT);
	assert_int_equal(outbox_report(store, "+6281", 8, false, FIXTURE_NOW_S), 0);
	assert_int_equal(fixture_get_text(store, second).state, OUTBOX_STATE_FAILED);
	assert_true(fixture_get_text(store, second).note[0] != '\0');
	assert_int_equal(outbox_report(store, "+6281", 7, true, FIXTURE_NOW_S), -ENOENT);
	assert_int_equal(outbox_report(store, "+6283", 7, true, FIXTURE_NOW_S), -ENOENT);
}

static void test_a_report_after_three_days_is_about_another_text(void **state)
{
	struct store *store = store_of(state);
	int64_t id = fixture_add_text(store, "+6281", "A");

	fixture_send_text(store, id, 7);
	assert_int_equal(
		outbox_report(store, "+6281", 7, true, FIXTURE_NOW_S + 72 * HOUR_S + 1),
		-ENOENT);
	assert_int_equal(
		outbox_report(store, "+6281", 7, true, FIXTURE_NOW_S + 72 * HOUR_S), 0);
}

static void test_a_report_proves_that_an_unsure_text_went_out(void **state)
{
	struct store *store = store_of(state);
	int64_t id = fixture_add_text(store, "+6281", "A");

	assert_int_equal(outbox_set_sending(store, id, "a", 1), 0);
	fixture_set_text(store, id, OUTBOX_STATE_UNSURE, FIXTURE_NOW_S + 120);
	assert_int_equal(outbox_report(store, "+6281", 99, true, FIXTURE_NOW_S + 5), 0);
	assert_int_equal(fixture_get_text(store, id).state, OUTBOX_STATE_DELIVERED);
	assert_int_equal(fixture_get_text(store, id).next_at, 0);
	assert_int_equal(outbox_count_waiting(store), 0);
}

static void test_a_report_of_an_early_part_does_not_finish_an_unsure_text(void **state)
{
	struct store *store = store_of(state);
	int64_t id = fixture_add_text(store, "+6281", "long");
	struct outbox_row row;

	assert_int_equal(outbox_set_sending(store, id, "a", 3), 0);
	row = fixture_get_text(store, id);
	row.state = OUTBOX_STATE_UNSURE;
	row.parts_sent = 1;
	row.sms_reference = 10;
	row.next_at = FIXTURE_NOW_S + 120;
	assert_int_equal(outbox_update(store, &row), 0);
	assert_int_equal(outbox_report(store, "+6281", 10, true, FIXTURE_NOW_S), -ENOENT);
	assert_int_equal(outbox_report(store, "+6281", 11, true, FIXTURE_NOW_S), -ENOENT);
	row.parts_sent = 2;
	row.sms_reference = 11;
	assert_int_equal(outbox_update(store, &row), 0);
	/* 11 is the second part, which was known to be sent. */
	assert_int_equal(outbox_report(store, "+6281", 11, true, FIXTURE_NOW_S), -ENOENT);
	assert_int_equal(outbox_report(store, "+6281", 12, true, FIXTURE_NOW_S), 0);
}

static void test_a_sent_text_is_preferred_to_an_unsure_one(void **state)
{
	struct store *store = store_of(state);
	int64_t sent = fixture_add_text(store, "+6281", "A");
	int64_t unsure = fixture_add_text(store, "+6281", "B");

	fixture_send_text(store, sent, 7);
	fixture_set_text(store, unsure, OUTBOX_STATE_UNSURE, FIXTURE_NOW_S + 120);
	assert_int_equal(outbox_report(store, "+6281", 7, true, FIXTURE_NOW_S), 0);
	assert_int_equal(fixture_get_text(store, sent).state, OUTBOX_STATE_DELIVERED);
	assert_int_equal(fixture_get_text(store, unsure).state, OUTBOX_STATE_UNSURE);
}

static void fail_texts(struct store *store, const char *to, int n)
{
	for (int i = 0; i < n; i++)
		fixture_set_text(store, fixture_add_text(store, to, "x"),
				 OUTBOX_STATE_FAILED, 0);
}

static void test_a_number_is_parked_after_three_failed_texts(void **state)
{
	struct store *store = store_of(state);
	int64_t before, after;
	char text[64];

	fail_texts(store, "+6281", 2);
	before = fixture_add_text(store, "+6281", "before");
	assert_string_equal(fixture_next_text(store, FIXTURE_NOW_S, text), "before");
	fail_texts(store, "+6281", 1);
	assert_int_equal(fixture_get_text(store, before).next_at, FIXTURE_NOW_S + HOUR_S);
	after = fixture_add_text(store, "+6281", "after");
	assert_int_equal(fixture_get_text(store, after).next_at, FIXTURE_NOW_S + HOUR_S);
	assert_string_equal(fixture_next_text(store, FIXTURE_NOW_S, text), "");
	fixture_add_text(store, "+6282", "other");
	assert_string_equal(fixture_next_text(store, FIXTURE_NOW_S, text), "other");
	/* The hour is over: one may try. */
	fixture_set_text(store, 5, OUTBOX_STATE_SENT, 0);
	assert_string_equal(fixture_next_text(store, FIXTURE_NOW_S + HOUR_S, text),
			    "before");
}

static void test_an_answer_goes_to_a_parked_number(void **state)
{
	struct store *store = store_of(state);
	struct outbox_row row = fixture_text("+6281", "answer");
	char text[64];

	fail_texts(store, "+6281", 3);
	row.inbox_id = fixture_add_message(store, "+6281", "status");
	assert_int_equal(outbox_add(store, &row), 0);
	assert_string_equal(fixture_next_text(store, FIXTURE_NOW_S, text), "answer");
	fail_texts(store, "+6281", 1);
	assert_string_equal(fixture_next_text(store, FIXTURE_NOW_S, text), "answer");
}

static void test_one_success_among_three_does_not_park(void **state)
{
	struct store *store = store_of(state);
	int64_t id;
	char text[64];

	fail_texts(store, "+6281", 2);
	id = fixture_add_text(store, "+6281", "good");
	fixture_send_text(store, id, 1);
	fail_texts(store, "+6281", 2);
	fixture_add_text(store, "+6281", "next");
	assert_string_equal(fixture_next_text(store, FIXTURE_NOW_S, text), "next");
}

static void test_a_parked_number_is_free_after_an_hour(void **state)
{
	struct store *store = store_of(state);
	char text[64];

	fail_texts(store, "+6281", 3);
	clock_freeze_utc_s(FIXTURE_NOW_S + HOUR_S);
	fixture_add_text(store, "+6281", "later");
	assert_string_equal(fixture_next_text(store, FIXTURE_NOW_S + HOUR_S, text),
			    "later");
}

#define IN_MEMORY(test)                                                                  \
	cmocka_unit_test_setup_teardown(test, store_fixture_in_memory,                   \
					store_fixture_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_MEMORY(test_a_report_marks_the_text_it_is_about),
		IN_MEMORY(test_a_report_after_three_days_is_about_another_text),
		IN_MEMORY(test_a_report_proves_that_an_unsure_text_went_out),
		IN_MEMORY(test_a_report_of_an_early_part_does_not_finish_an_unsure_text),
		IN_MEMORY(test_a_sent_text_is_preferred_to_an_unsure_one),
		IN_MEMORY(test_a_number_is_parked_after_three_failed_texts),
		IN_MEMORY(test_an_answer_goes_to_a_parked_number),
		IN_MEMORY(test_one_success_among_three_does_not_park),
		IN_MEMORY(test_a_parked_number_is_free_after_an_hour),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
