// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/complaints.h"
#include "handlers/officers.h"
#include "handlers/steps.h"
#include "store/store.h"
#include "tests/support/house.h"

#define HEAD "+6281111111111"

enum {
	DAY_S = 86400,
};

static struct officer add_officer(struct house *house, const char *name, const char *role,
				  const char *phone)
{
	const struct officer_request request = {
		.name = name, .role = role, .title = "", .phone = phone
	};
	struct officer officer;

	assert_int_equal(
		officers_add(&house->office, &request, house->now_s, &officer, NULL), 0);
	assert_int_equal(officers_set_pin(&house->office, &officer, "739518", NULL), 0);
	return officer;
}

static struct complaint file(struct house *house, const char *words)
{
	const struct complaint_report report = { .phone = HOUSE_PHONE,
						 .text = words,
						 .door = "sms" };
	struct complaint complaint;

	assert_int_equal(store_begin(house->office.store), 0);
	assert_int_equal(
		complaint_file(&house->office, &report, house->now_s, &complaint), 0);
	assert_int_equal(store_commit(house->office.store), 0);
	return complaint;
}

static int do_as(struct house *house, struct complaint *complaint,
		 const struct complaint_doing *doing, enum step_role role)
{
	const struct actor actor = { .name = "budi", .role = role, .door = "desk" };
	char buffer[LIMIT_WHY_SIZE];
	struct text why;
	int error;

	text_init(&why, buffer, sizeof buffer);
	assert_int_equal(store_begin(house->office.store), 0);
	error = complaint_do(&house->office, complaint, doing, &actor, house->now_s,
			     &why);
	assert_int_equal(store_commit(house->office.store), 0);
	assert_int_equal(why.length > 0, error == -EINVAL);
	return error;
}

static int run(struct house *house, int (*duty)(const struct office *office, int64_t now))
{
	int done;

	assert_int_equal(store_begin(house->office.store), 0);
	done = duty(&house->office, house->now_s);
	assert_int_equal(store_commit(house->office.store), 0);
	return done;
}

static void test_a_place_is_found_in_the_words(void **state)
{
	static const struct {
		const char *text, *place;
	} vectors[] = {
		{ "lapor lampu mati di dusun Krajan, sudah seminggu", "dusun Krajan" },
		{ "jalan rusak depan masjid", "depan masjid" },
		{ "lapor jalan rusak di RT 3 RW 2. tolong", "RT 3 RW 2" },
		{ "LAPOR pipa bocor gang 3", "gang 3" },
		{ "lapor ada orang sakit jiwa ngamuk", "" },
		{ "lapor modif motor berisik", "" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		char place[COMPLAINT_PLACE_SIZE];

		complaint_find_place(vectors[i].text, place);
		assert_string_equal(place, vectors[i].place);
	}
}

static void test_who_may_do_what_from_where(void **state)
{
	char long_answer[102];
	const struct complaint_doing answer = { .step = COMPLAINT_STEP_ANSWER,
						.text = "sudah" };
	const struct complaint_doing empty = { .step = COMPLAINT_STEP_ANSWER,
					       .text = " " };
	const struct complaint_doing too_long = { .step = COMPLAINT_STEP_ANSWER,
						  .text = long_answer };
	const struct complaint_doing nobody = { .step = COMPLAINT_STEP_ASSIGN };
	const struct complaint_doing close = { .step = COMPLAINT_STEP_CLOSE };
	const struct complaint_doing reopen = { .step = COMPLAINT_STEP_REOPEN,
						.text = "belum" };
	const struct {
		const struct complaint_doing *doing;
		enum step_role role;
		int error;
	} steps[] = {
		{ &empty, STEP_ROLE_OPERATOR, -EINVAL },
		{ &too_long, STEP_ROLE_OPERATOR, -EINVAL },
		{ &nobody, STEP_ROLE_OPERATOR, -EINVAL },
		{ &close, STEP_ROLE_OPERATOR, -EINVAL }, /* not answered: why? */
		{ &answer, STEP_ROLE_RESIDENT, -EACCES },
		{ &reopen, STEP_ROLE_OPERATOR, -EPERM },
		{ &answer, STEP_ROLE_HEAD, 0 },
		{ &nobody, STEP_ROLE_OPERATOR, -EPERM },
		{ &close, STEP_ROLE_OPERATOR, 0 },
		{ &answer, STEP_ROLE_OPERATOR, -EPERM },
		{ &close, STEP_ROLE_OPERATOR, -EPERM },
		{ &reopen, STEP_ROLE_RESIDENT, 0 },
	};
	struct house house;
	struct complaint complaint;

	(void)state;
	memset(long_answer, 'x', sizeof long_answer - 1);
	long_answer[sizeof long_answer - 1] = '\0';
	house_open(&house);
	complaint = file(&house, "lampu mati");
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
		assert_int_equal(do_as(&house, &complaint, steps[i].doing, steps[i].role),
				 steps[i].error);
	assert_int_equal(do_as(&house, &complaint, &answer, STEP_ROLE_OPERATOR), 0);
	assert_int_equal(do_as(&house, &complaint, &close, STEP_ROLE_OPERATOR), 0);
	house_wait(&house, 31 * DAY_S);
	assert_int_equal(do_as(&house, &complaint, &reopen, STEP_ROLE_RESIDENT), -EPERM);
	house_close(&house);
}

static void test_only_what_waits_is_late(void **state)
{
	static const bool is_waiting[COMPLAINT_STATE_COUNT] = {
		[COMPLAINT_STATE_RECEIVED] = true,
		[COMPLAINT_STATE_ASSIGNED] = true,
		[COMPLAINT_STATE_REOPENED] = true,
	};

	(void)state;
	for (int i = 0; i < COMPLAINT_STATE_COUNT; i++) {
		const struct complaint complaint = { .state = (enum complaint_state)i,
						     .due_at = 1000 };

		assert_int_equal(complaint_is_late(&complaint, 1001), is_waiting[i]);
		assert_false(complaint_is_late(&complaint, 1000));
		assert_int_equal(
			complaint_step_is_allowed(COMPLAINT_STEP_ASSIGN, complaint.state),
			is_waiting[i]);
	}
}

static void test_the_officer_is_told_that_it_is_his(void **state)
{
	struct house house;
	struct officer officer;
	struct complaint complaint;
	char text[LIMIT_MESSAGE_SIZE];

	(void)state;
	house_open(&house);
	officer = add_officer(&house, "BUDI", "operator", HEAD);
	complaint = file(&house, "lampu mati");
	assert_int_equal(do_as(&house, &complaint,
			       &(struct complaint_doing){ .step = COMPLAINT_STEP_ASSIGN,
							  .officer = &officer },
			       STEP_ROLE_OPERATOR),
			 0);
	house_last_text(&house, HEAD, text, sizeof text);
	assert_non_null(strstr(text, "A-1 untuk Anda"));
	assert_non_null(strstr(text, "lampu mati"));
	assert_int_equal(complaint.officer_id, officer.id);
	house_close(&house);
}

static void test_the_head_hears_once_of_what_nobody_answers(void **state)
{
	const struct complaint_doing answer = { .step = COMPLAINT_STEP_ANSWER,
						.text = "sudah" };
	const struct complaint_doing reopen = { .step = COMPLAINT_STEP_REOPEN,
						.text = "belum" };
	struct house house;
	struct complaint complaint;
	char text[LIMIT_MESSAGE_SIZE];

	(void)state;
	house_open(&house);
	complaint = file(&house, "lampu mati");
	house_wait(&house, 6 * DAY_S);
	assert_int_equal(run(&house, complaint_escalate), 0); /* no head yet */
	add_officer(&house, "SUTRISNO", "kades", HEAD);
	assert_int_equal(run(&house, complaint_escalate), 1);
	house_last_text(&house, HEAD, text, sizeof text);
	assert_non_null(strstr(text, "Laporan A-1 belum dijawab"));
	assert_int_equal(run(&house, complaint_escalate), 0);
	assert_int_equal(house_count_texts(&house, HEAD), 1);
	/* Opened again it may be late again. */
	assert_int_equal(complaint_get(house.office.store, 1, &complaint), 0);
	assert_int_equal(do_as(&house, &complaint, &answer, STEP_ROLE_OPERATOR), 0);
	assert_int_equal(do_as(&house, &complaint, &reopen, STEP_ROLE_RESIDENT), 0);
	assert_int_equal(run(&house, complaint_escalate), 0);
	house_wait(&house, 6 * DAY_S);
	assert_int_equal(run(&house, complaint_escalate), 1);
	assert_int_equal(house_count_texts(&house, HEAD), 2);
	house_close(&house);
}

static void test_many_late_ones_are_one_text(void **state)
{
	struct house house;
	char text[LIMIT_MESSAGE_SIZE];

	(void)state;
	house_open(&house);
	add_officer(&house, "SUTRISNO", "kades", HEAD);
	for (int i = 0; i < 7; i++)
		file(&house, "lampu mati");
	house_wait(&house, 6 * DAY_S);
	assert_int_equal(run(&house, complaint_escalate), 7);
	assert_int_equal(house_count_texts(&house, HEAD), 1);
	house_last_text(&house, HEAD, text, sizeof text);
	assert_non_null(strstr(text, "7 laporan"));
	assert_int_equal(run(&house, complaint_escalate), 0);
	house_close(&house);
}

static void test_silence_for_two_weeks_closes_what_was_answered(void **state)
{
	const struct complaint_doing answer = { .step = COMPLAINT_STEP_ANSWER,
						.text = "sudah" };
	struct house house;
	struct complaint complaint;

	(void)state;
	house_open(&house);
	complaint = file(&house, "lampu mati");
	file(&house, "pipa bocor");
	assert_int_equal(do_as(&house, &complaint, &answer, STEP_ROLE_OPERATOR), 0);
	house_wait(&house, 13 * DAY_S);
	assert_int_equal(run(&house, complaint_close_silent), 0);
	house_wait(&house, 2 * DAY_S);
	assert_int_equal(run(&house, complaint_close_silent), 1);
	assert_int_equal(complaint_get(house.office.store, 1, &complaint), 0);
	assert_int_equal(complaint.state, COMPLAINT_STATE_CLOSED);
	assert_int_equal(complaint_get(house.office.store, 2, &complaint), 0);
	assert_int_equal(complaint.state, COMPLAINT_STATE_RECEIVED);
	house_close(&house);
}

static void test_whoever_complained_may_close_it_without_a_word(void **state)
{
	const struct complaint_doing close = { .step = COMPLAINT_STEP_CLOSE };
	struct complaint complaint;
	struct house house;

	(void)state;
	house_open(&house);
	complaint = file(&house, "lampu mati");
	assert_int_equal(do_as(&house, &complaint, &close, STEP_ROLE_RESIDENT), 0);
	house_close(&house);
}

static void test_an_answer_is_dated_and_reaches_a_mobile_phone_only(void **state)
{
	const struct complaint_doing answer = { .step = COMPLAINT_STEP_ANSWER,
						.text = "sudah" };
	struct complaint complaint;
	struct house house;

	(void)state;
	house_open(&house);
	complaint = file(&house, "lampu mati");
	house_wait(&house, 3600);
	assert_int_equal(do_as(&house, &complaint, &answer, STEP_ROLE_OPERATOR), 0);
	assert_int_equal(complaint_get(house.office.store, 1, &complaint), 0);
	assert_int_equal(complaint.answered_at, house.now_s);
	assert_int_equal(house_count_texts(&house, HOUSE_PHONE), 1);
	complaint = file(&house, "pipa bocor");
	text_copy(complaint.phone, sizeof complaint.phone, "+62335123456");
	assert_int_equal(do_as(&house, &complaint, &answer, STEP_ROLE_OPERATOR), 0);
	assert_int_equal(house_count_texts(&house, "+62335123456"), 0);
	house_close(&house);
}

static void test_at_night_the_officer_is_told_in_the_morning(void **state)
{
	struct complaint complaint;
	struct outbox_row row;
	struct officer officer;
	struct house house;

	(void)state;
	house_open(&house);
	officer = add_officer(&house, "BUDI", "operator", HEAD);
	complaint = file(&house, "lampu mati");
	house_wait(&house, 13 * 3600); /* 23.00 */
	assert_int_equal(do_as(&house, &complaint,
			       &(struct complaint_doing){ .step = COMPLAINT_STEP_ASSIGN,
							  .officer = &officer },
			       STEP_ROLE_OPERATOR),
			 0);
	assert_int_equal(outbox_next(house.office.store, "", house.now_s, &row), -ENOENT);
	house_wait(&house, 6 * 3600);
	assert_int_equal(outbox_next(house.office.store, "", house.now_s, &row), 0);
	assert_string_equal(row.to, HEAD);
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_place_is_found_in_the_words),
		cmocka_unit_test(test_who_may_do_what_from_where),
		cmocka_unit_test(test_only_what_waits_is_late),
		cmocka_unit_test(test_whoever_complained_may_close_it_without_a_word),
		cmocka_unit_test(test_an_answer_is_dated_and_reaches_a_mobile_phone_only),
		cmocka_unit_test(test_at_night_the_officer_is_told_in_the_morning),
		cmocka_unit_test(test_the_officer_is_told_that_it_is_his),
		cmocka_unit_test(test_the_head_hears_once_of_what_nobody_answers),
		cmocka_unit_test(test_many_late_ones_are_one_text),
		cmocka_unit_test(test_silence_for_two_weeks_closes_what_was_answered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
