// SPDX-License-Identifier: MIT
/*
 * The whole reading over tests/handlers/texts.tsv: what is understood, what is asked
 * back, what is wrong. A third of the texts ("aside") was written like the rest but not
 * looked at while the rules grew; it is scored apart.
 */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/words.h"
#include "letters/catalogue.h"
#include "tests/support/reading.h"

enum {
	COLUMNS = 8,
	LINE_SIZE = 2048,
	CONFIRM_BELOW = 70, /* a request read with less confidence is asked back */
	GOOD_PERCENT = 98,
};

/* One line of the file. */
enum column {
	COLUMN_TEXT,
	COLUMN_INTENT,
	COLUMN_LETTERS,
	COLUMN_NIK,
	COLUMN_NAME,
	COLUMN_PURPOSE,
	COLUMN_CODE,
	COLUMN_ASIDE
};

struct score {
	int n_texts;
	int n_right[COLUMNS];
	int n_wrong_letters; /* a letter that was not asked for, accepted without asking
			      */
	int n_wrong_niks;
	int n_asked_back;
};

/* Cut a line at its tabs; "-" is empty, "\n" in the text a line break. */
static bool split(char *line, char *columns[COLUMNS])
{
	size_t n = 0;

	line[strcspn(line, "\n")] = '\0';
	if (line[0] == '#' && line[1] == ' ')
		return false;
	for (char *at = line; n < COLUMNS && at != NULL; n++) {
		columns[n] = at;
		at = strchr(at, '\t');
		if (at != NULL)
			*at++ = '\0';
	}
	if (n != COLUMNS)
		fail_msg("texts.tsv: a line with %zu columns: %s", n, line);
	for (size_t i = 1; i < COLUMNS; i++) {
		if (strcmp(columns[i], "-") == 0)
			columns[i] += 1;
	}
	for (char *at = strstr(columns[0], "\\n"); at != NULL; at = strstr(at, "\\n")) {
		*at = '\n';
		memmove(at + 1, at + 2, strlen(at + 2) + 1);
	}
	return true;
}

/* Letters and digits only, small: names and purposes are compared so. */
static bool is_alike(const char *a, const char *b)
{
	for (;;) {
		while (*a != '\0' && !isalnum((unsigned char)*a))
			a++;
		while (*b != '\0' && !isalnum((unsigned char)*b))
			b++;
		if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
			return false;
		if (*a == '\0')
			return true;
		a++;
		b++;
	}
}

/* Whether `list` (apart by commas) has an entry that `wanted` has not. */
static bool has_more(const char *list, const char *wanted)
{
	char copy[LINE_SIZE];
	char *rest = copy, *entry;

	text_copy(copy, sizeof copy, list);
	while ((entry = strsep(&rest, ",")) != NULL) {
		if (entry[0] != '\0' && strstr(wanted, entry) == NULL)
			return true;
	}
	return false;
}

/* Whether `read` is what the column wants: "*" anything, "A|B" either. */
static bool is_wanted(const char *read, const char *wanted, bool is_exact)
{
	char copy[LINE_SIZE];
	char *rest = copy, *entry;

	if (strcmp(wanted, "*") == 0)
		return true;
	text_copy(copy, sizeof copy, wanted);
	while ((entry = strsep(&rest, "|")) != NULL) {
		if (is_exact ? strcmp(read, entry) == 0 : is_alike(read, entry))
			return true;
	}
	return false;
}

/* Which columns were read as the line says. */
static void compare(const struct reading *reading, char *const columns[COLUMNS],
		    bool right[COLUMNS])
{
	char letters[128], niks[128];
	const char *read[COLUMNS] = {
		[COLUMN_INTENT] = intent_name(reading->intent),
		[COLUMN_LETTERS] = reading_letters(reading, letters, sizeof letters),
		[COLUMN_NIK] = reading_niks(reading, niks, sizeof niks),
		[COLUMN_NAME] = reading->name,
		[COLUMN_PURPOSE] = reading->purpose,
		[COLUMN_CODE] = reading->code,
	};

	for (size_t i = 0; i < COLUMNS; i++) {
		bool is_exact = i != COLUMN_NAME && i != COLUMN_PURPOSE;

		right[i] = read[i] != NULL && is_wanted(read[i], columns[i], is_exact);
		if (read[i] != NULL && !right[i] && getenv("VERBOSE") != NULL)
			print_message("'%s': '%s', not '%s'\n", columns[0], read[i],
				      columns[i]);
	}
}

/* A letter accepted without asking that nobody wanted. */
static bool is_wrong_letter(const struct reading *reading, char *const columns[COLUMNS],
			    const bool right[COLUMNS])
{
	char letters[128];

	reading_letters(reading, letters, sizeof letters);
	if (letters[0] == '\0' || strcmp(columns[COLUMN_LETTERS], "*") == 0)
		return letters[0] != '\0' && !right[COLUMN_INTENT];
	return !right[COLUMN_INTENT] || has_more(letters, columns[COLUMN_LETTERS]);
}

static void count(struct score *score, const struct reading *reading,
		  char *const columns[COLUMNS])
{
	char niks[128];
	bool is_asked = reading->confidence < CONFIRM_BELOW || reading->is_letter_guessed;
	bool right[COLUMNS];

	compare(reading, columns, right);
	score->n_texts++;
	for (size_t i = 0; i < COLUMNS; i++)
		score->n_right[i] += right[i];
	score->n_wrong_niks +=
		has_more(reading_niks(reading, niks, sizeof niks), columns[COLUMN_NIK]);
	if (reading->intent != INTENT_REQUEST)
		return;
	if (!is_asked && is_wrong_letter(reading, columns, right)) {
		score->n_wrong_letters++;
		print_message("a wrong letter accepted: '%s'\n", columns[0]);
	}
	score->n_asked_back += (is_asked || reading->n_letters == 0) &&
			       columns[COLUMN_LETTERS][0] != '\0';
}

static double percent(const struct score *score, enum column column)
{
	return score->n_texts > 0 ? 100.0 * score->n_right[column] / score->n_texts : 0;
}

static void print_score(const char *what, const struct score *score)
{
	print_message("%s, %d texts: intent %.1f %%, letter %.1f %%, nik %.1f %%, name "
		      "%.1f %%, purpose %.1f %%, wrong letters %d, wrong niks %d, asked "
		      "back %d\n",
		      what, score->n_texts, percent(score, COLUMN_INTENT),
		      percent(score, COLUMN_LETTERS), percent(score, COLUMN_NIK),
		      percent(score, COLUMN_NAME), percent(score, COLUMN_PURPOSE),
		      score->n_wrong_letters, score->n_wrong_niks, score->n_asked_back);
}

static void check_score(const struct score *score)
{
	assert_true(score->n_texts >= 100);
	assert_true(percent(score, COLUMN_INTENT) >= GOOD_PERCENT);
	assert_true(percent(score, COLUMN_LETTERS) >= GOOD_PERCENT);
	assert_int_equal(score->n_right[COLUMN_NIK], score->n_texts);
	assert_int_equal(score->n_right[COLUMN_CODE], score->n_texts);
	assert_int_equal(score->n_wrong_letters, 0);
	assert_int_equal(score->n_wrong_niks, 0);
}

/* Both scores of a file: what was looked at while the rules grew, and what was not. */
static void score_file(void **state, const char *path, struct score *seen,
		       struct score *aside)
{
	FILE *file = fopen(path, "r");
	char line[LINE_SIZE];

	assert_non_null(file);
	while (fgets(line, sizeof line, file) != NULL) {
		char *columns[COLUMNS];
		struct reading reading;

		if (!split(line, columns))
			continue;
		reading_of(state, columns[COLUMN_TEXT], &reading);
		count(columns[COLUMN_ASIDE][0] != '\0' ? aside : seen, &reading, columns);
	}
	fclose(file);
}

static void test_texts_are_understood(void **state)
{
	struct score seen = { 0 }, aside = { 0 };

	score_file(state, "tests/handlers/texts.tsv", &seen, &aside);
	print_score("seen", &seen);
	print_score("aside", &aside);
	check_score(&seen);
	check_score(&aside);
}

/* Written from the vocabulary of the field before its rules were looked at. */
static void test_blind_texts_are_understood(void **state)
{
	static const char *const files[] = {
		"tests/handlers/texts_blind_1.tsv", "tests/handlers/texts_blind_2.tsv",
		"tests/handlers/texts_blind_3.tsv", "tests/handlers/texts_blind_4.tsv",
		"tests/handlers/texts_blind_5.tsv", "tests/handlers/texts_blind_6.tsv",
		"tests/handlers/texts_blind_7.tsv",
	};

	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		struct score score = { 0 };

		score_file(state, files[i], &score, &score);
		print_score(files[i], &score);
		check_score(&score);
	}
}

static void test_names_are_those_of_the_settings(void **state)
{
	(void)state;
	for (int i = 0; i < INTENT_COUNT; i++) {
		for (int j = 0; j < i; j++)
			assert_string_not_equal(intent_name((enum intent)i),
						intent_name((enum intent)j));
	}
	for (int i = 0; i < WORD_LIST_COUNT; i++) {
		assert_true(word_list_name((enum word_list)i)[0] != '\0');
		for (int j = 0; j < i; j++)
			assert_string_not_equal(word_list_name((enum word_list)i),
						word_list_name((enum word_list)j));
	}
}

static void test_an_unprepared_reading_is_the_same(void **state)
{
	static struct words copy; /* too large for a stack */
	struct reading prepared, fresh;
	const char *text = "mhn suket domisili utk bpjs 3513151205909901";

	reading_of(state, text, &prepared);
	copy = *reading_words(state);
	memset(&copy.index, 0, sizeof copy.index);
	memset(&fresh, 0xA5, sizeof fresh);
	words_read(&copy, reading_catalogue(state), text, &fresh);
	assert_memory_equal(&prepared, &fresh, sizeof fresh);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_texts_are_understood),
		cmocka_unit_test(test_blind_texts_are_understood),
		cmocka_unit_test(test_names_are_those_of_the_settings),
		cmocka_unit_test(test_an_unprepared_reading_is_the_same),
	};

	return cmocka_run_group_tests(tests, reading_begin, reading_end);
}
