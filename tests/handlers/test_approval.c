// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/approval.h"
#include "handlers/challenge.h"
#include "handlers/desk.h"
#include "handlers/officers.h"
#include "handlers/steps.h"
#include "letters/catalogue.h"
#include "store/register.h"
#include "store/store.h"
#include "tests/support/house.h"

static void do_step(struct house *house, struct ticket *ticket, enum step step)
{
	struct actor actor = { .name = "budi",
			       .role = STEP_ROLE_ACCOUNT,
			       .door = "desk" };

	assert_int_equal(store_begin(house->office.store), 0);
	assert_int_equal(
		office_step(&house->office, ticket, step, &actor, "x", house->now_s), 0);
	assert_int_equal(store_commit(house->office.store), 0);
	assert_int_equal(ticket_get(house->office.store, ticket->id, ticket), 0);
}

static void file_checked(struct house *house, const char *kind, struct ticket *ticket)
{
	struct desk_request request = {
		.kind = kind, .nik = "", .name = "SUPARMAN", .purpose = "x", .phone = ""
	};

	assert_int_equal(store_begin(house->office.store), 0);
	assert_int_equal(desk_new_ticket(&house->office, &request, "budi", house->now_s,
					 ticket, NULL),
			 0);
	assert_int_equal(store_commit(house->office.store), 0);
	do_step(house, ticket, STEP_ACCEPT);
}

static void expect_number(struct house *house, const char *kind, const char *number)
{
	struct register_entry entry;
	struct ticket ticket;

	file_checked(house, kind, &ticket);
	do_step(house, &ticket, STEP_APPROVE);
	assert_int_equal(register_of_ticket(house->office.store, ticket.id, &entry), 0);
	assert_string_equal(entry.number, number);
}

static void test_each_scope_counts_by_itself_and_each_year_anew(void **state)
{
	struct house house;

	(void)state;
	house_open(&house);
	text_copy(house.village.number_format, sizeof house.village.number_format,
		  "{kode}/{urut}/{tahun}");
	text_copy(house.village.number_scope, sizeof house.village.number_scope,
		  "per_surat");
	expect_number(&house, "SKTM", "401/1/2026");
	expect_number(&house, "DOMISILI", "470/1/2026");
	expect_number(&house, "SKTM", "401/2/2026");
	text_copy(house.village.number_scope, sizeof house.village.number_scope, "semua");
	/* 401/1 and 401/2 are taken by the other way of counting. */
	expect_number(&house, "SKTM", "401/3/2026");
	text_copy(house.village.code_table, sizeof house.village.code_table, "new");
	expect_number(&house, "SKTM", "400.3.3.2/4/2026");
	house_wait(&house, 60 * 86400);
	expect_number(&house, "SKTM", "400.3.3.2/1/2027");
	house_close(&house);
}

static void test_a_letter_has_its_own_unit_or_the_villages(void **state)
{
	struct catalogue catalogue;
	struct house house;

	(void)state;
	house_open(&house);
	catalogue = *house.office.catalogue;
	house.office.catalogue = &catalogue;
	for (size_t i = 0; i < catalogue.n_letters; i++) {
		if (strcmp(catalogue.letters[i].keyword, "SKTM") == 0)
			text_copy(catalogue.letters[i].unit,
				  sizeof catalogue.letters[i].unit, "KESRA");
	}
	text_copy(house.village.unit, sizeof house.village.unit, "PEM");
	text_copy(house.village.number_format, sizeof house.village.number_format,
		  "{kode}/{urut:3}/{unit}/{tahun}");
	expect_number(&house, "SKTM", "401/001/KESRA/2026");
	expect_number(&house, "DOMISILI", "470/002/PEM/2026");
	text_copy(house.village.code_table, sizeof house.village.code_table, "new");
	expect_number(&house, "SKTM", "400.3.3.2/003/KESRA/2026");
	house_close(&house);
}

static void test_a_start_counts_in_its_year_only(void **state)
{
	struct house house;
	int first, year;

	(void)state;
	assert_true(approval_read_start("217/2026", &first, &year));
	assert_int_equal(first, 217);
	assert_int_equal(year, 2026);
	assert_true(approval_read_start("", &first, &year));
	assert_false(approval_read_start("217", &first, &year));
	assert_false(approval_read_start("0/2026", &first, &year));
	assert_false(approval_read_start("217/26", &first, &year));
	assert_false(approval_read_start("217/2026x", &first, &year));
	house_open(&house);
	text_copy(house.village.number_start, sizeof house.village.number_start,
		  "217/2026");
	expect_number(&house, "SKTM", "401/217/35.13.15.2007/2026");
	house_wait(&house, 60 * 86400);
	expect_number(&house, "SKTM", "401/001/35.13.15.2007/2027");
	house_close(&house);
}

static void test_a_revoked_letter_keeps_its_number(void **state)
{
	struct register_entry entry;
	struct ticket ticket;
	struct house house;

	(void)state;
	house_open(&house);
	file_checked(&house, "SKTM", &ticket);
	do_step(&house, &ticket, STEP_APPROVE);
	do_step(&house, &ticket, STEP_REVOKE);
	assert_int_equal(register_of_ticket(house.office.store, ticket.id, &entry), 0);
	assert_int_equal(entry.state, REGISTER_STATE_REVOKED);
	assert_string_equal(entry.revoked_why, "x");
	expect_number(&house, "SKTM", "401/002/35.13.15.2007/2026");
	house_close(&house);
}

/* By whichever door, and again after it was approved anew. */
static void test_an_approval_is_withdrawn_for_a_quarter_of_an_hour(void **state)
{
	const struct actor head = { .name = "SUTRISNO",
				    .role = STEP_ROLE_HEAD,
				    .door = "web" };
	struct ticket ticket;
	struct house house;

	(void)state;
	house_open(&house);
	file_checked(&house, "SKTM", &ticket);
	for (int i = 0; i < 2; i++) {
		do_step(&house, &ticket, STEP_APPROVE);
		house.now_s += CHALLENGE_WITHDRAW_S + 1;
		assert_int_equal(office_step(&house.office, &ticket, STEP_WITHDRAW, &head,
					     NULL, house.now_s),
				 -EPERM);
		house.now_s--;
		do_step(&house, &ticket, STEP_WITHDRAW);
	}
	house_close(&house);
}

/* Five questions on his phone are enough: then one text says how many wait. */
static void test_many_requests_become_a_digest(void **state)
{
	const struct officer_request request = { "SUTRISNO", "kades", "",
						 "081111111111" };
	char text[LIMIT_MESSAGE_SIZE];
	struct officer officer;
	struct ticket ticket;
	struct house house;

	(void)state;
	house_open(&house);
	assert_int_equal(
		officers_add(&house.office, &request, house.now_s, &officer, NULL), 0);
	assert_int_equal(officers_set_pin(&house.office, &officer, "739518", NULL), 0);
	for (int i = 0; i < 12; i++)
		file_checked(&house, "SKTM", &ticket);
	assert_int_equal(house_count_texts(&house, officer.phone), 6);
	house_last_text(&house, officer.phone, text, sizeof text);
	assert_non_null(strstr(text, "Antrean persetujuan 6 surat"));
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_scope_counts_by_itself_and_each_year_anew),
		cmocka_unit_test(test_a_letter_has_its_own_unit_or_the_villages),
		cmocka_unit_test(test_a_start_counts_in_its_year_only),
		cmocka_unit_test(test_a_revoked_letter_keeps_its_number),
		cmocka_unit_test(test_an_approval_is_withdrawn_for_a_quarter_of_an_hour),
		cmocka_unit_test(test_many_requests_become_a_digest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
