// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "handlers/desk.h"
#include "handlers/steps.h"
#include "store/store.h"
#include "tests/support/house.h"

/* The table of DESIGN.md section 7, written down a second time. */
static const struct {
	enum ticket_state from;
	enum step step;
	enum ticket_state to;
} allowed[] = {
	{ TICKET_STATE_RECEIVED, STEP_ACCEPT, TICKET_STATE_CHECKED },
	{ TICKET_STATE_RECEIVED, STEP_INCOMPLETE, TICKET_STATE_INCOMPLETE },
	{ TICKET_STATE_RECEIVED, STEP_REJECT, TICKET_STATE_REJECTED },
	{ TICKET_STATE_RECEIVED, STEP_CANCEL, TICKET_STATE_CANCELLED },
	{ TICKET_STATE_INCOMPLETE, STEP_ACCEPT, TICKET_STATE_CHECKED },
	{ TICKET_STATE_INCOMPLETE, STEP_COMPLETE, TICKET_STATE_RECEIVED },
	{ TICKET_STATE_INCOMPLETE, STEP_REJECT, TICKET_STATE_REJECTED },
	{ TICKET_STATE_INCOMPLETE, STEP_CANCEL, TICKET_STATE_CANCELLED },
	{ TICKET_STATE_CHECKED, STEP_INCOMPLETE, TICKET_STATE_INCOMPLETE },
	{ TICKET_STATE_CHECKED, STEP_APPROVE, TICKET_STATE_APPROVED },
	{ TICKET_STATE_CHECKED, STEP_REJECT, TICKET_STATE_REJECTED },
	{ TICKET_STATE_CHECKED, STEP_CANCEL, TICKET_STATE_CANCELLED },
	{ TICKET_STATE_APPROVED, STEP_WITHDRAW, TICKET_STATE_CHECKED },
	{ TICKET_STATE_APPROVED, STEP_READY, TICKET_STATE_READY },
	{ TICKET_STATE_APPROVED, STEP_REVOKE, TICKET_STATE_REVOKED },
	{ TICKET_STATE_READY, STEP_COLLECT, TICKET_STATE_COLLECTED },
	{ TICKET_STATE_READY, STEP_REVOKE, TICKET_STATE_REVOKED },
	{ TICKET_STATE_READY, STEP_EXPIRE, TICKET_STATE_EXPIRED },
	{ TICKET_STATE_COLLECTED, STEP_REVOKE, TICKET_STATE_REVOKED },
};

static bool find_allowed(enum ticket_state from, enum step step,
			 enum ticket_state *out_to)
{
	for (size_t i = 0; i < sizeof(allowed) / sizeof(*allowed); i++) {
		if (allowed[i].from == from && allowed[i].step == step) {
			*out_to = allowed[i].to;
			return true;
		}
	}
	return false;
}

static void test_only_the_steps_of_the_table_are_allowed(void **state)
{
	(void)state;
	for (int from = 0; from < TICKET_STATE_COUNT; from++) {
		for (int step = 0; step < STEP_COUNT; step++) {
			enum ticket_state to = TICKET_STATE_COUNT;
			bool is_found = find_allowed((enum ticket_state)from,
						     (enum step)step, &to);

			assert_int_equal(
				step_is_allowed((enum step)step, (enum ticket_state)from),
				is_found);
			if (is_found)
				assert_int_equal(step_row((enum step)step)->to, to);
		}
	}
}

static void file_for(struct house *house, const char *phone, struct ticket *out)
{
	struct desk_request request = { .kind = "SKTM",
					.nik = HOUSE_NIK,
					.name = "",
					.purpose = "sekolah",
					.phone = phone };

	assert_int_equal(store_begin(house->office.store), 0);
	assert_int_equal(desk_new_ticket(&house->office, &request, "budi", house->now_s,
					 out, NULL),
			 0);
	assert_int_equal(store_commit(house->office.store), 0);
}

static void file_one(struct house *house, struct ticket *out)
{
	file_for(house, HOUSE_PHONE, out);
}

static int do_step(struct house *house, const struct ticket *ticket, enum step step,
		   enum step_role role, const char *reason)
{
	struct actor actor = { .name = "budi", .role = role, .door = "desk" };
	int error;

	assert_int_equal(store_begin(house->office.store), 0);
	error = office_step(&house->office, ticket, step, &actor, reason, house->now_s);
	assert_int_equal(store_commit(house->office.store), 0);
	return error;
}

static void test_a_letter_goes_its_way_and_the_resident_hears_of_it(void **state)
{
	static const struct {
		enum step step;
		enum step_role role;
		enum ticket_state to;
		int n_texts;
	} way[] = {
		{ STEP_ACCEPT, STEP_ROLE_OPERATOR, TICKET_STATE_CHECKED, 0 },
		{ STEP_APPROVE, STEP_ROLE_HEAD, TICKET_STATE_APPROVED, 0 },
		{ STEP_READY, STEP_ROLE_OPERATOR, TICKET_STATE_READY, 1 },
		{ STEP_COLLECT, STEP_ROLE_OPERATOR, TICKET_STATE_COLLECTED, 2 },
	};
	struct house house;
	struct ticket ticket;
	char text[LIMIT_MESSAGE_SIZE];

	(void)state;
	house_open(&house);
	file_one(&house, &ticket);
	for (size_t i = 0; i < sizeof(way) / sizeof(*way); i++) {
		assert_int_equal(do_step(&house, &ticket, way[i].step, way[i].role, NULL),
				 0);
		house_newest_ticket(&house, HOUSE_PHONE, &ticket);
		assert_int_equal(ticket.state, way[i].to);
		assert_int_equal(house_count_texts(&house, HOUSE_PHONE), way[i].n_texts);
	}
	house_last_text(&house, HOUSE_PHONE, text, sizeof(text));
	assert_non_null(strstr(text, "sudah diambil"));
	assert_null(strstr(text, HOUSE_NAME));
	house_close(&house);
}

static void test_refusals_change_nothing(void **state)
{
	struct house house;
	struct ticket ticket, after;

	(void)state;
	house_open(&house);
	file_one(&house, &ticket);
	assert_int_equal(do_step(&house, &ticket, STEP_READY, STEP_ROLE_OPERATOR, NULL),
			 -EPERM);
	assert_int_equal(do_step(&house, &ticket, STEP_ACCEPT, STEP_ROLE_RESIDENT, NULL),
			 -EACCES);
	assert_int_equal(do_step(&house, &ticket, STEP_REJECT, STEP_ROLE_OPERATOR, NULL),
			 -EINVAL);
	assert_int_equal(do_step(&house, &ticket, STEP_REJECT, STEP_ROLE_OPERATOR, ""),
			 -EINVAL);
	house_newest_ticket(&house, HOUSE_PHONE, &after);
	assert_int_equal(after.state, TICKET_STATE_RECEIVED);
	assert_int_equal(house_count_texts(&house, HOUSE_PHONE), 0);
	house_close(&house);
}

static void test_the_second_of_two_is_told(void **state)
{
	struct house house;
	struct ticket ticket;

	(void)state;
	house_open(&house);
	file_one(&house, &ticket);
	assert_int_equal(do_step(&house, &ticket, STEP_ACCEPT, STEP_ROLE_OPERATOR, NULL),
			 0);
	assert_int_equal(do_step(&house, &ticket, STEP_REJECT, STEP_ROLE_OPERATOR, "x"),
			 -ESTALE);
	house_close(&house);
}

static void test_a_reason_reaches_the_resident(void **state)
{
	struct house house;
	struct ticket ticket;
	char text[LIMIT_MESSAGE_SIZE];

	(void)state;
	house_open(&house);
	file_one(&house, &ticket);
	assert_int_equal(do_step(&house, &ticket, STEP_INCOMPLETE, STEP_ROLE_OPERATOR,
				 "bawa pengantar RT"),
			 0);
	house_last_text(&house, HOUSE_PHONE, text, sizeof(text));
	assert_non_null(strstr(text, "BELUM LENGKAP: bawa pengantar RT"));
	house_newest_ticket(&house, HOUSE_PHONE, &ticket);
	assert_string_equal(ticket.reason, "bawa pengantar RT");
	house_close(&house);
}

static void test_who_has_no_phone_gets_no_text(void **state)
{
	struct house house;
	struct ticket ticket;

	(void)state;
	house_open(&house);
	file_for(&house, "", &ticket);
	assert_int_equal(
		do_step(&house, &ticket, STEP_REJECT, STEP_ROLE_OPERATOR, "salah alamat"),
		0);
	assert_int_equal(house_count_texts(&house, NULL), 0);
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_only_the_steps_of_the_table_are_allowed),
		cmocka_unit_test(test_a_letter_goes_its_way_and_the_resident_hears_of_it),
		cmocka_unit_test(test_refusals_change_nothing),
		cmocka_unit_test(test_the_second_of_two_is_told),
		cmocka_unit_test(test_a_reason_reaches_the_resident),
		cmocka_unit_test(test_who_has_no_phone_gets_no_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
