// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/officers.h"
#include "handlers/reminders.h"
#include "handlers/steps.h"
#include "store/store.h"
#include "tests/support/house.h"

#define STAFF "+6281111111112"

enum {
	HOUR_S = 3600,
	DAY_S = 86400,
};

static const char request[] = "sktm " HOUSE_NIK " sekolah";

static void step(struct house *house, enum step step)
{
	const struct actor actor = { .name = "budi",
				     .role = STEP_ROLE_ACCOUNT,
				     .door = "desk" };
	struct ticket ticket;

	house_newest_ticket(house, HOUSE_PHONE, &ticket);
	assert_int_equal(store_begin(house->office.store), 0);
	assert_int_equal(
		office_step(&house->office, &ticket, step, &actor, NULL, house->now_s),
		0);
	assert_int_equal(store_commit(house->office.store), 0);
}

static void make_ready(struct house *house)
{
	house_open(house);
	house_receive(house, HOUSE_PHONE, request);
	step(house, STEP_ACCEPT);
	step(house, STEP_APPROVE);
	step(house, STEP_READY);
}

static int run(struct house *house, int (*duty)(const struct office *office, int64_t now))
{
	int done;

	assert_int_equal(store_begin(house->office.store), 0);
	done = duty(&house->office, house->now_s);
	assert_int_equal(store_commit(house->office.store), 0);
	return done;
}

/* As if the power went before the commit. */
static void run_and_lose(struct house *house,
			 int (*duty)(const struct office *office, int64_t now))
{
	assert_int_equal(store_begin(house->office.store), 0);
	assert_int_equal(duty(&house->office, house->now_s), 1);
	store_rollback(house->office.store);
}

static enum ticket_state state_of(struct house *house)
{
	struct ticket ticket;

	house_newest_ticket(house, HOUSE_PHONE, &ticket);
	return ticket.state;
}

static void test_one_reminder_in_office_hours(void **state)
{
	struct house house;
	char text[LIMIT_MESSAGE_SIZE];
	int n_texts;

	(void)state;
	make_ready(&house);
	n_texts = house_count_texts(&house, HOUSE_PHONE);
	house_wait(&house, 6 * DAY_S);
	assert_int_equal(run(&house, reminders_collect), 0);
	house_wait(&house, DAY_S + 11 * HOUR_S); /* a Tuesday evening */
	assert_int_equal(run(&house, reminders_collect), 0);
	house_wait(&house, 13 * HOUR_S);
	run_and_lose(&house, reminders_collect);
	assert_int_equal(house_count_texts(&house, HOUSE_PHONE), n_texts);
	assert_int_equal(run(&house, reminders_collect), 1);
	house_last_text(&house, HOUSE_PHONE, text, sizeof text);
	assert_non_null(strstr(text, "Pengingat"));
	assert_non_null(strstr(text, "Lewat 30 hari"));
	assert_int_equal(run(&house, reminders_collect), 0);
	house_wait(&house, 14 * DAY_S);
	assert_int_equal(run(&house, reminders_collect), 0);
	assert_int_equal(house_count_texts(&house, HOUSE_PHONE), n_texts + 1);
	house_close(&house);
}

static void test_what_nobody_collects_expires_once(void **state)
{
	struct house house;
	char text[LIMIT_MESSAGE_SIZE];
	int n_texts;

	(void)state;
	make_ready(&house);
	n_texts = house_count_texts(&house, HOUSE_PHONE);
	house_wait(&house, 29 * DAY_S);
	run(&house, reminders_expire);
	assert_int_equal(state_of(&house), TICKET_STATE_READY);
	house_wait(&house, 2 * DAY_S);
	run_and_lose(&house, reminders_expire);
	assert_int_equal(state_of(&house), TICKET_STATE_READY);
	assert_int_equal(run(&house, reminders_expire), 1);
	assert_int_equal(state_of(&house), TICKET_STATE_EXPIRED);
	house_last_text(&house, HOUSE_PHONE, text, sizeof text);
	assert_non_null(strstr(text, "tidak diambil"));
	assert_int_equal(run(&house, reminders_expire), 0);
	assert_int_equal(house_count_texts(&house, HOUSE_PHONE), n_texts + 1);
	house_close(&house);
}

static void test_reminders_leave_the_budget_to_answers(void **state)
{
	struct house house;

	(void)state;
	make_ready(&house);
	house.guards.replies_per_day = 3;
	house_wait(&house, 7 * DAY_S + HOUR_S);
	assert_int_equal(run(&house, reminders_collect), 1); /* nothing sent in a day */
	house_close(&house);
	make_ready(&house);
	house_wait(&house, 7 * DAY_S + HOUR_S);
	house_receive(&house, HOUSE_OTHER, "menu");
	house.guards.replies_per_day = 3;
	assert_int_equal(run(&house, reminders_collect), 0);
	house_close(&house);
}

static void test_the_staff_is_told_once_a_day_what_is_late(void **state)
{
	const struct officer_request staff = {
		.name = "SITI", .role = "operator", .title = "", .phone = STAFF
	};
	struct house house;
	struct officer officer;
	char text[LIMIT_MESSAGE_SIZE];

	(void)state;
	house_open(&house);
	assert_int_equal(officers_add(&house.office, &staff, house.now_s, &officer, NULL),
			 0);
	house_receive(&house, HOUSE_PHONE, request);
	assert_int_equal(run(&house, reminders_nudge), 0);
	house_wait(&house, 7 * DAY_S);
	assert_int_equal(run(&house, reminders_nudge), 1);
	assert_int_equal(run(&house, reminders_nudge), 0);
	house_last_text(&house, STAFF, text, sizeof text);
	assert_non_null(strstr(text, "1 permohonan lewat janji, 1 baru"));
	house_wait(&house, DAY_S);
	assert_int_equal(run(&house, reminders_nudge), 1);
	assert_int_equal(house_count_texts(&house, STAFF), 2);
	house_close(&house);
}

static void test_the_sekdes_is_told_and_nobody_without_a_mobile_phone(void **state)
{
	static const struct officer_request staff[] = {
		{ .name = "A", .role = "sekdes", .title = "", .phone = STAFF },
		{ .name = "B", .role = "operator", .title = "", .phone = "" },
		{ .name = "C", .role = "admin", .title = "", .phone = "081111111117" },
	};
	struct officer officer;
	struct house house;

	(void)state;
	house_open(&house);
	for (size_t i = 0; i < sizeof staff / sizeof staff[0]; i++)
		assert_int_equal(officers_add(&house.office, &staff[i], house.now_s,
					      &officer, NULL),
				 0);
	house_receive(&house, HOUSE_PHONE, request);
	house_wait(&house, 7 * DAY_S);
	assert_int_equal(run(&house, reminders_nudge), 1);
	assert_int_equal(house_count_texts(&house, STAFF), 1);
	house_close(&house);
}

static void test_a_village_may_remind_nobody(void **state)
{
	struct desk_options desk;
	struct house house;

	(void)state;
	make_ready(&house);
	desk = *house.office.desk;
	desk.remind_days = 0;
	house.office.desk = &desk;
	house_wait(&house, 14 * DAY_S);
	assert_int_equal(run(&house, reminders_collect), 0);
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_reminder_in_office_hours),
		cmocka_unit_test(test_what_nobody_collects_expires_once),
		cmocka_unit_test(test_reminders_leave_the_budget_to_answers),
		cmocka_unit_test(test_the_staff_is_told_once_a_day_what_is_late),
		cmocka_unit_test(
			test_the_sekdes_is_told_and_nobody_without_a_mobile_phone),
		cmocka_unit_test(test_a_village_may_remind_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
