// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/challenge.h"
#include "handlers/deciding.h"
#include "store/store.h"
#include "tests/support/house.h"

static const struct actor head = { .name = "SAMPURNA",
				   .role = STEP_ROLE_HEAD,
				   .door = "web" };
static const struct actor desk = { .name = "SITI",
				   .role = STEP_ROLE_OPERATOR,
				   .door = "web" };

/* File one by SMS, and check it. */
static void file(struct house *house, int n, bool is_checked, struct ticket *out)
{
	char words[64], phone[24];

	snprintf(words, sizeof words, "sktm 35131512059%05d berobat", 9900 + n);
	snprintf(phone, sizeof phone, "+62812345600%02d", n);
	house_receive(house, phone, words);
	house_newest_ticket(house, phone, out);
	if (!is_checked)
		return;
	assert_int_equal(store_begin(house->office.store), 0);
	assert_int_equal(
		office_step(&house->office, out, STEP_ACCEPT, &desk, NULL, house->now_s),
		0);
	assert_int_equal(store_commit(house->office.store), 0);
}

static enum ticket_state state_of(struct house *house, const struct ticket *ticket)
{
	struct ticket now;

	assert_int_equal(ticket_get(house->office.store, ticket->id, &now), 0);
	return now.state;
}

static int decide(struct house *house, const struct deciding *deciding,
		  const struct actor *actor, size_t *out_done)
{
	int error;

	assert_int_equal(store_begin(house->office.store), 0);
	error = deciding_do(&house->office, deciding, actor, house->now_s, out_done);
	if (error == 0)
		assert_int_equal(store_commit(house->office.store), 0);
	else
		store_rollback(house->office.store);
	return error;
}

static void test_many_are_decided_and_the_changed_left_alone(void **state)
{
	struct house house;
	struct ticket checked[2], received;
	struct deciding approve = { .step = STEP_APPROVE };
	struct deciding reject = { .step = STEP_REJECT, .reason = "bukan warga" };
	const char *codes[5];
	size_t n_done;

	(void)state;
	house_open(&house);
	file(&house, 1, true, &checked[0]);
	file(&house, 2, true, &checked[1]);
	file(&house, 3, false, &received);
	codes[0] = checked[0].code;
	codes[1] = received.code;
	codes[2] = "12345678";
	codes[3] = "";
	codes[4] = checked[0].code; /* twice */
	approve.codes = reject.codes = codes;
	approve.n_codes = 5;
	assert_int_equal(decide(&house, &approve, &head, &n_done), 0);
	assert_int_equal(n_done, 1);
	assert_int_equal(state_of(&house, &checked[0]), TICKET_STATE_APPROVED);
	assert_int_equal(state_of(&house, &received), TICKET_STATE_RECEIVED);
	/* What nobody has checked is not the head's to reject. */
	reject.n_codes = 2;
	assert_int_equal(decide(&house, &reject, &head, &n_done), 0);
	assert_int_equal(n_done, 0);
	assert_int_equal(state_of(&house, &received), TICKET_STATE_RECEIVED);
	codes[0] = checked[1].code;
	assert_int_equal(decide(&house, &approve, &desk, &n_done), -EACCES);
	approve.n_codes = DECIDING_MAX + 1;
	assert_int_equal(decide(&house, &approve, &head, &n_done), -EINVAL);
	reject.reason = NULL;
	assert_int_equal(decide(&house, &reject, &head, &n_done), -EINVAL);
	assert_int_equal(state_of(&house, &checked[1]), TICKET_STATE_CHECKED);
	house_close(&house);
}

static void test_who_checked_and_approved_is_known(void **state)
{
	struct house house;
	struct ticket ticket;
	struct deciding_past past;
	const char *codes[1];
	struct deciding approve = { .step = STEP_APPROVE, .codes = codes, .n_codes = 1 };
	size_t n_done;

	(void)state;
	house_open(&house);
	file(&house, 1, false, &ticket);
	assert_int_equal(deciding_look_back(&house.office, ticket.id, &past), 0);
	assert_int_equal(past.checked_at, 0);
	assert_string_equal(past.checked_by, "");
	file(&house, 2, true, &ticket);
	codes[0] = ticket.code;
	assert_int_equal(decide(&house, &approve, &head, &n_done), 0);
	assert_int_equal(deciding_look_back(&house.office, ticket.id, &past), 0);
	assert_string_equal(past.checked_by, "SITI");
	assert_string_equal(past.approved_by, "SAMPURNA");
	assert_int_equal(past.approved_at, house.now_s);
	house_close(&house);
}

static void test_an_approval_is_withdrawn_for_a_quarter_of_an_hour(void **state)
{
	struct house house;
	struct ticket tickets[2];
	const char *codes[1];
	struct deciding approve = { .step = STEP_APPROVE, .codes = codes, .n_codes = 1 };
	struct deciding withdraw = { .step = STEP_WITHDRAW,
				     .codes = codes,
				     .n_codes = 1 };
	size_t n_done;

	(void)state;
	house_open(&house);
	for (int i = 0; i < 2; i++) {
		file(&house, i + 1, true, &tickets[i]);
		codes[0] = tickets[i].code;
		assert_int_equal(decide(&house, &approve, &head, &n_done), 0);
	}
	house.now_s += CHALLENGE_WITHDRAW_S;
	codes[0] = tickets[0].code;
	assert_int_equal(decide(&house, &withdraw, &head, &n_done), 0);
	assert_int_equal(n_done, 1);
	assert_int_equal(state_of(&house, &tickets[0]), TICKET_STATE_CHECKED);
	house.now_s++;
	codes[0] = tickets[1].code;
	assert_int_equal(decide(&house, &withdraw, &head, &n_done), 0);
	assert_int_equal(n_done, 0);
	assert_int_equal(state_of(&house, &tickets[1]), TICKET_STATE_APPROVED);
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_many_are_decided_and_the_changed_left_alone),
		cmocka_unit_test(test_who_checked_and_approved_is_known),
		cmocka_unit_test(test_an_approval_is_withdrawn_for_a_quarter_of_an_hour),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
