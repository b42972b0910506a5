// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/answer_complaint.h"
#include "handlers/complaints.h"
#include "handlers/steps.h"
#include "store/inbox.h"
#include "store/store.h"
#include "tests/support/house.h"

static void test_a_number_is_read_as_people_write_it(void **state)
{
	static const struct {
		const char *text;
		enum complaint_wish wish;
		int64_t number;
		const char *rest;
	} vectors[] = {
		{ "CEK A-12", COMPLAINT_WISH_STATUS, 12, "" },
		{ "cek a12", COMPLAINT_WISH_STATUS, 12, "" },
		{ "Cek A 12.", COMPLAINT_WISH_STATUS, 12, "" },
		{ "cek nomor A-12", COMPLAINT_WISH_STATUS, 12, "" },
		{ "status laporan a-7", COMPLAINT_WISH_STATUS, 7, "" },
		{ "CEK#A-12", COMPLAINT_WISH_STATUS, 12, "" },
		{ "LAPOR A-12", COMPLAINT_WISH_STATUS, 12, "" },
		{ "LAPOR A-12 masih mati", COMPLAINT_WISH_MORE, 12, "masih mati" },
		{ "lapor A-12: belum beres", COMPLAINT_WISH_MORE, 12, "belum beres" },
		{ "SELESAI A-12 terima kasih", COMPLAINT_WISH_CLOSE, 12, "terima kasih" },
		{ "beres a12", COMPLAINT_WISH_CLOSE, 12, "" },
		{ "A-12 selesai", COMPLAINT_WISH_CLOSE, 12, "selesai" },
		{ "A-12 belum diperbaiki", COMPLAINT_WISH_MORE, 12, "belum diperbaiki" },
		{ "A-12 kok lama", COMPLAINT_WISH_MAYBE, 12, "kok lama" },
		{ "A-12", COMPLAINT_WISH_MAYBE, 12, "" },
		{ "cek 4829-1372", COMPLAINT_WISH_NONE, 0, "" },
		{ "lapor lampu mati di blok A-12", COMPLAINT_WISH_NONE, 0, "" },
		{ "A-12345678901", COMPLAINT_WISH_NONE, 0, "" },
		{ "A-12b", COMPLAINT_WISH_NONE, 0, "" },
		{ "A", COMPLAINT_WISH_NONE, 0, "" },
		{ "ada orang hilang", COMPLAINT_WISH_NONE, 0, "" },
		{ "", COMPLAINT_WISH_NONE, 0, "" },
		{ "cek", COMPLAINT_WISH_NONE, 0, "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		const char *rest = "";
		int64_t number = 0;

		assert_int_equal(complaint_read(vectors[i].text, &number, &rest),
				 vectors[i].wish);
		if (vectors[i].wish == COMPLAINT_WISH_NONE)
			continue;
		assert_int_equal(number, vectors[i].number);
		assert_string_equal(rest, vectors[i].rest);
	}
}

static const char *say(struct house *house, const char *from, const char *text)
{
	static char phrases[128];

	house_wait(house, 3600);
	return house_phrases(house, house_receive(house, from, text), phrases,
			     sizeof phrases);
}

static struct complaint get(struct house *house, int64_t number)
{
	struct complaint complaint;

	assert_int_equal(complaint_get(house->office.store, number, &complaint), 0);
	return complaint;
}

static void answer(struct house *house, int64_t number, const char *said)
{
	const struct actor actor = { .name = "budi",
				     .role = STEP_ROLE_ACCOUNT,
				     .door = "desk" };
	const struct complaint_doing doing = { .step = COMPLAINT_STEP_ANSWER,
					       .text = said };
	struct complaint complaint = get(house, number);

	assert_int_equal(store_begin(house->office.store), 0);
	assert_int_equal(complaint_do(&house->office, &complaint, &doing, &actor,
				      house->now_s, NULL),
			 0);
	assert_int_equal(store_commit(house->office.store), 0);
}

static void test_a_complaint_is_answered_reopened_and_closed_by_sms(void **state)
{
	struct house house;
	struct complaint complaint;
	struct inbox_row row;
	char text[LIMIT_MESSAGE_SIZE];
	int64_t id;

	(void)state;
	house_open(&house);
	id = house_receive(&house, HOUSE_PHONE, "LAPOR lampu jalan mati di dusun Krajan");
	house_last_text(&house, HOUSE_PHONE, text, sizeof text);
	assert_non_null(strstr(text, "A-1 "));
	assert_int_equal(inbox_get(house.office.store, id, &row), 0);
	assert_int_equal(row.state, INBOX_STATE_HANDLED); /* it has a list of its own */
	complaint = get(&house, 1);
	assert_int_equal(complaint.state, COMPLAINT_STATE_RECEIVED);
	assert_string_equal(complaint.place, "dusun Krajan");
	assert_int_equal(complaint.inbox_id, id);
	assert_string_equal(say(&house, HOUSE_PHONE, "CEK A-1"), "R61");
	assert_string_equal(say(&house, HOUSE_PHONE, "lapor a-1 dekat masjid"), "R61");
	answer(&house, 1, "tukang datang besok");
	house_last_text(&house, HOUSE_PHONE, text, sizeof text);
	assert_string_equal(text,
			    "A-1: tukang datang besok. Belum beres? Balas LAPOR A-1 "
			    "dan sebabnya");
	assert_string_equal(say(&house, HOUSE_PHONE, "cek a1"), "R60");
	assert_string_equal(say(&house, HOUSE_PHONE, "LAPOR A-1 masih mati"), "R63");
	complaint = get(&house, 1);
	assert_int_equal(complaint.state, COMPLAINT_STATE_REOPENED);
	assert_true(complaint.due_at > house.now_s);
	answer(&house, 1, "sudah diganti");
	assert_string_equal(say(&house, HOUSE_PHONE, "SELESAI A-1"), "R62");
	assert_int_equal(get(&house, 1).state, COMPLAINT_STATE_CLOSED);
	assert_string_equal(say(&house, HOUSE_PHONE, "SELESAI A-1"), "R65");
	assert_string_equal(say(&house, HOUSE_PHONE, "CEK A-1"), "R65");
	assert_string_equal(say(&house, HOUSE_PHONE, "A-1 mati lagi"), "R63");
	house_close(&house);
}

static void test_another_phone_learns_nothing(void **state)
{
	struct house house;
	char unknown[LIMIT_MESSAGE_SIZE], others[LIMIT_MESSAGE_SIZE];

	(void)state;
	house_open(&house);
	house_receive(&house, HOUSE_PHONE, "LAPOR lampu jalan mati di dusun Krajan");
	assert_string_equal(say(&house, HOUSE_OTHER, "CEK A-1"), "R64");
	house_last_text(&house, HOUSE_OTHER, others, sizeof others);
	assert_string_equal(say(&house, HOUSE_OTHER, "CEK A-99"), "R64");
	house_last_text(&house, HOUSE_OTHER, unknown, sizeof unknown);
	assert_string_equal(others, unknown);
	assert_string_equal(say(&house, HOUSE_OTHER, "SELESAI A-1"), "R64");
	assert_int_equal(get(&house, 1).state, COMPLAINT_STATE_RECEIVED);
	house_close(&house);
}

static void test_the_same_words_again_are_the_same_complaint(void **state)
{
	struct house house;
	struct complaint complaint;

	(void)state;
	house_open(&house);
	assert_string_equal(say(&house, HOUSE_PHONE, "lapor pipa air bocor di gang 3"),
			    "R31");
	house_repeat(&house);
	assert_string_equal(say(&house, HOUSE_PHONE, "lapor pipa air bocor di gang 3"),
			    "R61");
	assert_int_not_equal(complaint_get(house.office.store, 2, &complaint), 0);
	assert_string_equal(say(&house, HOUSE_OTHER, "lapor pipa air bocor di gang 3"),
			    "R31");
	house_receive_and_lose(&house, HOUSE_PHONE, "lapor pohon tumbang di jalan");
	assert_int_not_equal(complaint_get(house.office.store, 3, &complaint), 0);
	house_close(&house);
}

static void test_a_question_has_its_number_too(void **state)
{
	struct house house;

	(void)state;
	house_open(&house);
	assert_string_equal(say(&house, HOUSE_PHONE, "info bansos"), "R31");
	assert_string_equal(say(&house, HOUSE_PHONE, "CEK A-1"), "R31");
	/* Nobody's number without a word for it is read as ever. */
	assert_string_equal(say(&house, HOUSE_OTHER, "A-77"), "R29");
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_number_is_read_as_people_write_it),
		cmocka_unit_test(test_a_complaint_is_answered_reopened_and_closed_by_sms),
		cmocka_unit_test(test_another_phone_learns_nothing),
		cmocka_unit_test(test_the_same_words_again_are_the_same_complaint),
		cmocka_unit_test(test_a_question_has_its_number_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
