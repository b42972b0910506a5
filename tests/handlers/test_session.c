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
#include "store/inbox.h"
#include "store/store.h"
#include "tests/support/phone.h"
enum {
	MINUTE = 60,
};

/* The line drops after each step in turn, before or after the person saw the page. */
static void test_a_drop_at_every_step_loses_nothing(void **state)
{
	static const char *const answers[] = { "3", HOUSE_NIK, "Kredit bank",
					       "warung kopi" };
	const int n_answers = 4;

	(void)state;
	for (int drop = 0; drop <= n_answers; drop++) {
		struct house house;
		struct phone phone = phone_begin(&house);
		struct ticket ticket;

		phone_dial(&phone, "");
		for (int i = 0; i < n_answers; i++) {
			phone_take(&phone, answers[i]);
			if (i + 1 != drop)
				continue;
			phone_dial(&phone, "");
			if (drop < n_answers) {
				phone_assert_has(phone.page.text, "1 Lanjut\n2 Ulang");
				phone_take(&phone, "1");
			}
		}
		assert_int_equal(house_count_tickets(&house, HOUSE_PHONE), 1);
		house_newest_ticket(&house, HOUSE_PHONE, &ticket);
		assert_string_equal(ticket.kind, "USAHA");
		assert_string_equal(ticket.purpose, "Kredit bank");
		phone_assert_has(ticket.details, "warung kopi");
		house_close(&house);
	}
}

static void test_a_drop_before_each_commit_changes_nothing(void **state)
{
	struct house house;
	struct phone phone = phone_begin(&house);

	(void)state;
	phone_dial(&phone, "");
	phone_take(&phone, "2");
	phone.step--; /* the same step once more: the answer was lost on the way */
	phone_assert_has(phone_take(&phone, "2"), "Ketik NIK");
	phone_take(&phone, HOUSE_NIK);
	phone_take(&phone, "1");
	phone.step--;
	phone_assert_has(phone_take(&phone, "1"), "DITERIMA");
	assert_int_equal(house_count_tickets(&house, HOUSE_PHONE), 1);
	assert_int_equal(house_count_texts(&house, HOUSE_PHONE), 1);
	/* And what comes behind the last page. */
	phone_assert_has(phone_take(&phone, "9"), "DITERIMA");
	assert_true(phone.page.is_end);
	house_close(&house);
}

static void test_begin_anew_forgets_the_request(void **state)
{
	struct house house;
	struct phone phone = phone_begin(&house);

	(void)state;
	phone_dial(&phone, "");
	phone_take(&phone, "2");
	phone_take(&phone, HOUSE_NIK);
	phone_assert_has(phone_dial(&phone, ""),
			 "Permohonan surat Tdk mampu belum selesai");
	phone_assert_has(phone_take(&phone, "7"), "1 Lanjut");
	phone_assert_has(phone_take(&phone, "2"), "1 Domisili");
	phone_assert_has(phone_take(&phone, "1"), "Surat Domisili.\nKetik NIK");
	house_close(&house);
}

static void test_shortcuts_are_the_answers_in_a_row(void **state)
{
	static const struct {
		const char *dialled, *page;
		int n_tickets;
	} rows[] = {
		{ "*77#", "1 Domisili", 0 },
		{ "*77*2#", "Surat Tdk mampu.\nKetik NIK", 0 },
		{ "*77*4*1#", "1 Hilang", 0 },
		{ "*77*2*" HOUSE_NIK "#", "Untuk apa?", 0 },
		{ "*77*2*" HOUSE_NIK "*1#", "DITERIMA", 1 },
		{ "*77*2*351315*1#", "tadi 6 angka", 0 },
		{ "*77*8#", "1 Domisili", 0 },
		{ "*77*5#", "Tidak ada surat", 0 },
		{ "**##*2#", "Ketik NIK", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct house house;
		struct phone phone = phone_begin(&house);
		char answers[64];

		phone_dial(&phone, session_dialled(rows[i].dialled, "*77", answers,
						   sizeof(answers)));
		if (strcmp(rows[i].dialled, "**##*2#") != 0)
			phone_assert_has(phone.page.text, rows[i].page);
		assert_int_equal(house_count_tickets(&house, HOUSE_PHONE),
				 rows[i].n_tickets);
		house_close(&house);
	}
}

static void test_a_session_goes_on_by_sms_and_back(void **state)
{
	struct house house;
	struct phone phone = phone_begin(&house);
	struct ticket ticket;

	(void)state;
	phone_dial(&phone, "2");
	house_receive(&house, HOUSE_PHONE, HOUSE_NIK);
	phone_assert_has(phone_dial(&phone, ""), "1 Lanjut");
	phone_assert_has(phone_take(&phone, "1"), "Untuk apa?");
	house_receive(&house, HOUSE_PHONE, "sekolah anak");
	house_newest_ticket(&house, HOUSE_PHONE, &ticket);
	assert_string_equal(ticket.purpose, "sekolah anak");
	assert_int_equal(house_count_tickets(&house, HOUSE_PHONE), 1);
	/* The session does not know yet; its request is filed, so it is over. */
	phone_assert_has(phone_take(&phone, "1"), "1 Domisili");
	assert_int_equal(house_count_tickets(&house, HOUSE_PHONE), 1);
	phone_assert_has(phone_dial(&phone, "5"),
			 ticket.code[0] == '\0' ? "?" : "Tdk mampu");
	house_close(&house);
}

static void test_who_cannot_be_told_files_nothing(void **state)
{
	static const char *const callers[] = { "",          "510110000000001",
					       "*77",       "+60123456",
					       "TELKOMSEL", "0335123456" };

	(void)state;
	for (size_t i = 0; i < sizeof(callers) / sizeof(*callers); i++) {
		struct house house;
		struct phone phone = phone_begin(&house);
		struct inbox_row row;

		phone.number = callers[i];
		phone_assert_has(phone_dial(&phone, "2*" HOUSE_NIK "*1"),
				 "tidak terbaca");
		assert_true(phone.page.is_end);
		assert_int_equal(inbox_get(house.office.store, phone.page.inbox_id, &row),
				 0);
		assert_int_equal(row.state, INBOX_STATE_IGNORED);
		assert_int_equal(house_count_tickets(&house, callers[i]), 0);
		house_close(&house);
	}
}

static void test_a_machine_that_dials_is_stopped(void **state)
{
	struct house house;
	struct phone phone = phone_begin(&house);
	int n_taken = 0;

	(void)state;
	while (n_taken < 100 && !phone.page.is_end) {
		phone_dial(&phone, "");
		n_taken++;
	}
	assert_int_equal(n_taken, house.guards.replies_per_number_10min * 4 + 1);
	phone_assert_has(phone.page.text, "Terlalu sering");
	house_wait(&house, 11 * MINUTE);
	phone_assert_has(phone_dial(&phone, ""), "1 Domisili");
	for (int i = 0; i < 100 && !phone.page.is_end; i++)
		phone_take(&phone, "9");
	assert_true(phone.page.is_end);
	assert_int_equal(phone.step, 31);
	house_close(&house);
}

static void test_quotas_are_those_of_sms(void **state)
{
	struct house house;
	struct phone phone = phone_begin(&house);

	(void)state;
	house.guards.tickets_per_number_day = 1;
	phone_assert_has(phone_dial(&phone, "2*" HOUSE_NIK "*1"), "DITERIMA");
	phone_assert_has(phone_dial(&phone, "2*" HOUSE_NIK_UNKNOWN "*1"),
			 "sudah mengirim 1");
	assert_int_equal(house_count_tickets(&house, HOUSE_PHONE), 1);
	house.guards.tickets_per_number_day = 5;
	house_wait(&house, MINUTE);
	phone_dial(&phone, "2*" HOUSE_NIK "*1");
	phone_assert_has(phone.page.text, "sudah ada, kode ");
	assert_int_equal(house_count_tickets(&house, HOUSE_PHONE), 1);
	house_close(&house);
}

static const char *post(struct house *house, const char *key, const char *text,
			struct session_page *page)
{
	const struct session_input input = { .door = "http",
					     .modem = "",
					     .key = key,
					     .caller = HOUSE_PHONE,
					     .step = "",
					     .text = text,
					     .is_cumulative = true };

	assert_int_equal(session_step(&house->office, &input, house->now_s, page), 0);
	phone_check_page(page->text);
	return page->text;
}

static void test_all_answers_so_far(void **state)
{
	struct house house;
	struct session_page page;
	struct ticket ticket;
	struct inbox_row row;
	int64_t first_id;
	char first[SESSION_PAGE_SIZE];

	(void)state;
	house_open(&house);
	phone_assert_has(post(&house, "AT1", "", &page), "1 Domisili");
	phone_assert_has(post(&house, "AT1", "2", &page), "Ketik NIK");
	text_copy(first, sizeof(first), page.text);
	phone_assert_has(post(&house, "AT1", "2*" HOUSE_NIK, &page), "Untuk apa?");
	/* An old step comes late, and the new one again. */
	assert_string_equal(post(&house, "AT1", "2", &page), first);
	phone_assert_has(post(&house, "AT1", "2*" HOUSE_NIK, &page), "Untuk apa?");
	phone_assert_has(post(&house, "AT1", "2*" HOUSE_NIK "*5", &page),
			 "Ketik keperluan");
	phone_assert_has(post(&house, "AT1", "2*" HOUSE_NIK "*5*kos*kosan", &page),
			 "DITERIMA");
	text_copy(first, sizeof(first), page.text);
	assert_string_equal(post(&house, "AT1", "2*" HOUSE_NIK "*5*kos*kosan", &page),
			    first);
	assert_true(page.is_end);
	assert_int_equal(house_count_tickets(&house, HOUSE_PHONE), 1);
	house_newest_ticket(&house, HOUSE_PHONE, &ticket);
	assert_string_equal(ticket.purpose, "kos kosan");
	/* The office reads the answer alone. */
	first_id = page.inbox_id;
	assert_int_equal(inbox_get(house.office.store, first_id, &row), 0);
	assert_string_equal(row.text, "kos*kosan");
	/* The same name an hour later is another session. */
	house_wait(&house, 60 * MINUTE);
	phone_assert_has(post(&house, "AT1", "", &page), "1 Domisili");
	assert_true(page.inbox_id > first_id);
	/* A gateway whose first call never came through: all at once. */
	phone_assert_has(post(&house, "AT2", "1*" HOUSE_NIK "*2", &page), "DITERIMA");
	assert_int_equal(house_count_tickets(&house, HOUSE_PHONE), 2);
	house_close(&house);
}

static void test_two_callers_under_one_name_are_two(void **state)
{
	struct house house;
	struct session_page page;
	struct session_input input = { .door = "http",
				       .modem = "",
				       .key = "AT1",
				       .caller = HOUSE_OTHER,
				       .step = "",
				       .text = "2",
				       .is_cumulative = true };

	(void)state;
	house_open(&house);
	post(&house, "AT1", "", &page);
	post(&house, "AT1", "1", &page);
	assert_int_equal(session_step(&house.office, &input, house.now_s, &page), 0);
	phone_assert_has(page.text, "Surat Tdk mampu.");
	house_close(&house);
}

static void test_what_no_gateway_sends_is_refused(void **state)
{
	struct house house;
	struct session_page page;
	char big[2000];
	struct session_input input = { .door = "http",
				       .modem = "",
				       .key = big,
				       .caller = HOUSE_PHONE,
				       .step = "",
				       .text = "",
				       .is_cumulative = true };

	(void)state;
	house_open(&house);
	memset(big, '1', sizeof(big) - 1);
	big[sizeof(big) - 1] = '\0';
	assert_int_equal(session_step(&house.office, &input, house.now_s, &page),
			 -EINVAL);
	assert_true(page.is_end);
	phone_assert_has(page.text, "gangguan");
	input.key = "k";
	input.text = big;
	assert_int_equal(session_step(&house.office, &input, house.now_s, &page),
			 -EINVAL);
	input.key = "";
	input.text = "";
	assert_int_equal(session_step(&house.office, &input, house.now_s, &page),
			 -EINVAL);
	house_close(&house);
}

/* Whatever the door, the request is the same. */
static void test_five_doors_store_one_request(void **state)
{
	static const char *const doors[] = { "sms", "call", "cusd", "http", "gsup" };
	struct ticket first = { .id = 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(doors) / sizeof(*doors); i++) {
		static const char *const answers[] = { "2", HOUSE_NIK, "sekolah anak" };
		struct house house;
		struct phone phone = phone_begin(&house);
		bool is_paged = i >= 2;
		struct ticket ticket;

		if (is_paged)
			phone_dial(&phone, "");
		else
			house_receive_by(&house, doors[i], HOUSE_PHONE,
					 i == 0 ? "menu" : "");
		for (size_t at = 0; at < 3; at++) {
			if (is_paged)
				phone_take(&phone, answers[at]);
			else
				house_receive(&house, HOUSE_PHONE, answers[at]);
		}
		house_newest_ticket(&house, HOUSE_PHONE, &ticket);
		if (i == 0)
			first = ticket;
		assert_string_equal(ticket.kind, first.kind);
		assert_string_equal(ticket.nik, first.nik);
		assert_string_equal(ticket.name, first.name);
		assert_string_equal(ticket.purpose, first.purpose);
		assert_string_equal(ticket.details, first.details);
		assert_string_equal(ticket.phone, first.phone);
		assert_string_equal(ticket.flags, first.flags);
		assert_int_equal(ticket.state, first.state);
		assert_int_equal(ticket.due_at, first.due_at);
		assert_string_equal(ticket.purpose, "sekolah anak");
		house_close(&house);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_drop_at_every_step_loses_nothing),
		cmocka_unit_test(test_a_drop_before_each_commit_changes_nothing),
		cmocka_unit_test(test_begin_anew_forgets_the_request),
		cmocka_unit_test(test_shortcuts_are_the_answers_in_a_row),
		cmocka_unit_test(test_a_session_goes_on_by_sms_and_back),
		cmocka_unit_test(test_who_cannot_be_told_files_nothing),
		cmocka_unit_test(test_a_machine_that_dials_is_stopped),
		cmocka_unit_test(test_quotas_are_those_of_sms),
		cmocka_unit_test(test_all_answers_so_far),
		cmocka_unit_test(test_two_callers_under_one_name_are_two),
		cmocka_unit_test(test_what_no_gateway_sends_is_refused),
		cmocka_unit_test(test_five_doors_store_one_request),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
