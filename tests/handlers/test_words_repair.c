// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/words_index.h"
#include "handlers/words_match.h"
#include "handlers/words_repair.h"
#include "tests/support/reading.h"

/* The main spellings of a text's words, apart by a space. */
static const char *spelling_of(void **state, const char *text, char *out, size_t size)
{
	struct word_index index;
	struct tokens tokens;
	struct text words;

	index_build(&index, reading_words(state), reading_catalogue(state));
	tokens_split(text, &tokens);
	repair_spelling(&index, &tokens);
	text_init(&words, out, size);
	for (size_t i = 0; i < tokens.n; i++)
		text_add_format(&words, "%s%s", i > 0 ? " " : "", tokens.at[i].word);
	return out;
}

static void test_words_get_their_main_spelling(void **state)
{
	static const struct {
		const char *text, *spelling;
	} vectors[] = {
		{ "tdk", "tidak" },
		{ "mboten", "tidak" },
		{ "sdh jd blm", "sudah jadi belum" },
		{ "suket", "surat keterangan" },
		{ "gausah", "tidak usah" },
		{ "skcknya", "skck" },
		{ "surate", "surat" },
		{ "seratipun", "surat" },
		{ "yaaaa", "ya" },
		{ "sktmm", "sktm" },
		{ "dmsili", "domisili" },
		{ "suratketeranganusaha", "surat keterangan usaha" },
		{ "mintasktm", "minta sktm" },
		{ "sk tm", "sktm" },
		{ "Dimas", "dimas" },
		{ "suparman", "suparman" },
		{ "3513151205909901", "3513151205909901" },
	};
	char spelling[256];

	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++)
		assert_string_equal(
			spelling_of(state, vectors[i].text, spelling, sizeof spelling),
			vectors[i].spelling);
}

static void test_an_index_finds_every_word_of_every_entry(void **state)
{
	const struct words *words = reading_words(state);
	const struct catalogue *catalogue = reading_catalogue(state);
	struct word_index index;

	index_build(&index, words, catalogue);
	assert_true(index.bucket[INDEX_BUCKETS] < INDEX_WORDS_MAX);
	for (size_t i = 0; i < words->n_words[WORD_LIST_GREETING]; i++) {
		char word[WORD_SIZE];

		text_copy(word, sizeof word, words->words[WORD_LIST_GREETING][i]);
		word[index_word_length(word)] = '\0';
		assert_true(index_knows(&index, word, true));
	}
	for (size_t i = 0; i < catalogue->n_letters; i++) {
		char word[WORD_SIZE] = "";

		for (size_t j = 0; catalogue->letters[i].keyword[j] != '\0'; j++)
			word[j] = (char)(catalogue->letters[i].keyword[j] | 0x20);
		assert_true(index_knows(&index, word, true));
	}
	assert_false(index_knows(&index, "xyzzy", false));
	assert_string_equal(index_main_spelling(&index, "utk"), "untuk");
	assert_string_equal(index_main_spelling(&index, "xyzzy"), "xyzzy");
}

static void test_marks_of_aliases_are_read(void **state)
{
	(void)state;
	assert_int_equal(alias_tier("sktm"), TIER_SURE);
	assert_int_equal(alias_tier("dagang?"), TIER_WEAK);
	assert_int_equal(alias_tier("ktp??"), TIER_FAINT);
	assert_int_equal(alias_tier("pengantar???"), TIER_GENERIC);
	assert_int_equal(alias_tier("x?????"), TIER_GENERIC);
	assert_true(alias_is_dominant("hilang?!"));
	assert_false(alias_is_dominant("hilang?"));
}

static void test_a_star_stands_for_a_few_words(void **state)
{
	static const struct {
		const char *text;
		bool is_there;
	} vectors[] = {
		{ "nama salah", true },
		{ "nama saya di ktp salah", true },
		{ "nama saya di kartu tanda penduduk itu salah", false },
		{ "nama saya di ktp\nyang ini salah", false },
	};

	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		struct letter_matches matches;
		struct word_index index;
		struct tokens tokens;
		bool is_there = false;

		index_build(&index, reading_words(state), reading_catalogue(state));
		tokens_split(vectors[i].text, &tokens);
		repair_spelling(&index, &tokens);
		match_all(&index, &tokens, &matches);
		for (size_t j = 0; j < matches.n; j++)
			is_there |= strcmp(reading_catalogue(state)
						   ->letters[matches.at[j].letter]
						   .keyword,
					   "BEDA") == 0;
		assert_int_equal(is_there, vectors[i].is_there);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_get_their_main_spelling),
		cmocka_unit_test(test_an_index_finds_every_word_of_every_entry),
		cmocka_unit_test(test_marks_of_aliases_are_read),
		cmocka_unit_test(test_a_star_stands_for_a_few_words),
	};

	return cmocka_run_group_tests(tests, reading_begin, reading_end);
}
