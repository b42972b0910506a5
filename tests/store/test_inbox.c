// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "store/inbox.h"
#include "store/query.h"
#include "tests/support/store_fixture.h"

enum {
	DAY_S = 86400,
};

static struct store *store_of(void **state)
{
	const struct store_fixture *fixture = *state;

	return fixture->store;
}

static int add(struct store *store, struct inbox_row *row, const char *key)
{
	return inbox_add(store, row, key, strlen(key));
}

/* A part as intake adds it. Each has its own key. */
static int64_t add_part(struct store *store, unsigned reference, unsigned number,
			unsigned total, const char *text, int64_t received_at)
{
	struct inbox_row row = fixture_message("+6281200000001", text);
	char key[64];

	row.state = INBOX_STATE_PART;
	row.part_reference = reference;
	row.part_bits = 8;
	row.part_total = total;
	row.part_number = number;
	row.received_at = received_at;
	snprintf(key, sizeof key, "%u %u %s %lld", reference, number, text,
		 (long long)received_at);
	assert_int_equal(add(store, &row, key), 0);
	return row.id;
}

/* The texts of the parts that are found for row `id`, apart by '|'. */
static const char *parts_of(struct store *store, int64_t id, char out[256])
{
	struct inbox_row row, parts[8];
	struct text text;
	int n;

	assert_int_equal(inbox_get(store, id, &row), 0);
	n = inbox_find_parts(store, &row, parts, 8);
	text_init(&text, out, 256);
	assert_true(n >= 0);
	for (int i = 0; i < n; i++)
		text_add_format(&text, "%s%s", i > 0 ? "|" : "", parts[i].text);
	return out;
}

static void test_every_field_comes_back(void **state)
{
	struct store *store = store_of(state);
	struct inbox_row row, read;

	memset(&row, 0, sizeof row);
	memset(&read, 0, sizeof read);
	row.received_at = 101;
	row.service_at = 102;
	row.state = INBOX_STATE_UNREAD;
	text_copy(row.door, sizeof row.door, "cusd");
	text_copy(row.modem, sizeof row.modem, "b");
	text_copy(row.storage, sizeof row.storage, "ME");
	row.slot = 103;
	text_copy(row.sender, sizeof row.sender, "TELKOMSEL");
	text_copy(row.pdu, sizeof row.pdu, "07912618");
	text_copy(row.text, sizeof row.text, "isi\nbaris 2 \xF0\x9F\x98\x80");
	text_copy(row.intent, sizeof row.intent, "status");
	text_copy(row.note, sizeof row.note, "catatan");
	row.part_reference = 104;
	row.part_bits = 16;
	row.part_total = 7;
	row.part_number = 6;
	assert_int_equal(add(store, &row, "k"), 0);
	assert_true(row.id > 0);
	assert_int_equal(row.seen, 1);
	assert_int_equal(inbox_get(store, row.id, &read), 0);
	assert_memory_equal(&row, &read, sizeof row);
}

static void test_a_row_without_time_gets_the_clocks(void **state)
{
	struct inbox_row row = fixture_message("+6281", "a");

	row.received_at = 0;
	assert_int_equal(add(store_of(state), &row, "k"), 0);
	assert_int_equal(row.received_at, FIXTURE_NOW_S);
}

static void test_a_text_is_data_and_never_sql(void **state)
{
	static const char *const texts[] = {
		"'; DROP TABLE inbox; --",
		"\"x\" OR 1=1",
		"100% _ ? ?1 :a $b @c",
		"\\'\\\"",
		"%s%n",
		"\xFF\xFE bytes",
	};
	struct store *store = store_of(state);

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		int64_t id = fixture_add_message(store, "+6281'--", texts[i]);
		struct inbox_row row;

		memset(&row, 0xA5, sizeof row);
		assert_int_equal(inbox_get(store, id, &row), 0);
		assert_string_equal(row.text, texts[i]);
		assert_string_equal(row.sender, "+6281'--");
		assert_int_equal(inbox_count_same_text(store, row.sender, texts[i], 0),
				 1);
	}
}

static void test_a_repeat_is_known_and_counted(void **state)
{
	struct store *store = store_of(state);
	struct inbox_row first = fixture_message("+6281", "pertama");
	struct inbox_row again = fixture_message("+6281", "lain");
	struct inbox_row read;

	assert_int_equal(add(store, &first, "0791"), 0);
	assert_int_equal(add(store, &again, "0791"), -EEXIST);
	assert_int_equal(again.id, first.id);
	assert_int_equal(again.seen, 2);
	assert_int_equal(add(store, &again, "0791"), -EEXIST);
	assert_int_equal(inbox_get(store, first.id, &read), 0);
	assert_int_equal(read.seen, 3);
	assert_string_equal(read.text, "pertama");
	assert_int_equal(fixture_ask(store, "SELECT count(*) FROM inbox"), 1);
}

static void test_keys_are_bytes_of_any_kind(void **state)
{
	struct store *store = store_of(state);
	struct inbox_row row = fixture_message("+6281", "a");

	assert_int_equal(inbox_add(store, &row, "a\0b", 3), 0);
	row.id = 0;
	assert_int_equal(inbox_add(store, &row, "a\0c", 3), 0);
	row.id = 0;
	assert_int_equal(inbox_add(store, &row, "a", 1), 0);
	row.id = 0;
	assert_int_equal(inbox_add(store, &row, "", 0), 0);
	assert_int_equal(inbox_add(store, &row, "a\0c", 3), -EEXIST);
}

static void test_the_key_itself_is_not_stored(void **state)
{
	struct store *store = store_of(state);
	struct inbox_row row = fixture_message("+6281", "a");

	assert_int_equal(add(store, &row, "GEHEIM"), 0);
	assert_int_equal(
		fixture_ask(store, "SELECT instr(hex(dedupe), hex('GEHEIM')) FROM inbox"),
		0);
	assert_int_equal(fixture_ask(store, "SELECT length(dedupe) FROM inbox"), 32);
}

static void test_a_repeat_is_known_after_a_restart(void **state)
{
	struct store_fixture *fixture = *state;
	struct inbox_row row = fixture_message("+6281", "a");

	assert_int_equal(add(fixture->store, &row, "0791"), 0);
	store_fixture_reopen(fixture);
	assert_int_equal(add(fixture->store, &row, "0791"), -EEXIST);
}

static void test_two_stores_hash_a_key_differently(void **state)
{
	struct store *store = store_of(state);
	const struct store_options options = { .path = ":memory:" };
	struct inbox_row row = fixture_message("+6281", "a");
	struct store *other;

	assert_int_equal(store_open(&other, &options, NULL), 0);
	assert_int_equal(add(store, &row, "0791"), 0);
	row.id = 0;
	assert_int_equal(add(other, &row, "0791"), 0);
	assert_memory_not_equal(store->dedupe_key, other->dedupe_key,
				sizeof store->dedupe_key);
	store_close(other);
}

static void test_a_single_part_waits(void **state)
{
	struct store *store = store_of(state);
	int64_t id = add_part(store, 7, 1, 2, "A", FIXTURE_NOW_S);
	char found[256];

	assert_string_equal(parts_of(store, id, found), "A");
}

static void test_parts_are_found_in_any_order_of_arrival(void **state)
{
	static const unsigned orders[][3] = {
		{ 1, 2, 3 }, { 1, 3, 2 }, { 2, 1, 3 },
		{ 2, 3, 1 }, { 3, 1, 2 }, { 3, 2, 1 },
	};
	static const char *const texts[] = { "", "satu", "dua", "tiga" };
	struct store *store = store_of(state);
	char found[256];

	for (unsigned i = 0; i < sizeof orders / sizeof orders[0]; i++) {
		int64_t id = 0;

		for (int k = 0; k < 3; k++)
			id = add_part(store, i, orders[i][k], 3, texts[orders[i][k]],
				      FIXTURE_NOW_S);
		assert_string_equal(parts_of(store, id, found), "satu|dua|tiga");
	}
}

static void test_parts_of_other_messages_are_not_mixed_in(void **state)
{
	struct store *store = store_of(state);
	struct inbox_row other = fixture_message("+6281200000002", "orang lain");
	int64_t id = add_part(store, 7, 1, 2, "A", FIXTURE_NOW_S);
	char found[256];

	other.state = INBOX_STATE_PART;
	other.part_reference = 7;
	other.part_bits = 8;
	other.part_total = 2;
	other.part_number = 2;
	assert_int_equal(add(store, &other, "other sender"), 0);
	other.id = 0;
	text_copy(other.sender, sizeof other.sender, "+6281200000001");
	other.part_bits = 16;
	assert_int_equal(add(store, &other, "other width"), 0);
	add_part(store, 8, 2, 2, "other reference", FIXTURE_NOW_S);
	add_part(store, 7, 2, 3, "other total", FIXTURE_NOW_S);
	assert_string_equal(parts_of(store, id, found), "A");
}

static void test_new_content_of_a_part_replaces_the_old_one(void **state)
{
	struct store *store = store_of(state);
	char found[256];
	int64_t id;

	add_part(store, 7, 1, 2, "lama", FIXTURE_NOW_S - 600);
	add_part(store, 7, 1, 2, "baru", FIXTURE_NOW_S);
	id = add_part(store, 7, 2, 2, "B", FIXTURE_NOW_S);
	assert_string_equal(parts_of(store, id, found), "baru|B");
}

static void test_a_reference_used_again_after_a_day_is_another_message(void **state)
{
	struct store *store = store_of(state);
	char found[256];
	int64_t id;

	add_part(store, 7, 1, 2, "kemarin", FIXTURE_NOW_S - DAY_S - 1);
	id = add_part(store, 7, 2, 2, "B", FIXTURE_NOW_S);
	assert_string_equal(parts_of(store, id, found), "B");
	id = add_part(store, 7, 1, 2, "A", FIXTURE_NOW_S);
	assert_string_equal(parts_of(store, id, found), "A|B");
}

static void test_no_more_parts_are_written_than_there_is_room(void **state)
{
	struct store *store = store_of(state);
	struct inbox_row row, parts[3];
	int64_t id = 0;

	for (unsigned i = 1; i <= 5; i++)
		id = add_part(store, 7, i, 5, "x", FIXTURE_NOW_S);
	memset(parts, 0xA5, sizeof parts);
	assert_int_equal(inbox_get(store, id, &row), 0);
	assert_int_equal(inbox_find_parts(store, &row, parts, 2), 2);
	assert_int_equal(parts[2].slot, (int)0xA5A5A5A5);
	/* The query is over: it can be asked again. */
	assert_int_equal(inbox_find_parts(store, &row, parts, 2), 2);
}

static void test_joining_makes_one_message_of_the_parts(void **state)
{
	struct store *store = store_of(state);
	int64_t old = add_part(store, 7, 1, 2, "lama", FIXTURE_NOW_S);
	int64_t first = add_part(store, 7, 1, 2, "satu ", FIXTURE_NOW_S);
	int64_t second = add_part(store, 7, 2, 2, "dua", FIXTURE_NOW_S);
	struct inbox_row row, read;
	char found[256];

	assert_int_equal(inbox_get(store, second, &row), 0);
	assert_int_equal(store_begin(store), 0);
	assert_int_equal(inbox_join(store, &row, "satu dua"), 0);
	assert_int_equal(store_commit(store), 0);
	assert_int_equal(row.state, INBOX_STATE_NEW);
	assert_string_equal(row.text, "satu dua");
	assert_int_equal(inbox_get(store, second, &read), 0);
	assert_int_equal(read.state, INBOX_STATE_NEW);
	assert_string_equal(read.text, "satu dua");
	assert_int_equal(read.joined_into, 0);
	assert_int_equal(inbox_get(store, first, &read), 0);
	assert_int_equal(read.state, INBOX_STATE_JOINED);
	assert_int_equal(read.joined_into, second);
	assert_string_equal(read.text, "satu ");
	/* What was replaced is for a human, and nothing of it joins a second time. */
	assert_int_equal(inbox_get(store, old, &read), 0);
	assert_int_equal(read.state, INBOX_STATE_UNREAD);
	second = add_part(store, 7, 2, 2, "dua lagi", FIXTURE_NOW_S + 1);
	assert_string_equal(parts_of(store, second, found), "dua lagi");
}

static void test_stale_parts_come_oldest_message_first_and_together(void **state)
{
	struct store *store = store_of(state);
	struct inbox_row rows[8];

	add_part(store, 1, 3, 3, "1c", FIXTURE_NOW_S - 500);
	add_part(store, 2, 1, 2, "2a", FIXTURE_NOW_S - 400);
	add_part(store, 1, 1, 3, "1a", FIXTURE_NOW_S - 300);
	add_part(store, 3, 1, 2, "young", FIXTURE_NOW_S);
	assert_int_equal(
		inbox_find_stale_parts(store, FIXTURE_NOW_S - 100, false, rows, 8), 3);
	assert_string_equal(rows[0].text, "1a");
	assert_string_equal(rows[1].text, "1c");
	assert_string_equal(rows[2].text, "2a");
	assert_int_equal(
		inbox_find_stale_parts(store, FIXTURE_NOW_S - 100, false, rows, 2), 2);
	assert_int_equal(
		inbox_find_stale_parts(store, FIXTURE_NOW_S - 500, false, rows, 8), 0);
	assert_int_equal(
		inbox_set_state(store, rows[0].id, INBOX_STATE_PART, NULL, "told"), 0);
	assert_int_equal(
		inbox_find_stale_parts(store, FIXTURE_NOW_S - 100, true, rows, 8), 2);
	assert_int_equal(
		inbox_find_stale_parts(store, FIXTURE_NOW_S - 100, false, rows, 8), 3);
	assert_int_equal(inbox_set_state(store, rows[2].id, INBOX_STATE_UNREAD, "", ""),
			 0);
	assert_int_equal(
		inbox_find_stale_parts(store, FIXTURE_NOW_S - 100, false, rows, 8), 2);
}

static void test_what_became_of_a_message_is_written(void **state)
{
	struct store *store = store_of(state);
	int64_t id = fixture_add_message(store, "+6281", "a");
	struct inbox_row row;

	assert_int_equal(
		inbox_set_state(store, id, INBOX_STATE_HANDLED, "status", "catatan"), 0);
	assert_int_equal(inbox_set_state(store, id, INBOX_STATE_UNREAD, NULL, NULL), 0);
	assert_int_equal(inbox_get(store, id, &row), 0);
	assert_int_equal(row.state, INBOX_STATE_UNREAD);
	assert_string_equal(row.intent, "status");
	assert_string_equal(row.note, "catatan");
	assert_int_equal(inbox_set_state(store, id + 1, INBOX_STATE_UNREAD, "", ""),
			 -ENOENT);
	assert_int_equal(inbox_get(store, id + 1, &row), -ENOENT);
}

struct seen_texts {
	struct text text;
	int stop_after;
};

static bool see(void *context, const struct inbox_row *row)
{
	struct seen_texts *seen = context;

	text_add(&seen->text, row->text);
	return --seen->stop_after != 0;
}

static void test_the_list_is_newest_first_and_can_be_left(void **state)
{
	struct store *store = store_of(state);
	char buffer[64];
	struct seen_texts seen = { .stop_after = 0 };

	text_init(&seen.text, buffer, sizeof buffer);
	fixture_add_message(store, "+6281", "a");
	fixture_add_message(store, "+6281", "b");
	fixture_add_message(store, "+6281", "c");
	assert_int_equal(inbox_list(store, 10, see, &seen), 0);
	assert_string_equal(buffer, "cba");
	text_clear(&seen.text);
	assert_int_equal(inbox_list(store, 2, see, &seen), 0);
	assert_string_equal(buffer, "cb");
	text_clear(&seen.text);
	seen.stop_after = 1;
	assert_int_equal(inbox_list(store, 10, see, &seen), 0);
	assert_string_equal(buffer, "c");
}

static void test_messages_are_counted_by_sender_and_time(void **state)
{
	struct store *store = store_of(state);
	struct inbox_row row = fixture_message("+6281", "info");
	int64_t part;

	assert_int_equal(add(store, &row, "1"), 0);
	row.id = 0;
	row.received_at -= 100;
	assert_int_equal(add(store, &row, "2"), 0);
	row.id = 0;
	row.state = INBOX_STATE_REPORT;
	assert_int_equal(add(store, &row, "3"), 0);
	fixture_add_message(store, "+6282", "info");
	part = add_part(store, 7, 1, 2, "info", FIXTURE_NOW_S);
	assert_true(part > 0);
	assert_int_equal(inbox_count_since(store, "+6281", 0), 2);
	assert_int_equal(inbox_count_since(store, "+6281", FIXTURE_NOW_S), 1);
	assert_int_equal(inbox_count_since(store, "+6281", FIXTURE_NOW_S + 1), 0);
	assert_int_equal(inbox_count_since(store, "+6283", 0), 0);
	assert_int_equal(inbox_count_since(store, "+6281200000001", 0), 0);
	assert_int_equal(inbox_count_same_text(store, "+6281", "info", 0), 2);
	assert_int_equal(inbox_count_same_text(store, "+6281", "INFO", 0), 0);
	assert_int_equal(inbox_count_same_text(store, "+6281", "info", FIXTURE_NOW_S), 1);
}

static void test_a_row_becomes_json(void **state)
{
	struct store *store = store_of(state);
	int64_t id = fixture_add_message(store, "+6281", "kata \"petik\"\n\x01");
	char buffer[4096], small[40];
	struct text text;

	text_init(&text, buffer, sizeof buffer);
	assert_int_equal(inbox_add_json(store, id, &text), 0);
	assert_non_null(strstr(buffer, "\"text\":\"kata \\\"petik\\\"\\n\\u0001\""));
	assert_non_null(strstr(buffer, "\"sender\":\"+6281\""));
	assert_non_null(strstr(buffer, "\"state\":\"new\""));
	assert_non_null(strstr(buffer, "\"joined_into\":null"));
	assert_int_equal(inbox_add_json(store, id + 1, &text), -ENOENT);
	text_init(&text, small, sizeof small);
	assert_int_equal(inbox_add_json(store, id, &text), -EMSGSIZE);
}

static void test_every_state_has_its_word_and_is_accepted(void **state)
{
	struct store *store = store_of(state);
	int64_t id = fixture_add_message(store, "+6281", "a");

	for (unsigned i = INBOX_STATE_NEW; i <= INBOX_STATE_REPORT; i++) {
		struct inbox_row row;

		assert_int_equal(inbox_set_state(store, id, i, NULL, NULL), 0);
		assert_int_equal(inbox_get(store, id, &row), 0);
		assert_int_equal(row.state, i);
		assert_true(inbox_state_name(i)[0] != '\0');
	}
	assert_string_equal(inbox_state_name(INBOX_STATE_DAMAGED), "damaged");
}

#define IN_MEMORY(test)                                                                  \
	cmocka_unit_test_setup_teardown(test, store_fixture_in_memory,                   \
					store_fixture_remove)
#define IN_FILE(test)                                                                    \
	cmocka_unit_test_setup_teardown(test, store_fixture_in_file, store_fixture_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_MEMORY(test_every_field_comes_back),
		IN_MEMORY(test_a_row_without_time_gets_the_clocks),
		IN_MEMORY(test_a_text_is_data_and_never_sql),
		IN_MEMORY(test_a_repeat_is_known_and_counted),
		IN_MEMORY(test_keys_are_bytes_of_any_kind),
		IN_MEMORY(test_the_key_itself_is_not_stored),
		IN_FILE(test_a_repeat_is_known_after_a_restart),
		IN_MEMORY(test_two_stores_hash_a_key_differently),
		IN_MEMORY(test_a_single_part_waits),
		IN_MEMORY(test_parts_are_found_in_any_order_of_arrival),
		IN_MEMORY(test_parts_of_other_messages_are_not_mixed_in),
		IN_MEMORY(test_new_content_of_a_part_replaces_the_old_one),
		IN_MEMORY(test_a_reference_used_again_after_a_day_is_another_message),
		IN_MEMORY(test_no_more_parts_are_written_than_there_is_room),
		IN_MEMORY(test_joining_makes_one_message_of_the_parts),
		IN_MEMORY(test_stale_parts_come_oldest_message_first_and_together),
		IN_MEMORY(test_what_became_of_a_message_is_written),
		IN_MEMORY(test_the_list_is_newest_first_and_can_be_left),
		IN_MEMORY(test_messages_are_counted_by_sender_and_time),
		IN_MEMORY(test_a_row_becomes_json),
		IN_MEMORY(test_every_state_has_its_word_and_is_accepted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
