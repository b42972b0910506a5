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
#include "store/drafts.h"
#include "store/inbox.h"
#include "tests/support/house.h"
#include "tests/support/story.h"

static void test_questions_go_to_a_human_with_a_number(void **state)
{
	struct house house;
	struct inbox_row row;
	char text[LIMIT_MESSAGE_SIZE];
	int64_t id;

	(void)state;
	house_open(&house);
	id = house_receive(&house, HOUSE_PHONE, "info bansos");
	house_last_text(&house, HOUSE_PHONE, text, sizeof(text));
	assert_non_null(strstr(text, "A-1 "));
	assert_int_equal(inbox_get(house.office.store, id, &row), 0);
	assert_int_equal(row.state, INBOX_STATE_UNREAD);
	house_close(&house);
}

static void test_stop_and_start(void **state)
{
	struct house house;
	struct person person;

	(void)state;
	STORY({ 0, NULL, "STOP", "R36", 0, "" }, { 60, NULL, "MULAI", "R45", 0, "" });
	house_open(&house);
	house_receive(&house, HOUSE_PHONE, "STOP");
	assert_int_equal(person_get(house.office.store, HOUSE_PHONE, &person), 0);
	assert_true(person.is_stopped);
	house_receive(&house, HOUSE_PHONE, "MULAI");
	assert_int_equal(person_get(house.office.store, HOUSE_PHONE, &person), 0);
	assert_false(person.is_stopped);
	house_close(&house);
}

static void test_forgetting_is_asked_of_a_human_and_drops_the_draft(void **state)
{
	(void)state;
	STORY({ 0, NULL, "sktm", "R03", 0, "nik" }, { 60, NULL, "HAPUS", "R35", 0, "" },
	      { 60, NULL, "menu", "R01 R34", 0, "menu" });
}

static void test_a_phone_is_registered_at_the_desk(void **state)
{
	(void)state;
	STORY({ 0, NULL, "DAFTAR 3513151205909901", "R37", 0, "" },
	      { 60, NULL, "DAFTAR", "R44", 0, "register" },
	      { 60, NULL, "3513151205909901", "R37", 0, "" });
	STORY({ 0, NULL, "DAFTAR", "R44", 0, "register" },
	      { 60, NULL, "sktm 3513151205909901 sekolah", "R10", 1, "" });
}

static void test_thanks_and_lone_answers_get_silence(void **state)
{
	(void)state;
	STORY({ 0, NULL, "makasih pak", "", 0, "" }, { 60, NULL, "ya", "", 0, "" },
	      { 60, NULL, "sktm", "R03", 0, "nik" },
	      { 60, NULL, "terima kasih", "", 0, "nik" },
	      { 60, NULL, "3513151205909901", "R06", 0, "purpose" });
}

static void test_a_wrong_request_is_taken_back_by_its_code(void **state)
{
	(void)state;
	STORY({ 0, NULL, "sktm 3513151205909901 buat sekolah", "R10", 1, "" },
	      { 60, NULL, "salah", "R57", 1, "" }, { 60, NULL, "batal", "R20", 1, "" },
	      { 60, NULL, "salah", "", 1, "" });
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_questions_go_to_a_human_with_a_number),
		cmocka_unit_test(test_stop_and_start),
		cmocka_unit_test(test_forgetting_is_asked_of_a_human_and_drops_the_draft),
		cmocka_unit_test(test_a_phone_is_registered_at_the_desk),
		cmocka_unit_test(test_thanks_and_lone_answers_get_silence),
		cmocka_unit_test(test_a_wrong_request_is_taken_back_by_its_code),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
