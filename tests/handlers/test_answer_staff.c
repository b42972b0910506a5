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
#include "store/inbox.h"
#include "store/officers.h"
#include "store/register.h"
#include "tests/support/head.h"

/* Whole, of a village whose key nobody here knows. */
static const char seal_of_nobody[] =
	"SURAT1|35.13.15.2008|48291372|470/012/2026|DOMISILI|SUMARNI|2026-11-20|2027-05-20|"
	"XOyoSVQRO_WYJzgq2ixXDKB9M0jAcVW8s7I5I1DKCWKwI3bgXTP7nm_AA-fTvF6u8ZniRraGSp93u4tVf"
	"-IRBw";

static void test_from_a_text_to_a_collected_letter(void **state)
{
	struct register_entry entry;
	char number[5], text[LIMIT_MESSAGE_SIZE];
	struct ticket ticket;
	struct house house;

	(void)state;
	head_open_office(&house);
	head_ask(&house, number);
	assert_string_equal(head_say(&house, HEAD_PHONE, "setuju", number, HEAD_PIN),
			    "K02");
	assert_int_equal(head_state_now(&house), TICKET_STATE_APPROVED);
	house_last_text(&house, HEAD_PHONE, text, sizeof text);
	assert_non_null(strstr(text, "401/001/35.13.15.2007/2026"));
	assert_non_null(strstr(text, "Sisa antrean 0"));
	house_newest_ticket(&house, HOUSE_PHONE, &ticket);
	assert_int_equal(register_of_ticket(house.office.store, ticket.id, &entry), 0);
	assert_string_equal(entry.signer_name, "SUTRISNO");
	assert_string_equal(entry.signer_kind, "");
	assert_non_null(strstr(entry.snapshot, "\"nama\":\"" HOUSE_NAME "\""));
	assert_non_null(strstr(entry.snapshot, "\"keperluan\":\"sekolah anak\""));
	assert_int_equal(head_do_step(&house, STEP_READY), 0);
	house_last_text(&house, HOUSE_PHONE, text, sizeof text);
	assert_non_null(strstr(text, "SIAP DIAMBIL"));
	assert_int_equal(head_do_step(&house, STEP_COLLECT), 0);
	assert_int_equal(head_do_step(&house, STEP_COLLECT), -EPERM);
	house_close(&house);
}

static void test_a_refusal_tells_the_resident_why(void **state)
{
	char number[5], text[LIMIT_MESSAGE_SIZE];
	struct house house;

	(void)state;
	head_open_office(&house);
	head_ask(&house, number);
	assert_string_equal(head_say(&house, HEAD_PHONE, "TOLAK", number,
				     HEAD_PIN " data kurang jelas"),
			    "K03");
	assert_int_equal(head_state_now(&house), TICKET_STATE_REJECTED);
	house_last_text(&house, HOUSE_PHONE, text, sizeof text);
	assert_non_null(strstr(text, "DITOLAK: data kurang jelas"));
	house_close(&house);
}

static void test_to_others_these_words_do_not_exist(void **state)
{
	char number[5];
	struct house house;

	(void)state;
	head_open_office(&house);
	head_ask(&house, number);
	assert_string_equal(head_say(&house, HOUSE_OTHER, "SETUJU", number, HEAD_PIN),
			    "R29");
	assert_string_equal(head_say(&house, "+6281333333331", "LIST", "", ""), "R29");
	assert_string_equal(
		head_say(&house, HEAD_SUBDISTRICT, "SETUJU", number, HEAD_PIN), "R29");
	/* Staff, but not asked: the same words as for a wrong number. */
	assert_string_equal(head_say(&house, HEAD_SECRETARY, "SETUJU", number, HEAD_PIN),
			    "K08");
	assert_int_equal(head_state_now(&house), TICKET_STATE_CHECKED);
	house_close(&house);
}

static void test_a_pin_does_not_stay_in_the_inbox(void **state)
{
	static const char *const from[] = { HEAD_PHONE, HOUSE_OTHER };
	struct inbox_row row;
	struct house house;
	char text[64];

	(void)state;
	head_open_office(&house);
	for (size_t i = 0; i < 2; i++) {
		int64_t id;

		snprintf(text, sizeof text, "TOLAK 7319 %s kurang %s", HEAD_PIN,
			 HEAD_PIN);
		id = house_receive(&house, from[i], text);
		assert_int_equal(inbox_get(house.office.store, id, &row), 0);
		assert_null(strstr(row.text, HEAD_PIN));
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
	head_open_office(&house);
	assert_int_equal(
		officer_find_by_phone(house.office.store, HEAD_SECRETARY, &secretary), 0);
	delegation.officer_id = secretary.id;
	delegation.from_at = house.now_s - 1;
	delegation.until_at = house.now_s + 86400;
	assert_int_equal(delegation_add(house.office.store, &delegation), 0);
	house_receive(&house, HOUSE_PHONE, HEAD_REQUEST);
	assert_int_equal(head_do_step(&house, STEP_ACCEPT), 0);
	assert_int_equal(house_count_texts(&house, HEAD_PHONE), 0);
	head_read_number(&house, HEAD_SECRETARY, number);
	assert_string_equal(head_say(&house, HEAD_SECRETARY, "SETUJU", number, HEAD_PIN),
			    "K02");
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
	head_open_office(&house);
	house_receive(&house, HOUSE_PHONE, HEAD_REQUEST);
	house_wait(&house, 12 * 3600); /* 22.00 */
	assert_int_equal(head_do_step(&house, STEP_ACCEPT), 0);
	assert_int_equal(outbox_next(house.office.store, "", house.now_s, &row), 0);
	assert_string_not_equal(row.to, HEAD_PHONE);
	house_wait(&house, 7 * 3600); /* 05.00 */
	assert_int_equal(outbox_next(house.office.store, "", house.now_s, &row), 0);
	assert_string_equal(row.to, HEAD_PHONE);
	house_close(&house);
}

static void test_the_kecamatan_reads_the_facts_and_others_a_word(void **state)
{
	char number[5], shown[CODE_SHOWN_SIZE], text[LIMIT_MESSAGE_SIZE];
	struct ticket ticket;
	struct house house;

	(void)state;
	head_open_office(&house);
	head_ask(&house, number);
	house_newest_ticket(&house, HOUSE_PHONE, &ticket);
	code_show(ticket.code, shown);
	assert_string_equal(head_say(&house, HEAD_SUBDISTRICT, "CEK", shown, ""), "V02");
	assert_string_equal(head_say(&house, HEAD_PHONE, "SETUJU", number, HEAD_PIN),
			    "K02");
	assert_string_equal(head_say(&house, HEAD_SUBDISTRICT, "CEK", shown, ""), "V01");
	house_last_text(&house, HEAD_SUBDISTRICT, text, sizeof text);
	assert_non_null(strstr(text, "SAH. 401/001/35.13.15.2007/2026"));
	assert_string_equal(head_say(&house, HEAD_SUBDISTRICT, "CEK SURAT",
				     "401/001/35.13.15.2007/2026", ""),
			    "V01");
	assert_string_equal(head_say(&house, HEAD_SUBDISTRICT, "CEK SURAT",
				     "401/002/35.13.15.2007/2026", ""),
			    "V02");
	assert_string_equal(head_say(&house, HOUSE_OTHER, "CEK", shown, ""), "R46");
	assert_string_equal(head_say(&house, HOUSE_OTHER, "CEK SURAT",
				     "401/001/35.13.15.2007/2026", ""),
			    "R58");
	assert_string_equal(
		head_say(&house, HEAD_SUBDISTRICT, "CEK SURAT1|35.13.15.2007|x", "", ""),
		"V12");
	assert_string_equal(head_say(&house, HEAD_SUBDISTRICT, seal_of_nobody, "", ""),
			    "V06");
	assert_int_equal(head_do_step(&house, STEP_REVOKE), 0);
	assert_string_equal(head_say(&house, HEAD_SUBDISTRICT, "CEK", shown, ""), "V03");
	house_close(&house);
}

/* What each forger knows: the head's phone number always; a number or the HEAD_PIN, not
 * both.
 */

/* It was far ahead for a while; what was counted then binds nobody for years. */

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_from_a_text_to_a_collected_letter),
		cmocka_unit_test(test_a_refusal_tells_the_resident_why),
		cmocka_unit_test(test_to_others_these_words_do_not_exist),
		cmocka_unit_test(test_a_pin_does_not_stay_in_the_inbox),
		cmocka_unit_test(test_who_stands_in_is_asked_and_signs),
		cmocka_unit_test(test_the_head_sleeps),
		cmocka_unit_test(test_the_kecamatan_reads_the_facts_and_others_a_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
