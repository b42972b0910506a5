// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "handlers/words.h"
#include "tests/support/reading.h"

struct vector {
	const char *text, *letters;
};

static void check_vectors(void **state, const struct vector *vectors, size_t n)
{
	char letters[128];

	for (size_t i = 0; i < n; i++) {
		struct reading reading;

		reading_of(state, vectors[i].text, &reading);
		if (strcmp(reading_letters(&reading, letters, sizeof letters),
			   vectors[i].letters) != 0)
			fail_msg("'%s': %s, not %s", vectors[i].text, letters,
				 vectors[i].letters);
	}
}

#define CHECK(state, vectors)                                                            \
	check_vectors(state, vectors, sizeof vectors / sizeof vectors[0])

static void test_the_longest_name_wins(void **state)
{
	static const struct vector vectors[] = {
		{ "surat pengantar", "PENGANTAR" },
		{ "surat pengantar skck", "SKCK" },
		{ "surat keterangan usaha", "USAHA" },
		{ "surat domisili usaha", "DOMUSAHA" },
		{ "surat belum nikah", "BELUMNIKAH" },
		{ "surat nikah", "NIKAH" },
		{ "surat ahli waris tanah", "WARIS" },
		{ "surat keterangan tidak mampu", "SKTM" },
	};

	CHECK(state, vectors);
}

static void test_purposes_are_no_letters(void **state)
{
	static const struct vector vectors[] = {
		{ "sktm buat kakak lahiran", "SKTM" },
		{ "domisili untuk nikah", "DOMISILI" },
		{ "skck utk pindah kerja", "SKCK" },
		{ "surat kematian untuk urus waris", "MATI" },
		{ "sktm karena ktp hilang", "SKTM" },
		/* Unless nothing else is named: then the letter stands there. */
		{ "surat pengantar untuk nikah", "NIKAH" },
		{ "surat pengantar buat skck", "SKCK" },
		{ "sktm utk sekolah dan surat usaha utk bank", "SKTM,USAHA" },
	};

	CHECK(state, vectors);
}

static void test_what_is_denied_or_past_is_not_wanted(void **state)
{
	static const struct vector vectors[] = {
		{ "jangan sktm, domisili saja", "DOMISILI" },
		{ "bukan sku tapi domisili usaha", "DOMUSAHA" },
		{ "makasih sktm kemarin sdh jadi. sekarang mau minta domisili",
		  "DOMISILI" },
		{ "makasih sktm nya sdh jadi", "" },
		{ "bisa tidak bikin skck", "SKCK" },
	};

	CHECK(state, vectors);
}

static void test_lost_things_and_labels_are_no_letters(void **state)
{
	static const struct vector vectors[] = {
		{ "ktp saya hilang mau minta surat", "HILANG" },
		{ "surat kehilangan buku nikah", "HILANG" },
		{ "surat kehilangan dan skck", "HILANG,SKCK" },
		{ "minta domisili ktp 3513151205909901", "DOMISILI" },
		{ "bikin ktp 3513151205909901", "KTP" },
		{ "domisili, tgl lahir 3 mei", "DOMISILI" },
		{ "lampu jalan mati", "" },
		{ "nama di ktp dan ijazah beda minta surat", "BEDA" },
	};

	CHECK(state, vectors);
}

static void test_several_letters_stand_in_the_order_written(void **state)
{
	static const struct vector vectors[] = {
		{ "sktm sama domisili 3513151205909901", "SKTM,DOMISILI" },
		{ "domisili + sktm", "DOMISILI,SKTM" },
		{ "skck, usaha 3513151205909901", "SKCK,USAHA" },
		{ "sktm sktm", "SKTM" },
	};

	CHECK(state, vectors);
}

/* Without commas, too: none of them is dropped in silence, and a fifth is not either. */
static void test_a_run_of_letters_is_a_list(void **state)
{
	static const struct vector vectors[] = {
		{ "sktm skck domisili 3513151205909901", "SKTM,SKCK,DOMISILI" },
		{ "sktm domisili hilang", "SKTM,DOMISILI,HILANG" },
		{ "sktm domisili skck usaha hilang NIK",
		  "SKTM,DOMISILI,SKCK,USAHA,HILANG" },
		{ "skck belum menikah hilang", "SKCK,BELUMNIKAH,HILANG" },
		{ "surat nikah hilang", "HILANG" },
		{ "surat tanah warisan hilang", "HILANG" },
	};
	struct reading reading;

	CHECK(state, vectors);
	reading_of(state, "sktm domisili skck hilang beda kematian waris", &reading);
	assert_int_equal(reading.n_letters, READING_LETTERS_MAX);
	assert_in_range(reading.confidence, 0, 69);
}

/* The first was asked for by mistake, whatever stands between. */
static void test_a_letter_given_up_is_not_wanted(void **state)
{
	static const struct vector vectors[] = {
		{ "tadi minta domisili tapi ternyata bank mintanya surat usaha, diganti",
		  "USAHA" },
		{ "kemarin saya minta skck padahal yang benar sktm", "SKTM" },
		{ "sktm diganti surat domisili saja", "DOMISILI" },
		{ "minta sktm tapi cepat, sama surat usaha", "SKTM,USAHA" },
	};

	CHECK(state, vectors);
}

static void test_slips_are_mended_and_told(void **state)
{
	static const struct vector vectors[] = {
		{ "domirili 3513151205909901", "DOMISILI" },
		{ "dpmisili 3513151205909901", "DOMISILI" },
		{ "dommisili", "DOMISILI" },
		{ "skum 3513151205909901", "SKTM" },
		{ "surat kehilagan", "HILANG" },
		{ "suratketeranganusaha", "USAHA" },
		{ "srt ktrngn dmsili", "DOMISILI" },
		/* Names and everyday words are no slips. */
		{ "bu warsi 3513151205909901", "" },
		{ "hasim 3513151205909901", "" },
		{ "skum", "" },
		{ "ada kawan bilang usah", "" },
	};
	struct reading reading;

	CHECK(state, vectors);
	reading_of(state, "domirili 3513151205909901", &reading);
	assert_true(reading.is_letter_guessed);
	assert_true(reading.confidence < 70);
	reading_of(state, "domisili 3513151205909901", &reading);
	assert_false(reading.is_letter_guessed);
	assert_true(reading.confidence >= 70);
}

static void test_what_is_only_hinted_at_is_confirmed(void **state)
{
	static const char *const texts[] = {
		"mau pindah",
		"dompet jatuh di pasar, hilang",
		"surat pengantar untuk nikah",
		"suami meninggal mau nikah lagi",
	};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct reading reading;

		reading_of(state, texts[i], &reading);
		assert_int_equal(reading.intent, INTENT_REQUEST);
		assert_true(reading.confidence < 70);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_longest_name_wins),
		cmocka_unit_test(test_purposes_are_no_letters),
		cmocka_unit_test(test_what_is_denied_or_past_is_not_wanted),
		cmocka_unit_test(test_lost_things_and_labels_are_no_letters),
		cmocka_unit_test(test_several_letters_stand_in_the_order_written),
		cmocka_unit_test(test_a_run_of_letters_is_a_list),
		cmocka_unit_test(test_a_letter_given_up_is_not_wanted),
		cmocka_unit_test(test_slips_are_mended_and_told),
		cmocka_unit_test(test_what_is_only_hinted_at_is_confirmed),
	};

	return cmocka_run_group_tests(tests, reading_begin, reading_end);
}
