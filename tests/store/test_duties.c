// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/duties.h"
#include "tests/support/store_fixture.h"

#define VILLAGE "35.13.15.2007"

static struct store *store_of(void **state)
{
	const struct store_fixture *fixture = *state;

	return fixture->store;
}

static void test_a_duty_is_taken_once_a_day(void **state)
{
	struct store *store = store_of(state);

	assert_int_equal(duty_take(store, VILLAGE, "nudge", "2026-11-22"), 0);
	assert_int_equal(duty_take(store, VILLAGE, "nudge", "2026-11-22"), -EEXIST);
	assert_int_equal(duty_take(store, VILLAGE, "nudge", "2026-11-23"), 0);
	assert_int_equal(duty_take(store, VILLAGE, "other", "2026-11-22"), 0);
	assert_int_equal(duty_take(store, "35.13.15.2008", "nudge", "2026-11-22"), 0);
}

static void test_ready_letters_are_found_until_they_are_reminded_of(void **state)
{
	struct store *store = store_of(state);
	int64_t id = fixture_add_ticket(store, "48291372"), ids[2];
	struct ticket_event event = { .at = 2000, .step = "remind" };
	struct ticket ticket;

	assert_int_equal(fixture_run(store, "UPDATE tickets SET state = 'ready',"
					    " updated_at = 1000"),
			 0);
	assert_int_equal(ticket_get(store, id, &ticket), 0);
	assert_int_equal(duty_find_ready(store, ticket.village, 1000, true, ids, 2), 0);
	assert_int_equal(duty_find_ready(store, ticket.village, 1001, true, ids, 2), 1);
	assert_int_equal(ids[0], id);
	event.from = event.to = TICKET_STATE_READY;
	assert_int_equal(ticket_add_event(store, id, &event), 0);
	assert_int_equal(duty_find_ready(store, ticket.village, 1001, true, ids, 2), 0);
	assert_int_equal(duty_find_ready(store, ticket.village, 1001, false, ids, 2), 1);
	assert_int_equal(duty_find_ready(store, "", 1001, false, ids, 2), 0);
}

#define IN_MEMORY(test)                                                                  \
	cmocka_unit_test_setup_teardown(test, store_fixture_in_memory,                   \
					store_fixture_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_MEMORY(test_a_duty_is_taken_once_a_day),
		IN_MEMORY(test_ready_letters_are_found_until_they_are_reminded_of),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
