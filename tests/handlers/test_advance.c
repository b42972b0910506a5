// SPDX-License-Identifier: MIT

/* Steps that a village has switched off, by each door. */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/acting.h"
#include "handlers/advance.h"
#include "handlers/challenge.h"
#include "handlers/desk.h"
#include "store/officers.h"
#include "store/store.h"
#include "tests/support/head.h"

static void open_with(struct house *house, struct desk_options *desk, const char *check,
		      bool has_ready_step)
{
	head_open_office(house);
	*desk = *house->office.desk;
	text_copy(desk->check, sizeof desk->check, check);
	desk->has_ready_step = has_ready_step;
	house->office.desk = desk;
}

static int make_ready(struct house *house)
{
	int n;

	assert_int_equal(store_begin(house->office.store), 0);
	n = advance_approved(&house->office, house->now_s);
	assert_int_equal(store_commit(house->office.store), 0);
	return n;
}

struct last {
	char step[16], actor[LIMIT_ADDRESS_SIZE], role[16];
};

static bool take_last(void *context, const struct ticket_event *event)
{
	struct last *last = context;

	text_copy(last->step, sizeof last->step, event->step);
	text_copy(last->actor, sizeof last->actor, event->actor);
	text_copy(last->role, sizeof last->role, event->role);
	return true;
}

static void test_without_a_check_the_head_is_asked_at_once(void **state)
{
	struct last last = { .step = "" };
	struct desk_options desk;
	struct ticket ticket;
	struct house house;
	char number[5], phrases[32];

	(void)state;
	open_with(&house, &desk, "none", true);
	assert_string_equal(
		house_phrases(&house, house_receive(&house, HOUSE_PHONE, HEAD_REQUEST),
			      phrases, sizeof phrases),
		"R10");
	assert_int_equal(head_state_now(&house), TICKET_STATE_CHECKED);
	house_newest_ticket(&house, HOUSE_PHONE, &ticket);
	assert_int_equal(ticket_events(house.office.store, ticket.id, take_last, &last),
			 0);
	assert_string_equal(last.step, "accept");
	assert_string_equal(last.actor, "system");
	head_read_number(&house, HEAD_PHONE, number);
	assert_string_equal(head_say(&house, HEAD_PHONE, "SETUJU", number, HEAD_PIN),
			    "K02");
	house_close(&house);
}

static void test_a_doubt_is_cleared_by_a_person(void **state)
{
	struct desk_options desk;
	struct house house;
	char number[5];

	(void)state;
	open_with(&house, &desk, "none", true);
	house_receive(&house, HOUSE_PHONE, "sktm " HOUSE_NIK_UNKNOWN " BUDI sekolah");
	assert_int_equal(head_state_now(&house), TICKET_STATE_RECEIVED);
	assert_int_equal(house_count_texts(&house, HEAD_PHONE), 0);
	assert_int_equal(head_do_step(&house, STEP_ACCEPT), 0);
	head_read_number(&house, HEAD_PHONE, number);
	house_close(&house);
}

static void test_at_the_desk_too(void **state)
{
	const struct desk_request request = { .kind = "SKTM",
					      .nik = HOUSE_NIK,
					      .name = "",
					      .purpose = "sekolah",
					      .phone = "" };
	struct desk_options desk;
	struct ticket ticket;
	struct house house;

	(void)state;
	open_with(&house, &desk, "none", true);
	assert_int_equal(store_begin(house.office.store), 0);
	assert_int_equal(desk_new_ticket(&house.office, &request, "budi", house.now_s,
					 &ticket, NULL),
			 0);
	assert_int_equal(store_commit(house.office.store), 0);
	assert_int_equal(ticket.state, TICKET_STATE_CHECKED); /* as the desk is told */
	house_close(&house);
}

static void test_a_letter_is_ready_when_it_cannot_be_withdrawn_any_more(void **state)
{
	char number[5], text[LIMIT_MESSAGE_SIZE];
	struct desk_options desk;
	struct house house;

	(void)state;
	open_with(&house, &desk, "operator", false);
	head_ask(&house, number);
	assert_string_equal(head_say(&house, HEAD_PHONE, "SETUJU", number, HEAD_PIN),
			    "K02");
	house_wait(&house, CHALLENGE_WITHDRAW_S);
	assert_int_equal(make_ready(&house), 0);
	house_wait(&house, 12 * 3600); /* at night nobody is told anything */
	assert_int_equal(make_ready(&house), 0);
	house_wait(&house, 12 * 3600);
	assert_int_equal(make_ready(&house), 1);
	assert_int_equal(head_state_now(&house), TICKET_STATE_READY);
	house_last_text(&house, HOUSE_PHONE, text, sizeof text);
	assert_non_null(strstr(text, "SIAP DIAMBIL"));
	assert_int_equal(make_ready(&house), 0);
	assert_int_equal(head_do_step(&house, STEP_COLLECT), 0);
	house_close(&house);
}

static void test_with_the_step_nothing_is_ready_by_itself(void **state)
{
	struct desk_options desk;
	struct house house;
	char number[5];

	(void)state;
	open_with(&house, &desk, "operator", true);
	head_ask(&house, number);
	assert_string_equal(head_say(&house, HEAD_PHONE, "SETUJU", number, HEAD_PIN),
			    "K02");
	house_wait(&house, 86400);
	assert_int_equal(make_ready(&house), 0);
	assert_int_equal(head_state_now(&house), TICKET_STATE_APPROVED);
	house_close(&house);
}

/* Who checks, by role; every door asks acting_fill() or office_step(). */
static void test_only_the_secretary_checks_when_the_village_wants_it(void **state)
{
	static const struct {
		const char *check;
		enum officer_role role;
		bool may;
	} rows[] = {
		{ "operator", OFFICER_ROLE_OPERATOR, true },
		{ "operator", OFFICER_ROLE_SECRETARY, true },
		{ "operator", OFFICER_ROLE_HEAD, false },
		{ "sekdes", OFFICER_ROLE_OPERATOR, false },
		{ "sekdes", OFFICER_ROLE_ADMIN, false },
		{ "sekdes", OFFICER_ROLE_SECRETARY, true },
		{ "sekdes", OFFICER_ROLE_HEAD, false },
		{ "none", OFFICER_ROLE_OPERATOR, true }, /* clears doubts */
	};
	struct desk_options desk;
	struct house house;

	(void)state;
	open_with(&house, &desk, "operator", true);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct officer officer = { .name = "X",
						 .role = rows[i].role,
						 .is_active = true };
		struct actor actor;

		text_copy(desk.check, sizeof desk.check, rows[i].check);
		if (acting_fill(&house.office, &officer, STEP_ACCEPT, house.now_s,
				&actor) != rows[i].may)
			fail_msg("row %zu is judged wrongly", i);
	}
	text_copy(desk.check, sizeof desk.check, "sekdes");
	house_receive(&house, HOUSE_PHONE, HEAD_REQUEST);
	assert_int_equal(head_do_step(&house, STEP_ACCEPT), -EACCES); /* an account */
	assert_int_equal(head_state_now(&house), TICKET_STATE_RECEIVED);
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_without_a_check_the_head_is_asked_at_once),
		cmocka_unit_test(test_a_doubt_is_cleared_by_a_person),
		cmocka_unit_test(test_at_the_desk_too),
		cmocka_unit_test(
			test_a_letter_is_ready_when_it_cannot_be_withdrawn_any_more),
		cmocka_unit_test(test_with_the_step_nothing_is_ready_by_itself),
		cmocka_unit_test(
			test_only_the_secretary_checks_when_the_village_wants_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
