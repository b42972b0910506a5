// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/must.h"
#include "handlers/wording.h"

static void test_words_are_found_in_any_spelling(void **state)
{
	static const struct {
		const char *text;
		bool has_letter;
	} vectors[] = {
		{ "mau bikin surat nikah", true },
		{ "SURAT", true },
		{ "suket domisili", true },
		{ "buat,surat!", true },
		{ "suratnya", false },
		{ "nikah", false },
		{ "surat", true },
		{ "", false },
		{ "  ", false },
		{ "tidak", false },
	};
	struct words *words = must_alloc(sizeof(*words));

	(void)state;
	snprintf(words->words[WORD_LIST_LETTER][0], WORD_SIZE, "surat");
	words->n_words[WORD_LIST_LETTER] = 1;
	snprintf(words->words[WORD_LIST_SAME][0], WORD_SIZE, "tdk tidak");
	snprintf(words->words[WORD_LIST_SAME][1], WORD_SIZE, "suket surat");
	words->n_words[WORD_LIST_SAME] = 2;
	for (size_t i = 0; i < sizeof(vectors) / sizeof(*vectors); i++)
		assert_int_equal(wording_has(words, WORD_LIST_LETTER, vectors[i].text),
				 vectors[i].has_letter);
	free(words);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_are_found_in_any_spelling),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
