// SPDX-License-Identifier: MIT

/* Lists of tickets: what the queue, the status of a phone and a follower see. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

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

static bool join_codes(void *context, const struct ticket *ticket)
{
	struct text *codes = context;

	text_add_format(codes, "%c", ticket->code[7]);
	return ticket->code[0] != '9'; /* a code that begins with 9 ends the walk */
}

/* The last digits of the listed codes, in order. */
static const char *list(struct store *store, struct ticket_filter filter, char out[64])
{
	struct text codes;

	text_init(&codes, out, 64);
	assert_int_equal(ticket_list(store, &filter, join_codes, &codes), 0);
	return out;
}

static int place_of(struct store *store, const char *code)
{
	struct ticket ticket;

	assert_int_equal(ticket_find_by_code(store, code, &ticket), 0);
	return ticket_count_before(store, &ticket);
}

static int64_t add_in_state(struct store *store, const char *code, const char *phone,
			    enum ticket_state state)
{
	struct ticket ticket = fixture_ticket(0, code);
	bool is_code_taken;

	text_copy(ticket.phone, sizeof ticket.phone, phone);
	ticket.state = state;
	assert_int_equal(add(store, &ticket, &is_code_taken), 0);
	return ticket.id;
}

static void test_lists_filter_and_sort(void **state)
{
	struct store *store = store_of(state);
	char out[64];

	add_in_state(store, "00000001", "A", TICKET_STATE_RECEIVED);
	add_in_state(store, "00000002", "B", TICKET_STATE_COLLECTED);
	add_in_state(store, "00000003", "A", TICKET_STATE_COLLECTED);
	add_in_state(store, "00000004", "B", TICKET_STATE_READY);
	add_in_state(store, "00000005", "A", TICKET_STATE_READY);

#define LIST(...) list(store, (struct ticket_filter){ __VA_ARGS__ }, out)
	assert_string_equal(LIST(.limit = 0), "12345");
	assert_string_equal(LIST(.is_newest_first = true), "54321");
	assert_string_equal(LIST(.limit = 2), "12");
	assert_string_equal(LIST(.limit = 2, .is_newest_first = true), "54");
	assert_string_equal(LIST(.after_id = 3), "45");
	assert_string_equal(LIST(.is_open_only = true), "145");
	assert_string_equal(LIST(.is_open_only = true, .is_newest_first = true), "541");
	assert_string_equal(LIST(.is_open_only = true, .after_id = 1, .limit = 1), "4");
	assert_string_equal(LIST(.has_state = true, .state = TICKET_STATE_READY), "45");
	assert_string_equal(LIST(.has_state = true, .state = TICKET_STATE_READY,
				 .is_newest_first = true),
			    "54");
	assert_string_equal(LIST(.has_state = true, .state = TICKET_STATE_RECEIVED), "1");
	assert_string_equal(LIST(.has_state = true, .state = TICKET_STATE_COLLECTED,
				 .is_open_only = true),
			    "");
	assert_string_equal(LIST(.phone = "A"), "135");
	assert_string_equal(LIST(.phone = "A", .is_newest_first = true), "531");
	assert_string_equal(LIST(.phone = "A", .is_open_only = true), "15");
	assert_string_equal(
		LIST(.phone = "A", .has_state = true, .state = TICKET_STATE_READY), "5");
	assert_string_equal(LIST(.phone = "C"), "");
	add_in_state(store, "90000006", "C", TICKET_STATE_RECEIVED);
	add_in_state(store, "00000007", "C", TICKET_STATE_RECEIVED);
	assert_string_equal(LIST(.phone = "C"), "6"); /* the visitor stopped */
	assert_string_equal(LIST(.phone = "C", .is_newest_first = true), "76");
#undef LIST
}

static void test_open_means_what_the_header_says(void **state)
{
	static const char is_open[TICKET_STATE_COUNT] = {
		[TICKET_STATE_RECEIVED] = 1, [TICKET_STATE_INCOMPLETE] = 1,
		[TICKET_STATE_CHECKED] = 1,  [TICKET_STATE_APPROVED] = 1,
		[TICKET_STATE_READY] = 1,
	};
	struct store *store = store_of(state);
	char code[LIMIT_CODE_SIZE], expected[64] = "", out[64];
	struct text text;

	text_init(&text, expected, sizeof expected);
	for (unsigned i = 0; i < TICKET_STATE_COUNT; i++) {
		snprintf(code, sizeof code, "0000000%c", (char)('0' + i % 10));
		add_in_state(store, code, "A", i);
		if (is_open[i])
			text_add_format(&text, "%u", i);
	}
	assert_string_equal(
		list(store, (struct ticket_filter){ .is_open_only = true }, out),
		expected);
	assert_string_equal(
		list(store, (struct ticket_filter){ .is_open_only = true, .phone = "A" },
		     out),
		expected);
}

static void add_in_village(struct store *store, const char *code, const char *village,
			   enum ticket_state state)
{
	struct ticket ticket = fixture_ticket(0, code);
	bool is_code_taken;

	text_copy(ticket.village, sizeof ticket.village, village);
	text_copy(ticket.nik, sizeof ticket.nik, "3513151205909901");
	ticket.state = state;
	ticket.due_at = 1;
	assert_int_equal(add(store, &ticket, &is_code_taken), 0);
}

static void test_villages_that_share_a_store_see_only_their_own(void **state)
{
	static const char ours[] = "35.13.15.2007", theirs[] = "35.13.15.2008";
	struct store *store = store_of(state);
	char out[64];
	struct text codes;

	add_in_village(store, "00000001", ours, TICKET_STATE_RECEIVED);
	add_in_village(store, "00000002", theirs, TICKET_STATE_RECEIVED);
	add_in_village(store, "00000003", theirs, TICKET_STATE_CHECKED);
#define LIST(...) list(store, (struct ticket_filter){ __VA_ARGS__ }, out)
	assert_string_equal(LIST(.village = NULL), "123");
	assert_string_equal(LIST(.village = ours), "1");
	assert_string_equal(LIST(.village = theirs, .is_open_only = true), "23");
	assert_string_equal(
		LIST(.village = ours, .has_state = true, .state = TICKET_STATE_CHECKED),
		"");
#undef LIST
	assert_int_equal(ticket_count_state(store, ours, TICKET_STATE_RECEIVED), 1);
	assert_int_equal(ticket_count_state(store, ours, TICKET_STATE_CHECKED), 0);
	assert_int_equal(ticket_count_late(store, ours, 10), 1);
	assert_int_equal(ticket_count_late(store, theirs, 10), 2);
	text_init(&codes, out, sizeof out);
	assert_int_equal(ticket_list_of_nik(store, theirs, "3513151205909901", 9,
					    join_codes, &codes),
			 0);
	assert_string_equal(out, "32");
}

static bool count_event(void *context, const struct ticket_event *event)
{
	int *n = context;

	(void)event;
	++*n;
	return true;
}

static bool ask_something_else(void *context, const struct ticket *ticket)
{
	struct store *store = context;
	struct ticket found;
	int n = 0;

	assert_int_equal(ticket_find_by_code(store, ticket->code, &found), 0);
	assert_int_equal(ticket_events(store, ticket->id, count_event, &n), 0);
	assert_int_equal(n, 1);
	return true;
}

static void test_a_visitor_may_ask_the_store(void **state)
{
	struct store *store = store_of(state);
	const struct ticket_filter filter = { .limit = 0 };

	fixture_add_ticket(store, "00000001");
	fixture_add_ticket(store, "00000002");
	assert_int_equal(ticket_list(store, &filter, ask_something_else, store), 0);
}

static void test_those_who_wait_before_are_counted(void **state)
{
	struct store *store = store_of(state);

	add_in_state(store, "00000001", "+6281", TICKET_STATE_RECEIVED);
	add_in_state(store, "00000002", "+6282", TICKET_STATE_INCOMPLETE);
	add_in_state(store, "00000003", "+6283", TICKET_STATE_CHECKED);
	/* Nobody waits at the desk for these any more. */
	add_in_state(store, "00000004", "+6284", TICKET_STATE_APPROVED);
	add_in_state(store, "00000005", "+6285", TICKET_STATE_REJECTED);
	add_in_state(store, "00000006", "+6286", TICKET_STATE_RECEIVED);
	assert_int_equal(place_of(store, "00000001"), 0);
	assert_int_equal(place_of(store, "00000003"), 2);
	assert_int_equal(place_of(store, "00000006"), 3);
	assert_int_equal(fixture_run(store, "UPDATE tickets SET village = '11.11.11.1111'"
					    " WHERE code = '00000001'"),
			 0);
	assert_int_equal(place_of(store, "00000006"), 2);
}

#define IN_MEMORY(test)                                                                  \
	cmocka_unit_test_setup_teardown(test, store_fixture_in_memory,                   \
					store_fixture_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_MEMORY(test_lists_filter_and_sort),
		IN_MEMORY(test_open_means_what_the_header_says),
		IN_MEMORY(test_villages_that_share_a_store_see_only_their_own),
		IN_MEMORY(test_a_visitor_may_ask_the_store),
		IN_MEMORY(test_those_who_wait_before_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
