// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "handlers/answer.h"
#include "store/inbox.h"
#include "store/store.h"
#include "tests/support/house.h"
#include "tests/support/story.h"

enum {
	DAY = 86400,
	HOUR = 3600,
	TO_EVENING = 8 * HOUR, /* the office closes at 14.00, the house opens at 10.00 */
};

static void test_one_text_makes_a_ticket(void **state)
{
	(void)state;
	STORY({ 0, NULL, "sktm 3513151205909901 buat sekolah anak", "R10", 1, "" });
	STORY({ 0, NULL, "SKTM#3513151205909901#SUPARMAN#sekolah anak", "R10", 1, "" });
	STORY({ TO_EVENING, NULL, "sktm 3513151205909901 buat sekolah anak", "R11", 1,
		"" });
}

static void test_a_reply_knows_its_question_and_its_way(void **state)
{
	struct house house;
	struct outbox_row row;
	struct ticket ticket;
	int64_t id;

	(void)state;
	house_open(&house);
	id = house_receive(&house, HOUSE_PHONE,
			   "sktm 3513151205909901 buat sekolah anak");
	house_newest_ticket(&house, HOUSE_PHONE, &ticket);
	assert_int_equal(outbox_get(house.office.store, 1, &row), 0);
	assert_string_equal(row.to, HOUSE_PHONE);
	assert_string_equal(row.modem, "a");
	assert_string_equal(row.phrase, "R10");
	assert_int_equal(row.inbox_id, id);
	assert_int_equal(row.ticket_id, ticket.id);
	assert_int_equal(row.priority, OUTBOX_PRIORITY_ANSWER);
	assert_int_equal(row.valid_until, house.now_s + DAY);
	assert_non_null(strstr(row.text, "NIK ...9901"));
	assert_non_null(strstr(row.text, "surat Tdk mampu"));
	house_close(&house);
}

static void test_what_is_missing_is_asked_one_at_a_time(void **state)
{
	(void)state;
	STORY({ 0, NULL, "sktm", "R03", 0, "nik" },
	      { 60, NULL, "3513151205909901", "R06", 0, "purpose" },
	      { 60, NULL, "sekolah anak", "R10", 1, "" });
	STORY({ 0, NULL, "mau bikin surat domisili", "R03", 0, "nik" },
	      { 60, NULL, "3513151205909901 lamar kerja", "R10", 1, "" });
	STORY({ 0, NULL, "domisili 3513151205909901", "R06", 0, "purpose" },
	      { 60, NULL, "lamar kerja", "R10", 1, "" });
}

static void test_a_menu_leads_to_a_ticket(void **state)
{
	(void)state;
	STORY({ 0, NULL, "MENU", "R01 R34", 0, "menu" },
	      { 60, NULL, "2", "R03", 0, "nik" },
	      { 60, NULL, "3513151205909901", "R06", 0, "purpose" },
	      { 60, NULL, "bpjs", "R10", 1, "" }, { 60, NULL, "menu", "R01", 1, "menu" });
	STORY({ 0, NULL, "assalamualaikum", "R01 R34", 0, "menu" },
	      { 60, NULL, "0", "R02", 0, "menu" }, { 60, NULL, "8", "R03", 0, "nik" },
	      { 60, NULL, "3513151205909901 nikah", "R10", 1, "" });
	STORY({ 0, NULL, "*2#", "R03", 0, "nik" });
	STORY({ 0, NULL, "2#3513151205909901#SUPARMAN#SEKOLAH ANAK", "R10", 1, "" });
	STORY({ 0, NULL, "99", "R29", 0, "" });
}

static void test_a_wrong_nik_is_counted_and_the_letter_kept(void **state)
{
	(void)state;
	STORY({ 0, NULL, "sktm 35131512059099", "R04", 0, "nik" },
	      { 60, NULL, "3513151205909901", "R06", 0, "purpose" },
	      { 60, NULL, "sekolah", "R10", 1, "" });
	STORY({ 0, NULL, "sktm", "R03", 0, "nik" },
	      { 60, NULL, "351315120590990", "R04", 0, "nik" },
	      { 60, NULL, "351315120590990", "R30", 0, "nik" },
	      { 60, NULL, "351315120590990", "", 0, "nik" },
	      { 60, NULL, "3513151205909901 sekolah", "R10", 1, "" });
}

static void test_a_letters_own_question_is_asked(void **state)
{
	struct house house;
	struct ticket ticket;

	(void)state;
	STORY({ 0, NULL, "sku 3513151205909901 untuk kredit bank", "R51", 0, "field" },
	      { 60, NULL, "warung kopi dusun Krajan", "R10", 1, "" });
	STORY({ 0, NULL, "surat hilang", "R03", 0, "nik" },
	      { 60, NULL, "3513151205909901", "R51", 0, "field" },
	      { 60, NULL, "STNK, pasar Krejengan", "R10", 1, "" });
	STORY({ 0, NULL, "domisili dan sku 3513151205909901 untuk kredit bank", "R51", 0,
		"field" },
	      { 60, NULL, "warung kopi", "R12", 2, "" });
	house_open(&house);
	house_receive(&house, HOUSE_PHONE, "surat hilang");
	house_receive(&house, HOUSE_PHONE, "3513151205909901");
	house_receive(&house, HOUSE_PHONE, "STNK, pasar Krejengan");
	house_newest_ticket(&house, HOUSE_PHONE, &ticket);
	assert_string_equal(ticket.purpose, "STNK, pasar Krejengan");
	assert_string_equal(ticket.details, "{\"barang\":\"STNK, pasar Krejengan\"}");
	house_close(&house);
}

static void test_sent_twice_is_one_request(void **state)
{
	(void)state;
	STORY({ 0, NULL, "sktm 3513151205909901 buat sekolah anak", "R10", 1, "" },
	      { 20, NULL, "sktm 3513151205909901 buat sekolah anak", "R13", 1, "" },
	      { 20, NULL, "sktm 3513151205909901 buat sekolah anak", "", 1, "" },
	      { 3 * DAY, NULL, "sktm 3513151205909901 buat sekolah anak", "R13", 1, "" },
	      { 60, NULL, "sktm 3513151205909901 buat berobat", "R10", 2, "" });
}

static void test_another_phone_is_told_nothing_about_it(void **state)
{
	struct house house;
	struct ticket ticket;

	(void)state;
	STORY({ 0, NULL, "sktm 3513151205909901 buat sekolah anak", "R10", 1, "" },
	      { 60, HOUSE_OTHER, "sktm 3513151205909901 buat sekolah anak", "R10", 1,
		"" });
	house_open(&house);
	house_receive(&house, HOUSE_PHONE, "sktm 3513151205909901 buat sekolah anak");
	house_newest_ticket(&house, HOUSE_PHONE, &ticket);
	assert_string_equal(ticket.flags, "");
	assert_string_equal(ticket.name, HOUSE_NAME);
	assert_string_equal(ticket.door, "sms");
	assert_string_equal(ticket.kind, "SKTM");
	assert_true(ticket.due_at > house.now_s);
	house_receive(&house, HOUSE_OTHER, "sktm 3513151205909901 buat sekolah anak");
	house_newest_ticket(&house, HOUSE_OTHER, &ticket);
	assert_string_equal(ticket.flags, "maybe_double");
	house_close(&house);
}

static void test_several_letters_are_several_tickets(void **state)
{
	(void)state;
	STORY({ 0, NULL, "domisili dan sktm 3513151205909901 buat sekolah anak", "R12", 2,
		"" });
}

static void test_an_old_request_is_taken_up_again(void **state)
{
	(void)state;
	STORY({ 0, NULL, "sktm", "R03", 0, "nik" },
	      { 2 * DAY, NULL, "halo", "R40", 0, "resume" },
	      { 60, NULL, "1", "R03", 0, "nik" },
	      { 60, NULL, "3513151205909901", "R06", 0, "purpose" },
	      { 60, NULL, "sekolah anak", "R10", 1, "" });
	STORY({ 0, NULL, "sktm 3513151205909901", "R06", 0, "purpose" },
	      { 2 * DAY, NULL, "sekolah anak", "R40", 0, "resume" },
	      { 60, NULL, "2", "R01", 0, "menu" });
	STORY({ 0, NULL, "sktm 3513151205909901", "R06", 0, "purpose" },
	      { 2 * DAY, NULL, "halo", "R40", 0, "resume" },
	      { 60, NULL, "lanjut", "R06", 0, "purpose" },
	      { 60, NULL, "sekolah anak", "R10", 1, "" });
	STORY({ 0, NULL, "sktm", "R03", 0, "nik" },
	      { 2 * DAY, NULL, "3513151205909901", "R06", 0, "purpose" });
	STORY({ 0, NULL, "sktm", "R03", 0, "nik" },
	      { 8 * DAY, NULL, "halo", "R01 R34", 0, "menu" });
	STORY({ 0, NULL, "sktm 3513151205909901", "R06", 0, "purpose" },
	      { -8 * DAY, NULL, "sekolah anak", "R29", 0, "" }); /* clock set back */
}

/* What is said days later is no answer to the question of then. */
static void test_what_comes_days_later_is_read_for_itself(void **state)
{
	(void)state;
	STORY({ 0, NULL, "sktm 3513151205909901", "R06", 0, "purpose" },
	      { 3 * DAY, NULL, "domisili untuk melamar kerja", "R03", 0, "nik" });
	STORY({ 0, NULL, "sktm 3513151205909901", "R06", 0, "purpose" },
	      { 3 * DAY, NULL, "domisili", "R03", 0, "nik" });
	STORY({ 0, NULL, "sktm 3513151205909901", "R06", 0, "purpose" },
	      { 3 * DAY, NULL, "jalan rusak depan masjid", "R31", 0, "purpose" });
	STORY({ 0, NULL, "usaha 3513151205909901 untuk pinjam bank", "R51", 0, "field" },
	      { 3 * DAY, NULL, "warung kopi", "R40", 0, "resume" });
	/* a loan's advertisement is not talked to */
	STORY({ 0, NULL, "sktm 3513151205909901", "R06", 0, "purpose" },
	      { 60, NULL, "kredit motor dealer", "R10", 1, "" });
	STORY({ 0, NULL, "sktm 3513151205909901", "R06", 0, "purpose" },
	      { 3 * DAY, NULL, "kredit motor dealer", "", 0, "purpose" });
}

static void test_the_letters_name_takes_it_up_again_another_one_does_not(void **state)
{
	(void)state;
	STORY({ 0, NULL, "sktm 3513151205909901", "R06", 0, "purpose" },
	      { 2 * DAY, NULL, "halo", "R40", 0, "resume" },
	      { 60, NULL, "sktm", "R06", 0, "purpose" },
	      { 60, NULL, "sekolah anak", "R10", 1, "" });
	STORY({ 0, NULL, "sktm 3513151205909901", "R06", 0, "purpose" },
	      { 2 * DAY, NULL, "halo", "R40", 0, "resume" },
	      { 60, NULL, "skck untuk kerja", "R03", 0, "nik" });
}

static void test_not_understood_goes_to_a_human_then_silence(void **state)
{
	struct house house;
	struct inbox_row row;
	int64_t id;

	(void)state;
	STORY({ 0, NULL, "xyzzy qwerty plugh", "R29", 0, "" },
	      { 60, NULL, "plugh xyzzy", "R30", 0, "" },
	      { 60, NULL, "qwerty xyzzy", "", 0, "" },
	      { 60, NULL, "sktm", "R03", 0, "nik" });
	STORY({ 0, NULL, "xyzzy qwerty plugh", "R29", 0, "" },
	      { 60, NULL, "menu", "R01 R34", 0, "menu" },
	      { 60, NULL, "plugh xyzzy", "R29", 0, "menu" });
	house_open(&house);
	house_receive(&house, HOUSE_PHONE, "xyzzy qwerty plugh");
	id = house_receive(&house, HOUSE_PHONE, "plugh xyzzy");
	assert_int_equal(inbox_get(house.office.store, id, &row), 0);
	assert_int_equal(row.state, INBOX_STATE_UNREAD);
	assert_string_equal(row.intent, "UNKNOWN");
	house_close(&house);
}

static void test_strangers_are_not_answered(void **state)
{
	static const struct {
		const char *from, *text;
	} vectors[] = {
		{ "TELKOMSEL", "MENU" },
		{ "1708", "MENU" },
		{ "+14155550123", "MENU" },
		{ "", "MENU" },
		{ HOUSE_PHONE, "Kode verifikasi OTP Anda 482913. JANGAN BERIKAN" },
	};
	struct house house;

	(void)state;
	house_open(&house);
	for (size_t i = 0; i < sizeof(vectors) / sizeof(*vectors); i++) {
		struct inbox_row row;
		int64_t id = house_receive(&house, vectors[i].from, vectors[i].text);

		assert_int_equal(house_count_texts(&house, vectors[i].from), 0);
		assert_int_equal(inbox_get(house.office.store, id, &row), 0);
		assert_int_equal(row.state, INBOX_STATE_IGNORED);
	}
	house_close(&house);
}

static void test_unsure_readings_are_confirmed(void **state)
{
	(void)state;
	STORY({ 0, NULL, "surat dpmisili 3513151205909901 untuk lamar kerja", "R09", 0,
		"confirm" },
	      { 60, NULL, "ya", "R10", 1, "" });
	STORY({ 0, NULL, "surat dpmisili 3513151205909901 untuk lamar kerja", "R09", 0,
		"confirm" },
	      { 60, NULL, "tidak", "R01", 0, "menu" });
	STORY({ 0, NULL, "surat dpmisili 3513151205909901 untuk lamar kerja", "R09", 0,
		"confirm" },
	      { 60, NULL, "3513151205909902", "R09", 0, "confirm" },
	      { 60, NULL, "ya", "R10", 1, "" });
}

static void test_several_people_are_asked_about(void **state)
{
	(void)state;
	STORY({ 0, NULL, "sktm 3513151205909901 dan 3513151205909902 untuk bpjs", "R42",
		0, "people" },
	      { 60, NULL, "ya", "R12", 2, "" });
	STORY({ 0, NULL, "sktm 3513151205909901 dan 3513151205909902 untuk bpjs", "R42",
		0, "people" },
	      { 60, NULL, "3513151205909902", "R10", 1, "" });
	STORY({ 0, NULL, "sktm 3513151205909901 domisili 3513151205909902 untuk bpjs",
		"R43", 0, "" });
}

static void test_a_childs_letter_asks_for_a_parent(void **state)
{
	struct house house;
	struct ticket ticket;

	(void)state;
	STORY({ 0, NULL, "sktm 3513151205159903 untuk sekolah", "R38", 0, "parent" },
	      { 60, NULL, "3513151205909901", "R10", 1, "" });
	STORY({ 0, NULL, "sktm 3513151205159903 untuk sekolah", "R38", 0, "parent" },
	      { 60, NULL, "3513151205159903", "R10", 1, "" });
	house_open(&house);
	house_receive(&house, HOUSE_PHONE, "sktm 3513151205159903 untuk sekolah");
	house_receive(&house, HOUSE_PHONE, "3513151205909901");
	house_newest_ticket(&house, HOUSE_PHONE, &ticket);
	assert_string_equal(ticket.nik, "3513151205159903");
	assert_string_equal(ticket.flags, "nik_unknown minor");
	assert_string_equal(ticket.details, "{\"nik_orang_tua\":\"3513151205909901\"}");
	house_receive(&house, HOUSE_OTHER, "sktm 3513151205159903 untuk sekolah");
	house_receive(&house, HOUSE_OTHER, "3513151205159903");
	house_newest_ticket(&house, HOUSE_OTHER, &ticket);
	assert_string_equal(ticket.details, "{}"); /* nobody is his own parent */
	house_close(&house);
}

static void test_a_missed_call_gets_the_menu_once_a_day(void **state)
{
	struct house house;
	char phrases[64];
	int64_t id;

	(void)state;
	house_open(&house);
	id = house_receive_by(&house, "call", HOUSE_PHONE, "");
	assert_string_equal(house_phrases(&house, id, phrases, sizeof(phrases)), "R01");
	house_receive_by(&house, "call", HOUSE_PHONE, "");
	assert_int_equal(house_count_texts(&house, HOUSE_PHONE), 1);
	house_wait(&house, DAY + 1);
	house_receive_by(&house, "call", HOUSE_PHONE, "");
	assert_int_equal(house_count_texts(&house, HOUSE_PHONE), 2);
	house_receive_by(&house, "call", "888", "");
	assert_int_equal(house_count_texts(&house, NULL), 2);
	house_close(&house);
}

static void test_a_nik_of_yesterday_is_forgotten(void **state)
{
	(void)state;
	STORY({ 0, NULL, "3513151205909901", "R01", 0, "menu" },
	      { 2 * DAY, NULL, "2", "R03", 0, "nik" });
}

static void add_part(struct house *house, const char *sender)
{
	struct inbox_row row = { .received_at = house->now_s,
				 .state = INBOX_STATE_PART,
				 .part_reference = 7,
				 .part_bits = 8,
				 .part_total = 2,
				 .part_number = 1 };

	snprintf(row.sender, sizeof(row.sender), "%s", sender);
	snprintf(row.text, sizeof(row.text), "surat keterangan");
	assert_int_equal(inbox_add(house->office.store, &row, sender, strlen(sender)), 0);
}

static void sweep(struct house *house)
{
	assert_int_equal(store_begin(house->office.store), 0);
	assert_int_equal(answer_incomplete_parts(&house->office, house->now_s), 0);
	assert_int_equal(store_commit(house->office.store), 0);
}

static void test_a_part_that_never_comes_is_told_once_and_read_by_a_human(void **state)
{
	struct house house;
	struct inbox_row row;

	(void)state;
	house_open(&house);
	add_part(&house, HOUSE_PHONE);
	add_part(&house, "TELKOMSEL");
	sweep(&house);
	assert_int_equal(house_count_texts(&house, NULL), 0);
	house_wait(&house, 5 * 60);
	sweep(&house);
	assert_int_equal(house_count_texts(&house, NULL), 0);
	house_wait(&house, 10 * 60);
	sweep(&house);
	sweep(&house);
	assert_int_equal(house_count_texts(&house, HOUSE_PHONE), 1);
	assert_int_equal(house_count_texts(&house, "TELKOMSEL"), 0);
	assert_int_equal(inbox_get(house.office.store, 1, &row), 0);
	assert_int_equal(row.state, INBOX_STATE_PART); /* it may still come */
	house_wait(&house, DAY);
	sweep(&house);
	assert_int_equal(house_count_texts(&house, HOUSE_PHONE), 1);
	assert_int_equal(inbox_get(house.office.store, 1, &row), 0);
	assert_int_equal(row.state, INBOX_STATE_UNREAD);
	house_close(&house);
}

/* Each sender of a day is told, however many parts of others wait too. */
static void test_many_parts_that_never_come_keep_nobody_from_being_told(void **state)
{
	struct house house;

	(void)state;
	house_open(&house);
	for (int i = 0; i < 80; i++) {
		char number[LIMIT_ADDRESS_SIZE];

		snprintf(number, sizeof(number), i % 2 == 0 ? "IKLAN%d" : "+62812000%05d",
			 i);
		add_part(&house, number);
	}
	house_wait(&house, 15 * 60);
	for (int i = 0; i < 8; i++)
		sweep(&house);
	assert_int_equal(house_count_texts(&house, "+6281200000079"), 1);
	assert_int_equal(house_count_texts(&house, NULL), 40);
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_text_makes_a_ticket),
		cmocka_unit_test(test_a_reply_knows_its_question_and_its_way),
		cmocka_unit_test(test_what_is_missing_is_asked_one_at_a_time),
		cmocka_unit_test(test_a_menu_leads_to_a_ticket),
		cmocka_unit_test(test_a_wrong_nik_is_counted_and_the_letter_kept),
		cmocka_unit_test(test_a_letters_own_question_is_asked),
		cmocka_unit_test(test_sent_twice_is_one_request),
		cmocka_unit_test(test_another_phone_is_told_nothing_about_it),
		cmocka_unit_test(test_several_letters_are_several_tickets),
		cmocka_unit_test(test_an_old_request_is_taken_up_again),
		cmocka_unit_test(test_what_comes_days_later_is_read_for_itself),
		cmocka_unit_test(
			test_the_letters_name_takes_it_up_again_another_one_does_not),
		cmocka_unit_test(test_not_understood_goes_to_a_human_then_silence),
		cmocka_unit_test(test_strangers_are_not_answered),
		cmocka_unit_test(test_unsure_readings_are_confirmed),
		cmocka_unit_test(test_several_people_are_asked_about),
		cmocka_unit_test(test_a_childs_letter_asks_for_a_parent),
		cmocka_unit_test(test_a_missed_call_gets_the_menu_once_a_day),
		cmocka_unit_test(test_a_nik_of_yesterday_is_forgotten),
		cmocka_unit_test(
			test_many_parts_that_never_come_keep_nobody_from_being_told),
		cmocka_unit_test(
			test_a_part_that_never_comes_is_told_once_and_read_by_a_human),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
