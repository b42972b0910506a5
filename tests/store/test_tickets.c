// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/text.h"
#include "store/tickets.h"
#include "tests/support/store_fixture.h"

static struct store *store_of(void **state)
{
	const struct store_fixture *fixture = *state;

	return fixture->store;
}

/* Add in a transaction of its own; commits also when it was refused. */
static int add(struct store *store, struct ticket *ticket, bool *out_is_code_taken)
{
	int error;

	assert_int_equal(store_begin(store), 0);
	error = ticket_add(store, ticket, ticket->phone, out_is_code_taken);
	assert_int_equal(store_commit(store), 0);
	return error;
}

static int step(struct store *store, int64_t id, enum ticket_state from,
		enum ticket_state to, const char *reason)
{
	const struct ticket ticket = { .id = id };
	const struct ticket_event event = { .at = FIXTURE_NOW_S + 60,
					    .actor = "siti",
					    .role = "operator",
					    .door = "desk",
					    .step = "check",
					    .from = from,
					    .to = to,
					    .why = "berkas lengkap" };
	int error;

	assert_int_equal(store_begin(store), 0);
	error = ticket_step(store, &ticket, &event, reason);
	assert_int_equal(store_commit(store), 0);
	return error;
}

static void test_every_field_comes_back(void **state)
{
	struct store *store = store_of(state);
	struct ticket ticket, read;
	bool is_code_taken = true;

	memset(&ticket, 0, sizeof ticket);
	memset(&read, 0, sizeof read);
	text_copy(ticket.code, sizeof ticket.code, "48291372");
	text_copy(ticket.village, sizeof ticket.village, "35.13.15.2007");
	text_copy(ticket.kind, sizeof ticket.kind, "DOMISILI");
	text_copy(ticket.nik, sizeof ticket.nik, "3513151205909901");
	text_copy(ticket.name, sizeof ticket.name, "O'BRIEN \"X\"");
	text_copy(ticket.purpose, sizeof ticket.purpose, "melamar kerja");
	text_copy(ticket.phone, sizeof ticket.phone, "+6281200000001");
	text_copy(ticket.door, sizeof ticket.door, "sms");
	ticket.state = TICKET_STATE_INCOMPLETE;
	text_copy(ticket.reason, sizeof ticket.reason, "fotokopi KK");
	text_copy(ticket.flags, sizeof ticket.flags, "nik_odd minor");
	text_copy(ticket.details, sizeof ticket.details, "{\"usaha\":\"warung\"}");
	ticket.inbox_id = fixture_add_message(store, "+6281200000001", "a");
	ticket.item = 2;
	ticket.created_at = 101;
	ticket.updated_at = 102;
	ticket.due_at = 103;
	assert_int_equal(add(store, &ticket, &is_code_taken), 0);
	assert_false(is_code_taken);
	assert_int_equal(ticket_find_by_code(store, "48291372", &read), 0);
	assert_memory_equal(&ticket, &read, sizeof ticket);
	assert_int_equal(ticket_find_by_code(store, "48291373", &read), -ENOENT);
}

static void test_missing_times_and_details_are_filled_in(void **state)
{
	struct store *store = store_of(state);
	struct ticket ticket = fixture_ticket(0, "00000001");
	bool is_code_taken;

	ticket.created_at = ticket.updated_at = 0;
	ticket.details[0] = '\0';
	assert_int_equal(add(store, &ticket, &is_code_taken), 0);
	assert_int_equal(ticket_find_by_code(store, "00000001", &ticket), 0);
	assert_int_equal(ticket.created_at, FIXTURE_NOW_S);
	assert_int_equal(ticket.updated_at, FIXTURE_NOW_S);
	assert_string_equal(ticket.details, "{}");
	assert_int_equal(ticket.inbox_id, 0);
}

static void test_a_taken_code_is_told_apart_from_a_repeated_message(void **state)
{
	struct store *store = store_of(state);
	int64_t inbox_id = fixture_add_message(store, "+6281", "a");
	struct ticket ticket = fixture_ticket(inbox_id, "00000001");
	bool is_code_taken;

	assert_int_equal(add(store, &ticket, &is_code_taken), 0);
	ticket.id = 0;
	ticket.item = 1; /* the second letter of the message, unlucky code */
	assert_int_equal(add(store, &ticket, &is_code_taken), -EEXIST);
	assert_true(is_code_taken);
	text_copy(ticket.code, sizeof ticket.code, "00000002");
	assert_int_equal(add(store, &ticket, &is_code_taken), 0);
	ticket.id = 0;
	text_copy(ticket.code, sizeof ticket.code, "00000003");
	assert_int_equal(add(store, &ticket, &is_code_taken), -EEXIST);
	assert_false(is_code_taken);
	/* Two at the desk have no message that could be the same. */
	ticket.inbox_id = 0;
	assert_int_equal(add(store, &ticket, &is_code_taken), 0);
	ticket.id = 0;
	text_copy(ticket.code, sizeof ticket.code, "00000004");
	assert_int_equal(add(store, &ticket, &is_code_taken), 0);
	assert_int_equal(fixture_ask(store, "SELECT count(*) FROM tickets"), 4);
	assert_int_equal(fixture_ask(store, "SELECT count(*) FROM events"), 4);
}

static void test_a_refused_ticket_spoils_nothing_of_its_transaction(void **state)
{
	struct store *store = store_of(state);
	struct ticket ticket = fixture_ticket(0, "00000001");
	bool is_code_taken;

	fixture_add_ticket(store, "00000001");
	assert_int_equal(store_begin(store), 0);
	assert_int_equal(ticket_add(store, &ticket, "a", &is_code_taken), -EEXIST);
	text_copy(ticket.code, sizeof ticket.code, "00000002");
	assert_int_equal(ticket_add(store, &ticket, "a", &is_code_taken), 0);
	assert_int_equal(store_commit(store), 0);
	assert_int_equal(ticket_find_by_code(store, "00000002", &ticket), 0);
}

static void test_a_code_has_eight_digits(void **state)
{
	static const char *const codes[] = { "", "1234567", "1234567a", "1234 678",
					     "-2345678" };
	struct store *store = store_of(state);

	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
		struct ticket ticket = fixture_ticket(0, codes[i]);
		bool is_code_taken;

		assert_int_equal(add(store, &ticket, &is_code_taken), -EINVAL);
		assert_false(is_code_taken);
	}
}

static void test_a_ticket_of_an_unknown_message_is_refused(void **state)
{
	struct ticket ticket = fixture_ticket(999, "00000001");
	bool is_code_taken;

	assert_int_equal(add(store_of(state), &ticket, &is_code_taken), -EINVAL);
}

struct seen_events {
	struct ticket_event rows[4];
	int n;
};

static bool see_event(void *context, const struct ticket_event *event)
{
	struct seen_events *seen = context;

	seen->rows[seen->n++] = *event;
	return seen->n < 4;
}

static void test_each_step_leaves_its_event(void **state)
{
	struct store *store = store_of(state);
	int64_t id = fixture_add_ticket(store, "00000001");
	struct seen_events seen = { .n = 0 };
	struct ticket ticket;

	assert_int_equal(
		step(store, id, TICKET_STATE_RECEIVED, TICKET_STATE_CHECKED, NULL), 0);
	assert_int_equal(ticket_find_by_code(store, "00000001", &ticket), 0);
	assert_int_equal(ticket.state, TICKET_STATE_CHECKED);
	assert_int_equal(ticket.updated_at, FIXTURE_NOW_S + 60);
	assert_int_equal(ticket_events(store, id, see_event, &seen), 0);
	assert_int_equal(seen.n, 2);
	assert_string_equal(seen.rows[0].actor, "+6281200000001");
	assert_string_equal(seen.rows[0].role, "resident");
	assert_string_equal(seen.rows[0].door, "sms");
	assert_int_equal(seen.rows[0].at, FIXTURE_NOW_S);
	assert_int_equal(seen.rows[0].from, TICKET_STATE_RECEIVED);
	assert_int_equal(seen.rows[0].to, TICKET_STATE_RECEIVED);
	assert_true(seen.rows[1].id > seen.rows[0].id);
	assert_int_equal(seen.rows[1].at, FIXTURE_NOW_S + 60);
	assert_string_equal(seen.rows[1].actor, "siti");
	assert_string_equal(seen.rows[1].role, "operator");
	assert_string_equal(seen.rows[1].door, "desk");
	assert_string_equal(seen.rows[1].step, "check");
	assert_int_equal(seen.rows[1].from, TICKET_STATE_RECEIVED);
	assert_int_equal(seen.rows[1].to, TICKET_STATE_CHECKED);
	assert_string_equal(seen.rows[1].why, "berkas lengkap");
}

static void test_the_slower_of_two_officers_is_told(void **state)
{
	struct store *store = store_of(state);
	int64_t id = fixture_add_ticket(store, "00000001");
	struct ticket ticket;

	assert_int_equal(
		step(store, id, TICKET_STATE_RECEIVED, TICKET_STATE_CHECKED, NULL), 0);
	assert_int_equal(
		step(store, id, TICKET_STATE_RECEIVED, TICKET_STATE_REJECTED, "x"),
		-ESTALE);
	assert_int_equal(ticket_find_by_code(store, "00000001", &ticket), 0);
	assert_int_equal(ticket.state, TICKET_STATE_CHECKED);
	assert_string_equal(ticket.reason, "");
	assert_int_equal(fixture_ask(store, "SELECT count(*) FROM events"), 2);
	assert_int_equal(
		step(store, id + 1, TICKET_STATE_RECEIVED, TICKET_STATE_CHECKED, NULL),
		-ENOENT);
}

static void test_the_reason_is_kept_until_a_new_one_comes(void **state)
{
	struct store *store = store_of(state);
	int64_t id = fixture_add_ticket(store, "00000001");
	struct ticket ticket;

	step(store, id, TICKET_STATE_RECEIVED, TICKET_STATE_INCOMPLETE, "KK belum ada");
	step(store, id, TICKET_STATE_INCOMPLETE, TICKET_STATE_RECEIVED, NULL);
	assert_int_equal(ticket_find_by_code(store, "00000001", &ticket), 0);
	assert_string_equal(ticket.reason, "KK belum ada");
	step(store, id, TICKET_STATE_RECEIVED, TICKET_STATE_CHECKED, "");
	assert_int_equal(ticket_find_by_code(store, "00000001", &ticket), 0);
	assert_string_equal(ticket.reason, "");
}

static void test_an_event_is_never_changed_or_deleted(void **state)
{
	static const char *const attempts[] = {
		"UPDATE events SET actor = 'x'",
		"UPDATE events SET \"to\" = 'approved' WHERE id = 1",
		"UPDATE OR REPLACE events SET id = 7",
		"DELETE FROM events",
		"DELETE FROM events WHERE id = 1",
		"INSERT OR REPLACE INTO events SELECT id, ticket_id, at, 'x', role, door,"
		" step, \"from\", \"to\", why FROM events",
		"INSERT INTO events SELECT id, ticket_id, at, 'x', role, door, step,"
		" \"from\", \"to\", why FROM events WHERE true ON CONFLICT (id)"
		" DO UPDATE SET actor = 'x'",
	};
	struct store *store = store_of(state);

	fixture_add_ticket(store, "00000001");
	for (size_t i = 0; i < sizeof attempts / sizeof attempts[0]; i++)
		assert_int_equal(fixture_run(store, attempts[i]) & 0xFF,
				 SQLITE_CONSTRAINT);
	assert_int_equal(fixture_ask(store, "SELECT count(*) FROM events"
					    " WHERE actor = '+6281200000001'"),
			 1);
	assert_int_equal(fixture_ask(store, "SELECT count(*) FROM events"), 1);
	/* Nor is the ticket that it belongs to. */
	assert_int_equal(fixture_run(store, "DELETE FROM tickets") & 0xFF,
			 SQLITE_CONSTRAINT);
}

static void test_the_newest_open_ticket_of_a_person_and_letter_is_found(void **state)
{
	struct store *store = store_of(state);
	struct ticket ticket = fixture_ticket(0, "00000001"), found;
	bool is_code_taken;

#define FIND(village, nik, kind) ticket_find_open(store, village, nik, kind, &found)
	assert_int_equal(add(store, &ticket, &is_code_taken), 0);
	ticket.id = 0;
	text_copy(ticket.code, sizeof ticket.code, "00000002");
	text_copy(ticket.phone, sizeof ticket.phone, "another phone");
	assert_int_equal(add(store, &ticket, &is_code_taken), 0);
	assert_int_equal(FIND("35.13.15.2007", "3513151205909901", "SKTM"), 0);
	assert_string_equal(found.code, "00000002");
	assert_int_equal(FIND("35.13.15.2008", "3513151205909901", "SKTM"), -ENOENT);
	assert_int_equal(FIND("35.13.15.2007", "3513151205909902", "SKTM"), -ENOENT);
	assert_int_equal(FIND("35.13.15.2007", "3513151205909901", "SKU"), -ENOENT);
	step(store, ticket.id, TICKET_STATE_RECEIVED, TICKET_STATE_REJECTED, "x");
	assert_int_equal(FIND("35.13.15.2007", "3513151205909901", "SKTM"), 0);
	assert_string_equal(found.code, "00000001");
	/* Walk-ins without a NIK are not one person. */
	ticket.id = 0;
	ticket.nik[0] = '\0';
	text_copy(ticket.code, sizeof ticket.code, "00000003");
	assert_int_equal(add(store, &ticket, &is_code_taken), 0);
	assert_int_equal(FIND("35.13.15.2007", "", "SKTM"), -ENOENT);
#undef FIND
}

static void test_a_ticket_becomes_json(void **state)
{
	struct store *store = store_of(state);
	struct ticket ticket = fixture_ticket(0, "48291372");
	char buffer[4096], small[64];
	struct text text;
	bool is_code_taken;

	text_copy(ticket.name, sizeof ticket.name, "A \"B\" \\ \t");
	text_copy(ticket.details, sizeof ticket.details, "{\"usaha\":\"warung\"}");
	assert_int_equal(add(store, &ticket, &is_code_taken), 0);
	text_init(&text, buffer, sizeof buffer);
	assert_int_equal(ticket_add_json(store, ticket.id, &text), 0);
	assert_string_equal(
		buffer,
		"{\"code\":\"48291372\",\"state\":\"received\",\"kind\":\"SKTM\","
		"\"nik\":\"3513151205909901\",\"name\":\"A \\\"B\\\" \\\\ \\t\","
		"\"purpose\":\"sekolah anak\",\"phone\":\"+6281200000001\","
		"\"village\":\"35.13.15.2007\",\"number\":null,"
		"\"created_at\":1795312800,\"updated_at\":1795312800,"
		"\"due_at\":1795399200,\"door\":\"sms\",\"reason\":\"\",\"flags\":\"\","
		"\"details\":{\"usaha\":\"warung\"}}");
	assert_int_equal(ticket_add_json(store, ticket.id + 1, &text), -ENOENT);
	text_init(&text, small, sizeof small);
	assert_int_equal(ticket_add_json(store, ticket.id, &text), -EMSGSIZE);
}

static void test_details_that_are_no_json_are_shown_as_a_text(void **state)
{
	struct store *store = store_of(state);
	struct ticket ticket = fixture_ticket(0, "48291372");
	char buffer[4096];
	struct text text;
	bool is_code_taken;

	text_copy(ticket.details, sizeof ticket.details, "{\"usaha\":\"war");
	assert_int_equal(add(store, &ticket, &is_code_taken), 0);
	text_init(&text, buffer, sizeof buffer);
	assert_int_equal(ticket_add_json(store, ticket.id, &text), 0);
	assert_non_null(strstr(buffer, "\"details\":\"{\\\"usaha\\\":\\\"war\"}"));
}

static void test_every_state_has_its_word_and_is_accepted(void **state)
{
	struct store *store = store_of(state);
	int64_t id = fixture_add_ticket(store, "00000001");
	enum ticket_state named;

	for (unsigned i = 0; i + 1 < TICKET_STATE_COUNT; i++)
		assert_int_equal(step(store, id, i, i + 1, NULL), 0);
	for (unsigned i = 0; i < TICKET_STATE_COUNT; i++) {
		assert_true(ticket_state_of_name(ticket_state_name(i), &named));
		assert_int_equal(named, i);
	}
	assert_false(ticket_state_of_name("", &named));
	assert_false(ticket_state_of_name("RECEIVED", &named));
	assert_string_equal(ticket_state_name(TICKET_STATE_RECEIVED), "received");
}

#define IN_MEMORY(test)                                                                  \
	cmocka_unit_test_setup_teardown(test, store_fixture_in_memory,                   \
					store_fixture_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_MEMORY(test_every_field_comes_back),
		IN_MEMORY(test_missing_times_and_details_are_filled_in),
		IN_MEMORY(test_a_taken_code_is_told_apart_from_a_repeated_message),
		IN_MEMORY(test_a_refused_ticket_spoils_nothing_of_its_transaction),
		IN_MEMORY(test_a_code_has_eight_digits),
		IN_MEMORY(test_a_ticket_of_an_unknown_message_is_refused),
		IN_MEMORY(test_each_step_leaves_its_event),
		IN_MEMORY(test_the_slower_of_two_officers_is_told),
		IN_MEMORY(test_the_reason_is_kept_until_a_new_one_comes),
		IN_MEMORY(test_an_event_is_never_changed_or_deleted),
		IN_MEMORY(test_the_newest_open_ticket_of_a_person_and_letter_is_found),
		IN_MEMORY(test_a_ticket_becomes_json),
		IN_MEMORY(test_details_that_are_no_json_are_shown_as_a_text),
		IN_MEMORY(test_every_state_has_its_word_and_is_accepted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
