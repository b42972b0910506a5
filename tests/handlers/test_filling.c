// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/desk.h"
#include "handlers/details.h"
#include "handlers/filling.h"
#include "handlers/steps.h"
#include "store/store.h"
#include "tests/support/house.h"

static void file_request(struct house *house, struct ticket *out)
{
	const struct desk_request request = { .kind = "USAHA",
					      .nik = HOUSE_NIK,
					      .name = "",
					      .purpose = "kredit",
					      .phone = "" };

	assert_int_equal(store_begin(house->office.store), 0);
	assert_int_equal(desk_new_ticket(&house->office, &request, "budi", house->now_s,
					 out, NULL),
			 0);
	assert_int_equal(store_commit(house->office.store), 0);
}

static int fill(struct house *house, struct ticket *ticket, enum step_role role,
		const char *name, const char *value, char why_buffer[256])
{
	const struct actor actor = { .name = "budi", .role = role, .door = "desk" };
	struct text why;
	int error;

	text_init(&why, why_buffer, 256);
	assert_int_equal(store_begin(house->office.store), 0);
	error = filling_set(&house->office, ticket, name, value, &actor, house->now_s,
			    &why);
	if (error == 0)
		assert_int_equal(store_commit(house->office.store), 0);
	else
		store_rollback(house->office.store);
	assert_int_equal(ticket_get(house->office.store, ticket->id, ticket), 0);
	return error;
}

static bool count_fill(void *context, const struct ticket_event *event)
{
	if (strcmp(event->step, "fill") == 0) {
		assert_int_equal(event->from, event->to);
		assert_string_equal(event->actor, "budi");
		(*(int *)context)++;
	}
	return true;
}

static void test_a_value_is_kept_with_its_event(void **state)
{
	char why[256], value[64];
	struct house house;
	struct ticket ticket;
	int n_events = 0;

	(void)state;
	house_open(&house);
	file_request(&house, &ticket);
	assert_int_equal(
		fill(&house, &ticket, STEP_ROLE_OPERATOR, "usaha", "warung", why), 0);
	assert_int_equal(fill(&house, &ticket, STEP_ROLE_ACCOUNT, "agama", "ISLAM", why),
			 0);
	assert_int_equal(
		fill(&house, &ticket, STEP_ROLE_ACCOUNT, "usaha", "kopi \"A\"", why), 0);
	assert_true(details_get(ticket.details, "usaha", value, sizeof value));
	assert_string_equal(value, "kopi \"A\"");
	assert_true(details_get(ticket.details, "agama", value, sizeof value));
	assert_int_equal(ticket.state, TICKET_STATE_RECEIVED);
	assert_int_equal(
		ticket_events(house.office.store, ticket.id, count_fill, &n_events), 0);
	assert_int_equal(n_events, 3);
	house_close(&house);
}

static void test_what_may_not_be_filled_is_refused(void **state)
{
	static const struct {
		const char *name, *value, *why;
		enum step_role role;
		int error;
	} vectors[] = {
		{ "hobi", "x", "tidak punya isian", STEP_ROLE_OPERATOR, -EINVAL },
		{ "nama", "ORANG LAIN", "tidak punya isian", STEP_ROLE_OPERATOR,
		  -EINVAL },
		{ "keperluan", "x", "tidak punya isian", STEP_ROLE_OPERATOR, -EINVAL },
		{ "usaha", "a\x1b[2J", "huruf kendali", STEP_ROLE_OPERATOR, -EINVAL },
		{ "usaha", "x", "", STEP_ROLE_RESIDENT, -EACCES },
		{ "usaha", "x", "", STEP_ROLE_HEAD, -EACCES },
	};
	char why[256], huge[600];
	struct house house;
	struct ticket ticket;

	(void)state;
	house_open(&house);
	file_request(&house, &ticket);
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		assert_int_equal(fill(&house, &ticket, vectors[i].role, vectors[i].name,
				      vectors[i].value, why),
				 vectors[i].error);
		assert_non_null(strstr(why, vectors[i].why));
		assert_string_equal(ticket.details, "{}");
	}
	memset(huge, 'x', sizeof huge - 1);
	huge[sizeof huge - 1] = '\0';
	assert_int_equal(fill(&house, &ticket, STEP_ROLE_OPERATOR, "usaha", huge, why),
			 -EINVAL);
	assert_non_null(strstr(why, "panjang"));
	house_close(&house);
}

static void test_an_approved_letter_is_not_filled_any_more(void **state)
{
	const struct actor actor = { .name = "budi",
				     .role = STEP_ROLE_ACCOUNT,
				     .door = "desk" };
	static const enum step steps[] = { STEP_ACCEPT, STEP_APPROVE };
	struct house house;
	struct ticket ticket, early;
	char why[256];

	(void)state;
	house_open(&house);
	file_request(&house, &ticket);
	early = ticket;
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(
			fill(&house, &ticket, STEP_ROLE_OPERATOR, "usaha", "x", why), 0);
		assert_int_equal(store_begin(house.office.store), 0);
		assert_int_equal(office_step(&house.office, &ticket, steps[i], &actor, "",
					     house.now_s),
				 0);
		assert_int_equal(store_commit(house.office.store), 0);
		assert_int_equal(ticket_get(house.office.store, ticket.id, &ticket), 0);
	}
	assert_int_equal(fill(&house, &ticket, STEP_ROLE_OPERATOR, "usaha", "y", why),
			 -EPERM);
	/* Whoever still holds it as it was finds out. */
	assert_int_equal(fill(&house, &early, STEP_ROLE_OPERATOR, "usaha", "y", why),
			 -ESTALE);
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_value_is_kept_with_its_event),
		cmocka_unit_test(test_what_may_not_be_filled_is_refused),
		cmocka_unit_test(test_an_approved_letter_is_not_filled_any_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
