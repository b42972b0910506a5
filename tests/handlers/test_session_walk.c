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
#include "handlers/session_choices.h"
#include "letters/catalogue.h"
#include "tests/support/phone.h"
enum {
	ANSWERS_MAX = 8,
};

static bool is_in(const char *text, const char *part)
{
	return strstr(text, part) != NULL;
}

static void test_three_answers_make_a_ticket(void **state)
{
	struct house house;
	struct phone phone = phone_begin(&house);
	struct ticket ticket;
	char said[LIMIT_MESSAGE_SIZE], shown[16];

	(void)state;
	phone_assert_has(
		phone_dial(&phone, ""),
		"Surat Desa Krejengan\n1 Domisili\n2 Tdk mampu\n3 Usaha\n4 Surat "
		"lain\n5 Cek surat saya");
	phone_assert_has(phone_take(&phone, "2"), "Surat Tdk mampu.\nKetik NIK");
	phone_assert_has(phone_take(&phone, HOUSE_NIK), "Untuk apa?\n1 Sekolah");
	assert_false(phone.page.is_end);
	assert_int_equal(house_count_tickets(&house, HOUSE_PHONE), 0);
	phone_assert_has(phone_take(&phone, "1"), "DITERIMA. Kode ");
	assert_true(phone.page.is_end);
	house_newest_ticket(&house, HOUSE_PHONE, &ticket);
	snprintf(shown, sizeof(shown), "%.4s-%.4s", ticket.code, ticket.code + 4);
	phone_assert_has(phone.page.text, shown);
	phone_assert_has(house_last_text(&house, HOUSE_PHONE, said, sizeof(said)), shown);
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
		if (is_in(page, "NIK"))
			phone_take(phone, HOUSE_NIK);
		else if (is_in(page, "\n5 Lainnya"))
			phone_take(phone, "5");
		else
			phone_take(phone,
				   "warung kopi di dusun Krajan sebelah timur pasar");
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

	phone_dial(phone, "");
	choices_of_home(catalogue, &choices);
	if (group > 0) {
		phone_take(phone, "4");
		digit[0] = (char)('0' + group);
		phone_take(phone, digit);
		choices_of_group(catalogue, group, &choices);
		n_answers = 2;
	}
	for (size_t i = 0; i < choices.count; i++) {
		if (choices.items[i].letter == letter)
			digit[0] = (char)('1' + i);
	}
	phone_take(phone, digit);
	return n_answers + 1;
}

static void test_every_letter_needs_four_answers_at_most(void **state)
{
	struct house house;
	struct phone phone = phone_begin(&house);
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
	struct phone phone = phone_begin(&house);
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
		phone_take(&phone, "35131512059099"); /* and the page of a wrong NIK */
		answer_all(&phone);
		assert_true(phone.page.is_end);
	}
	phone_dial(&phone, "5");
	phone_assert_has(phone.page.text, "DITERIMA, ");
	house_close(&house);
}

static void test_a_group_of_many_letters_has_more_pages(void **state)
{
	struct house house;
	struct phone phone = phone_begin(&house);
	struct catalogue *catalogue = &house.settings->catalogue;

	(void)state;
	for (size_t i = 3; i < catalogue->n_letters; i++)
		text_copy(catalogue->letters[i].group, LETTER_SHORT_SIZE, "Semua");
	phone_assert_has(phone_dial(&phone, ""), "4 Surat lain");
	phone_assert_has(phone_take(&phone, "4"), "1 Semua");
	phone_assert_has(phone_take(&phone, "1"), "5 Lainnya");
	phone_assert_has(phone_take(&phone, "5"), "1 Blm nikah");
	phone_assert_has(phone_take(&phone, "5"), "1 Lahir");
	phone_assert_has(phone_take(&phone, "5"),
			 "1 Janda/duda\n2 Pergi\n3 Pindah\n4 Waris\n5 Tanah");
	phone_assert_has(phone_take(&phone, "5"), "datang ke balai desa");
	house_close(&house);
}

static void test_back_and_home(void **state)
{
	struct house house;
	struct phone phone = phone_begin(&house);

	(void)state;
	phone_dial(&phone, "");
	phone_take(&phone, "4");
	phone_take(&phone, "1");
	phone_assert_has(phone_take(&phone, "0"), "2 Nikah, nama");
	phone_take(&phone, "1");
	phone_assert_has(phone_take(&phone, "3"), "Surat SKCK.");
	phone_assert_has(phone_take(&phone, "0"), "3 SKCK");
	phone_assert_has(phone_take(&phone, "9"), "1 Domisili");
	phone_take(&phone, "2");
	phone_take(&phone, HOUSE_NIK);
	phone_take(&phone, "5");
	phone_assert_has(phone.page.text, "Ketik keperluannya");
	phone_assert_has(phone_take(&phone, "0"), "Untuk apa?");
	phone_assert_has(phone_take(&phone, "0"), "Ketik NIK");
	phone_assert_has(phone_take(&phone, "0"), "1 Domisili");
	phone_assert_has(phone_take(&phone, "0"), "1 Domisili");
	phone_assert_has(phone_take(&phone, "6"), "1 Domisili");
	phone_assert_has(phone_take(&phone, ""), "1 Domisili");
	assert_int_equal(house_count_tickets(&house, HOUSE_PHONE), 0);
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_three_answers_make_a_ticket),
		cmocka_unit_test(test_every_letter_needs_four_answers_at_most),
		cmocka_unit_test(test_the_longest_values_fit_a_page),
		cmocka_unit_test(test_a_group_of_many_letters_has_more_pages),
		cmocka_unit_test(test_back_and_home),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
