// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/text.h"
#include "store/modems.h"
#include "store/ussd.h"
#include "tests/support/store_fixture.h"

enum {
	DAY_S = 24 * 3600
};

static struct store *store_of(void **state)
{
	const struct store_fixture *fixture = *state;

	return fixture->store;
}

static struct ussd_request add(struct store *store, const char *modem, const char *code,
			       const char *asked_by)
{
	struct ussd_request request;

	memset(&request, 0, sizeof request);
	text_copy(request.modem, sizeof request.modem, modem);
	text_copy(request.code, sizeof request.code, code);
	text_copy(request.asked_by, sizeof request.asked_by, asked_by);
	assert_int_equal(ussd_request_add(store, &request), 0);
	assert_true(request.id > 0);
	return request;
}

static struct ussd_request get(struct store *store, int64_t id)
{
	struct ussd_request request;

	memset(&request, 0, sizeof request);
	assert_int_equal(ussd_request_get(store, id, &request), 0);
	return request;
}

static void test_every_field_comes_back(void **state)
{
	struct store *store = store_of(state);
	struct ussd_request request = add(store, "", "*888#", "petugas"), read;

	assert_int_equal(request.created_at, FIXTURE_NOW_S);
	read = get(store, request.id);
	assert_memory_equal(&request, &read, sizeof read);
	text_copy(request.modem, sizeof request.modem, "a");
	assert_int_equal(ussd_request_set_asking(store, &request), 0);
	request.state = USSD_STATE_ANSWERED;
	text_copy(request.answer, sizeof request.answer, "Sisa pulsa Rp 5.000\n1. Info");
	text_copy(request.note, sizeof request.note, "cut");
	request.answered_at = FIXTURE_NOW_S + 5;
	assert_int_equal(ussd_request_update(store, &request), 0);
	read = get(store, request.id);
	assert_memory_equal(&request, &read, sizeof read);
	assert_int_equal(ussd_request_get(store, 99, &read), -ENOENT);
	request.id = 99;
	assert_int_equal(ussd_request_update(store, &request), -ENOENT);
}

static void test_the_oldest_for_a_modem_or_any_goes_first(void **state)
{
	struct store *store = store_of(state);
	struct ussd_request other = add(store, "b", "*1#", "x");
	struct ussd_request any = add(store, "", "*2#", "x");
	struct ussd_request own = add(store, "a", "*3#", "x");
	struct ussd_request next;

	assert_int_equal(ussd_request_next(store, "a", &next), 0);
	assert_int_equal(next.id, any.id);
	text_copy(next.modem, sizeof next.modem, "a");
	assert_int_equal(ussd_request_set_asking(store, &next), 0);
	assert_int_equal(next.state, USSD_STATE_ASKING);
	/* Two programs cannot both take it. */
	assert_int_equal(ussd_request_set_asking(store, &next), -ENOENT);
	assert_int_equal(ussd_request_next(store, "a", &next), 0);
	assert_int_equal(next.id, own.id);
	assert_int_equal(ussd_request_next(store, "b", &next), 0);
	assert_int_equal(next.id, other.id);
	assert_int_equal(ussd_request_next(store, "c", &next), -ENOENT);
}

static void test_what_nobody_will_answer_is_given_up(void **state)
{
	struct store *store = store_of(state);
	struct ussd_request old = add(store, "", "*1#", "x");
	struct ussd_request asking = add(store, "a", "*2#", "x");
	struct ussd_request young;

	assert_int_equal(ussd_request_set_asking(store, &asking), 0);
	clock_freeze_utc_s(FIXTURE_NOW_S + 600);
	young = add(store, "", "*3#", "x");
	assert_int_equal(ussd_request_give_up(store, FIXTURE_NOW_S + 1, false), 1);
	old = get(store, old.id);
	assert_int_equal(old.state, USSD_STATE_FAILED);
	assert_string_equal(old.note, "no modem was ready");
	assert_int_equal(old.answered_at, FIXTURE_NOW_S + 600);
	assert_int_equal(get(store, asking.id).state, USSD_STATE_ASKING);
	assert_int_equal(ussd_request_give_up(store, FIXTURE_NOW_S + 1, true), 1);
	assert_int_equal(get(store, asking.id).state, USSD_STATE_FAILED);
	assert_int_equal(get(store, young.id).state, USSD_STATE_WAITING);
}

static void test_only_the_timers_of_this_modem_are_counted(void **state)
{
	struct store *store = store_of(state);

	add(store, "a", "*1#", USSD_ASKED_BY_TIMER);
	clock_freeze_utc_s(FIXTURE_NOW_S + DAY_S);
	add(store, "a", "*1#", USSD_ASKED_BY_TIMER);
	add(store, "a", "*1#", "petugas");
	add(store, "b", "*1#", USSD_ASKED_BY_TIMER);
	assert_int_equal(ussd_request_count_since(store, "a", FIXTURE_NOW_S), 1);
	assert_int_equal(ussd_request_count_since(store, "a", FIXTURE_NOW_S - 1), 2);
	assert_int_equal(ussd_request_count_since(store, "c", 0), 0);
}

static void test_old_ones_are_forgotten(void **state)
{
	struct store *store = store_of(state);
	struct ussd_request old = add(store, "a", "*1#", "x"), read;

	clock_freeze_utc_s(FIXTURE_NOW_S + 91 * DAY_S);
	add(store, "a", "*1#", "x");
	assert_int_equal(ussd_request_get(store, old.id, &read), -ENOENT);
	assert_int_equal(fixture_ask(store, "SELECT count(*) FROM ussd_requests"), 1);
}

/* A store as version 1 left it: without what this file is about. */
#define IN_MEMORY(test)                                                                  \
	cmocka_unit_test_setup_teardown(test, store_fixture_in_memory,                   \
					store_fixture_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_MEMORY(test_every_field_comes_back),
		IN_MEMORY(test_the_oldest_for_a_modem_or_any_goes_first),
		IN_MEMORY(test_what_nobody_will_answer_is_given_up),
		IN_MEMORY(test_only_the_timers_of_this_modem_are_counted),
		IN_MEMORY(test_old_ones_are_forgotten),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
