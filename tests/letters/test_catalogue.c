// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "base/text.h"
#include "letters/catalogue.h"
#include "tests/support/reading.h"

/* What DOMAIN 3.1 lists, in its order. */
static void test_the_twenty_letters_are_there(void **state)
{
	static const struct {
		const char *keyword, *code_old, *code_new;
		enum letter_class class;
	} letters[] = {
		{ "DOMISILI", "470", "400.12.2.1", LETTER_CLASS_SMS },
		{ "SKTM", "401", "400.3.3.2", LETTER_CLASS_SMS },
		{ "USAHA", "581", "500.2.2.4", LETTER_CLASS_SMS },
		{ "HILANG", "331", "300.1", LETTER_CLASS_SMS },
		{ "PENGANTAR", "145", "400.10.2.2", LETTER_CLASS_SMS },
		{ "SKCK", "331", "300.1", LETTER_CLASS_SMS },
		{ "NIKAH", "472.2", "400.12.3.2", LETTER_CLASS_VISIT },
		{ "BELUMNIKAH", "470", "400.12.3.2", LETTER_CLASS_DOCUMENTS },
		{ "RAMAI", "331", "300.1", LETTER_CLASS_DOCUMENTS },
		{ "HASIL", "470", "400.10.2.2", LETTER_CLASS_DOCUMENTS },
		{ "BEDA", "471.1", "400.12.2.1", LETTER_CLASS_DOCUMENTS },
		{ "LAHIR", "472.11", "400.12.3.1", LETTER_CLASS_VISIT },
		{ "MATI", "472.12", "400.12.3.1", LETTER_CLASS_DOCUMENTS },
		{ "DOMUSAHA", "503", "500.2.2.4", LETTER_CLASS_DOCUMENTS },
		{ "KTP", "471.13", "400.12.2.1", LETTER_CLASS_INFO },
		{ "JANDA", "470", "400.12.3.2", LETTER_CLASS_DOCUMENTS },
		{ "PERGI", "471.23", "400.12.2.2", LETTER_CLASS_SMS },
		{ "PINDAH", "471.21", "400.12.2.2", LETTER_CLASS_INFO },
		{ "WARIS", "470", "400.10.2.2.13", LETTER_CLASS_VISIT },
		{ "TANAH", "593", "500.17.2.3", LETTER_CLASS_VISIT },
	};
	const struct catalogue *catalogue = reading_catalogue(state);

	assert_int_equal(catalogue->n_letters, sizeof letters / sizeof letters[0]);
	for (size_t i = 0; i < catalogue->n_letters; i++) {
		const struct letter *letter = catalogue_at(catalogue, (int)i + 1);

		assert_string_equal(letter->keyword, letters[i].keyword);
		assert_string_equal(letter->code_old, letters[i].code_old);
		assert_string_equal(letter->code_new, letters[i].code_new);
		assert_int_equal(letter->class, letters[i].class);
		assert_true(letter->title[0] != '\0' && letter->body[0] != '\0');
		assert_true(letter->requirements[0] != '\0');
		assert_ptr_equal(catalogue_find(catalogue, letters[i].keyword), letter);
		assert_int_equal(catalogue_index(catalogue, letter), i);
	}
}

static void test_what_is_not_there_is_not_found(void **state)
{
	const struct catalogue *catalogue = reading_catalogue(state);

	assert_null(catalogue_find(catalogue, "KUASA"));
	assert_null(catalogue_find(catalogue, "sktm"));
	assert_null(catalogue_at(catalogue, 0));
	assert_null(catalogue_at(catalogue, -1));
	assert_null(catalogue_at(catalogue, 21));
}

/* A catalogue of two plain letters to be spoilt. */
static struct catalogue *two_letters(void)
{
	struct catalogue *catalogue = calloc(1, sizeof *catalogue);

	assert_non_null(catalogue);
	catalogue->n_letters = 2;
	for (size_t i = 0; i < 2; i++) {
		struct letter *letter = &catalogue->letters[i];

		text_copy(letter->keyword, sizeof letter->keyword, i == 0 ? "A" : "B");
		text_copy(letter->title, sizeof letter->title, "Surat");
		text_copy(letter->short_name, sizeof letter->short_name, "Surat");
		text_copy(letter->aliases[0], sizeof letter->aliases[0],
			  i == 0 ? "satu" : "dua?");
		letter->n_aliases = 1;
	}
	return catalogue;
}

static bool is_right(const struct catalogue *catalogue, char why[LIMIT_WHY_SIZE])
{
	struct text text;

	text_init(&text, why, LIMIT_WHY_SIZE);
	return catalogue_check(catalogue, 1, &text);
}

static void test_wrong_letters_are_told(void **state)
{
	static const struct {
		const char *alias, *body, *why;
	} vectors[] = {
		{ "dua?", "", "" },
		{ "dua tiga?!", "{nama} {keperluan} {usaha}", "" },
		{ "nama * salah", "", "" },
		{ "satu", "", "alias 'satu' is already one of A" },
		{ "satu???", "", "is already one of A" },
		{ "a.n", "", "must be small letters" },
		{ "Dua", "", "must be small letters" },
		{ "dua  tiga", "", "must be small letters" },
		{ "?", "", "must be small letters" },
		{ "du?a", "", "may only stand at its end" },
		{ "dua", "{nama", "brace that makes no sense" },
		{ "dua", "{gaji}", "names {gaji}" },
		{ "dua", "[ sejak {usaha}] {nama}", "" },
		{ "dua", "[ sejak {usaha}", "'[' without ']'" },
		{ "dua", "sejak {usaha}]", "']' without '['" },
		{ "dua", "[[{usaha}]]", "'[' within '['" },
		{ "dua", "[sejak lama]", "without a {name}" },
		{ "dua", "na}ma", "brace that makes no sense" },
		{ "dua", "{NAMA}", "brace that makes no sense" },
		{ "dua", "{nam}", "names {nam}" },
	};
	char why[LIMIT_WHY_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		struct catalogue *catalogue = two_letters();
		struct letter *letter = &catalogue->letters[1];

		text_copy(letter->aliases[0], sizeof letter->aliases[0],
			  vectors[i].alias);
		text_copy(letter->body, sizeof letter->body, vectors[i].body);
		text_copy(letter->fields[0].name, sizeof letter->fields[0].name, "usaha");
		letter->n_fields = 1;
		assert_int_equal(is_right(catalogue, why), vectors[i].why[0] == '\0');
		if (strstr(why, vectors[i].why) == NULL)
			fail_msg("'%s': %s", vectors[i].alias, why);
		free(catalogue);
	}
}

static void test_letters_and_fields_stand_alone(void **state)
{
	struct catalogue *catalogue = two_letters();
	struct letter *letter = &catalogue->letters[1];
	char why[LIMIT_WHY_SIZE];

	(void)state;
	letter->n_fields = 2;
	text_copy(letter->fields[0].name, sizeof letter->fields[0].name, "usaha");
	text_copy(letter->fields[1].name, sizeof letter->fields[1].name, "usaha");
	assert_false(is_right(catalogue, why));
	assert_non_null(strstr(why, "two fields 'usaha'"));
	text_copy(letter->fields[1].name, sizeof letter->fields[1].name, "agama");
	assert_false(is_right(catalogue, why));
	assert_non_null(strstr(why, "'agama' has the name of a common placeholder"));
	letter->n_fields = 0;
	text_copy(letter->keyword, sizeof letter->keyword, "A");
	assert_false(is_right(catalogue, why));
	assert_non_null(strstr(why, "already a letter A"));
	letter->keyword[0] = '\0';
	assert_false(is_right(catalogue, why));
	assert_non_null(strstr(why, "needs a key word"));
	free(catalogue);
}

static void test_every_alias_leads_to_its_letter(void **state)
{
	const struct catalogue *catalogue = reading_catalogue(state);

	for (size_t i = 0; i < catalogue->n_letters; i++) {
		for (size_t j = 0; j < catalogue->letters[i].n_aliases; j++) {
			char text[64] = "minta surat ";
			struct reading reading;
			bool is_there = false;

			text_copy(text + strlen("minta surat "), 40,
				  catalogue->letters[i].aliases[j]);
			if (strchr(text, '*') != NULL)
				continue;
			text[strcspn(text, "?!")] = '\0';
			reading_of(state, text, &reading);
			for (size_t k = 0; k < reading.n_letters; k++)
				is_there |= reading.letters[k] == &catalogue->letters[i];
			if (!is_there)
				fail_msg("'%s' is not read as %s", text,
					 catalogue->letters[i].keyword);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_twenty_letters_are_there),
		cmocka_unit_test(test_what_is_not_there_is_not_found),
		cmocka_unit_test(test_wrong_letters_are_told),
		cmocka_unit_test(test_letters_and_fields_stand_alone),
		cmocka_unit_test(test_every_alias_leads_to_its_letter),
	};

	return cmocka_run_group_tests(tests, reading_begin, reading_end);
}
