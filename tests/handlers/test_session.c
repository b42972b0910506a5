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
#include "conf/settings.h"
#include "handlers/session.h"
#include "handlers/session_choices.h"
#include "letters/catalogue.h"
#include "store/drafts.h"
#include "store/inbox.h"
#include "store/store.h"
#include "tests/support/house.h"

enum {
	ANSWERS_MAX = 8,
	MINUTE = 60,
	DAY = 86400,
};

/* One phone that dials: each call of dial() is a new session. */
struct phone {
	struct house *house;
	const char *number;
	int n_sessions, step;
	char key[32];
	struct session_page page;
};

/* 23.038 6.2.1.1, counted apart from handlers/plain.c: plain ASCII and line ends. */
static int count_septets(const char *text)
{
	int count = 0;

	for (; *text != '\0'; text++) {
		unsigned char byte = (unsigned char)*text;

		if ((byte < ' ' && byte != '\n') || byte >= 0x7F || byte == '`')
			return -1;
		count += strchr("^{}\\[~]|", *text) != NULL ? 2 : 1;
	}
	return count;
}

static void check_page(const char *text)
{
	int septets = count_septets(text), options = 0;

	if (septets <= 0 || septets > SESSION_PAGE_SEPTETS)
		fail_msg("a page of %d septets: %s", septets, text);
	for (const char *at = text; at != NULL; at = strchr(at, '\n')) {
		at += *at == '\n';
		options += at[0] >= '1' && at[0] <= '8' && at[1] == ' ';
	}
	if (options > SESSION_OPTIONS_MAX)
		fail_msg("%d options: %s", options, text);
}

static const char *take(struct phone *phone, const char *text)
{
	char step[16];
	struct session_input input = { .door = "gsup",
				       .modem = "",
				       .key = phone->key,
				       .caller = phone->number,
				       .step = step,
				       .text = text };

	snprintf(step, sizeof(step), "%d", phone->step++);
	assert_int_equal(session_step(&phone->house->office, &input, phone->house->now_s,
				      &phone->page),
			 0);
	check_page(phone->page.text);
	return phone->page.text;
}

static const char *dial(struct phone *phone, const char *shortcut)
{
	phone->step = 0;
	snprintf(phone->key, sizeof(phone->key), "s%d", phone->n_sessions++);
	house_wait(phone->house, 2);
	return take(phone, shortcut);
}

static struct phone begin(struct house *house)
{
	house_open(house);
	return (struct phone){ .house = house, .number = HOUSE_PHONE };
}

static bool has(const char *text, const char *part)
{
	return strstr(text, part) != NULL;
}

#define ASSERT_HAS(text, part)                                                           \
	do {                                                                             \
		if (!has(text, part))                                                    \
			fail_msg("'%s' lacks '%s'", text, part);                         \
	} while (0)

static void test_three_answers_make_a_ticket(void **state)
{
	struct house house;
	struct phone phone = begin(&house);
	struct ticket ticket;
	char said[LIMIT_MESSAGE_SIZE], shown[16];

	(void)state;
	ASSERT_HAS(dial(&phone, ""),
		   "Surat Desa Krejengan\n1 Domisili\n2 Tdk mampu\n3 Usaha\n4 Surat "
		   "lain\n5 Cek surat saya");
	ASSERT_HAS(take(&phone, "2"), "Surat Tdk mampu.\nKetik NIK");
	ASSERT_HAS(take(&phone, HOUSE_NIK), "Untuk apa?\n1 Sekolah");
	assert_false(phone.page.is_end);
	assert_int_equal(house_count_tickets(&house, HOUSE_PHONE), 0);
	ASSERT_HAS(take(&phone, "1"), "DITERIMA. Kode ");
	assert_true(phone.page.is_end);
	house_newest_ticket(&house, HOUSE_PHONE, &ticket);
	snprintf(shown, sizeof(shown), "%.4s-%.4s", ticket.code, ticket.code + 4);
	ASSERT_HAS(phone.page.text, shown);
	ASSERT_HAS(house_last_text(&house, HOUSE_PHONE, said, sizeof(said)), shown);
	assert_string_equal(ticket.kind, "SKTM");
	assert_string_equal(ticket.nik, HOUSE_NIK);
	assert_string_equal(ticket.purpose, "Sekolah");
	assert_string_equal(ticket.door, "gsup");
	assert_string_equal(ticket.flags, "");
	house_close(&house);
}

/* Answer whatever is asked, taking the longest way; returns how many answers it took. */
static int answer_all(struct phone *phone)
{
	int n_answers = 0;

	while (!phone->page.is_end && n_answers < ANSWERS_MAX) {
		const char *page = phone->page.text;

		n_answers++;
		if (has(page, "NIK"))
			take(phone, HOUSE_NIK);
		else if (has(page, "\n5 Lainnya"))
			take(phone, "5");
		else
			take(phone, "warung kopi di dusun Krajan sebelah timur pasar");
	}
	return n_answers;
}

/* The answers that lead to a letter. */
static int choose(struct phone *phone, const struct letter *letter)
{
	const struct catalogue *catalogue = phone->house->office.catalogue;
	int group = choices_find_group(catalogue, letter), n_answers = 0;
	struct choices choices;
	char digit[2] = "4";

	dial(phone, "");
	choices_of_home(catalogue, &choices);
	if (group > 0) {
		take(phone, "4");
		digit[0] = (char)('0' + group);
		take(phone, digit);
		choices_of_group(catalogue, group, &choices);
		n_answers = 2;
	}
	for (size_t i = 0; i < choices.count; i++) {
		if (choices.items[i].letter == letter)
			digit[0] = (char)('1' + i);
	}
	take(phone, digit);
	return n_answers + 1;
}

static void test_every_letter_needs_four_answers_at_most(void **state)
{
	struct house house;
	struct phone phone = begin(&house);
	const struct catalogue *catalogue = house.office.catalogue;

	(void)state;
	house.guards.tickets_per_number_day = 0;
	for (size_t i = 0; i < catalogue->n_letters; i++) {
		const struct letter *letter = &catalogue->letters[i];
		int before = house_count_tickets(&house, HOUSE_PHONE);
		bool is_filed = letter->class == LETTER_CLASS_SMS ||
				letter->class == LETTER_CLASS_DOCUMENTS;
		int n_answers = choose(&phone, letter);
		struct ticket ticket;

		n_answers += answer_all(&phone);
		if (n_answers > SESSION_ANSWERS_MAX || !phone.page.is_end)
			fail_msg("%s takes %d answers: %s", letter->keyword, n_answers,
				 phone.page.text);
		assert_int_equal(house_count_tickets(&house, HOUSE_PHONE),
				 before + is_filed);
		if (!is_filed)
			continue;
		house_newest_ticket(&house, HOUSE_PHONE, &ticket);
		assert_string_equal(ticket.kind, letter->keyword);
		assert_string_equal(ticket.nik, HOUSE_NIK);
	}
	house_close(&house);
}

/* Names as long as the settings allow, everywhere. */
static void test_the_longest_values_fit_a_page(void **state)
{
	struct house house;
	struct phone phone = begin(&house);
	struct catalogue *catalogue = &house.settings->catalogue;

	(void)state;
	house.guards.tickets_per_number_day = 0;
	memset(house.village.name, 'W', sizeof(house.village.name) - 1);
	memset(house.village.phone, '9', sizeof(house.village.phone) - 1);
	for (size_t i = 0; i < catalogue->n_letters; i++) {
		struct letter *letter = &catalogue->letters[i];

		memset(letter->menu_name, 'W', sizeof(letter->menu_name) - 1);
		memset(letter->short_name, 'W', sizeof(letter->short_name) - 1);
		memset(letter->requirements, 'W', sizeof(letter->requirements) - 1);
		if (letter->group[0] != '\0') /* still different from the others */
			memset(letter->group + 2, 'W', sizeof(letter->group) - 3);
		for (size_t at = 0; at < letter->n_fields; at++)
			memset(letter->fields[at].label, 'W',
			       sizeof(letter->fields[at].label) - 1);
	}
	for (size_t i = 0; i < catalogue->n_letters; i++) {
		choose(&phone, &catalogue->letters[i]);
		take(&phone, "35131512059099"); /* and the page of a wrong NIK */
		answer_all(&phone);
		assert_true(phone.page.is_end);
	}
	dial(&phone, "5");
	ASSERT_HAS(phone.page.text, "DITERIMA, ");
	house_close(&house);
}

static void test_a_group_of_many_letters_has_more_pages(void **state)
{
	struct house house;
	struct phone phone = begin(&house);
	struct catalogue *catalogue = &house.settings->catalogue;

	(void)state;
	for (size_t i = 3; i < catalogue->n_letters; i++)
		text_copy(catalogue->letters[i].group, LETTER_SHORT_SIZE, "Semua");
	ASSERT_HAS(dial(&phone, ""), "4 Surat lain");
	ASSERT_HAS(take(&phone, "4"), "1 Semua");
	ASSERT_HAS(take(&phone, "1"), "5 Lainnya");
	ASSERT_HAS(take(&phone, "5"), "1 Blm nikah");
	ASSERT_HAS(take(&phone, "5"), "1 Lahir");
	ASSERT_HAS(take(&phone, "5"),
		   "1 Janda/duda\n2 Pergi\n3 Pindah\n4 Waris\n5 Tanah");
	ASSERT_HAS(take(&phone, "5"), "datang ke balai desa");
	house_close(&house);
}

/* The line drops after each step in turn, before or after the person saw the page. */
static void test_a_drop_at_every_step_loses_nothing(void **state)
{
	static const char *const answers[] = { "3", HOUSE_NIK, "Kredit bank",
					       "warung kopi" };
	const int n_answers = 4;

	(void)state;
	for (int drop = 0; drop <= n_answers; drop++) {
		struct house house;
		struct phone phone = begin(&house);
		struct ticket ticket;

		dial(&phone, "");
		for (int i = 0; i < n_answers; i++) {
			take(&phone, answers[i]);
			if (i + 1 != drop)
				continue;
			dial(&phone, "");
			if (drop < n_answers) {
				ASSERT_HAS(phone.page.text, "1 Lanjut\n2 Ulang");
				take(&phone, "1");
			}
		}
		assert_int_equal(house_count_tickets(&house, HOUSE_PHONE), 1);
		house_newest_ticket(&house, HOUSE_PHONE, &ticket);
		assert_string_equal(ticket.kind, "USAHA");
		assert_string_equal(ticket.purpose, "Kredit bank");
		ASSERT_HAS(ticket.details, "warung kopi");
		house_close(&house);
	}
}

static void test_a_drop_before_each_commit_changes_nothing(void **state)
{
	struct house house;
	struct phone phone = begin(&house);

	(void)state;
	dial(&phone, "");
	take(&phone, "2");
	phone.step--; /* the same step once more: the answer was lost on the way */
	ASSERT_HAS(take(&phone, "2"), "Ketik NIK");
	take(&phone, HOUSE_NIK);
	take(&phone, "1");
	phone.step--;
	ASSERT_HAS(take(&phone, "1"), "DITERIMA");
	assert_int_equal(house_count_tickets(&house, HOUSE_PHONE), 1);
	assert_int_equal(house_count_texts(&house, HOUSE_PHONE), 1);
	/* And what comes behind the last page. */
	ASSERT_HAS(take(&phone, "9"), "DITERIMA");
	assert_true(phone.page.is_end);
	house_close(&house);
}

static void test_begin_anew_forgets_the_request(void **state)
{
	struct house house;
	struct phone phone = begin(&house);

	(void)state;
	dial(&phone, "");
	take(&phone, "2");
	take(&phone, HOUSE_NIK);
	ASSERT_HAS(dial(&phone, ""), "Permohonan surat Tdk mampu belum selesai");
	ASSERT_HAS(take(&phone, "7"), "1 Lanjut");
	ASSERT_HAS(take(&phone, "2"), "1 Domisili");
	ASSERT_HAS(take(&phone, "1"), "Surat Domisili.\nKetik NIK");
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
		struct phone phone = begin(&house);
		char answers[64];

		dial(&phone,
		     session_dialled(rows[i].dialled, "*77", answers, sizeof(answers)));
		if (strcmp(rows[i].dialled, "**##*2#") != 0)
			ASSERT_HAS(phone.page.text, rows[i].page);
		assert_int_equal(house_count_tickets(&house, HOUSE_PHONE),
				 rows[i].n_tickets);
		house_close(&house);
	}
}

static void test_back_and_home(void **state)
{
	struct house house;
	struct phone phone = begin(&house);

	(void)state;
	dial(&phone, "");
	take(&phone, "4");
	take(&phone, "1");
	ASSERT_HAS(take(&phone, "0"), "2 Nikah, nama");
	take(&phone, "1");
	ASSERT_HAS(take(&phone, "3"), "Surat SKCK.");
	ASSERT_HAS(take(&phone, "0"), "3 SKCK");
	ASSERT_HAS(take(&phone, "9"), "1 Domisili");
	take(&phone, "2");
	take(&phone, HOUSE_NIK);
	take(&phone, "5");
	ASSERT_HAS(phone.page.text, "Ketik keperluannya");
	ASSERT_HAS(take(&phone, "0"), "Untuk apa?");
	ASSERT_HAS(take(&phone, "0"), "Ketik NIK");
	ASSERT_HAS(take(&phone, "0"), "1 Domisili");
	ASSERT_HAS(take(&phone, "0"), "1 Domisili");
	ASSERT_HAS(take(&phone, "6"), "1 Domisili");
	ASSERT_HAS(take(&phone, ""), "1 Domisili");
	assert_int_equal(house_count_tickets(&house, HOUSE_PHONE), 0);
	house_close(&house);
}

static void test_a_session_goes_on_by_sms_and_back(void **state)
{
	struct house house;
	struct phone phone = begin(&house);
	struct ticket ticket;

	(void)state;
	dial(&phone, "2");
	house_receive(&house, HOUSE_PHONE, HOUSE_NIK);
	ASSERT_HAS(dial(&phone, ""), "1 Lanjut");
	ASSERT_HAS(take(&phone, "1"), "Untuk apa?");
	house_receive(&house, HOUSE_PHONE, "sekolah anak");
	house_newest_ticket(&house, HOUSE_PHONE, &ticket);
	assert_string_equal(ticket.purpose, "sekolah anak");
	assert_int_equal(house_count_tickets(&house, HOUSE_PHONE), 1);
	/* The session does not know yet; its request is filed, so it is over. */
	ASSERT_HAS(take(&phone, "1"), "1 Domisili");
	assert_int_equal(house_count_tickets(&house, HOUSE_PHONE), 1);
	ASSERT_HAS(dial(&phone, "5"), ticket.code[0] == '\0' ? "?" : "Tdk mampu");
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
		struct phone phone = begin(&house);
		struct inbox_row row;

		phone.number = callers[i];
		ASSERT_HAS(dial(&phone, "2*" HOUSE_NIK "*1"), "tidak terbaca");
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
	struct phone phone = begin(&house);
	int n_taken = 0;

	(void)state;
	while (n_taken < 100 && !phone.page.is_end) {
		dial(&phone, "");
		n_taken++;
	}
	assert_int_equal(n_taken, house.guards.replies_per_number_10min * 4 + 1);
	ASSERT_HAS(phone.page.text, "Terlalu sering");
	house_wait(&house, 11 * MINUTE);
	ASSERT_HAS(dial(&phone, ""), "1 Domisili");
	for (int i = 0; i < 100 && !phone.page.is_end; i++)
		take(&phone, "9");
	assert_true(phone.page.is_end);
	assert_int_equal(phone.step, 31);
	house_close(&house);
}

static void test_quotas_are_those_of_sms(void **state)
{
	struct house house;
	struct phone phone = begin(&house);

	(void)state;
	house.guards.tickets_per_number_day = 1;
	ASSERT_HAS(dial(&phone, "2*" HOUSE_NIK "*1"), "DITERIMA");
	ASSERT_HAS(dial(&phone, "2*" HOUSE_NIK_UNKNOWN "*1"), "sudah mengirim 1");
	assert_int_equal(house_count_tickets(&house, HOUSE_PHONE), 1);
	house.guards.tickets_per_number_day = 5;
	house_wait(&house, MINUTE);
	dial(&phone, "2*" HOUSE_NIK "*1");
	ASSERT_HAS(phone.page.text, "sudah ada, kode ");
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
	check_page(page->text);
	return page->text;
}

static void test_all_answers_so_far(void **state)
{
	struct house house;
	struct session_page page;
	struct ticket ticket;
	char first[SESSION_PAGE_SIZE];

	(void)state;
	house_open(&house);
	ASSERT_HAS(post(&house, "AT1", "", &page), "1 Domisili");
	ASSERT_HAS(post(&house, "AT1", "2", &page), "Ketik NIK");
	text_copy(first, sizeof(first), page.text);
	ASSERT_HAS(post(&house, "AT1", "2*" HOUSE_NIK, &page), "Untuk apa?");
	/* An old step comes late, and the new one again. */
	assert_string_equal(post(&house, "AT1", "2", &page), first);
	ASSERT_HAS(post(&house, "AT1", "2*" HOUSE_NIK, &page), "Untuk apa?");
	ASSERT_HAS(post(&house, "AT1", "2*" HOUSE_NIK "*5", &page), "Ketik keperluan");
	ASSERT_HAS(post(&house, "AT1", "2*" HOUSE_NIK "*5*kos*kosan", &page), "DITERIMA");
	text_copy(first, sizeof(first), page.text);
	assert_string_equal(post(&house, "AT1", "2*" HOUSE_NIK "*5*kos*kosan", &page),
			    first);
	assert_true(page.is_end);
	assert_int_equal(house_count_tickets(&house, HOUSE_PHONE), 1);
	house_newest_ticket(&house, HOUSE_PHONE, &ticket);
	assert_string_equal(ticket.purpose, "kos kosan");
	/* The same name an hour later is another session. */
	house_wait(&house, 60 * MINUTE);
	ASSERT_HAS(post(&house, "AT1", "", &page), "1 Domisili");
	/* A gateway whose first call never came through: all at once. */
	ASSERT_HAS(post(&house, "AT2", "1*" HOUSE_NIK "*2", &page), "DITERIMA");
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
	ASSERT_HAS(page.text, "Surat Tdk mampu.");
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
	ASSERT_HAS(page.text, "gangguan");
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
		struct phone phone = begin(&house);
		bool is_paged = i >= 2;
		struct ticket ticket;

		if (is_paged)
			dial(&phone, "");
		else
			house_receive_by(&house, doors[i], HOUSE_PHONE,
					 i == 0 ? "menu" : "");
		for (size_t at = 0; at < 3; at++) {
			if (is_paged)
				take(&phone, answers[at]);
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
		cmocka_unit_test(test_three_answers_make_a_ticket),
		cmocka_unit_test(test_every_letter_needs_four_answers_at_most),
		cmocka_unit_test(test_the_longest_values_fit_a_page),
		cmocka_unit_test(test_a_group_of_many_letters_has_more_pages),
		cmocka_unit_test(test_a_drop_at_every_step_loses_nothing),
		cmocka_unit_test(test_a_drop_before_each_commit_changes_nothing),
		cmocka_unit_test(test_begin_anew_forgets_the_request),
		cmocka_unit_test(test_shortcuts_are_the_answers_in_a_row),
		cmocka_unit_test(test_back_and_home),
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
