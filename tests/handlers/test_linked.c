// SPDX-License-Identifier: MIT
/* Requests from a phone that the desk linked with a resident: no NIK is needed, and none
 * is taken for granted. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/link.h"
#include "handlers/steps.h"
#include "store/residents.h"
#include "store/store.h"
#include "tests/support/house.h"

static void open_linked(struct house *house)
{
	static const struct actor budi = { .name = "budi",
					   .role = STEP_ROLE_OPERATOR,
					   .door = "desk" };
	struct resident resident;

	house_open(house);
	assert_int_equal(store_begin(house->office.store), 0);
	assert_int_equal(link_phone(&house->office, HOUSE_NIK, HOUSE_PHONE, &budi,
				    house->now_s, &resident, NULL),
			 0);
	assert_int_equal(store_commit(house->office.store), 0);
}

/* Phrases that go back to a text, a minute after the one before. */
static void expect(struct house *house, const char *from, const char *text,
		   const char *wanted)
{
	char phrases[64];
	int64_t id;

	house_wait(house, 60);
	id = house_receive(house, from, text);
	house_phrases(house, id, phrases, sizeof phrases);
	if (strcmp(phrases, wanted) != 0)
		fail_msg("'%s': '%s', not '%s'", text, phrases, wanted);
}

static void expect_ticket(struct house *house, const char *phone, int n, const char *kind,
			  const char *nik, const char *purpose)
{
	struct ticket ticket;

	assert_int_equal(house_count_tickets(house, phone), n);
	house_newest_ticket(house, phone, &ticket);
	assert_string_equal(ticket.kind, kind);
	assert_string_equal(ticket.nik, nik);
	assert_string_equal(ticket.purpose, purpose);
}

static void test_a_request_needs_no_nik(void **state)
{
	char text[LIMIT_MESSAGE_SIZE];
	struct house house;

	(void)state;
	open_linked(&house);
	expect(&house, HOUSE_PHONE, "sktm buat sekolah", "R10");
	expect_ticket(&house, HOUSE_PHONE, 1, "SKTM", HOUSE_NIK, "sekolah");
	house_last_text(&house, HOUSE_PHONE, text, sizeof text);
	assert_null(strstr(text, "SUPARMAN"));
	assert_null(strstr(text, "35131512"));
	expect(&house, HOUSE_PHONE, "minta surat domisili", "R06");
	house_last_text(&house, HOUSE_PHONE, text, sizeof text);
	assert_non_null(strstr(text, "NIK ...9901"));
	assert_null(strstr(text, "SUPARMAN"));
	expect(&house, HOUSE_PHONE, "buka rekening", "R10");
	expect_ticket(&house, HOUSE_PHONE, 2, "DOMISILI", HOUSE_NIK, "buka rekening");
	house_close(&house);
}

static void test_a_written_nik_always_wins(void **state)
{
	struct house house;

	(void)state;
	open_linked(&house);
	expect(&house, HOUSE_PHONE, "sktm " HOUSE_NIK_UNKNOWN " buat sekolah", "R10");
	expect_ticket(&house, HOUSE_PHONE, 1, "SKTM", HOUSE_NIK_UNKNOWN, "sekolah");
	/* Also when it comes with the answer to a question. */
	expect(&house, HOUSE_PHONE, "domisili", "R06");
	expect(&house, HOUSE_PHONE, HOUSE_NIK_UNKNOWN " buka rekening", "R10");
	expect_ticket(&house, HOUSE_PHONE, 2, "DOMISILI", HOUSE_NIK_UNKNOWN,
		      "buka rekening");
	/* A damaged one is asked again, not replaced. */
	expect(&house, HOUSE_PHONE, "skck 351315120590990 lamar kerja", "R04");
	assert_int_equal(house_count_tickets(&house, HOUSE_PHONE), 2);
	house_close(&house);
}

static void test_another_person_is_asked_about(void **state)
{
	struct house house;

	(void)state;
	open_linked(&house);
	/* Kin: shown, and confirmed. */
	expect(&house, HOUSE_PHONE, "sktm buat sekolah anak", "R09");
	expect(&house, HOUSE_PHONE, "ya", "R10");
	expect_ticket(&house, HOUSE_PHONE, 1, "SKTM", HOUSE_NIK, "sekolah anak");
	/* No: whose then? The rest is kept, and the phone's NIK does not come back. */
	expect(&house, HOUSE_PHONE, "domisili utk istri saya buka rekening", "R09");
	expect(&house, HOUSE_PHONE, "tidak", "R03");
	expect(&house, HOUSE_PHONE, HOUSE_NIK_UNKNOWN, "R10");
	assert_int_equal(house_count_tickets(&house, HOUSE_PHONE), 2);
	house_close(&house);
	/* A name that is written: its NIK is asked for. */
	open_linked(&house);
	expect(&house, HOUSE_PHONE, "sktm an SITI AMINAH buat sekolah", "R03");
	house_close(&house);
}

static void test_letters_with_papers_of_others_still_ask(void **state)
{
	struct house house;

	(void)state;
	open_linked(&house);
	expect(&house, HOUSE_PHONE, "minta surat kematian", "R03");
	expect(&house, HOUSE_OTHER, "sktm buat sekolah", "R03");
	house_close(&house);
}

static void test_a_phone_that_only_a_file_names_is_no_proof(void **state)
{
	struct resident resident;
	struct house house;

	(void)state;
	house_open(&house);
	assert_int_equal(resident_find(house.office.store, house.village.code, HOUSE_NIK,
				       &resident),
			 0);
	text_copy(resident.phone, sizeof resident.phone, HOUSE_PHONE);
	assert_int_equal(resident_put(house.office.store, &resident), 0);
	expect(&house, HOUSE_PHONE, "sktm buat sekolah", "R03");
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_request_needs_no_nik),
		cmocka_unit_test(test_a_written_nik_always_wins),
		cmocka_unit_test(test_another_person_is_asked_about),
		cmocka_unit_test(test_letters_with_papers_of_others_still_ask),
		cmocka_unit_test(test_a_phone_that_only_a_file_names_is_no_proof),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
