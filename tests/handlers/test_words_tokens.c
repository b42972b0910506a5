// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/words_tokens.h"

/* The raw words apart by a space; "#" before one that begins a field. */
static const char *words_of(const char *text, char *out, size_t size)
{
	struct tokens tokens;
	struct text words;

	text_init(&words, out, size);
	tokens_split(text, &tokens);
	for (size_t i = 0; i < tokens.n; i++)
		text_add_format(&words, "%s%s%s", i > 0 ? " " : "",
				tokens.at[i].gap & GAP_FIELD ? "#" : "",
				tokens.at[i].raw);
	return out;
}

static void test_a_text_is_cut_at_what_people_were_taught(void **state)
{
	static const struct {
		const char *text, *words;
	} vectors[] = {
		{ "", "" },
		{ " ?!.. ", "" },
		{ "SKTM 3513151205909901 sekolah", "sktm 3513151205909901 sekolah" },
		{ "SKTM#3513151205909901#SITI", "sktm #3513151205909901 #siti" },
		{ "SKTM<spasi>3513151205909901", "sktm #3513151205909901" },
		{ "SKTM(spasi)3513151205909901", "sktm #3513151205909901" },
		{ "sktm spasi siti", "sktm #siti" },
		{ "*3#", "#3" },
		{ "a,b;c|d/e\nf\tg", "a b #c #d e f g" },
		{ "sktm3513151205909901buat", "sktm 3513151205909901 buat" },
		{ "rt02/01", "rt 02 01" },
		{ "n1", "n 1" },
	};
	char words[512];

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++)
		assert_string_equal(words_of(vectors[i].text, words, sizeof words),
				    vectors[i].words);
}

static void test_letters_within_long_numbers_are_digits(void **state)
{
	static const struct {
		const char *text, *words;
	} vectors[] = {
		{ "35131512O59O99O1", "3513151205909901" },
		{ "3513l51205909901", "3513151205909901" },
		{ "35I3I5I205909901", "3513151205909901" },
		{ "351315120590990I", "3513151205909901" },
		{ "35131512|5909901", "3513151215909901" },
		{ "3513151205909O1", "351315120590901" },
		/* A bar at the edge separates, a letter there belongs to the word. */
		{ "|351315120590990|", "#351315120590990" },
		{ "351315120590990lahir", "351315120590990 lahir" },
		{ "nol3513151205909901", "nol 3513151205909901" },
		{ "3513151205909901l", "3513151205909901 l" },
		/* Too few digits to be sure: words stay words. */
		{ "l0ok 0O0", "look 0 o 0" },
		{ "d0misili", "domisili" },
	};
	char words[512];

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++)
		assert_string_equal(words_of(vectors[i].text, words, sizeof words),
				    vectors[i].words);
}

static void test_spelt_words_and_odd_characters_are_plain(void **state)
{
	static const struct {
		const char *text, *words;
	} vectors[] = {
		{ "S K T M", "sktm" },
		{ "S.K.T.M.", "sktm" },
		{ "n i k 35", "nik 35" },
		{ "a n siti", "a n siti" },
		{ "Juma'ati", "jumaati" },
		{ "Juma\xE2\x80\x99"
		  "ati",
		  "jumaati" },
		{ "d\xC3\xB3misili", "domisili" },
		{ "\xEF\xBC\xB3\xEF\xBC\xAB\xEF\xBC\xB5", "sku" },
		{ "sktm\xC2\xA0"
		  "siti",
		  "sktm siti" },
		{ "su\xE2\x80\x8Brat", "surat" },
		{ "\xF0\x9F\x99\x8F sktm \xF0\x9F\x99\x8F", "sktm" },
	};
	char words[512];

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++)
		assert_string_equal(words_of(vectors[i].text, words, sizeof words),
				    vectors[i].words);
}

static void test_what_is_copied_is_as_written(void **state)
{
	struct tokens tokens;
	char out[64];

	(void)state;
	tokens_split("an  Moh.\n Holil, S.Pd", &tokens);
	tokens_copy(&tokens, 1, 2, out, sizeof out);
	assert_string_equal(out, "Moh. Holil");
	tokens_copy(&tokens, 1, tokens.n - 1, out, 8);
	assert_string_equal(out, "Moh. Ho");
}

static void test_words_can_be_cut_joined_and_put_in(void **state)
{
	struct tokens tokens;

	(void)state;
	tokens_split("mintasktm sk tm", &tokens);
	assert_true(tokens_cut(&tokens, 0, 5));
	assert_int_equal(tokens.n, 4);
	assert_string_equal(tokens.at[0].raw, "minta");
	assert_string_equal(tokens.at[1].raw, "sktm");
	tokens_join(&tokens, 2, 2);
	assert_int_equal(tokens.n, 3);
	assert_string_equal(tokens.at[2].raw, "sktm");
	tokens_insert(&tokens, 1, "keterangan");
	assert_int_equal(tokens.n, 4);
	assert_string_equal(tokens.at[1].word, "keterangan");
	assert_int_equal(tokens.at[1].length, 0);
}

static void test_too_many_words_are_cut_off(void **state)
{
	char text[4 * TOKENS_MAX + 1];
	struct tokens tokens;

	(void)state;
	for (size_t i = 0; i < sizeof text - 1; i++)
		text[i] = "ab, "[i % 4];
	text[sizeof text - 1] = '\0';
	tokens_split(text, &tokens);
	assert_int_equal(tokens.n, TOKENS_MAX);
	assert_false(tokens.is_cut);
	assert_false(tokens_cut(&tokens, 0, 1));
	text[sizeof text - 2] = 'c'; /* one more */
	text[sizeof text - 3] = ' ';
	tokens_split(text, &tokens);
	assert_true(tokens.is_cut);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_text_is_cut_at_what_people_were_taught),
		cmocka_unit_test(test_letters_within_long_numbers_are_digits),
		cmocka_unit_test(test_spelt_words_and_odd_characters_are_plain),
		cmocka_unit_test(test_what_is_copied_is_as_written),
		cmocka_unit_test(test_words_can_be_cut_joined_and_put_in),
		cmocka_unit_test(test_too_many_words_are_cut_off),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
