// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "store/outbox.h"
#include "tests/support/store_fixture.h"

static struct store *store_of(void **state)
{
	const struct store_fixture *fixture = *state;

	return fixture->store;
}

static void test_every_field_comes_back(void **state)
{
	struct store *store = store_of(state);
	int64_t inbox_id = fixture_add_message(store, "+6281", "a");
	int64_t ticket_id = fixture_add_ticket(store, "00000001");
	struct outbox_row row, read;

	memset(&row, 0, sizeof row);
	memset(&read, 0, sizeof read);
	row.created_at = 101;
	row.priority = OUTBOX_PRIORITY_REMINDER;
	text_copy(row.to, sizeof row.to, "+6281200000009");
	text_copy(row.text, sizeof row.text, "isi {[^~]} \xE2\x82\xAC");
	text_copy(row.phrase, sizeof row.phrase, "R99");
	row.inbox_id = inbox_id;
	row.ticket_id = ticket_id;
	text_copy(row.modem, sizeof row.modem, "b");
	row.next_at = 102;
	row.valid_until = 103;
	assert_int_equal(outbox_add(store, &row), 0);
	assert_int_equal(row.error, -1);
	assert_int_equal(row.sms_reference, -1);
	assert_int_equal(outbox_get(store, row.id, &read), 0);
	assert_memory_equal(&row, &read, sizeof row);

	row.state = OUTBOX_STATE_RETRY;
	row.attempts = 104;
	row.unsure = 105;
	row.next_at = 106;
	row.parts_total = 3;
	row.parts_sent = 2;
	row.part_reference = 200;
	row.sent_at = 107;
	row.error = 38;
	row.sms_reference = 255;
	text_copy(row.note, sizeof row.note, "catatan");
	assert_int_equal(outbox_update(store, &row), 0);
	assert_int_equal(outbox_get(store, row.id, &read), 0);
	assert_memory_equal(&row, &read, sizeof row);
	row.id++;
	assert_int_equal(outbox_update(store, &row), -ENOENT);
	assert_int_equal(outbox_get(store, row.id, &read), -ENOENT);
}

static void test_a_new_row_is_queued_whatever_it_held(void **state)
{
	struct outbox_row row = fixture_text("+6281", "a");

	row.created_at = 0;
	row.state = OUTBOX_STATE_FAILED;
	row.attempts = row.unsure = 7;
	row.parts_total = row.parts_sent = 7;
	row.sent_at = 7;
	assert_int_equal(outbox_add(store_of(state), &row), 0);
	row = fixture_get_text(store_of(state), row.id);
	assert_int_equal(row.state, OUTBOX_STATE_QUEUED);
	assert_int_equal(row.created_at, FIXTURE_NOW_S);
	assert_int_equal(row.attempts + row.unsure, 0);
	assert_int_equal(row.parts_total + row.parts_sent, 0);
	assert_int_equal(row.sent_at, 0);
	assert_int_equal(row.error, -1);
}

static void test_a_reply_to_an_unknown_message_or_ticket_is_refused(void **state)
{
	struct outbox_row row = fixture_text("+6281", "a");

	row.inbox_id = 999;
	assert_int_equal(outbox_add(store_of(state), &row), -EINVAL);
	row.inbox_id = 0;
	row.ticket_id = 999;
	assert_int_equal(outbox_add(store_of(state), &row), -EINVAL);
}

static void test_next_is_by_priority_then_age(void **state)
{
	struct store *store = store_of(state);
	static const enum outbox_priority priorities[] = {
		OUTBOX_PRIORITY_REMINDER, OUTBOX_PRIORITY_ANSWER,
		OUTBOX_PRIORITY_APPROVAL, OUTBOX_PRIORITY_ANSWER,
		OUTBOX_PRIORITY_NOTICE,
	};
	static const char *const expected[] = { "C", "B", "D", "E", "A" };
	char text[] = "A";

	for (size_t i = 0; i < 5; i++, text[0]++) {
		struct outbox_row row = fixture_text("+6281", text);

		row.priority = priorities[i];
		assert_int_equal(outbox_add(store, &row), 0);
	}
	for (size_t i = 0; i < 5; i++) {
		struct outbox_row row;

		assert_int_equal(outbox_next(store, "a", FIXTURE_NOW_S, &row), 0);
		assert_string_equal(row.text, expected[i]);
		fixture_send_text(store, row.id, (int)i);
	}
	assert_int_equal(
		outbox_next(store, "a", FIXTURE_NOW_S, &(struct outbox_row){ 0 }),
		-ENOENT);
}

static void test_a_row_waits_for_its_time(void **state)
{
	struct store *store = store_of(state);
	int64_t id = fixture_add_text(store, "+6281", "A"), at;
	char text[64];

	assert_int_equal(outbox_next_time(store, -1, &at), 0);
	assert_int_equal(at, 0);
	fixture_set_text(store, id, OUTBOX_STATE_RETRY, FIXTURE_NOW_S + 60);
	assert_string_equal(fixture_next_text(store, FIXTURE_NOW_S + 59, text), "");
	assert_string_equal(fixture_next_text(store, FIXTURE_NOW_S + 60, text), "A");
	assert_int_equal(outbox_next_time(store, -1, &at), 0);
	assert_int_equal(at, FIXTURE_NOW_S + 60);
	fixture_add_text(store, "+6282", "B");
	assert_string_equal(fixture_next_text(store, FIXTURE_NOW_S, text), "B");
	/* What is due already (and waits for its modem) does not hide the next time. */
	assert_int_equal(outbox_next_time(store, -1, &at), 0);
	assert_int_equal(at, 0);
	assert_int_equal(outbox_next_time(store, FIXTURE_NOW_S, &at), 0);
	assert_int_equal(at, FIXTURE_NOW_S + 60);
	assert_int_equal(outbox_next_time(store, FIXTURE_NOW_S + 60, &at), -ENOENT);
}

static void test_an_operators_number_waits_for_its_modem(void **state)
{
	static const struct {
		const char *to, *modem, *others;
		bool goes;
	} rows[] = {
		{ "+6281234567890", "", "", true },
		{ "+6281234567890", "", ",+62812,", false },
		{ "+6281234567890", "", ",+62811,+62812,+62813,", false },
		{ "+6281234567890", "", ",+62811,+62813,", true },
		{ "+6281234567890", "a", ",+62812,", true }, /* asked for here */
		{ "+62812", "", ",+62812,", false },
		{ ",", "", ",+62812,", true },
	};
	struct store *store = store_of(state);

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct outbox_row row = fixture_text(rows[i].to, "A"), next;
		int64_t late_s = FIXTURE_NOW_S + OUTBOX_OWN_MODEM_S;

		text_copy(row.modem, sizeof row.modem, rows[i].modem);
		assert_int_equal(outbox_add(store, &row), 0);
		assert_int_equal(
			outbox_next_for(store, "a", rows[i].others, FIXTURE_NOW_S, &next),
			rows[i].goes ? 0 : -ENOENT);
		assert_int_equal(
			outbox_next_for(store, "a", rows[i].others, late_s, &next), 0);
		fixture_send_text(store, row.id, 1);
	}
}

static void test_only_waiting_states_go_out(void **state)
{
	static const struct {
		enum outbox_state state;
		int64_t next_at;
		bool is_waiting;
	} rows[] = {
		{ OUTBOX_STATE_QUEUED, 0, true },  { OUTBOX_STATE_SENDING, 0, false },
		{ OUTBOX_STATE_SENT, 0, false },   { OUTBOX_STATE_RETRY, 0, true },
		{ OUTBOX_STATE_UNSURE, 1, true },  { OUTBOX_STATE_UNSURE, 0, false },
		{ OUTBOX_STATE_FAILED, 0, false }, { OUTBOX_STATE_DELIVERED, 0, false },
	};
	struct store *store = store_of(state);
	int64_t id = fixture_add_text(store, "+6281", "A"), at;
	char text[64];

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		fixture_set_text(store, id, rows[i].state, rows[i].next_at);
		assert_string_equal(fixture_next_text(store, FIXTURE_NOW_S, text),
				    rows[i].is_waiting ? "A" : "");
		assert_int_equal(outbox_count_waiting(store), rows[i].is_waiting);
		assert_int_equal(outbox_next_time(store, -1, &at),
				 rows[i].is_waiting ? 0 : -ENOENT);
	}
}

static void test_a_reply_leaves_by_the_modem_of_its_question(void **state)
{
	struct store *store = store_of(state);
	struct outbox_row row = fixture_text("+6281", "for b"), next;

	text_copy(row.modem, sizeof row.modem, "b");
	assert_int_equal(outbox_add(store, &row), 0);
	assert_int_equal(outbox_next(store, "a", FIXTURE_NOW_S, &next), -ENOENT);
	assert_int_equal(outbox_next(store, "b", FIXTURE_NOW_S, &next), 0);
	assert_int_equal(outbox_next(store, "", FIXTURE_NOW_S, &next), 0);
	fixture_add_text(store, "+6281", "for any");
	assert_int_equal(outbox_next(store, "a", FIXTURE_NOW_S, &next), 0);
	assert_string_equal(next.text, "for any");
	/* Having been given to one modem does not bind it to that one. */
	assert_int_equal(outbox_set_sending(store, next.id, "a", 1), 0);
	fixture_set_text(store, next.id, OUTBOX_STATE_RETRY, 0);
	fixture_set_text(store, row.id, OUTBOX_STATE_SENT, 0);
	assert_int_equal(outbox_next(store, "c", FIXTURE_NOW_S, &next), 0);
	assert_string_equal(next.text, "for any");
}

static void test_a_reply_whose_modem_stays_away_leaves_by_another(void **state)
{
	struct store *store = store_of(state);
	struct outbox_row row = fixture_text("+6281", "for b"), next;
	int64_t late_s = FIXTURE_NOW_S + OUTBOX_OWN_MODEM_S;

	text_copy(row.modem, sizeof row.modem, "b");
	assert_int_equal(outbox_add(store, &row), 0);
	assert_int_equal(outbox_next(store, "a", late_s - 1, &next), -ENOENT);
	assert_int_equal(outbox_next(store, "a", late_s, &next), 0);
	assert_string_equal(next.text, "for b");
	/* A refused one still waits for its next time. */
	fixture_set_text(store, row.id, OUTBOX_STATE_RETRY, late_s + 60);
	assert_int_equal(outbox_next(store, "a", late_s, &next), -ENOENT);
}

/* A text of three parts of which `modem` has sent one. */
static int64_t add_begun_text(struct store *store, const char *modem)
{
	int64_t id = fixture_add_text(store, "+6281", "long");
	struct outbox_row row;

	assert_int_equal(outbox_set_sending(store, id, modem, 3), 0);
	row = fixture_get_text(store, id);
	assert_int_equal(row.parts_sent, 0);
	row.state = OUTBOX_STATE_QUEUED;
	row.parts_sent = 1;
	assert_int_equal(outbox_update(store, &row), 0);
	return id;
}

static void test_a_long_text_goes_on_at_its_modem_and_anew_at_another(void **state)
{
	struct store *store = store_of(state);
	int64_t id = add_begun_text(store, "b");
	int64_t late_s = FIXTURE_NOW_S + OUTBOX_OWN_MODEM_S;
	struct outbox_row next;

	assert_int_equal(outbox_next(store, "a", late_s - 1, &next), -ENOENT);
	assert_int_equal(outbox_next(store, "b", FIXTURE_NOW_S, &next), 0);
	assert_int_equal(next.parts_sent, 1);
	assert_int_equal(outbox_next(store, "", FIXTURE_NOW_S, &next), 0);
	assert_int_equal(next.parts_sent, 1);
	assert_int_equal(outbox_next(store, "a", late_s, &next), 0);
	assert_int_equal(next.parts_sent, 0);

	assert_int_equal(outbox_set_sending(store, id, "b", 3), 0);
	assert_int_equal(fixture_get_text(store, id).parts_sent, 1);
	assert_int_equal(outbox_set_sending(store, id, "a", 3), 0);
	assert_int_equal(fixture_get_text(store, id).parts_sent, 0);
}

static void test_a_text_past_its_time_is_given_up(void **state)
{
	struct store *store = store_of(state);
	struct outbox_row old = fixture_text("+6281", "old");
	struct outbox_row unsure = fixture_text("+6281", "unsure");
	char text[64];

	old.valid_until = unsure.valid_until = FIXTURE_NOW_S - 1;
	assert_int_equal(outbox_add(store, &old), 0);
	assert_int_equal(outbox_add(store, &unsure), 0);
	fixture_set_text(store, unsure.id, OUTBOX_STATE_UNSURE, 1);
	old.id = 0;
	old.valid_until = FIXTURE_NOW_S;
	text_copy(old.text, sizeof old.text, "just in time");
	assert_int_equal(outbox_add(store, &old), 0);
	assert_string_equal(fixture_next_text(store, FIXTURE_NOW_S, text),
			    "just in time");
	assert_int_equal(fixture_get_text(store, 1).state, OUTBOX_STATE_FAILED);
	assert_true(fixture_get_text(store, 1).note[0] != '\0');
	assert_int_equal(fixture_get_text(store, 2).state, OUTBOX_STATE_UNSURE);
	assert_int_equal(fixture_get_text(store, 2).next_at, 0);
	assert_int_equal(outbox_count_waiting(store), 1);
}

static void test_only_a_waiting_row_is_given_to_a_modem(void **state)
{
	struct store *store = store_of(state);
	int64_t id = fixture_add_text(store, "+6281", "A");

	assert_int_equal(outbox_set_sending(store, id, "b", 3), 0);
	assert_int_equal(fixture_get_text(store, id).state, OUTBOX_STATE_SENDING);
	assert_int_equal(fixture_get_text(store, id).parts_total, 3);
	assert_string_equal(fixture_get_text(store, id).modem, "");
	assert_int_equal(fixture_ask(store, "SELECT given_to = 'b' FROM outbox"), 1);
	fixture_set_text(store, id, OUTBOX_STATE_DELIVERED, 0);
	assert_int_equal(outbox_set_sending(store, id, "b", 1), -ESTALE);
	assert_int_equal(outbox_set_sending(store, id + 1, "b", 1), -ESTALE);
	assert_int_equal(fixture_get_text(store, id).state, OUTBOX_STATE_DELIVERED);
}

static void test_what_a_crash_left_is_tried_once_more_and_then_stays(void **state)
{
	struct store *store = store_of(state);
	int64_t id = fixture_add_text(store, "+6281", "A");
	int64_t other = fixture_add_text(store, "+6282", "B");

	assert_int_equal(outbox_recover(store, FIXTURE_NOW_S + 120), 0);
	assert_int_equal(outbox_set_sending(store, id, "a", 1), 0);
	assert_int_equal(outbox_recover(store, FIXTURE_NOW_S + 120), 1);
	assert_int_equal(fixture_get_text(store, id).state, OUTBOX_STATE_UNSURE);
	assert_int_equal(fixture_get_text(store, id).next_at, FIXTURE_NOW_S + 120);
	assert_int_equal(fixture_get_text(store, id).unsure, 1);
	assert_int_equal(fixture_get_text(store, id).attempts, 1);
	assert_int_equal(fixture_get_text(store, other).state, OUTBOX_STATE_QUEUED);

	assert_int_equal(outbox_set_sending(store, id, "a", 1), 0);
	assert_int_equal(outbox_recover(store, FIXTURE_NOW_S + 240), 1);
	assert_int_equal(fixture_get_text(store, id).state, OUTBOX_STATE_UNSURE);
	assert_int_equal(fixture_get_text(store, id).next_at, 0);
	assert_int_equal(fixture_get_text(store, id).unsure, 2);
	assert_int_equal(outbox_set_sending(store, other, "a", 1), 0);
	assert_int_equal(outbox_recover(store, FIXTURE_NOW_S + 240), 1);
}

static void test_texts_are_counted_by_number_and_time(void **state)
{
	struct store *store = store_of(state);
	struct outbox_row old = fixture_text("+6281", "lama");

	old.created_at = FIXTURE_NOW_S - 100;
	assert_int_equal(outbox_add(store, &old), 0);
	fixture_add_text(store, "+6281", "baru");
	fixture_add_text(store, "+6282", "baru");
	assert_int_equal(outbox_count_since(store, "+6281", 0), 2);
	assert_int_equal(outbox_count_since(store, "+6281", FIXTURE_NOW_S), 1);
	assert_int_equal(outbox_count_since(store, NULL, 0), 3);
	assert_int_equal(outbox_count_since(store, NULL, FIXTURE_NOW_S + 1), 0);
	assert_true(outbox_has_said(store, "+6281", "lama", FIXTURE_NOW_S - 100));
	assert_false(outbox_has_said(store, "+6281", "lama", FIXTURE_NOW_S - 99));
	assert_false(outbox_has_said(store, "+6282", "lama", 0));
	assert_false(outbox_has_said(store, "+6281", "lam", 0));
}

static bool see(void *context, const struct outbox_row *row)
{
	struct text *seen = context;

	text_add(seen, row->text);
	return row->text[0] != 'B';
}

static void test_the_list_is_newest_first_and_can_be_left(void **state)
{
	struct store *store = store_of(state);
	char buffer[16];
	struct text seen;

	text_init(&seen, buffer, sizeof buffer);
	fixture_add_text(store, "+6281", "A");
	fixture_add_text(store, "+6281", "B");
	fixture_add_text(store, "+6281", "C");
	assert_int_equal(outbox_list(store, 10, see, &seen), 0);
	assert_string_equal(buffer, "CB");
	text_clear(&seen);
	assert_int_equal(outbox_list(store, 1, see, &seen), 0);
	assert_string_equal(buffer, "C");
}

static void test_a_row_becomes_json(void **state)
{
	struct store *store = store_of(state);
	int64_t id = fixture_add_text(store, "+6281", "a\"b");
	char buffer[4096];
	struct text text;

	text_init(&text, buffer, sizeof buffer);
	assert_int_equal(outbox_add_json(store, id, &text), 0);
	assert_non_null(strstr(buffer, "\"text\":\"a\\\"b\""));
	assert_non_null(strstr(buffer, "\"to\":\"+6281\""));
	assert_non_null(strstr(buffer, "\"state\":\"queued\""));
	assert_non_null(strstr(buffer, "\"ticket_id\":null"));
	assert_int_equal(outbox_add_json(store, id + 1, &text), -ENOENT);
}

#define IN_MEMORY(test)                                                                  \
	cmocka_unit_test_setup_teardown(test, store_fixture_in_memory,                   \
					store_fixture_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_MEMORY(test_every_field_comes_back),
		IN_MEMORY(test_a_new_row_is_queued_whatever_it_held),
		IN_MEMORY(test_a_reply_to_an_unknown_message_or_ticket_is_refused),
		IN_MEMORY(test_next_is_by_priority_then_age),
		IN_MEMORY(test_a_row_waits_for_its_time),
		IN_MEMORY(test_an_operators_number_waits_for_its_modem),
		IN_MEMORY(test_only_waiting_states_go_out),
		IN_MEMORY(test_a_reply_leaves_by_the_modem_of_its_question),
		IN_MEMORY(test_a_reply_whose_modem_stays_away_leaves_by_another),
		IN_MEMORY(test_a_long_text_goes_on_at_its_modem_and_anew_at_another),
		IN_MEMORY(test_a_text_past_its_time_is_given_up),
		IN_MEMORY(test_only_a_waiting_row_is_given_to_a_modem),
		IN_MEMORY(test_what_a_crash_left_is_tried_once_more_and_then_stays),
		IN_MEMORY(test_texts_are_counted_by_number_and_time),
		IN_MEMORY(test_the_list_is_newest_first_and_can_be_left),
		IN_MEMORY(test_a_row_becomes_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
