// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "store/challenges.h"
#include "store/officers.h"
#include "tests/support/store_fixture.h"

#define VILLAGE "35.13.15.2007"

static struct officer make(const char *name, const char *phone)
{
	struct officer officer = { .role = OFFICER_ROLE_HEAD, .is_active = true };

	text_copy(officer.village, sizeof officer.village, VILLAGE);
	text_copy(officer.name, sizeof officer.name, name);
	text_copy(officer.phone, sizeof officer.phone, phone);
	return officer;
}

static void test_a_name_and_a_phone_belong_to_one_active_officer(void **state)
{
	struct store *store = ((struct store_fixture *)*state)->store;
	struct officer first = make("Siti", "+6281111111111");
	struct officer same_name = make("SITI", "+6281111111112");
	struct officer same_phone = make("Budi", "+6281111111111");
	struct officer found;

	assert_int_equal(officer_add(store, &first), 0);
	assert_int_equal(officer_add(store, &same_name), -EEXIST);
	assert_int_equal(officer_add(store, &same_phone), -EEXIST);
	assert_int_equal(officer_find(store, VILLAGE, "siti", &found), 0);
	assert_int_equal(found.id, first.id);
	assert_int_equal(found.role, OFFICER_ROLE_HEAD);
	found.is_active = false;
	assert_int_equal(officer_put(store, &found), 0);
	assert_int_equal(officer_find_by_phone(store, first.phone, &found), -ENOENT);
	assert_int_equal(officer_add(store, &same_phone), 0);
}

static void test_the_fourth_try_is_refused_even_after_a_kill(void **state)
{
	struct store_fixture *fixture = *state;
	struct officer officer = make("Siti", "");

	assert_int_equal(officer_add(fixture->store, &officer), 0);
	for (int i = 1; i <= OFFICER_FAILURES_MAX; i++) {
		assert_int_equal(
			officer_take_try(fixture->store, &officer, FIXTURE_NOW_S), 0);
		assert_int_equal(officer.failures, i);
		store_fixture_reopen(fixture);
	}
	assert_int_equal(officer_take_try(fixture->store, &officer, FIXTURE_NOW_S),
			 -EACCES);
	officer.failures = 0;
	assert_int_equal(officer_put(fixture->store, &officer), 0);
	assert_int_equal(officer_take_try(fixture->store, &officer, FIXTURE_NOW_S), 0);
}

static void test_a_delegation_counts_between_its_days(void **state)
{
	struct store *store = ((struct store_fixture *)*state)->store;
	struct officer officer = make("Siti", "");
	struct delegation found,
		delegation = { .kind = "Plh.", .from_at = 100, .until_at = 200 };

	assert_int_equal(officer_add(store, &officer), 0);
	delegation.officer_id = officer.id;
	assert_int_equal(delegation_add(store, &delegation), 0);
	assert_int_equal(delegation_find(store, VILLAGE, 0, 99, &found), -ENOENT);
	assert_int_equal(delegation_find(store, VILLAGE, 0, 100, &found), 0);
	assert_string_equal(found.kind, "Plh.");
	assert_int_equal(delegation_find(store, VILLAGE, officer.id, 199, &found), 0);
	assert_int_equal(delegation_find(store, VILLAGE, officer.id, 200, &found),
			 -ENOENT);
	assert_int_equal(delegation_find(store, VILLAGE, officer.id + 1, 150, &found),
			 -ENOENT);
	assert_int_equal(delegation_find(store, "35.13.15.2008", 0, 150, &found),
			 -ENOENT);
	assert_int_equal(delegation_end(store, officer.id, 150), 1);
	assert_int_equal(delegation_find(store, VILLAGE, 0, 150, &found), -ENOENT);
}

static void test_a_one_time_number_is_used_once_and_not_drawn_again_soon(void **state)
{
	struct store *store = ((struct store_fixture *)*state)->store;
	struct officer officer = make("Siti", "");
	struct challenge found, challenge = { .number = "7319",
					      .created_at = FIXTURE_NOW_S,
					      .expires_at = FIXTURE_NOW_S + 60 };
	struct challenge again;

	assert_int_equal(officer_add(store, &officer), 0);
	challenge.officer_id = officer.id;
	challenge.ticket_id = fixture_add_ticket(store, "00000001");
	again = challenge;
	assert_int_equal(store_begin(store), 0);
	assert_int_equal(challenge_add(store, &challenge), 0);
	assert_int_equal(challenge_add(store, &again), -EEXIST);
	assert_int_equal(challenge_count_open(store, officer.id, FIXTURE_NOW_S), 1);
	assert_int_equal(challenge_count_open(store, officer.id, FIXTURE_NOW_S + 60), 0);
	assert_int_equal(challenge_use(store, challenge.id, "approve", FIXTURE_NOW_S), 0);
	assert_int_equal(challenge_use(store, challenge.id, "approve", FIXTURE_NOW_S),
			 -ESTALE);
	assert_int_equal(challenge_find(store, officer.id, "7319", &found), 0);
	assert_false(found.is_open);
	again.created_at = FIXTURE_NOW_S + 3600;
	assert_int_equal(challenge_add(store, &again), -EEXIST);
	again.created_at = FIXTURE_NOW_S + 2 * 86400;
	assert_int_equal(challenge_add(store, &again), 0);
	text_copy(challenge.number, sizeof challenge.number, "8888");
	assert_int_equal(challenge_add(store, &challenge), 0);
	assert_int_equal(challenge_find(store, officer.id, "7319", &found), 0);
	assert_false(found.is_open); /* the newer one of the same ticket counts */
	assert_int_equal(challenge_end_of_ticket(store, challenge.ticket_id), 0);
	assert_int_equal(challenge_use(store, challenge.id, "approve", FIXTURE_NOW_S),
			 -ESTALE);
	assert_int_equal(store_commit(store), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_a_name_and_a_phone_belong_to_one_active_officer,
			store_fixture_in_memory, store_fixture_remove),
		cmocka_unit_test_setup_teardown(
			test_the_fourth_try_is_refused_even_after_a_kill,
			store_fixture_in_file, store_fixture_remove),
		cmocka_unit_test_setup_teardown(test_a_delegation_counts_between_its_days,
						store_fixture_in_memory,
						store_fixture_remove),
		cmocka_unit_test_setup_teardown(
			test_a_one_time_number_is_used_once_and_not_drawn_again_soon,
			store_fixture_in_memory, store_fixture_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
