// SPDX-License-Identifier: MIT

/* SETUJU, TOLAK, TARIK, and whoever pretends to have the head's phone. */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/officers.h"
#include "tests/support/head.h"

static void test_a_number_works_once_and_for_a_day(void **state)
{
	char number[5];
	struct house house;

	(void)state;
	head_open_office(&house);
	head_ask(&house, number);
	house_wait(&house, 86401);
	assert_string_equal(head_say(&house, HEAD_PHONE, "SETUJU", number, HEAD_PIN),
			    "K08");
	assert_int_equal(head_state_now(&house), TICKET_STATE_CHECKED);
	assert_string_equal(head_say(&house, HEAD_PHONE, "LIST", "", ""), "K06 K01");
	head_read_number(&house, HEAD_PHONE, number);
	assert_string_equal(
		head_say(&house, HEAD_PHONE, "SETUJU", number, "PIN " HEAD_PIN), "K02");
	assert_string_equal(head_say(&house, HEAD_PHONE, "SETUJU", number, HEAD_PIN),
			    "K08");
	house_close(&house);
}

static void test_an_approval_can_be_withdrawn_for_a_quarter_of_an_hour(void **state)
{
	char number[5], text[LIMIT_MESSAGE_SIZE];
	struct house house;

	(void)state;
	head_open_office(&house);
	head_ask(&house, number);
	assert_string_equal(head_say(&house, HEAD_PHONE, "SETUJU", number, HEAD_PIN),
			    "K02");
	assert_string_equal(head_say(&house, HEAD_PHONE, "TARIK", number, "111111"),
			    "K04");
	assert_string_equal(head_say(&house, HEAD_PHONE, "TARIK", number, HEAD_PIN),
			    "K11");
	assert_int_equal(head_state_now(&house), TICKET_STATE_CHECKED);
	/* Used once, though the request waits again. */
	assert_string_equal(head_say(&house, HEAD_PHONE, "SETUJU", number, HEAD_PIN),
			    "K08");
	assert_string_equal(head_say(&house, HEAD_PHONE, "LIST", "", ""), "K06 K01");
	house_last_text(&house, HEAD_PHONE, text, sizeof text);
	assert_non_null(strstr(text, "Cek: budi")); /* not who withdrew it */
	head_read_number(&house, HEAD_PHONE, number);
	assert_string_equal(head_say(&house, HEAD_PHONE, "SETUJU", number, HEAD_PIN),
			    "K02");
	house_last_text(&house, HEAD_PHONE, text, sizeof text);
	assert_non_null(strstr(text, "401/001/")); /* its number stayed its own */
	house_wait(&house, 15 * 60);
	assert_string_equal(head_say(&house, HEAD_PHONE, "TARIK", number, HEAD_PIN),
			    "K08");
	assert_int_equal(head_state_now(&house), TICKET_STATE_APPROVED);
	house_close(&house);
}

static void test_three_wrong_pins_lock_until_the_office_opens_it(void **state)
{
	char number[5], text[LIMIT_MESSAGE_SIZE];
	struct officer officer;
	struct house house;

	(void)state;
	head_open_office(&house);
	head_ask(&house, number);
	text_copy(house.village.admin_phone, sizeof house.village.admin_phone,
		  "081111111119");
	for (int i = 0; i < 2; i++)
		assert_string_equal(
			head_say(&house, HEAD_PHONE, "SETUJU", number, "739519"), "K04");
	/* Not in a hurry: the last try waits, and is neither judged nor lost till then.
	 */
	assert_string_equal(head_say(&house, HEAD_PHONE, "SETUJU", number, HEAD_PIN),
			    "K26");
	house_wait(&house, OFFICERS_COOL_OFF_S - 60 - 1);
	assert_string_equal(head_say(&house, HEAD_PHONE, "SETUJU", number, "739519"),
			    "K26");
	assert_int_equal(house_count_texts(&house, "+6281111111119"), 0);
	house_wait(&house, 1);
	assert_string_equal(head_say(&house, HEAD_PHONE, "SETUJU", number, "739519"),
			    "K04");
	house_last_text(&house, "+6281111111119", text, sizeof text);
	assert_non_null(strstr(text, "SUTRISNO terkunci"));
	assert_string_equal(head_say(&house, HEAD_PHONE, "SETUJU", number, HEAD_PIN),
			    "K09");
	house_last_text(&house, HEAD_PHONE, text, sizeof text);
	assert_non_null(strstr(text, "datang ke kantor desa"));
	assert_string_equal(head_say(&house, HEAD_PHONE, "SETUJU", number, HEAD_PIN), "");
	assert_int_equal(head_state_now(&house), TICKET_STATE_CHECKED);
	assert_int_equal(officer_find_by_phone(house.office.store, HEAD_PHONE, &officer),
			 0);
	assert_int_equal(officers_set_pin(&house.office, &officer, "847362", NULL), 0);
	assert_string_equal(head_say(&house, HEAD_PHONE, "SETUJU", number, "847362"),
			    "K02");
	house_close(&house);
}

static void test_ten_wrong_numbers_close_the_door_and_cost_no_pin_try(void **state)
{
	struct officer officer;
	struct house house;
	char number[5], wrong[5];

	(void)state;
	head_open_office(&house);
	head_ask(&house, number);
	snprintf(wrong, sizeof wrong, "%s",
		 strcmp(number, "5555") == 0 ? "5556" : "5555");
	for (int i = 0; i < 9; i++)
		assert_string_equal(
			head_say(&house, HEAD_PHONE, "SETUJU", wrong, HEAD_PIN), "K08");
	assert_string_equal(head_say(&house, HEAD_PHONE, "SETUJU", wrong, HEAD_PIN),
			    "K10");
	assert_string_equal(head_say(&house, HEAD_PHONE, "SETUJU", number, HEAD_PIN), "");
	assert_int_equal(officer_find_by_phone(house.office.store, HEAD_PHONE, &officer),
			 0);
	assert_int_equal(officer.failures, 0);
	assert_int_equal(head_state_now(&house), TICKET_STATE_CHECKED);
	house_wait(&house, 86400);
	assert_string_equal(head_say(&house, HEAD_PHONE, "LIST", "", ""), "K06 K01");
	head_read_number(&house, HEAD_PHONE, number);
	assert_string_equal(head_say(&house, HEAD_PHONE, "SETUJU", number, HEAD_PIN),
			    "K02");
	house_close(&house);
}

static void test_ten_thousand_forged_approvals_are_refused(void **state)
{
	char number[5], old[5], text[64];
	struct officer officer;
	struct house house;

	(void)state;
	head_open_office(&house);
	head_ask(&house, old);
	assert_string_equal(head_say(&house, HEAD_PHONE, "TOLAK", old, HEAD_PIN " salah"),
			    "K03");
	head_ask(&house, number);
	assert_string_not_equal(old, number);
	for (unsigned i = 0; i < 10000; i++) {
		unsigned guess = 1000 + i % 9000;

		if (guess == (unsigned)strtoul(number, NULL, 10))
			guess = 0;
		if (i % 3 == 0)
			snprintf(text, sizeof text, "SETUJU %04u %s", guess, HEAD_PIN);
		else if (i % 3 == 1)
			snprintf(text, sizeof text, "SETUJU %s %s", old, HEAD_PIN);
		else
			snprintf(text, sizeof text, "SETUJU %s %06u", number, i * 7);
		/* Each one is judged by itself: no lock and no closed door helps. */
		assert_int_equal(
			officer_find_by_phone(house.office.store, HEAD_PHONE, &officer),
			0);
		officer.failures = officer.misses = 0;
		assert_int_equal(officer_put(house.office.store, &officer), 0);
		house_receive(&house, HEAD_PHONE, text);
	}
	assert_int_equal(head_state_now(&house), TICKET_STATE_CHECKED);
	assert_string_equal(head_say(&house, HEAD_PHONE, "SETUJU", number, HEAD_PIN), "");
	assert_int_equal(head_state_now(&house), TICKET_STATE_APPROVED);
	house_close(&house);
}

static void find_head(struct house *house, struct officer *officer)
{
	assert_int_equal(officer_find(house->office.store, house->village.code,
				      "SUTRISNO", officer),
			 0);
}

static void test_a_stolen_phone_is_reported_and_approves_nothing(void **state)
{
	struct officer officer;
	struct house house;
	char number[5];

	(void)state;
	head_open_office(&house);
	head_ask(&house, number);
	find_head(&house, &officer);
	assert_int_equal(officers_lock(&house.office, &officer), 0);
	assert_string_equal(head_say(&house, HEAD_PHONE, "SETUJU", number, HEAD_PIN),
			    "K09");
	assert_string_equal(head_say(&house, HEAD_PHONE, "LIST", "", ""), "K06");
	find_head(&house, &officer);
	assert_int_equal(officer.failures, OFFICER_FAILURES_LOCKED);
	/* Opened again; what the thief saw is of no use any more. */
	assert_int_equal(officers_set_pin(&house.office, &officer, "847362", NULL), 0);
	assert_string_equal(head_say(&house, HEAD_PHONE, "SETUJU", number, "847362"),
			    "K08");
	assert_int_equal(head_state_now(&house), TICKET_STATE_CHECKED);
	house_close(&house);
}

static void test_a_new_phone_waits_a_day_and_the_old_one_is_told(void **state)
{
	static const char other[] = "+6281111111117";
	char number[5], text[LIMIT_MESSAGE_SIZE];
	struct officer officer;
	struct house house;

	(void)state;
	head_open_office(&house);
	head_ask(&house, number);
	find_head(&house, &officer);
	assert_int_equal(
		officers_change_phone(&house.office, &officer, "12", house.now_s, NULL),
		-EINVAL);
	assert_int_equal(officers_change_phone(&house.office, &officer, HEAD_SECRETARY,
					       house.now_s, NULL),
			 -EEXIST);
	assert_int_equal(
		officers_change_phone(&house.office, &officer, other, house.now_s, NULL),
		0);
	house_last_text(&house, HEAD_PHONE, text, sizeof text);
	assert_non_null(strstr(text, "tidak berlaku lagi"));
	/* The old one is nobody's, and its number is of no use on the new one. */
	assert_string_equal(head_say(&house, HEAD_PHONE, "SETUJU", number, HEAD_PIN),
			    "R29");
	assert_string_equal(head_say(&house, other, "SETUJU", number, HEAD_PIN), "K08");
	assert_string_equal(head_say(&house, other, "LIST", "", ""), "K06 K01");
	head_read_number(&house, other, number);
	assert_string_equal(head_say(&house, other, "SETUJU", number, HEAD_PIN), "K28");
	house_wait(&house, 23 * 3600);
	assert_string_equal(head_say(&house, other, "SETUJU", number, HEAD_PIN), "K28");
	assert_int_equal(head_state_now(&house), TICKET_STATE_CHECKED);
	house_wait(&house, 3600);
	assert_string_equal(head_say(&house, other, "LIST", "", ""), "K06 K01");
	head_read_number(&house, other, number);
	assert_string_equal(head_say(&house, other, "SETUJU", number, HEAD_PIN), "K02");
	house_close(&house);
}

static void test_a_clock_that_is_set_back_opens_and_locks_nothing(void **state)
{
	enum {
		YEAR_S = 365 * 86400
	};
	char number[5], old[5];
	struct officer officer;
	struct house house;

	(void)state;
	head_open_office(&house);
	house.officers.approvals_per_day = 1;
	house_wait(&house, YEAR_S);
	head_ask(&house, old);
	assert_string_equal(head_say(&house, HEAD_PHONE, "SETUJU", old, HEAD_PIN), "K02");
	house_receive(&house, HOUSE_PHONE, "domisili 3513151205909901 bank");
	assert_int_equal(head_do_step(&house, STEP_ACCEPT), 0);
	head_read_number(&house, HEAD_PHONE, number);
	find_head(&house, &officer);
	officer.misses = 10;
	officer.misses_at = house.now_s;
	officer.failures = 2;
	officer.failed_at = house.now_s;
	assert_int_equal(officer_put(house.office.store, &officer), 0);
	house_wait(&house, -YEAR_S);
	/* Neither an approval nor a number of the future counts; LIST brings a good one.
	 */
	assert_string_equal(head_say(&house, HEAD_PHONE, "TARIK", old, HEAD_PIN), "K08");
	assert_string_equal(head_say(&house, HEAD_PHONE, "SETUJU", number, HEAD_PIN),
			    "K08");
	assert_string_equal(head_say(&house, HEAD_PHONE, "LIST", "", ""), "K06 K01");
	find_head(&house, &officer);
	assert_int_equal(officer.misses, 2); /* of this day */
	head_read_number(&house, HEAD_PHONE, number);
	assert_string_equal(head_say(&house, HEAD_PHONE, "SETUJU", number, HEAD_PIN),
			    "K02");
	house_close(&house);
}

static void test_wrong_numbers_are_counted_after_a_clock_was_set_back(void **state)
{
	struct officer officer;
	struct house house;
	const char *wrong;
	char number[5];

	(void)state;
	head_open_office(&house);
	head_ask(&house, number);
	find_head(&house, &officer);
	officer.misses = 10;
	officer.misses_at = house.now_s + 30 * 86400;
	assert_int_equal(officer_put(house.office.store, &officer), 0);
	wrong = strcmp(number, "5555") == 0 ? "5556" : "5555";
	for (int i = 0; i < 10; i++)
		assert_string_equal(
			head_say(&house, HEAD_PHONE, "SETUJU", wrong, HEAD_PIN),
			i < 9 ? "K08" : "K10");
	assert_string_equal(head_say(&house, HEAD_PHONE, "SETUJU", number, HEAD_PIN), "");
	assert_int_equal(head_state_now(&house), TICKET_STATE_CHECKED);
	house_close(&house);
}

static void test_a_mandate_that_ended_approves_nothing(void **state)
{
	struct delegation delegation = { .kind = "Plh." };
	struct officer secretary;
	struct house house;
	char number[5];

	(void)state;
	head_open_office(&house);
	assert_int_equal(
		officer_find_by_phone(house.office.store, HEAD_SECRETARY, &secretary), 0);
	delegation.officer_id = secretary.id;
	delegation.from_at = house.now_s - 1;
	delegation.until_at = house.now_s + 3600;
	assert_int_equal(delegation_add(house.office.store, &delegation), 0);
	house_receive(&house, HOUSE_PHONE, HEAD_REQUEST);
	assert_int_equal(head_do_step(&house, STEP_ACCEPT), 0);
	head_read_number(&house, HEAD_SECRETARY, number);
	house_wait(&house, 3600);
	assert_string_equal(head_say(&house, HEAD_SECRETARY, "SETUJU", number, HEAD_PIN),
			    "K08");
	assert_int_equal(head_state_now(&house), TICKET_STATE_CHECKED);
	house_close(&house);
}

static void test_a_lost_pepper_is_said_and_costs_no_try(void **state)
{
	struct officer officer;
	struct house house;
	char number[5];

	(void)state;
	head_open_office(&house);
	find_head(&house, &officer);
	snprintf(officer.pin, sizeof officer.pin, "p00000000%s", "$argon2id$lost");
	assert_int_equal(officer_put(house.office.store, &officer), 0);
	snprintf(house.officers.pepper, sizeof house.officers.pepper, "%s/none",
		 house.directory);
	head_ask(&house, number);
	assert_string_equal(head_say(&house, HEAD_PHONE, "SETUJU", number, HEAD_PIN),
			    "K27");
	find_head(&house, &officer);
	assert_int_equal(officer.failures, 0);
	assert_int_equal(head_state_now(&house), TICKET_STATE_CHECKED);
	house_close(&house);
}

static void test_a_day_holds_so_many_approvals_by_sms(void **state)
{
	struct house house;
	char text[LIMIT_MESSAGE_SIZE], said[64], number[5];

	(void)state;
	head_open_office(&house);
	house.officers.approvals_per_day = 1;
	text_copy(house.village.admin_phone, sizeof house.village.admin_phone,
		  "081111111119");
	head_ask(&house, number);
	assert_string_equal(head_say(&house, HEAD_PHONE, "TOLAK", number, HEAD_PIN),
			    "K03");
	/* A refusal is no approval. */
	for (int i = 0; i < 2; i++) {
		house_wait(&house, 60);
		house_receive(&house, HOUSE_PHONE,
			      i == 0 ? HEAD_REQUEST : "domisili 3513151205909901 bank");
		assert_int_equal(head_do_step(&house, STEP_ACCEPT), 0);
		head_read_number(&house, HEAD_PHONE, number);
		snprintf(said, sizeof said, "SETUJU %s " HEAD_PIN, number);
		house_receive(&house, HEAD_PHONE, said);
		assert_int_equal(head_state_now(&house),
				 i == 0 ? TICKET_STATE_APPROVED : TICKET_STATE_CHECKED);
	}
	house_last_text(&house, HEAD_PHONE, text, sizeof text);
	assert_non_null(strstr(text, "Batas persetujuan"));
	house_last_text(&house, "+6281111111119", text, sizeof text);
	assert_non_null(strstr(text, "SUTRISNO"));
	house_wait(&house, 25 * 3600);
	house_receive(&house, HEAD_PHONE, "LIST");
	head_read_number(&house, HEAD_PHONE, number);
	snprintf(said, sizeof said, "SETUJU %s " HEAD_PIN, number);
	house_receive(&house, HEAD_PHONE, said);
	assert_int_equal(head_state_now(&house), TICKET_STATE_APPROVED);
	/* At the limit he may still refuse. */
	house_receive(&house, HOUSE_PHONE, "skck 3513151205909901 lamar kerja");
	assert_int_equal(head_do_step(&house, STEP_ACCEPT), 0);
	head_read_number(&house, HEAD_PHONE, number);
	assert_string_equal(head_say(&house, HEAD_PHONE, "TOLAK", number, HEAD_PIN),
			    "K03");
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_number_works_once_and_for_a_day),
		cmocka_unit_test(
			test_an_approval_can_be_withdrawn_for_a_quarter_of_an_hour),
		cmocka_unit_test(test_three_wrong_pins_lock_until_the_office_opens_it),
		cmocka_unit_test(
			test_ten_wrong_numbers_close_the_door_and_cost_no_pin_try),
		cmocka_unit_test(test_ten_thousand_forged_approvals_are_refused),
		cmocka_unit_test(test_a_stolen_phone_is_reported_and_approves_nothing),
		cmocka_unit_test(test_a_new_phone_waits_a_day_and_the_old_one_is_told),
		cmocka_unit_test(test_a_clock_that_is_set_back_opens_and_locks_nothing),
		cmocka_unit_test(
			test_wrong_numbers_are_counted_after_a_clock_was_set_back),
		cmocka_unit_test(test_a_mandate_that_ended_approves_nothing),
		cmocka_unit_test(test_a_lost_pepper_is_said_and_costs_no_try),
		cmocka_unit_test(test_a_day_holds_so_many_approvals_by_sms),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
