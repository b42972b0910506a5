// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "handlers/words.h"
#include "tests/support/reading.h"

static void test_niks_are_found_however_they_are_written(void **state)
{
	static const struct {
		const char *text, *niks, *family_card;
	} vectors[] = {
		{ "3513151205909901", "3513151205909901", "" },
		{ "nik 3513 1512 0590 9901", "3513151205909901", "" },
		{ "351315 120590 9901", "3513151205909901", "" },
		{ "35.13.15.120590.9901", "3513151205909901", "" },
		{ "3513-1512-0590-9901", "3513151205909901", "" },
		{ "3513 1512\n0590 9901", "3513151205909901", "" },
		{ "nik3513151205909901sktm", "3513151205909901", "" },
		{ "1. 3513 1512 0590 9901", "3513151205909901", "" },
		{ "rt 2 3513 1512 0590 9901", "3513151205909901", "" },
		{ "9171010101909949", "9171010101909949", "" },
		{ "0812 3456 7890 3513 1512 0590 9901", "3513151205909901", "" },
		{ "+6281234567890 3513151205909901", "3513151205909901", "" },
		{ "3513151205909901 3513151205909901", "3513151205909901", "" },
		{ "3513151205909901 dan 3513154107859902",
		  "3513151205909901,3513154107859902", "" },
		{ "no kk 3513152003129911 nik 3513151205909901", "3513151205909901",
		  "3513152003129911" },
		{ "KK: 3513152003129911, KTP: 3513151205909901", "3513151205909901",
		  "3513152003129911" },
		{ "nik dan kk 3513151205909901 dan 3513152003129911", "3513151205909901",
		  "3513152003129911" },
		{ "kk/nik 3513152003129911 3513151205909901", "3513151205909901",
		  "3513152003129911" },
		{ "kk 3513152003129911", "", "3513152003129911" },
		{ "sktm bpjs 3513151205909901", "3513151205909901", "" },
		{ "kip kuliah 3513151205909901", "3513151205909901", "" },
		{ "hp saya 3513151205909901", "3513151205909901", "" },
		{ "bikin kk 3513151205909901", "3513151205909901", "" },
		{ "nik/kk 3513151205909901", "3513151205909901", "" },
		{ "kk hilang 3513151205909901", "3513151205909901", "" },
		{ "no rek 1234567890123456", "", "" },
		{ "kartu atm 5221841234567890", "", "" },
		{ "081234567890", "", "" },
		{ "12-05-1990", "", "" },
	};
	char niks[128];

	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		struct reading reading;

		reading_of(state, vectors[i].text, &reading);
		assert_string_equal(reading_niks(&reading, niks, sizeof niks),
				    vectors[i].niks);
		assert_string_equal(reading.family_card, vectors[i].family_card);
		assert_int_equal(reading.bad_nik_digits, 0);
	}
}

static void test_no_digit_is_ever_guessed(void **state)
{
	static const struct {
		const char *text;
		int digits;
	} vectors[] = {
		{ "sktm 351315120590990", 15 },
		{ "sktm 35131512059099011", 17 },
		{ "351315120590990 2 orang", 15 },
		{ "1 351315120590990", 15 },
		{ "3513 1512 0590 990", 15 },
		{ "3513 1512 0590 99011", 17 },
		{ "nik 3513151205", 10 },
		{ "|351315120590990|", 15 },
		{ "351315120590990 lahir di sini", 15 },
		{ "ktp 2 lembar", 0 },
		{ "hp 081234567890123456", 0 },
	};

	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		struct reading reading;

		reading_of(state, vectors[i].text, &reading);
		assert_int_equal(reading.n_niks, 0);
		assert_int_equal(reading.bad_nik_digits, vectors[i].digits);
	}
}

static void test_a_nik_with_a_number_behind_it_is_confirmed(void **state)
{
	struct reading reading;

	reading_of(state, "sktm 3513 1512 0590 9901 2", &reading);
	assert_int_equal(reading.n_niks, 1);
	assert_true(reading.confidence < 70);
	reading_of(state, "sktm 3513 1512 0590 9901", &reading);
	assert_true(reading.confidence >= 70);
	reading_of(state, "sku buka rekening 3513151205909901", &reading);
	assert_int_equal(reading.n_niks, 1);
	assert_true(reading.confidence < 70);
	/* No birth date: the sender must say whether this is one. */
	reading_of(state, "sktm 3513 1599 9990 9901", &reading);
	assert_int_equal(reading.n_niks, 1);
	assert_true(reading.confidence < 70);
	reading_of(state, "sktm 351315999 0404 88 9", &reading);
	assert_int_equal(reading.n_niks, 0);
	assert_int_equal(reading.bad_nik_digits, 0);
}

static void test_more_niks_than_fit_are_left_out(void **state)
{
	struct reading reading;

	reading_of(state,
		   "domisili 3513151205909901 3513151205909902 3513151205909903 "
		   "3513151205909904 3513151205909905",
		   &reading);
	assert_int_equal(reading.n_niks, READING_NIKS_MAX);
	assert_string_equal(reading.niks[3], "3513151205909904");
}

static void test_codes_are_read_and_slips_are_noticed(void **state)
{
	static const struct {
		const char *text, *code;
		bool is_bad;
	} vectors[] = {
		{ "cek 4829-1372", "48291372", false },
		{ "cek 4829 1372", "48291372", false },
		{ "cek 4829.1372", "48291372", false },
		{ "48291372", "48291372", false },
		{ "surat saya 48291372 sudah jadi?", "48291372", false },
		{ "cek 4829-1373", "", true },
		{ "cek 482-915", "", true },
		{ "4829-1373", "", true },
		{ "lahir 12051990", "", false },
		{ "sktm nik 3513151205909901", "", false },
		{ "1234", "", false },
	};

	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		struct reading reading;

		reading_of(state, vectors[i].text, &reading);
		assert_string_equal(reading.code, vectors[i].code);
		assert_int_equal(reading.has_bad_code, vectors[i].is_bad);
	}
}

static void test_letter_numbers_are_told_from_dates(void **state)
{
	static const struct {
		const char *text, *number;
	} vectors[] = {
		{ "CEK SURAT 470/012/35.13.15.2007/2026", "470/012/35.13.15.2007/2026" },
		{ "cek 400.12.2.1/054/35.13.15.2007/2026 ya",
		  "400.12.2.1/054/35.13.15.2007/2026" },
		{ "no 401/003/XI/2026", "401/003/XI/2026" },
		{ "147/028/2016", "147/028/2016" },
		{ "12/05/1990", "" },
		{ "rt 02/01", "" },
		{ "470/012", "" },
	};

	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		struct reading reading;

		reading_of(state, vectors[i].text, &reading);
		assert_string_equal(reading.letter_number, vectors[i].number);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_niks_are_found_however_they_are_written),
		cmocka_unit_test(test_no_digit_is_ever_guessed),
		cmocka_unit_test(test_a_nik_with_a_number_behind_it_is_confirmed),
		cmocka_unit_test(test_more_niks_than_fit_are_left_out),
		cmocka_unit_test(test_codes_are_read_and_slips_are_noticed),
		cmocka_unit_test(test_letter_numbers_are_told_from_dates),
	};

	return cmocka_run_group_tests(tests, reading_begin, reading_end);
}
