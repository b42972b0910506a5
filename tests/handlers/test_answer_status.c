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
#include "handlers/steps.h"
#include "store/inbox.h"
#include "store/store.h"
#include "tests/support/house.h"
#include "tests/support/story.h"

#define REQUEST "sktm 3513151205909901 buat sekolah anak"

static void test_asking_without_a_code(void **state)
{
	(void)state;
	STORY({ 0, NULL, "CEK", "R25", 0, "" }, { 60, NULL, REQUEST, "R10", 1, "" },
	      { 60, NULL, "cek", "R14", 1, "" },
	      { 60, NULL, "surat saya sudah jadi belum?", "R14", 1, "" },
	      { 60, NULL, "domisili 3513151205909901 untuk bank", "R10", 2, "" },
	      { 60, NULL, "CEK", "R47", 2, "" },
	      { 60, HOUSE_OTHER, "CEK", "R25", 0, "" });
	STORY({ 0, NULL, "sktm", "R03", 0, "nik" }, { 60, NULL, "cek", "R03", 0, "nik" });
}

static void test_taking_a_request_back(void **state)
{
	(void)state;
	STORY({ 0, NULL, "BATAL", "R25", 0, "" }, { 60, NULL, REQUEST, "R10", 1, "" },
	      { 60, NULL, "batal", "R20", 1, "" }, { 60, NULL, "batal", "R25", 1, "" },
	      { 60, NULL, "cek", "R25", 1, "" });
	STORY({ 0, NULL, "sktm", "R03", 0, "nik" }, { 60, NULL, "batal", "R41", 0, "" });
	STORY({ 0, NULL, REQUEST, "R10", 1, "" },
	      { 60, NULL, "domisili 3513151205909901 untuk bank", "R10", 2, "" },
	      { 60, NULL, "batal", "R52", 2, "" },
	      { 60, NULL, "batal domisili", "R20", 2, "" },
	      { 60, NULL, "batal", "R20", 2, "" });
	STORY({ 0, NULL, "CEK 12345678", "R24", 0, "" },
	      { 60, NULL, "BATAL 1234-5678", "R24", 0, "" },
	      { 60, NULL, "CEK SURAT 470/012/35.13.15.2007/2026", "R24", 0, "" });
}

/* Ask with the code of the newest ticket of HOUSE_PHONE. */
static const char *ask(struct house *house, const char *from, const char *word,
		       const struct ticket *ticket)
{
	static char phrases[64];
	char text[64], shown[CODE_SHOWN_SIZE];

	snprintf(text, sizeof(text), "%s %s", word, code_show(ticket->code, shown));
	house_wait(house, 60);
	return house_phrases(house, house_receive(house, from, text), phrases,
			     sizeof(phrases));
}

static void do_step(struct house *house, enum step step, enum step_role role)
{
	struct actor actor = { .name = "budi", .role = role, .door = "desk" };
	struct ticket ticket;

	house_newest_ticket(house, HOUSE_PHONE, &ticket);
	assert_int_equal(store_begin(house->office.store), 0);
	assert_int_equal(office_step(&house->office, &ticket, step, &actor, "alasan",
				     house->now_s),
			 0);
	assert_int_equal(store_commit(house->office.store), 0);
}

static void test_a_code_tells_its_own_phone_all_and_others_a_word(void **state)
{
	static const struct {
		enum step step;
		enum step_role role;
		const char *phrase, *word;
	} way[] = {
		{ STEP_INCOMPLETE, STEP_ROLE_OPERATOR, "R16", "BELUM LENGKAP" },
		{ STEP_ACCEPT, STEP_ROLE_OPERATOR, "R15", "TUNGGU TTD" },
		{ STEP_APPROVE, STEP_ROLE_HEAD, "R48", "DISETUJUI" },
		{ STEP_READY, STEP_ROLE_OPERATOR, "R17", "SIAP DIAMBIL" },
		{ STEP_COLLECT, STEP_ROLE_OPERATOR, "R18", "SUDAH DIAMBIL" },
		{ STEP_REVOKE, STEP_ROLE_HEAD, "R49", "DICABUT" },
	};
	struct house house;
	struct ticket ticket;
	char text[LIMIT_MESSAGE_SIZE];

	(void)state;
	house_open(&house);
	house.guards = (struct guard_options){ .replies_per_day = 0 };
	house_receive(&house, HOUSE_PHONE, REQUEST);
	house_newest_ticket(&house, HOUSE_PHONE, &ticket);
	assert_string_equal(ask(&house, HOUSE_PHONE, "CEK", &ticket), "R14");
	for (size_t i = 0; i < sizeof(way) / sizeof(*way); i++) {
		do_step(&house, way[i].step, way[i].role);
		assert_string_equal(ask(&house, HOUSE_PHONE, "CEK", &ticket),
				    way[i].phrase);
		assert_string_equal(ask(&house, HOUSE_OTHER, "CEK", &ticket), "R46");
		house_last_text(&house, HOUSE_OTHER, text, sizeof(text));
		assert_non_null(strstr(text, way[i].word));
		assert_null(strstr(text, "Tdk mampu"));
		assert_null(strstr(text, "9901"));
	}
	house_close(&house);
}

static void test_nobody_takes_back_anothers_request(void **state)
{
	struct house house;
	struct ticket ticket, after;
	char unknown[LIMIT_MESSAGE_SIZE], foreign[LIMIT_MESSAGE_SIZE];

	(void)state;
	house_open(&house);
	house_receive(&house, HOUSE_PHONE, REQUEST);
	house_newest_ticket(&house, HOUSE_PHONE, &ticket);
	assert_string_equal(ask(&house, HOUSE_OTHER, "BATAL", &ticket), "R24");
	house_last_text(&house, HOUSE_OTHER, foreign, sizeof(foreign));
	text_copy(after.code, sizeof(after.code), "00005724");
	assert_string_equal(ask(&house, HOUSE_OTHER, "BATAL", &after), "R24");
	house_last_text(&house, HOUSE_OTHER, unknown, sizeof(unknown));
	assert_string_equal(foreign, unknown);
	house_newest_ticket(&house, HOUSE_PHONE, &after);
	assert_int_equal(after.state, TICKET_STATE_RECEIVED);
	assert_string_equal(ask(&house, HOUSE_PHONE, "BATAL", &ticket), "R20");
	house_newest_ticket(&house, HOUSE_PHONE, &after);
	assert_int_equal(after.state, TICKET_STATE_CANCELLED);
	house_close(&house);
}

static void test_a_signed_letter_is_not_taken_back_by_sms(void **state)
{
	struct house house;
	struct ticket ticket;

	(void)state;
	house_open(&house);
	house_receive(&house, HOUSE_PHONE, REQUEST);
	do_step(&house, STEP_ACCEPT, STEP_ROLE_OPERATOR);
	do_step(&house, STEP_APPROVE, STEP_ROLE_HEAD);
	house_newest_ticket(&house, HOUSE_PHONE, &ticket);
	assert_string_equal(ask(&house, HOUSE_PHONE, "BATAL", &ticket), "R21");
	house_newest_ticket(&house, HOUSE_PHONE, &ticket);
	assert_int_equal(ticket.state, TICKET_STATE_APPROVED);
	house_close(&house);
}

static void test_a_refused_request_is_explained_when_asked(void **state)
{
	struct house house;
	char phrases[64];

	(void)state;
	house_open(&house);
	house_receive(&house, HOUSE_PHONE, REQUEST);
	do_step(&house, STEP_REJECT, STEP_ROLE_OPERATOR);
	house_wait(&house, 60);
	assert_string_equal(house_phrases(&house,
					  house_receive(&house, HOUSE_PHONE, "CEK"),
					  phrases, sizeof(phrases)),
			    "R19");
	house_close(&house);
}

static void test_a_letter_fetched_by_somebody_else_is_noted(void **state)
{
	struct house house;
	struct inbox_row row;
	char phrases[64];
	int64_t id;

	(void)state;
	house_open(&house);
	house_receive(&house, HOUSE_PHONE, REQUEST);
	do_step(&house, STEP_ACCEPT, STEP_ROLE_OPERATOR);
	do_step(&house, STEP_APPROVE, STEP_ROLE_HEAD);
	do_step(&house, STEP_READY, STEP_ROLE_OPERATOR);
	do_step(&house, STEP_COLLECT, STEP_ROLE_OPERATOR);
	house_wait(&house, 60);
	id = house_receive(&house, HOUSE_PHONE, "BUKAN");
	assert_string_equal(house_phrases(&house, id, phrases, sizeof(phrases)), "R31");
	assert_int_equal(inbox_get(house.office.store, id, &row), 0);
	assert_int_equal(row.state, INBOX_STATE_UNREAD);
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_asking_without_a_code),
		cmocka_unit_test(test_taking_a_request_back),
		cmocka_unit_test(test_a_code_tells_its_own_phone_all_and_others_a_word),
		cmocka_unit_test(test_nobody_takes_back_anothers_request),
		cmocka_unit_test(test_a_signed_letter_is_not_taken_back_by_sms),
		cmocka_unit_test(test_a_refused_request_is_explained_when_asked),
		cmocka_unit_test(test_a_letter_fetched_by_somebody_else_is_noted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
