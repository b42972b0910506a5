// SPDX-License-Identifier: MIT

/* The head's phone, and whoever pretends to have it. */

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
#include "handlers/code.h"
#include "handlers/officers.h"
#include "handlers/steps.h"
#include "store/inbox.h"
#include "store/register.h"
#include "store/store.h"
#include "tests/support/house.h"

#define HEAD        "+6281111111111"
#define SECRETARY   "+6281111111112"
#define SUBDISTRICT "+6281111111113"
#define PIN         "739518"
#define REQUEST     "sktm 3513151205909901 buat sekolah anak"

static void add_officer(struct house *house, const char *name, const char *role,
			const char *phone)
{
	const struct officer_request request = {
		.name = name, .role = role, .title = "", .phone = phone
	};
	struct officer officer;

	assert_int_equal(
		officers_add(&house->office, &request, house->now_s, &officer, NULL), 0);
	assert_int_equal(officers_set_pin(&house->office, &officer, PIN, NULL), 0);
}

static void open_office(struct house *house)
{
	house_open(house);
	add_officer(house, "SUTRISNO", "kades", HEAD);
	add_officer(house, "SITI", "sekdes", SECRETARY);
	add_officer(house, "CAMAT", "kecamatan", SUBDISTRICT);
}

static int do_step(struct house *house, enum step step)
{
	struct actor actor = { .name = "budi",
			       .role = STEP_ROLE_ACCOUNT,
			       .door = "desk" };
	struct ticket ticket;
	int error;

	house_newest_ticket(house, HOUSE_PHONE, &ticket);
	assert_int_equal(store_begin(house->office.store), 0);
	error = office_step(&house->office, &ticket, step, &actor, "alasan",
			    house->now_s);
	assert_int_equal(error == 0 ? store_commit(house->office.store) : 0, 0);
	if (error < 0)
		store_rollback(house->office.store);
	return error;
}

static enum ticket_state state_now(struct house *house)
{
	struct ticket ticket;

	house_newest_ticket(house, HOUSE_PHONE, &ticket);
	return ticket.state;
}

/* The one-time number in the last text to a phone. */
static void read_number(struct house *house, const char *phone, char out[5])
{
	char text[LIMIT_MESSAGE_SIZE];
	const char *at;

	house_last_text(house, phone, text, sizeof text);
	at = strstr(text, "SETUJU ");
	if (at == NULL)
		fail_msg("no number in: %s", text);
	else
		snprintf(out, 5, "%.4s", at + 7);
}

/* Whole, of a village whose key nobody here knows. */
static const char seal_of_nobody[] =
	"SURAT1|35.13.15.2008|48291372|470/012/2026|DOMISILI|SUMARNI|2026-11-20|2027-05-20|"
	"XOyoSVQRO_WYJzgq2ixXDKB9M0jAcVW8s7I5I1DKCWKwI3bgXTP7nm_AA-fTvF6u8ZniRraGSp93u4tVf"
	"-IRBw";

static const char *say(struct house *house, const char *from, const char *format,
		       const char *number, const char *pin)
{
	static char phrases[64];
	char text[256];

	snprintf(text, sizeof text, "%s %s %s", format, number, pin);
	house_wait(house, 30);
	return house_phrases(house, house_receive(house, from, text), phrases,
			     sizeof phrases);
}

static void ask_for_letter(struct house *house, char out_number[5])
{
	house_receive(house, HOUSE_PHONE, REQUEST);
	assert_int_equal(do_step(house, STEP_ACCEPT), 0);
	read_number(house, HEAD, out_number);
}

static void test_from_a_text_to_a_collected_letter(void **state)
{
	struct register_entry entry;
	char number[5], text[LIMIT_MESSAGE_SIZE];
	struct ticket ticket;
	struct house house;

	(void)state;
	open_office(&house);
	ask_for_letter(&house, number);
	assert_string_equal(say(&house, HEAD, "setuju", number, PIN), "K02");
	assert_int_equal(state_now(&house), TICKET_STATE_APPROVED);
	house_last_text(&house, HEAD, text, sizeof text);
	assert_non_null(strstr(text, "401/001/35.13.15.2007/2026"));
	assert_non_null(strstr(text, "Sisa antrean 0"));
	house_newest_ticket(&house, HOUSE_PHONE, &ticket);
	assert_int_equal(register_of_ticket(house.office.store, ticket.id, &entry), 0);
	assert_string_equal(entry.signer_name, "SUTRISNO");
	assert_string_equal(entry.signer_kind, "");
	assert_non_null(strstr(entry.snapshot, "\"nama\":\"" HOUSE_NAME "\""));
	assert_non_null(strstr(entry.snapshot, "\"keperluan\":\"sekolah anak\""));
	assert_int_equal(do_step(&house, STEP_READY), 0);
	house_last_text(&house, HOUSE_PHONE, text, sizeof text);
	assert_non_null(strstr(text, "SIAP DIAMBIL"));
	assert_int_equal(do_step(&house, STEP_COLLECT), 0);
	assert_int_equal(do_step(&house, STEP_COLLECT), -EPERM);
	house_close(&house);
}

static void test_a_number_works_once_and_for_a_day(void **state)
{
	char number[5];
	struct house house;

	(void)state;
	open_office(&house);
	ask_for_letter(&house, number);
	house_wait(&house, 86401);
	assert_string_equal(say(&house, HEAD, "SETUJU", number, PIN), "K08");
	assert_int_equal(state_now(&house), TICKET_STATE_CHECKED);
	assert_string_equal(say(&house, HEAD, "LIST", "", ""), "K06 K01");
	read_number(&house, HEAD, number);
	assert_string_equal(say(&house, HEAD, "SETUJU", number, "PIN " PIN), "K02");
	assert_string_equal(say(&house, HEAD, "SETUJU", number, PIN), "K08");
	house_close(&house);
}

static void test_a_refusal_tells_the_resident_why(void **state)
{
	char number[5], text[LIMIT_MESSAGE_SIZE];
	struct house house;

	(void)state;
	open_office(&house);
	ask_for_letter(&house, number);
	assert_string_equal(say(&house, HEAD, "TOLAK", number, PIN " data kurang jelas"),
			    "K03");
	assert_int_equal(state_now(&house), TICKET_STATE_REJECTED);
	house_last_text(&house, HOUSE_PHONE, text, sizeof text);
	assert_non_null(strstr(text, "DITOLAK: data kurang jelas"));
	house_close(&house);
}

static void test_an_approval_can_be_withdrawn_for_a_quarter_of_an_hour(void **state)
{
	char number[5], text[LIMIT_MESSAGE_SIZE];
	struct house house;

	(void)state;
	open_office(&house);
	ask_for_letter(&house, number);
	assert_string_equal(say(&house, HEAD, "SETUJU", number, PIN), "K02");
	assert_string_equal(say(&house, HEAD, "TARIK", number, "111111"), "K04");
	assert_string_equal(say(&house, HEAD, "TARIK", number, PIN), "K11");
	assert_int_equal(state_now(&house), TICKET_STATE_CHECKED);
	/* Used once, though the request waits again. */
	assert_string_equal(say(&house, HEAD, "SETUJU", number, PIN), "K08");
	assert_string_equal(say(&house, HEAD, "LIST", "", ""), "K06 K01");
	read_number(&house, HEAD, number);
	assert_string_equal(say(&house, HEAD, "SETUJU", number, PIN), "K02");
	house_last_text(&house, HEAD, text, sizeof text);
	assert_non_null(strstr(text, "401/001/")); /* its number stayed its own */
	house_wait(&house, 15 * 60);
	assert_string_equal(say(&house, HEAD, "TARIK", number, PIN), "K08");
	assert_int_equal(state_now(&house), TICKET_STATE_APPROVED);
	house_close(&house);
}

static void test_three_wrong_pins_lock_until_the_office_opens_it(void **state)
{
	struct officer officer;
	struct house house;
	char number[5];

	(void)state;
	open_office(&house);
	ask_for_letter(&house, number);
	for (int i = 0; i < 3; i++)
		assert_string_equal(say(&house, HEAD, "SETUJU", number, "739519"), "K04");
	assert_string_equal(say(&house, HEAD, "SETUJU", number, PIN), "K09");
	assert_string_equal(say(&house, HEAD, "SETUJU", number, PIN), "");
	assert_int_equal(state_now(&house), TICKET_STATE_CHECKED);
	assert_int_equal(officer_find_by_phone(house.office.store, HEAD, &officer), 0);
	assert_int_equal(officers_set_pin(&house.office, &officer, "847362", NULL), 0);
	assert_string_equal(say(&house, HEAD, "SETUJU", number, "847362"), "K02");
	house_close(&house);
}

static void test_ten_wrong_numbers_close_the_door_and_cost_no_pin_try(void **state)
{
	struct officer officer;
	struct house house;
	char number[5], wrong[5];

	(void)state;
	open_office(&house);
	ask_for_letter(&house, number);
	snprintf(wrong, sizeof wrong, "%s",
		 strcmp(number, "5555") == 0 ? "5556" : "5555");
	for (int i = 0; i < 9; i++)
		assert_string_equal(say(&house, HEAD, "SETUJU", wrong, PIN), "K08");
	assert_string_equal(say(&house, HEAD, "SETUJU", wrong, PIN), "K10");
	assert_string_equal(say(&house, HEAD, "SETUJU", number, PIN), "");
	assert_int_equal(officer_find_by_phone(house.office.store, HEAD, &officer), 0);
	assert_int_equal(officer.failures, 0);
	assert_int_equal(state_now(&house), TICKET_STATE_CHECKED);
	house_wait(&house, 86400);
	assert_string_equal(say(&house, HEAD, "LIST", "", ""), "K06 K01");
	read_number(&house, HEAD, number);
	assert_string_equal(say(&house, HEAD, "SETUJU", number, PIN), "K02");
	house_close(&house);
}

static void test_to_others_these_words_do_not_exist(void **state)
{
	char number[5];
	struct house house;

	(void)state;
	open_office(&house);
	ask_for_letter(&house, number);
	assert_string_equal(say(&house, HOUSE_OTHER, "SETUJU", number, PIN), "R29");
	assert_string_equal(say(&house, "+6281333333331", "LIST", "", ""), "R29");
	assert_string_equal(say(&house, SUBDISTRICT, "SETUJU", number, PIN), "R29");
	/* Staff, but not asked: the same words as for a wrong number. */
	assert_string_equal(say(&house, SECRETARY, "SETUJU", number, PIN), "K08");
	assert_int_equal(state_now(&house), TICKET_STATE_CHECKED);
	house_close(&house);
}

static void test_a_pin_does_not_stay_in_the_inbox(void **state)
{
	static const char *const from[] = { HEAD, HOUSE_OTHER };
	struct inbox_row row;
	struct house house;
	char text[64];

	(void)state;
	open_office(&house);
	for (size_t i = 0; i < 2; i++) {
		int64_t id;

		snprintf(text, sizeof text, "TOLAK 7319 %s kurang %s", PIN, PIN);
		id = house_receive(&house, from[i], text);
		assert_int_equal(inbox_get(house.office.store, id, &row), 0);
		assert_null(strstr(row.text, PIN));
		assert_string_equal(row.pdu, "");
		assert_string_equal(row.text, "TOLAK 7319 ****** kurang ******");
	}
	house_close(&house);
}

static void test_who_stands_in_is_asked_and_signs(void **state)
{
	struct delegation delegation = { .kind = "Plh." };
	struct register_entry entry;
	struct officer secretary;
	struct ticket ticket;
	struct house house;
	char number[5];

	(void)state;
	open_office(&house);
	assert_int_equal(officer_find_by_phone(house.office.store, SECRETARY, &secretary),
			 0);
	delegation.officer_id = secretary.id;
	delegation.from_at = house.now_s - 1;
	delegation.until_at = house.now_s + 86400;
	assert_int_equal(delegation_add(house.office.store, &delegation), 0);
	house_receive(&house, HOUSE_PHONE, REQUEST);
	assert_int_equal(do_step(&house, STEP_ACCEPT), 0);
	assert_int_equal(house_count_texts(&house, HEAD), 0);
	read_number(&house, SECRETARY, number);
	assert_string_equal(say(&house, SECRETARY, "SETUJU", number, PIN), "K02");
	house_newest_ticket(&house, HOUSE_PHONE, &ticket);
	assert_int_equal(register_of_ticket(house.office.store, ticket.id, &entry), 0);
	assert_string_equal(entry.signer_name, "SITI");
	assert_string_equal(entry.signer_kind, "Plh.");
	house_close(&house);
}

/* At night the question waits for the morning; a list that was asked for does not. */
static void test_the_head_sleeps(void **state)
{
	struct outbox_row row;
	struct house house;

	(void)state;
	open_office(&house);
	house_receive(&house, HOUSE_PHONE, REQUEST);
	house_wait(&house, 12 * 3600); /* 22.00 */
	assert_int_equal(do_step(&house, STEP_ACCEPT), 0);
	assert_int_equal(outbox_next(house.office.store, "", house.now_s, &row), 0);
	assert_string_not_equal(row.to, HEAD);
	house_wait(&house, 7 * 3600); /* 05.00 */
	assert_int_equal(outbox_next(house.office.store, "", house.now_s, &row), 0);
	assert_string_equal(row.to, HEAD);
	house_close(&house);
}

static void test_the_kecamatan_reads_the_facts_and_others_a_word(void **state)
{
	char number[5], shown[CODE_SHOWN_SIZE], text[LIMIT_MESSAGE_SIZE];
	struct ticket ticket;
	struct house house;

	(void)state;
	open_office(&house);
	ask_for_letter(&house, number);
	house_newest_ticket(&house, HOUSE_PHONE, &ticket);
	code_show(ticket.code, shown);
	assert_string_equal(say(&house, SUBDISTRICT, "CEK", shown, ""), "V02");
	assert_string_equal(say(&house, HEAD, "SETUJU", number, PIN), "K02");
	assert_string_equal(say(&house, SUBDISTRICT, "CEK", shown, ""), "V01");
	house_last_text(&house, SUBDISTRICT, text, sizeof text);
	assert_non_null(strstr(text, "SAH. 401/001/35.13.15.2007/2026"));
	assert_string_equal(
		say(&house, SUBDISTRICT, "CEK SURAT", "401/001/35.13.15.2007/2026", ""),
		"V01");
	assert_string_equal(
		say(&house, SUBDISTRICT, "CEK SURAT", "401/002/35.13.15.2007/2026", ""),
		"V02");
	assert_string_equal(say(&house, HOUSE_OTHER, "CEK", shown, ""), "R46");
	assert_string_equal(
		say(&house, HOUSE_OTHER, "CEK SURAT", "401/001/35.13.15.2007/2026", ""),
		"R58");
	assert_string_equal(
		say(&house, SUBDISTRICT, "CEK SURAT1|35.13.15.2007|x", "", ""), "V12");
	assert_string_equal(say(&house, SUBDISTRICT, seal_of_nobody, "", ""), "V06");
	assert_int_equal(do_step(&house, STEP_REVOKE), 0);
	assert_string_equal(say(&house, SUBDISTRICT, "CEK", shown, ""), "V03");
	house_close(&house);
}

/* What each forger knows: the head's phone number always; a number or the PIN, not both.
 */
static void test_ten_thousand_forged_approvals_are_refused(void **state)
{
	char number[5], old[5], text[64];
	struct officer officer;
	struct house house;

	(void)state;
	open_office(&house);
	ask_for_letter(&house, old);
	assert_string_equal(say(&house, HEAD, "TOLAK", old, PIN " salah"), "K03");
	ask_for_letter(&house, number);
	assert_string_not_equal(old, number);
	for (unsigned i = 0; i < 10000; i++) {
		unsigned guess = 1000 + i % 9000;

		if (guess == (unsigned)strtoul(number, NULL, 10))
			guess = 0;
		if (i % 3 == 0)
			snprintf(text, sizeof text, "SETUJU %04u %s", guess, PIN);
		else if (i % 3 == 1)
			snprintf(text, sizeof text, "SETUJU %s %s", old, PIN);
		else
			snprintf(text, sizeof text, "SETUJU %s %06u", number, i * 7);
		/* Each one is judged by itself: no lock and no closed door helps. */
		assert_int_equal(
			officer_find_by_phone(house.office.store, HEAD, &officer), 0);
		officer.failures = officer.misses = 0;
		assert_int_equal(officer_put(house.office.store, &officer), 0);
		house_receive(&house, HEAD, text);
	}
	assert_int_equal(state_now(&house), TICKET_STATE_CHECKED);
	assert_string_equal(say(&house, HEAD, "SETUJU", number, PIN), "");
	assert_int_equal(state_now(&house), TICKET_STATE_APPROVED);
	house_close(&house);
}

static void test_a_day_holds_so_many_approvals_by_sms(void **state)
{
	struct house house;
	char text[LIMIT_MESSAGE_SIZE], said[64], number[5];

	(void)state;
	open_office(&house);
	house.officers.approvals_per_day = 1;
	text_copy(house.village.admin_phone, sizeof house.village.admin_phone,
		  "081111111119");
	for (int i = 0; i < 2; i++) {
		house_wait(&house, 60);
		house_receive(&house, HOUSE_PHONE,
			      i == 0 ? REQUEST : "domisili 3513151205909901 bank");
		assert_int_equal(do_step(&house, STEP_ACCEPT), 0);
		read_number(&house, HEAD, number);
		snprintf(said, sizeof said, "SETUJU %s " PIN, number);
		house_receive(&house, HEAD, said);
		assert_int_equal(state_now(&house),
				 i == 0 ? TICKET_STATE_APPROVED : TICKET_STATE_CHECKED);
	}
	house_last_text(&house, HEAD, text, sizeof text);
	assert_non_null(strstr(text, "Batas persetujuan"));
	house_last_text(&house, "+6281111111119", text, sizeof text);
	assert_non_null(strstr(text, "SUTRISNO"));
	house_wait(&house, 25 * 3600);
	house_receive(&house, HEAD, "LIST");
	read_number(&house, HEAD, number);
	snprintf(said, sizeof said, "SETUJU %s " PIN, number);
	house_receive(&house, HEAD, said);
	assert_int_equal(state_now(&house), TICKET_STATE_APPROVED);
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_day_holds_so_many_approvals_by_sms),
		cmocka_unit_test(test_from_a_text_to_a_collected_letter),
		cmocka_unit_test(test_a_number_works_once_and_for_a_day),
		cmocka_unit_test(test_a_refusal_tells_the_resident_why),
		cmocka_unit_test(
			test_an_approval_can_be_withdrawn_for_a_quarter_of_an_hour),
		cmocka_unit_test(test_three_wrong_pins_lock_until_the_office_opens_it),
		cmocka_unit_test(
			test_ten_wrong_numbers_close_the_door_and_cost_no_pin_try),
		cmocka_unit_test(test_to_others_these_words_do_not_exist),
		cmocka_unit_test(test_a_pin_does_not_stay_in_the_inbox),
		cmocka_unit_test(test_who_stands_in_is_asked_and_signs),
		cmocka_unit_test(test_the_head_sleeps),
		cmocka_unit_test(test_the_kecamatan_reads_the_facts_and_others_a_word),
		cmocka_unit_test(test_ten_thousand_forged_approvals_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
