// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "handlers/words_match.h"
#include "handlers/words_repair.h"
#include "handlers/words_slips.h"
#include "tests/support/reading.h"

static void test_distance_counts_slips_and_swaps(void **state)
{
	static const struct {
		const char *a, *b;
		int limit, distance;
	} vectors[] = {
		{ "sktm", "sktm", 2, 0 },
		{ "sktm", "skum", 2, 1 },
		{ "domisili", "domisli", 2, 1 },
		{ "domisili", "dommisili", 2, 1 },
		{ "domisili", "dmoisili", 2, 1 },
		{ "domisili", "dmosiili", 2, 2 },
		{ "domisili", "kematian", 2, 3 },
		{ "", "ab", 2, 2 },
		{ "", "abc", 2, 3 },
		{ "skck", "sckc", 1, 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		assert_int_equal(
			slips_distance(vectors[i].a, vectors[i].b, vectors[i].limit),
			vectors[i].distance);
		assert_int_equal(
			slips_distance(vectors[i].b, vectors[i].a, vectors[i].limit),
			vectors[i].distance);
	}
}

/* The main spelling of the first word that was mended, "" when none was. */
static const char *mended(void **state, const char *text, bool has_context,
			  struct tokens *tokens)
{
	struct letter_matches matches;
	struct word_index index;
	bool is_mended;

	index_build(&index, reading_words(state), reading_catalogue(state));
	tokens_split(text, tokens);
	repair_spelling(&index, tokens);
	match_all(&index, tokens, &matches);
	is_mended = slips_mend(&index, tokens, has_context);
	for (size_t i = 0; i < tokens->n; i++) {
		if (tokens->at[i].is_fuzzy) {
			assert_true(is_mended);
			return tokens->at[i].word;
		}
	}
	assert_false(is_mended);
	return "";
}

static void test_words_of_letters_are_mended(void **state)
{
	static const struct {
		const char *text;
		bool has_context;
		const char *mended;
	} vectors[] = {
		/* Eight letters: two slips with a context, one without. */
		{ "domirili", false, "domisili" },
		{ "domrili", true, "domisili" },
		{ "domrili", false, "" },
		/* Six and seven letters: one. */
		{ "pindak", false, "pindah" },
		{ "pjndak", true, "" },
		/* Five letters and acronyms: only in a context. */
		{ "usaga", true, "usaha" },
		{ "usaga", false, "" },
		{ "skum", true, "sktm" },
		{ "skum", false, "" },
		/* A phrase whose other word is there. */
		{ "ahli wairs", false, "waris" },
		/* A word cut short. */
		{ "penghas", true, "penghasilan" },
		/* Everyday words, names, titles and places stay. */
		{ "kecepatan", true, "" },
		{ "daging", true, "" },
		{ "bu usaga", true, "" },
		{ "dusun usaga", true, "" },
		{ "arisan", true, "" },
		{ "asil", true, "" }, /* first letters are not left out */
		{ "ya", true, "" },
		{ "tidek", true, "" },
	};

	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		struct tokens tokens;
		const char *word =
			mended(state, vectors[i].text, vectors[i].has_context, &tokens);

		if (strcmp(word, vectors[i].mended) != 0)
			fail_msg("'%s': '%s'", vectors[i].text, word);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_distance_counts_slips_and_swaps),
		cmocka_unit_test(test_words_of_letters_are_mended),
	};

	return cmocka_run_group_tests(tests, reading_begin, reading_end);
}
