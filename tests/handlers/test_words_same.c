// SPDX-License-Identifier: MIT
/*
 * What may not change a reading: capitals, spaces, politeness before, a signature behind.
 * Every text of the other tests is read again so; intent, letters and NIKs stay.
 */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/words.h"
#include "tests/support/reading.h"

enum {
	LINE_SIZE = 2048,
};

static const char *const files[] = {
	"tests/handlers/texts.tsv",         "tests/handlers/texts_blind_1.tsv",
	"tests/handlers/texts_blind_2.tsv", "tests/handlers/texts_blind_3.tsv",
	"tests/handlers/texts_blind_4.tsv", "tests/handlers/texts_blind_5.tsv",
	"tests/handlers/texts_blind_6.tsv", "tests/handlers/texts_blind_7.tsv",
};

typedef void change_fn(const char *text, struct text *out);

static void upper(const char *text, struct text *out)
{
	for (; *text != '\0'; text++)
		text_add_char(out, (char)toupper((unsigned char)*text));
}

static void wide(const char *text, struct text *out)
{
	for (; *text != '\0'; text++)
		text_add(out, *text == ' ' ? "   " : (char[]){ *text, '\0' });
}

static void unbreakable(const char *text, struct text *out)
{
	for (; *text != '\0'; text++)
		text_add(out, *text == ' ' ? "\u00A0" : (char[]){ *text, '\0' });
}

static void padded(const char *text, struct text *out)
{
	text_add_format(out, " \n %s \n\t", text);
}

static void greeted(const char *text, struct text *out)
{
	text_add_format(out, "assalamualaikum pak, %s", text);
}

static void polite(const char *text, struct text *out)
{
	text_add_format(out, "Selamat pagi, mohon maaf mengganggu. %s", text);
}

static void javanese(const char *text, struct text *out)
{
	text_add_format(out, "kulo nuwun pak, %s", text);
}

static void signed_by_phone(const char *text, struct text *out)
{
	text_add_format(out, "%s\n-- Dikirim dari Nokia saya", text);
}

static void farewell(const char *text, struct text *out)
{
	text_add_format(out, "%s\nWassalamualaikum", text);
}

static void ended(const char *text, struct text *out)
{
	text_add_format(out, "%s.", text);
}

static void doubly_ended(const char *text, struct text *out)
{
	text_add_format(out, "%s ..", text);
}

/* Courtesy is all that small talk says: a greeting before it may be all that is read. */
static bool is_small_talk(enum intent intent)
{
	return intent == INTENT_UNKNOWN || intent == INTENT_GREETING ||
	       intent == INTENT_THANKS || intent == INTENT_IGNORE;
}

/* What an officer's phone sends is a command, word by word. */
static bool is_command(enum intent intent)
{
	return intent >= INTENT_STAFF_APPROVE && intent <= INTENT_STAFF_QUEUE;
}

static bool is_same(const struct reading *a, const struct reading *b)
{
	char letters[2][128], niks[2][128];

	return a->intent == b->intent && a->choice == b->choice &&
	       strcmp(a->code, b->code) == 0 && strcmp(a->topic, b->topic) == 0 &&
	       strcmp(reading_letters(a, letters[0], sizeof letters[0]),
		      reading_letters(b, letters[1], sizeof letters[1])) == 0 &&
	       strcmp(reading_niks(a, niks[0], sizeof niks[0]),
		      reading_niks(b, niks[1], sizeof niks[1])) == 0;
}

static int count_changed(void **state, const char *path, change_fn *change,
			 bool is_courtesy)
{
	FILE *file = fopen(path, "r");
	char line[LINE_SIZE], room[4 * LINE_SIZE], letters[128];
	int n_changed = 0;

	assert_non_null(file);
	while (fgets(line, sizeof line, file) != NULL) {
		struct reading plain, changed;
		struct text text;

		line[strcspn(line, "\t\n")] = '\0';
		text_init(&text, room, sizeof room);
		change(line, &text);
		reading_of(state, line, &plain);
		reading_of(state, room, &changed);
		if (is_same(&plain, &changed) ||
		    (is_courtesy &&
		     (is_small_talk(plain.intent) || is_command(plain.intent))))
			continue;
		n_changed++;
		print_message("'%s': %s, and %s %s\n", line, intent_name(plain.intent),
			      intent_name(changed.intent),
			      reading_letters(&changed, letters, sizeof letters));
	}
	fclose(file);
	return n_changed;
}

static void check_change(void **state, change_fn *change, bool is_courtesy)
{
	int n_changed = 0;

	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
		n_changed += count_changed(state, files[i], change, is_courtesy);
	assert_int_equal(n_changed, 0);
}

static void test_capitals_change_nothing(void **state)
{
	check_change(state, upper, false);
}

static void test_spaces_change_nothing(void **state)
{
	check_change(state, wide, false);
	check_change(state, unbreakable, false);
	check_change(state, padded, false);
}

static void test_full_stops_behind_change_nothing(void **state)
{
	check_change(state, ended, false);
	check_change(state, doubly_ended, false);
}

static void test_courtesy_changes_nothing(void **state)
{
	check_change(state, greeted, true);
	check_change(state, polite, true);
	check_change(state, javanese, true);
}

static void test_signatures_change_nothing(void **state)
{
	check_change(state, signed_by_phone, true);
	check_change(state, farewell, true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_capitals_change_nothing),
		cmocka_unit_test(test_spaces_change_nothing),
		cmocka_unit_test(test_full_stops_behind_change_nothing),
		cmocka_unit_test(test_courtesy_changes_nothing),
		cmocka_unit_test(test_signatures_change_nothing),
	};

	return cmocka_run_group_tests(tests, reading_begin, reading_end);
}
