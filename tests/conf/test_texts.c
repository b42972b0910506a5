// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "conf/report.h"
#include "conf/texts.h"
#include "handlers/phrases.h"
#include "handlers/words.h"

struct fixture {
	struct report report;
	config_t config;
	FILE *out;
	char *said;
	size_t length;
	struct words words;
	struct phrases phrases;
};

static int begin(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);

	fixture->out = open_memstream(&fixture->said, &fixture->length);
	report_init(&fixture->report, fixture->out, "f", ".");
	config_init(&fixture->config);
	*state = fixture;
	return 0;
}

static int end(void **state)
{
	struct fixture *fixture = *state;

	config_destroy(&fixture->config);
	fclose(fixture->out);
	free(fixture->said);
	free(fixture);
	return 0;
}

static void parse(struct fixture *fixture, const char *file)
{
	if (config_read_string(&fixture->config, file) != CONFIG_TRUE)
		fail_msg("%s", config_error_text(&fixture->config));
}

static const char *said(struct fixture *fixture)
{
	fflush(fixture->out);
	return fixture->said;
}

/* All lists, empty but one, whose text stands in `one`. */
static void parse_lists(struct fixture *fixture, enum word_list with, const char *one)
{
	char file[WORDS_PER_LIST_MAX * 5 + 8192] = "words = {";

	for (int list = 0; list < WORD_LIST_COUNT; list++)
		snprintf(file + strlen(file), sizeof file - strlen(file), " %s = %s;",
			 word_list_name((enum word_list)list),
			 list == (int)with ? one : "[ ]");
	snprintf(file + strlen(file), sizeof file - strlen(file), " };");
	parse(fixture, file);
	words_read_lists(&fixture->report, &fixture->config, &fixture->words);
}

static void test_words_are_small_and_single_spaced(void **state)
{
	struct fixture *fixture = *state;

	parse_lists(fixture, WORD_LIST_ASK, "[ \"Mohon\", \"  tolong \\t BUATKAN \" ]");
	assert_string_equal(said(fixture), "");
	assert_int_equal(fixture->words.n_words[WORD_LIST_ASK], 2);
	assert_string_equal(fixture->words.words[WORD_LIST_ASK][0], "mohon");
	assert_string_equal(fixture->words.words[WORD_LIST_ASK][1], "tolong buatkan");
	assert_int_equal(fixture->words.n_words[WORD_LIST_GREETING], 0);
}

static void test_a_list_may_be_written_with_round_brackets(void **state)
{
	struct fixture *fixture = *state;

	parse_lists(fixture, WORD_LIST_YES, "( \"ya\", \"inggih\" )");
	assert_string_equal(said(fixture), "");
	assert_int_equal(fixture->words.n_words[WORD_LIST_YES], 2);
}

static void test_wrong_words_are_told_and_left_out(void **state)
{
	struct fixture *fixture = *state;

	parse_lists(fixture, WORD_LIST_YES,
		    "( \"ya\", 3, \"\", \"  \", "
		    "\"a word that is longer than forty bytes in all\", \"\\xFF\", "
		    "\"siap\" )");
	assert_int_equal(fixture->report.n_errors, 5);
	assert_non_null(strstr(said(fixture), "f:1: yes.[1] must be a text in quotes\n"));
	assert_non_null(strstr(said(fixture), "yes.[2] '' must be a text of 1 to 39"));
	assert_non_null(strstr(said(fixture), "yes.[4] 'a word"));
	assert_non_null(strstr(said(fixture), "yes.[5] '\\xFF'"));
	assert_int_equal(fixture->words.n_words[WORD_LIST_YES], 2);
	assert_string_equal(fixture->words.words[WORD_LIST_YES][1], "siap");
}

static void test_too_many_words_are_refused(void **state)
{
	struct fixture *fixture = *state;
	char list[WORDS_PER_LIST_MAX * 5 + 32] = "[ \"x\"", expected[128];

	for (int i = 0; i < WORDS_PER_LIST_MAX; i++)
		snprintf(list + strlen(list), sizeof list - strlen(list), ",\"x\"");
	snprintf(list + strlen(list), sizeof list - strlen(list), "]");
	parse_lists(fixture, WORD_LIST_NO, list);
	snprintf(expected, sizeof expected,
		 "f:1: no has %d entries; at most %d are possible\n",
		 WORDS_PER_LIST_MAX + 1, WORDS_PER_LIST_MAX);
	assert_string_equal(said(fixture), expected);
}

static void test_a_list_that_is_none_is_told(void **state)
{
	struct fixture *fixture = *state;

	parse_lists(fixture, WORD_LIST_NO, "\"tidak\"");
	assert_string_equal(said(fixture),
			    "f:1: no must be a list of texts: [ \"...\", \"...\" ]\n");
}

static void test_unknown_and_missing_lists_are_told(void **state)
{
	struct fixture *fixture = *state;

	parse(fixture, "words = { greting = [ ]; };");
	words_read_lists(&fixture->report, &fixture->config, &fixture->words);
	assert_non_null(
		strstr(said(fixture),
		       "f:1: words has no list 'greting'; did you mean 'greeting'?\n"));
	assert_non_null(
		strstr(said(fixture), "words has no list 'ask'; add ask = [ ];\n"));
	assert_int_equal(fixture->report.n_errors, 1 + WORD_LIST_COUNT);
}

static void test_files_without_words_or_phrases_are_told(void **state)
{
	struct fixture *fixture = *state;

	parse(fixture, "words = 3;");
	words_read_lists(&fixture->report, &fixture->config, &fixture->words);
	phrases_read(&fixture->report, &fixture->config, &fixture->phrases);
	assert_string_equal(said(fixture),
			    "f:1: words must be a group of word lists; take it in with "
			    "@include \"words.conf\"\n"
			    "f: phrases must be a group of texts; take it in with "
			    "@include \"phrases.conf\"\n");
}

/* Parse the phrases of the project, and `more` as the last line. */
static void parse_phrases(struct fixture *fixture, const char *more)
{
	char file[32768];
	FILE *ours = fopen("conf/phrases.conf", "r");
	char *end;

	assert_non_null(ours);
	file[fread(file, 1, sizeof file - 1024, ours)] = '\0';
	fclose(ours);
	end = strrchr(file, '}');
	assert_non_null(end);
	snprintf(end, 1024, "%s };", more);
	parse(fixture, file);
	phrases_read(&fixture->report, &fixture->config, &fixture->phrases);
}

static void test_phrases_are_kept_as_they_are(void **state)
{
	struct fixture *fixture = *state;
	const struct phrase *last;

	parse_phrases(fixture, "Z99 = \"Kode \" \"{kode}\";");
	assert_string_equal(said(fixture), "");
	last = &fixture->phrases.phrases[fixture->phrases.n_phrases - 1];
	assert_string_equal(last->id, "Z99");
	assert_string_equal(last->text, "Kode {kode}");
	assert_string_equal(fixture->phrases.phrases[0].id, "R01");
}

static void test_wrong_phrases_are_told(void **state)
{
	struct fixture *fixture = *state;

	parse_phrases(
		fixture,
		"Z1 = 3; AnIdThatIsMuchTooLongForAnyPhrase = \"x\"; Z2 = \"{nonsense}\";");
	assert_non_null(strstr(said(fixture), ": phrase Z1 must be a text in quotes\n"));
	assert_non_null(strstr(
		said(fixture),
		": 'AnIdThatIsMuchTooLongForAnyPhrase' is too long for a phrase's name\n"));
	assert_non_null(strstr(said(fixture), ": phrase Z2: "));
	assert_int_equal(fixture->report.n_errors, 3);
}

static void test_a_phrase_longer_than_its_place_is_told(void **state)
{
	struct fixture *fixture = *state;
	char more[PHRASE_SIZE + 32] = "Z1 = \"";

	memset(more + strlen(more), 'x', PHRASE_SIZE);
	snprintf(more + 6 + PHRASE_SIZE, sizeof more - 6 - PHRASE_SIZE, "\";");
	parse_phrases(fixture, more);
	assert_int_equal(fixture->report.n_errors, 1);
	assert_non_null(strstr(said(fixture), ": phrase Z1 is longer than 320 bytes\n"));
}

static void test_a_missing_phrase_is_named(void **state)
{
	struct fixture *fixture = *state;
	size_t n_ids;
	const char *const *ids = phrase_needed_ids(&n_ids);
	char expected[64];

	assert_true(n_ids > 0);
	parse(fixture, "phrases = { };");
	phrases_read(&fixture->report, &fixture->config, &fixture->phrases);
	snprintf(expected, sizeof expected, "f:1: phrase %s is missing; ",
		 ids[n_ids - 1]);
	assert_non_null(strstr(said(fixture), expected));
	assert_int_equal(fixture->report.n_errors, n_ids);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_words_are_small_and_single_spaced),
		TEST(test_a_list_may_be_written_with_round_brackets),
		TEST(test_wrong_words_are_told_and_left_out),
		TEST(test_too_many_words_are_refused),
		TEST(test_a_list_that_is_none_is_told),
		TEST(test_unknown_and_missing_lists_are_told),
		TEST(test_files_without_words_or_phrases_are_told),
		TEST(test_phrases_are_kept_as_they_are),
		TEST(test_wrong_phrases_are_told),
		TEST(test_a_phrase_longer_than_its_place_is_told),
		TEST(test_a_missing_phrase_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
