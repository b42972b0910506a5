// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/correct.h"
#include "handlers/steps.h"
#include "store/store.h"
#include "tests/support/house.h"

static const struct actor operator_actor = { .name = "Siti",
					     .role = STEP_ROLE_OPERATOR,
					     .door = "web" };

static int correct(struct house *house, struct ticket *ticket,
		   const struct correction *correction, const struct actor *actor)
{
	char buffer[LIMIT_WHY_SIZE];
	struct text why;
	int error;

	text_init(&why, buffer, sizeof buffer);
	assert_int_equal(store_begin(house->office.store), 0);
	error = ticket_put_right(&house->office, ticket, correction, actor, house->now_s,
				 &why);
	if (error == 0)
		return store_commit(house->office.store);
	store_rollback(house->office.store);
	assert_int_equal(error == -EINVAL, why.length > 0);
	return error;
}

static bool remember(void *context, const struct ticket_event *event)
{
	*(struct ticket_event *)context = *event;
	return true;
}

static void test_a_correction_looks_anew_and_leaves_a_trace(void **state)
{
	const struct correction right = { .kind = "DOMISILI", .nik = HOUSE_NIK };
	struct ticket_event last = { .at = 0 };
	struct ticket ticket;
	struct house house;

	(void)state;
	house_open(&house);
	house_receive(&house, HOUSE_PHONE, "sktm " HOUSE_NIK_UNKNOWN " sekolah anak");
	house_newest_ticket(&house, HOUSE_PHONE, &ticket);
	assert_string_equal(ticket.flags, "nik_unknown");
	assert_int_equal(correct(&house, &ticket, &right, &operator_actor), 0);
	house_newest_ticket(&house, HOUSE_PHONE, &ticket);
	assert_string_equal(ticket.kind, "DOMISILI");
	assert_string_equal(ticket.name, HOUSE_NAME);
	assert_string_equal(ticket.purpose, "sekolah anak");
	assert_string_equal(ticket.flags, "");
	assert_int_equal(ticket_events(house.office.store, ticket.id, remember, &last),
			 0);
	assert_string_equal(last.step, "correct");
	assert_string_equal(last.actor, "Siti");
	assert_string_equal(last.why, "surat dari 'SKTM', NIK dari ...9902");
	house_close(&house);
}

static void test_wrong_values_change_nothing(void **state)
{
	static const struct correction wrong[] = {
		{ .kind = "XYZ" },
		{ .nik = "123" },
		{ .purpose = "" },
		{ .kind = "DOMISILI", .nik = "35131512059099xx" },
	};
	struct ticket before, after;
	struct house house;

	(void)state;
	house_open(&house);
	house_receive(&house, HOUSE_PHONE, "sktm " HOUSE_NIK " sekolah anak");
	house_newest_ticket(&house, HOUSE_PHONE, &before);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct ticket ticket = before;

		assert_int_equal(correct(&house, &ticket, &wrong[i], &operator_actor),
				 -EINVAL);
		house_newest_ticket(&house, HOUSE_PHONE, &after);
		assert_string_equal(after.kind, before.kind);
		assert_string_equal(after.nik, before.nik);
		assert_string_equal(after.purpose, before.purpose);
		assert_int_equal(after.updated_at, before.updated_at);
	}
	house_close(&house);
}

static void test_only_the_desk_and_only_before_it_goes_on(void **state)
{
	const struct correction right = { .purpose = "kredit" };
	const struct actor resident = { .name = HOUSE_PHONE,
					.role = STEP_ROLE_RESIDENT,
					.door = "sms" };
	struct ticket ticket;
	struct house house;

	(void)state;
	house_open(&house);
	house_receive(&house, HOUSE_PHONE, "sktm " HOUSE_NIK " sekolah anak");
	house_newest_ticket(&house, HOUSE_PHONE, &ticket);
	assert_int_equal(correct(&house, &ticket, &right, &resident), -EACCES);
	assert_int_equal(store_begin(house.office.store), 0);
	assert_int_equal(office_step(&house.office, &ticket, STEP_ACCEPT, &operator_actor,
				     NULL, house.now_s),
			 0);
	assert_int_equal(store_commit(house.office.store), 0);
	/* As somebody still sees it whose page is old. */
	assert_int_equal(correct(&house, &ticket, &right, &operator_actor), -ESTALE);
	house_newest_ticket(&house, HOUSE_PHONE, &ticket);
	assert_int_equal(correct(&house, &ticket, &right, &operator_actor), -EPERM);
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_correction_looks_anew_and_leaves_a_trace),
		cmocka_unit_test(test_wrong_values_change_nothing),
		cmocka_unit_test(test_only_the_desk_and_only_before_it_goes_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
