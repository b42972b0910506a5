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
#include "handlers/info_pages.h"
#include "handlers/plain.h"
#include "handlers/steps.h"
#include "store/store.h"
#include "tests/support/house.h"

static const struct actor budi = { .name = "budi",
				   .role = STEP_ROLE_OPERATOR,
				   .door = "desk" };

static int write_page(struct house *house, const struct info_writing *writing,
		      struct info_page *out, char why[LIMIT_WHY_SIZE])
{
	struct text text;
	int error;

	text_init(&text, why, LIMIT_WHY_SIZE);
	assert_int_equal(store_begin(house->office.store), 0);
	error = info_set(&house->office, writing, &budi, house->now_s, out, &text);
	assert_int_equal(store_commit(house->office.store), 0);
	return error;
}

static int put(struct house *house, const char *name, const char *text, const char *words)
{
	const struct info_writing writing = {
		.name = name, .text = text, .words = words, .expected_id = INFO_ANY_ID
	};
	struct info_page page;
	char why[LIMIT_WHY_SIZE];

	return write_page(house, &writing, &page, why);
}

static void test_a_page_is_kept_with_who_wrote_it(void **state)
{
	struct house house;
	struct info_page page;

	(void)state;
	house_open(&house);
	assert_int_equal(put(&house, " Posyandu ",
			     "Senin  \n pagi \xe2\x80\x9cya\xe2\x80\x9d ",
			     "Imunisasi,timbang  BALITA, posyandu,imunisasi,"),
			 0);
	assert_int_equal(info_find(&house.office, "POSYANDU", &page), 0);
	assert_string_equal(page.name, "posyandu");
	assert_string_equal(page.words, "imunisasi, timbang balita");
	assert_string_equal(page.text, "Senin pagi \"ya\"");
	assert_string_equal(page.actor, "budi");
	assert_string_equal(page.role, "operator");
	assert_string_equal(page.door, "desk");
	assert_int_equal(page.at, house.now_s);
	/* A new text leaves the words; new words replace them. */
	assert_int_equal(put(&house, "posyandu", "Selasa", NULL), 0);
	assert_int_equal(info_find(&house.office, "posyandu", &page), 0);
	assert_string_equal(page.words, "imunisasi, timbang balita");
	assert_int_equal(put(&house, "posyandu", "Selasa", ""), 0);
	assert_int_equal(info_find(&house.office, "posyandu", &page), 0);
	assert_string_equal(page.words, "");
	house_close(&house);
}

static void test_what_would_not_fit_or_never_be_read_is_refused(void **state)
{
	static const struct {
		const char *name, *words, *text, *reason;
	} vectors[] = {
		{ "", "", "x", "satu kata" },
		{ "dua kata", "", "x", "tanpa spasi" },
		{ "satu,dua", "", "x", "satu kata" },
		{ "abcdefghijklmnopq", "", "x", "paling panjang 16" },
		{ "ab", "", "x", "terlalu pendek" },
		{ "se_nam", "", "x", "huruf a-z" },
		{ "sen\xc3\xa9m", "", "x", "huruf a-z" },
		{ "info", "", "x", "hal lain" },
		{ "jam", "", "x", "hal lain" },
		{ "biaya", "", "x", "hal lain" },
		{ "alamat", "", "x", "hal lain" },
		{ "kantor", "", "x", "hal lain" },
		{ "cek", "", "x", "hal lain" },
		{ "menu", "", "x", "hal lain" },
		{ "batal", "", "x", "hal lain" },
		{ "makasih", "", "x", "hal lain" },
		{ "sktm", "", "x", "berarti surat" },
		{ "usaha", "", "x", "berarti surat" },
		{ "senam", "domisili", "x", "'domisili' berarti surat" },
		{ "senam", "jam buka", "x", "'jam buka'" },
		{ "senam", "a,b", "x", "'a' terlalu pendek" },
		{ "senam", "aaa,bbb,ccc,ddd,eee,fff,ggg,hhh,iii", "x",
		  "paling banyak 8" },
		{ "senam", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "x", "31 huruf" },
		{ "senam", "", "", "kosong" },
		{ "senam", "", " \n\t ", "kosong" },
		{ "senam", "", "Senam \xe6\x97\xa5\xe6\x9c\xac",
		  "di '\xe6\x97\xa5\xe6\x9c\xac'" },
		{ "senam", "", "NIK 3513151205909901", "angka yang panjang" },
		{ "senam", "", "3513.1512.0590.9901", "angka yang panjang" },
	};
	struct house house;
	struct info_page page;

	(void)state;
	house_open(&house);
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		const struct info_writing writing = { .name = vectors[i].name,
						      .words = vectors[i].words,
						      .text = vectors[i].text,
						      .expected_id = INFO_ANY_ID };
		char why[LIMIT_WHY_SIZE];

		if (write_page(&house, &writing, &page, why) != -EINVAL ||
		    strstr(why, vectors[i].reason) == NULL)
			fail_msg("'%s' (%s): %s", vectors[i].name, vectors[i].words, why);
		assert_int_equal(info_find(&house.office, vectors[i].name, &page),
				 -ENOENT);
	}
	house_close(&house);
}

static void test_160_characters_go_and_161_do_not(void **state)
{
	char long_text[2000], why[LIMIT_WHY_SIZE];
	struct info_writing writing = { .name = "senam",
					.text = long_text,
					.expected_id = INFO_ANY_ID };
	struct house house;
	struct info_page page;

	(void)state;
	house_open(&house);
	memset(long_text, 'x', sizeof long_text);
	long_text[160] = '\0';
	assert_int_equal(write_page(&house, &writing, &page, why), 0);
	assert_int_equal(plain_septets(page.text), 160);
	long_text[160] = 'x';
	long_text[161] = '\0';
	assert_int_equal(write_page(&house, &writing, &page, why), -EINVAL);
	assert_non_null(strstr(why, "161 huruf"));
	assert_non_null(strstr(why, "kurangi 1 huruf"));
	long_text[161] = 'x';
	long_text[sizeof long_text - 1] = '\0';
	assert_int_equal(write_page(&house, &writing, &page, why), -EINVAL);
	house_close(&house);
}

static void test_no_word_calls_two_pages(void **state)
{
	static const struct {
		const char *name, *words;
	} vectors[] = { { "imunisasi", "" },
			{ "bidan", "imunisasi" },
			{ "bidan", "posyandu" },
			{ "bidan", "senam, timbang balita" } };
	struct house house;

	(void)state;
	house_open(&house);
	assert_int_equal(put(&house, "posyandu", "x", "imunisasi, timbang balita"), 0);
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		const struct info_writing writing = { .name = vectors[i].name,
						      .words = vectors[i].words,
						      .text = "x",
						      .expected_id = INFO_ANY_ID };
		struct info_page page;
		char why[LIMIT_WHY_SIZE];

		assert_int_equal(write_page(&house, &writing, &page, why), -EINVAL);
		assert_non_null(strstr(why, "halaman 'posyandu'"));
	}
	house.office.village = &(struct village){ .code = "35.13.15.2008" };
	assert_int_equal(put(&house, "imunisasi", "x", ""), 0);
	house_close(&house);
}

static void test_who_saw_an_older_page_does_not_write_over_it(void **state)
{
	struct info_writing writing = { .name = "senam", .text = "x" };
	struct house house;
	struct info_page page;
	char why[LIMIT_WHY_SIZE];

	(void)state;
	house_open(&house);
	writing.expected_id = 7;
	assert_int_equal(write_page(&house, &writing, &page, why), -ESTALE);
	writing.expected_id = 0;
	assert_int_equal(write_page(&house, &writing, &page, why), 0);
	assert_int_equal(write_page(&house, &writing, &page, why), -ESTALE);
	assert_int_equal(info_find(&house.office, "senam", &page), 0);
	writing.expected_id = page.id;
	assert_int_equal(write_page(&house, &writing, &page, why), 0);
	assert_int_equal(write_page(&house, &writing, &page, why), -ESTALE);
	house_close(&house);
}

static void test_there_is_room_for_forty_and_a_removed_one_makes_some(void **state)
{
	struct house house;
	struct info_page page;
	char name[24];

	(void)state;
	house_open(&house);
	for (int i = 0; i < INFO_PAGES_MAX; i++) {
		snprintf(name, sizeof name, "halaman%d", i);
		assert_int_equal(put(&house, name, "x", ""), 0);
	}
	assert_int_equal(put(&house, "senam", "x", ""), -EINVAL);
	assert_int_equal(put(&house, "halaman3", "y", ""), 0);
	assert_int_equal(store_begin(house.office.store), 0);
	assert_int_equal(info_remove(&house.office, "Halaman3", &budi, house.now_s), 0);
	assert_int_equal(info_remove(&house.office, "halaman3", &budi, house.now_s),
			 -ENOENT);
	assert_int_equal(store_commit(house.office.store), 0);
	assert_int_equal(info_find(&house.office, "halaman3", &page), -ENOENT);
	assert_int_equal(put(&house, "senam", "x", ""), 0);
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_page_is_kept_with_who_wrote_it),
		cmocka_unit_test(test_what_would_not_fit_or_never_be_read_is_refused),
		cmocka_unit_test(test_160_characters_go_and_161_do_not),
		cmocka_unit_test(test_no_word_calls_two_pages),
		cmocka_unit_test(test_who_saw_an_older_page_does_not_write_over_it),
		cmocka_unit_test(
			test_there_is_room_for_forty_and_a_removed_one_makes_some),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
