// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "handlers/requests.h"
#include "letters/catalogue.h"
#include "store/residents.h"
#include "store/store.h"
#include "tests/support/house.h"

enum {
	DAY = 86400,
};

static struct request request_of(const struct house *house, const char *phone,
				 const char *nik, const char *purpose)
{
	return (struct request){ .letter =
					 catalogue_find(house->office.catalogue, "SKTM"),
				 .nik = nik,
				 .name = "",
				 .purpose = purpose,
				 .details = "",
				 .phone = phone,
				 .door = "sms" };
}

static int file(struct house *house, const struct request *request, struct ticket *out)
{
	int error;

	assert_int_equal(store_begin(house->office.store), 0);
	error = request_file(&house->office, request, request->phone, house->now_s, out);
	assert_int_equal(store_commit(house->office.store), 0);
	return error;
}

static void test_doubts_become_flags(void **state)
{
	static const struct {
		const char *nik, *name, *flags;
	} vectors[] = {
		{ HOUSE_NIK, "", "" },
		{ HOUSE_NIK, "suparman rahasia", "maybe_double" },
		{ HOUSE_NIK, "BUDI", "name_differs maybe_double" },
		{ HOUSE_NIK_UNKNOWN, "BUDI", "nik_unknown" },
		{ "9913151205909903", "", "nik_unknown nik_odd" },
		{ "3513151205159904", "", "nik_unknown minor" },
		{ "3513151205709905", "", "nik_unknown kk_number" },
	};
	struct house house;
	struct resident resident = { .nik = "3513151205909906",
				     .name = "SITI",
				     .family_card = "3513151205709905" };

	(void)state;
	house_open(&house);
	house.guards.unknown_nik_per_day = 0;
	assert_int_equal(resident_put(house.office.store, &resident), 0);
	for (size_t i = 0; i < sizeof(vectors) / sizeof(*vectors); i++) {
		char phone[LIMIT_ADDRESS_SIZE];
		struct ticket ticket;
		struct request request;

		snprintf(phone, sizeof(phone), "+62812345678%02zu", i);
		request = request_of(&house, phone, vectors[i].nik, "sekolah");
		request.name = vectors[i].name;
		assert_int_equal(file(&house, &request, &ticket), 0);
		assert_string_equal(ticket.flags, vectors[i].flags);
	}
	house_close(&house);
}

static void test_the_same_request_is_found_by_its_rules(void **state)
{
	static const struct {
		int wait_s;
		const char *phone, *nik, *purpose;
		int expected;
	} vectors[] = {
		{ 0, HOUSE_PHONE, HOUSE_NIK, "sekolah", 0 },
		{ 60, HOUSE_PHONE, HOUSE_NIK, "sekolah", -EEXIST },
		{ 60, HOUSE_PHONE, HOUSE_NIK, "berobat", -EEXIST }, /* within a day */
		{ 60, HOUSE_PHONE, HOUSE_NIK_UNKNOWN, "sekolah", 0 },
		{ 60, HOUSE_OTHER, HOUSE_NIK, "sekolah", 0 },
		{ DAY, HOUSE_PHONE, HOUSE_NIK, "SEKOLAH", -EEXIST },
		{ 60, HOUSE_PHONE, HOUSE_NIK, "", -EEXIST },
		{ 60, HOUSE_PHONE, HOUSE_NIK, "berobat", 0 },
	};
	struct house house;

	(void)state;
	house_open(&house);
	for (size_t i = 0; i < sizeof(vectors) / sizeof(*vectors); i++) {
		struct ticket ticket;
		struct request request = request_of(&house, vectors[i].phone,
						    vectors[i].nik, vectors[i].purpose);

		house_wait(&house, vectors[i].wait_s);
		assert_int_equal(file(&house, &request, &ticket), vectors[i].expected);
		assert_string_equal(ticket.nik, vectors[i].nik);
		assert_string_equal(ticket.phone, vectors[i].phone);
	}
	house_close(&house);
}

static void test_a_closed_request_is_no_hindrance(void **state)
{
	struct house house;
	struct ticket ticket;
	struct ticket_event event = { .from = TICKET_STATE_RECEIVED,
				      .to = TICKET_STATE_CANCELLED };
	struct request request;

	(void)state;
	house_open(&house);
	request = request_of(&house, HOUSE_PHONE, HOUSE_NIK, "sekolah");
	assert_int_equal(file(&house, &request, &ticket), 0);
	assert_int_equal(store_begin(house.office.store), 0);
	assert_int_equal(ticket_step(house.office.store, &ticket, &event, NULL), 0);
	assert_int_equal(store_commit(house.office.store), 0);
	assert_int_equal(file(&house, &request, &ticket), 0);
	assert_string_equal(ticket.flags, "");
	assert_int_equal(house_count_tickets(&house, HOUSE_PHONE), 2);
	assert_int_equal(
		request_count_since(&house.office, HOUSE_PHONE, house.now_s - DAY), 2);
	house_wait(&house, 2 * DAY);
	assert_int_equal(
		request_count_since(&house.office, HOUSE_PHONE, house.now_s - DAY), 0);
	house_close(&house);
}

static void test_many_unknown_niks_are_shown_to_the_officer(void **state)
{
	struct house house;

	(void)state;
	house_open(&house);
	house.guards.unknown_nik_per_day = 3;
	for (int i = 0; i < 5; i++) {
		char nik[] = "3513151205909910";
		struct ticket ticket;
		struct request request;

		nik[15] = (char)('0' + i);
		request = request_of(&house, HOUSE_PHONE, nik, "sekolah");
		assert_int_equal(file(&house, &request, &ticket), 0);
		assert_string_equal(ticket.flags,
				    i < 3 ? "nik_unknown" : "nik_unknown many_unknown");
	}
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_doubts_become_flags),
		cmocka_unit_test(test_the_same_request_is_found_by_its_rules),
		cmocka_unit_test(test_a_closed_request_is_no_hindrance),
		cmocka_unit_test(test_many_unknown_niks_are_shown_to_the_officer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
