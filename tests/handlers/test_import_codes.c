// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "handlers/import_codes.h"

static void test_codes_and_words_give_the_same(void **state)
{
	static const struct {
		const struct import_code *codes;
		const char *cell, *expected; /* NULL: unknown */
	} vectors[] = {
		{ import_codes_sex, "1", "L" },
		{ import_codes_sex, "2", "P" },
		{ import_codes_sex, "laki - laki", "L" },
		{ import_codes_sex, "Pr", "P" },
		{ import_codes_sex, "3", NULL },
		{ import_codes_sex, "", NULL },
		{ import_codes_sex, "-", NULL },
		{ import_codes_sex, "L\xC3\xA9", NULL },
		{ import_codes_religion, "1", "ISLAM" },
		{ import_codes_religion, "Katolik", "KATHOLIK" },
		{ import_codes_religion, "7", "KEPERCAYAAN TERHADAP TUHAN YME" },
		{ import_codes_religion, "8", NULL },
		{ import_codes_religion, "ISLAMI", NULL },
		{ import_codes_religion, "ISLA", NULL },
		{ import_codes_marital_status, "CERAIMATI", "CERAI MATI" },
		{ import_codes_marital_status, "bk", "BELUM KAWIN" },
		{ import_codes_citizenship, "1", "WNI" },
		{ import_codes_life_state, "6", "PERGI" },
		{ import_codes_life_state, "5", NULL },
		{ import_codes_life_state, "0", NULL },
		{ import_codes_occupation, "9", "PETANI/PEKEBUN" },
		{ import_codes_occupation, "petani / pekebun", "PETANI/PEKEBUN" },
		{ import_codes_occupation, "89", "LAINNYA" },
		{ import_codes_occupation, "90", NULL },
		{ import_codes_occupation, "-1", NULL },
		{ import_codes_occupation, "99999999999999999999", NULL },
		{ import_codes_occupation, "9x", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		const char *word = import_code_word(vectors[i].codes, vectors[i].cell);

		if (vectors[i].expected == NULL)
			assert_null(word);
		else
			assert_string_equal(word, vectors[i].expected);
	}
}

static void test_every_code_and_each_of_its_words_is_found_again(void **state)
{
	static const struct import_code *const all[] = {
		import_codes_sex,
		import_codes_religion,
		import_codes_marital_status,
		import_codes_citizenship,
		import_codes_life_state,
		import_codes_occupation,
	};
	int n_occupations = 0;

	(void)state;
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
		for (const struct import_code *code = all[i]; code->code != 0; code++) {
			char number[16];

			snprintf(number, sizeof number, "%d", code->code);
			assert_string_equal(import_code_word(all[i], number),
					    code->words[0]);
			for (int w = 0; w < IMPORT_CODE_WORDS_MAX && code->words[w]; w++)
				assert_string_equal(
					import_code_word(all[i], code->words[w]),
					code->words[0]);
			n_occupations += all[i] == import_codes_occupation;
		}
	}
	assert_int_equal(n_occupations, 89);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_codes_and_words_give_the_same),
		cmocka_unit_test(test_every_code_and_each_of_its_words_is_found_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
