// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/text.h"
#include "handlers/camat.h"
#include "handlers/desk.h"
#include "handlers/steps.h"
#include "store/camat.h"
#include "store/store.h"
#include "tests/support/house.h"

static const struct actor kecamatan = { .name = "CAMAT",
					.role = STEP_ROLE_SUBDISTRICT,
					.door = "web" };
static const struct actor account = { .name = "budi",
				      .role = STEP_ROLE_ACCOUNT,
				      .door = "desk" };

static struct ticket file(struct house *house, const char *kind)
{
	const struct desk_request request = {
		.kind = kind, .nik = HOUSE_NIK, .name = "", .purpose = "x", .phone = ""
	};
	char buffer[LIMIT_WHY_SIZE];
	struct ticket ticket;
	struct text why;

	text_init(&why, buffer, sizeof buffer);
	assert_int_equal(store_begin(house->office.store), 0);
	assert_int_equal(desk_new_ticket(&house->office, &request, "budi", house->now_s,
					 &ticket, &why),
			 0);
	assert_int_equal(store_commit(house->office.store), 0);
	return ticket;
}

static void step(struct house *house, struct ticket *ticket, enum step step)
{
	assert_int_equal(store_begin(house->office.store), 0);
	assert_int_equal(office_step(&house->office, ticket, step, &account, "salah",
				     house->now_s),
			 0);
	assert_int_equal(store_commit(house->office.store), 0);
	assert_int_equal(ticket_get(house->office.store, ticket->id, ticket), 0);
}

static struct ticket approve(struct house *house, const char *kind)
{
	struct ticket ticket = file(house, kind);

	step(house, &ticket, STEP_ACCEPT);
	step(house, &ticket, STEP_APPROVE);
	return ticket;
}

/* Returns what camat_enter() did; a sentence there is exactly where one is promised. */
static int enter(struct house *house, const struct ticket *ticket, const char *number,
		 const char *day, const struct actor *actor)
{
	char buffer[LIMIT_WHY_SIZE];
	struct text why;
	int error;

	text_init(&why, buffer, sizeof buffer);
	assert_int_equal(store_begin(house->office.store), 0);
	error = camat_enter(&house->office, ticket, &(struct camat_entry){ number, day },
			    actor, house->now_s, &why);
	if (error == 0)
		assert_int_equal(store_commit(house->office.store), 0);
	else
		store_rollback(house->office.store);
	assert_int_equal(why.length > 0, error == -EINVAL);
	return error;
}

static int count(void *context, const struct camat_letter *letter)
{
	(void)letter;
	(*(int *)context)++;
	return 0;
}

static int count_waiting(struct house *house, bool is_waiting_only)
{
	const struct camat_filter filter = { .span = { .village = house->village.code,
						       .until_at = INT64_MAX },
					     .is_waiting_only = is_waiting_only,
					     .limit = 100 };
	int n = 0;

	assert_int_equal(camat_list(house->office.store, &filter, count, &n), 0);
	return n;
}

static bool take_last(void *context, const struct ticket_event *event)
{
	*(struct ticket_event *)context = *event;
	return true;
}

static void test_the_number_is_kept_corrected_and_told_in_the_history(void **state)
{
	struct ticket_event event;
	struct camat_letter letter;
	struct ticket ticket;
	struct house house;
	char today[16];
	struct tm local;

	(void)state;
	house_open(&house);
	ticket = approve(&house, "SKTM");
	approve(&house, "DOMISILI"); /* none of the camat's */
	clock_local(house.now_s, &local);
	strftime(today, sizeof today, "%Y-%m-%d", &local);
	assert_int_equal(count_waiting(&house, true), 1);
	assert_int_equal(enter(&house, &ticket, "470/12", "", &kecamatan), 0);
	assert_int_equal(count_waiting(&house, true), 0);
	assert_int_equal(count_waiting(&house, false), 1);
	assert_int_equal(camat_get(house.office.store, ticket.id, &letter), 0);
	assert_string_equal(letter.camat_number, "470/12");
	assert_string_equal(letter.camat_day, today);
	assert_int_equal(enter(&house, &ticket, "470/13", today, &kecamatan), 0);
	assert_int_equal(ticket_events(house.office.store, ticket.id, take_last, &event),
			 0);
	assert_string_equal(event.step, "camat");
	assert_string_equal(event.role, "subdistrict");
	assert_non_null(strstr(event.why, "470/13"));
	assert_int_equal(event.from, event.to);
	house_close(&house);
}

static void test_only_a_letter_that_is_out_and_wants_the_camat_has_one(void **state)
{
	struct ticket ticket;
	struct house house;

	(void)state;
	house_open(&house);
	ticket = approve(&house, "DOMISILI");
	assert_int_equal(enter(&house, &ticket, "1", "", &kecamatan), -ENOENT);
	ticket = file(&house, "SKTM");
	assert_int_equal(enter(&house, &ticket, "1", "", &kecamatan), -ENOENT);
	step(&house, &ticket, STEP_ACCEPT);
	step(&house, &ticket, STEP_APPROVE);
	step(&house, &ticket, STEP_READY);
	step(&house, &ticket, STEP_COLLECT);
	assert_int_equal(enter(&house, &ticket, "1", "", &kecamatan), 0);
	step(&house, &ticket, STEP_REVOKE);
	assert_int_equal(enter(&house, &ticket, "2", "", &kecamatan), -ENOENT);
	assert_int_equal(count_waiting(&house, false), 0);
	house_close(&house);
}

static void test_who_may_and_what_is_typed_are_checked(void **state)
{
	static const enum step_role others[] = { STEP_ROLE_RESIDENT, STEP_ROLE_HEAD,
						 STEP_ROLE_SYSTEM };
	static const char *const numbers[] = {
		"",
		" ",
		"1\n2",
		"a\xe2\x80\xae"
		"b",
		"123456789012345678901234567890123456789012345678",
		"\xff"
	};
	static const char *const days[] = { "besok", "2026-02-30", "2099-01-01",
					    "2000-01-01" };
	struct ticket ticket, other;
	struct house house;

	(void)state;
	house_open(&house);
	ticket = approve(&house, "SKTM");
	other = approve(&house, "RAMAI");
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		struct actor actor = { .name = "x", .role = others[i], .door = "web" };

		assert_int_equal(enter(&house, &ticket, "1", "", &actor), -EACCES);
	}
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		assert_int_equal(enter(&house, &ticket, numbers[i], "", &kecamatan),
				 -EINVAL);
	for (size_t i = 0; i < sizeof days / sizeof days[0]; i++)
		assert_int_equal(enter(&house, &ticket, "1", days[i], &kecamatan),
				 -EINVAL);
	assert_int_equal(enter(&house, &ticket, "470/a", "", &kecamatan), 0);
	assert_int_equal(enter(&house, &other, "470/A", "", &account), -EINVAL);
	assert_int_equal(enter(&house, &other, "470/B", "", &account), 0);
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			test_the_number_is_kept_corrected_and_told_in_the_history),
		cmocka_unit_test(
			test_only_a_letter_that_is_out_and_wants_the_camat_has_one),
		cmocka_unit_test(test_who_may_and_what_is_typed_are_checked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
