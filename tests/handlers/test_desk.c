// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/code.h"
#include "handlers/desk.h"
#include "handlers/steps.h"
#include "store/store.h"
#include "tests/support/house.h"

static int file(struct house *house, const struct desk_request *request,
		struct ticket *out, char why[LIMIT_WHY_SIZE])
{
	struct text text;
	int error;

	text_init(&text, why, LIMIT_WHY_SIZE);
	assert_int_equal(store_begin(house->office.store), 0);
	error = desk_new_ticket(&house->office, request, "budi", house->now_s, out,
				&text);
	assert_int_equal(store_commit(house->office.store), 0);
	return error;
}

static void test_a_walk_in_stands_in_the_same_queue(void **state)
{
	struct desk_request request = { .kind = "sktm",
					.nik = HOUSE_NIK,
					.name = "",
					.purpose = "berobat",
					.phone = "0812-3456-7890" };
	struct house house;
	struct ticket ticket;
	char why[LIMIT_WHY_SIZE];

	(void)state;
	house_open(&house);
	assert_int_equal(file(&house, &request, &ticket, why), 0);
	house_newest_ticket(&house, HOUSE_PHONE, &ticket);
	assert_true(code_is_valid(ticket.code));
	assert_string_equal(ticket.kind, "SKTM");
	assert_string_equal(ticket.name, HOUSE_NAME);
	assert_string_equal(ticket.purpose, "berobat");
	assert_string_equal(ticket.door, "desk");
	assert_string_equal(ticket.details, "{}");
	assert_int_equal(ticket.state, TICKET_STATE_RECEIVED);
	house_close(&house);
}

static void test_two_people_without_phone_or_nik_are_two_tickets(void **state)
{
	struct desk_request request = { .kind = "PENGANTAR",
					.nik = "",
					.name = "ORANG LUAR",
					.purpose = "menginap",
					.phone = "" };
	struct house house;
	struct ticket first, second;
	char why[LIMIT_WHY_SIZE];

	(void)state;
	house_open(&house);
	assert_int_equal(file(&house, &request, &first, why), 0);
	assert_int_equal(file(&house, &request, &second, why), 0);
	assert_string_not_equal(first.code, second.code);
	assert_string_equal(second.name, "ORANG LUAR");
	assert_string_equal(second.flags, "");
	house_close(&house);
}

static void test_what_is_wrong_is_said(void **state)
{
	static const struct {
		const char *kind, *nik, *phone, *why;
	} vectors[] = {
		{ "XYZ", HOUSE_NIK, "", "tidak ada surat 'XYZ'" },
		{ "SKTM", "123", "", "16 angka" },
		{ "SKTM", "351315120590990a", "", "16 angka" },
		{ "SKTM", HOUSE_NIK, "1708", "bukan nomor HP" },
	};
	struct house house;

	(void)state;
	house_open(&house);
	for (size_t i = 0; i < sizeof(vectors) / sizeof(*vectors); i++) {
		struct desk_request request = { .kind = vectors[i].kind,
						.nik = vectors[i].nik,
						.name = "",
						.purpose = "",
						.phone = vectors[i].phone };
		struct ticket ticket;
		char why[LIMIT_WHY_SIZE];

		assert_int_equal(file(&house, &request, &ticket, why), -EINVAL);
		assert_non_null(strstr(why, vectors[i].why));
	}
	assert_int_equal(house_count_tickets(&house, NULL), 0);
	house_close(&house);
}

struct last_event {
	struct ticket_event event;
	int count;
};

static bool remember(void *context, const struct ticket_event *event)
{
	struct last_event *last = context;

	last->event = *event;
	last->count++;
	return true;
}

static struct last_event last_event(struct house *house, const struct ticket *ticket)
{
	struct last_event last = { .count = 0 };

	assert_int_equal(ticket_events(house->office.store, ticket->id, remember, &last),
			 0);
	return last;
}

static void file_wrong_one(struct house *house, struct ticket *out)
{
	struct desk_request request = { .kind = "SKTM",
					.nik = HOUSE_NIK_UNKNOWN,
					.name = "SUPARMAN",
					.purpose = "skolah",
					.phone = HOUSE_PHONE };
	char why[LIMIT_WHY_SIZE];

	assert_int_equal(file(house, &request, out, why), 0);
	assert_string_equal(out->flags, "nik_unknown");
}

static void go(struct house *house, struct ticket *ticket, enum step step)
{
	const struct actor actor = { .name = "budi",
				     .role = STEP_ROLE_ACCOUNT,
				     .door = "desk" };

	assert_int_equal(store_begin(house->office.store), 0);
	assert_int_equal(
		office_step(&house->office, ticket, step, &actor, NULL, house->now_s), 0);
	assert_int_equal(store_commit(house->office.store), 0);
	assert_int_equal(ticket_get(house->office.store, ticket->id, ticket), 0);
}

static int collect(struct house *house, const struct ticket *ticket, const char *name,
		   const char *nik)
{
	const struct actor actor = { .name = "budi",
				     .role = STEP_ROLE_OPERATOR,
				     .door = "desk" };
	const struct desk_proxy proxy = { .name = name, .nik = nik };
	char buffer[LIMIT_WHY_SIZE];
	struct text why;
	int error;

	text_init(&why, buffer, sizeof buffer);
	assert_int_equal(store_begin(house->office.store), 0);
	error = desk_collect(&house->office, ticket, &proxy, &actor, house->now_s, &why);
	assert_int_equal(store_commit(house->office.store), 0);
	assert_int_equal(why.length > 0, error == -EINVAL);
	return error;
}

static void test_a_proxy_stands_in_the_history(void **state)
{
	char long_name[LIMIT_REASON_SIZE];
	struct house house;
	struct ticket ticket;

	(void)state;
	memset(long_name, 'x', sizeof long_name - 1);
	long_name[sizeof long_name - 1] = '\0';
	house_open(&house);
	file_wrong_one(&house, &ticket);
	go(&house, &ticket, STEP_ACCEPT);
	go(&house, &ticket, STEP_APPROVE);
	assert_int_equal(collect(&house, &ticket, "", ""), -EPERM);
	go(&house, &ticket, STEP_READY);
	assert_int_equal(collect(&house, &ticket, "SITI", "123"), -EINVAL);
	assert_int_equal(collect(&house, &ticket, "", HOUSE_NIK), -EINVAL);
	assert_int_equal(collect(&house, &ticket, long_name, ""), -EINVAL);
	assert_int_equal(collect(&house, &ticket, "SITI", HOUSE_NIK), 0);
	assert_string_equal(last_event(&house, &ticket).event.why,
			    "diwakili SITI, NIK " HOUSE_NIK);
	assert_int_equal(ticket_get(house.office.store, ticket.id, &ticket), 0);
	assert_int_equal(ticket.state, TICKET_STATE_COLLECTED);
	assert_string_equal(ticket.reason, "");
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_walk_in_stands_in_the_same_queue),
		cmocka_unit_test(test_two_people_without_phone_or_nik_are_two_tickets),
		cmocka_unit_test(test_what_is_wrong_is_said),
		cmocka_unit_test(test_a_proxy_stands_in_the_history),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
