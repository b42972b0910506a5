// SPDX-License-Identifier: MIT
#include "conf/letters.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "conf/checks.h"
#include "conf/group.h"
#include "conf/option.h"
#include "conf/report.h"
#include "conf/texts.h"
#include "letters/catalogue.h"

enum {
	PATH_SIZE = 64
};

#define REQUIRED NULL
#define ANY      NULL
#define INT      OPTION_TYPE_INT
#define BOOL     OPTION_TYPE_BOOL

/* clang-format off */
static const struct option letter_options[] = {
	OPTION_TEXT("keyword", letter, keyword, REQUIRED, check_key_word,
		    "the word that asks for this letter, like SKTM"),
	OPTION_TEXT("short", letter, short_name, REQUIRED, check_not_empty,
		    "its name in replies, at most 14 characters"),
	OPTION_TEXT("menu", letter, menu_name, "", ANY,
		    "its name in the menu; the short one when left out"),
	OPTION_TEXT("group", letter, group, "", ANY,
		    "where USSD menus show it; nothing: on the first page"),
	OPTION_TEXT("title", letter, title, REQUIRED, check_not_empty,
		    "its official title"),
	OPTION_TEXT("code_old", letter, code_old, "", ANY,
		    "classification by Permendagri 78/2012"),
	OPTION_TEXT("code_new", letter, code_new, "", ANY,
		    "classification by Permendagri 83/2022"),
	OPTION_TEXT("unit", letter, unit, "", ANY,
		    "{unit} of its number, like KESRA; village.unit when left out"),
	OPTION_OTHER("class", "A, B, C or info"),
	OPTION_OTHER("aliases", "other words for it"),
	OPTION_OTHER("fields", "questions beside NIK and purpose"),
	OPTION_TEXT("requirements", letter, requirements, "", ANY,
		    "what to bring, at most 52 characters"),
	OPTION_NUMBER("valid_days", INT, letter, valid_days, "days", "0", 0, 3660,
		      "how long it is valid; 0 = no end"),
	OPTION_NUMBER("work_days", INT, letter, work_days, "working days", "2", 0, 60,
		      "promised: ready within"),
	OPTION_TEXT("signer", letter, signer, "kades", check_not_empty,
		    "kades, a.n. or camat"),
	OPTION_NUMBER("camat", BOOL, letter, needs_camat, NULL, "false", 0, 0,
		      "whether the camat signs too"),
	OPTION_TEXT("opening", letter, opening, "", ANY,
		    "instead of print.opening, where a letter begins in its own way"),
	OPTION_TEXT("body", letter, body, "", ANY, "the letter's own paragraph"),
	OPTION_TEXT("tembusan", letter, copies_to, "", ANY,
		    "who gets a copy, apart by ';'"),
	OPTION_TEXT("signers", letter, signers, "", ANY,
		    "who signs before the office does, apart by ';'"),
};

static const struct option field_options[] = {
	OPTION_TEXT("name", letter_field, name, REQUIRED, check_plain_word,
		    "the field's key, used in the letter's body"),
	OPTION_TEXT("label", letter_field, label, REQUIRED, check_not_empty,
		    "what the office reads before the answer"),
	OPTION_TEXT("question", letter_field, question, REQUIRED, check_not_empty,
		    "what the resident is asked"),
	OPTION_NUMBER("required", BOOL, letter_field, is_required, NULL, "true", 0, 0,
		      "whether a request needs it"),
};
/* clang-format on */

static void read_class(struct report *report, const config_setting_t *setting,
		       const char *path, struct letter *letter)
{
	static const struct {
		const char *name;
		enum letter_class class;
	} classes[] = {
		{ "A", LETTER_CLASS_SMS },
		{ "B", LETTER_CLASS_DOCUMENTS },
		{ "C", LETTER_CLASS_VISIT },
		{ "info", LETTER_CLASS_INFO },
	};
	const config_setting_t *member = config_setting_get_member(setting, "class");
	const char *name = member != NULL ? config_setting_get_string(member) : NULL;

	for (size_t i = 0; name != NULL && i < sizeof classes / sizeof classes[0]; i++) {
		if (strcmp(classes[i].name, name) == 0) {
			letter->class = classes[i].class;
			return;
		}
	}
	report_at(report, member != NULL ? member : setting,
		  "%s.class must be \"A\" (all by SMS), \"B\" (documents are brought), "
		  "\"C\" (a visit) or \"info\"",
		  path);
}

static void read_aliases(struct report *report, const config_setting_t *setting,
			 const char *path, struct letter *letter)
{
	char name[PATH_SIZE];
	struct text place;
	const config_setting_t *list = config_setting_get_member(setting, "aliases");

	text_init(&place, name, sizeof name);
	text_add_format(&place, "%s.aliases", path);
	if (list != NULL)
		letter->n_aliases =
			texts_read_list(report, list, name, letter->aliases[0],
					sizeof letter->aliases[0], LETTER_ALIASES_MAX);
}

static void read_fields(struct report *report, const config_setting_t *setting,
			const char *path, struct letter *letter)
{
	const config_setting_t *list = config_setting_get_member(setting, "fields");
	int n_fields = list != NULL ? config_setting_length(list) : 0;

	if (list != NULL && !config_setting_is_list(list)) {
		report_at(report, list, "%s.fields must be a list: fields = ( { ... } );",
			  path);
		return;
	}
	if (n_fields > LETTER_FIELDS_MAX) {
		report_at(report, list, "%s has %d fields; at most %d are possible", path,
			  n_fields, LETTER_FIELDS_MAX);
		return;
	}
	for (int i = 0; i < n_fields; i++) {
		char name[PATH_SIZE];
		struct text place;

		text_init(&place, name, sizeof name);
		text_add_format(&place, "%s.fields.[%d]", path, i);
		group_read(report, config_setting_get_elem(list, (unsigned)i), name,
			   field_options, sizeof field_options / sizeof field_options[0],
			   &letter->fields[letter->n_fields++]);
	}
}

static void read_letter(struct report *report, const config_setting_t *setting,
			const char *path, struct letter *letter)
{
	group_read(report, setting, path, letter_options,
		   sizeof letter_options / sizeof letter_options[0], letter);
	if (!config_setting_is_group(setting))
		return;
	read_class(report, setting, path, letter);
	read_aliases(report, setting, path, letter);
	read_fields(report, setting, path, letter);
	if (letter->menu_name[0] == '\0')
		text_copy(letter->menu_name, sizeof letter->menu_name,
			  letter->short_name);
}

/* Only of a catalogue that could be read: what follows from a first mistake would hide
 * it. */
static void check_letters(struct report *report, const config_setting_t *list,
			  const struct catalogue *catalogue)
{
	for (size_t i = 0; i < catalogue->n_letters; i++) {
		char buffer[LIMIT_WHY_SIZE];
		struct text why;

		text_init(&why, buffer, sizeof buffer);
		if (!catalogue_check(catalogue, i, &why))
			report_at(report, config_setting_get_elem(list, (unsigned)i),
				  "letter %s: %s", catalogue->letters[i].keyword,
				  why.bytes);
	}
}

void letters_read(struct report *report, const config_t *config,
		  struct catalogue *out_catalogue)
{
	const config_setting_t *list = config_lookup(config, "letters");
	int n_letters = list != NULL ? config_setting_length(list) : 0;
	int n_errors_before = report->n_errors;

	if (list == NULL || !config_setting_is_list(list) || n_letters == 0) {
		report_at(report, list,
			  "letters must be a list with at least one letter; take in the "
			  "catalogue with @include \"letters.conf\"");
		return;
	}
	if (n_letters > CATALOGUE_LETTERS_MAX) {
		report_at(report, list, "there are %d letters; at most %d are possible",
			  n_letters, CATALOGUE_LETTERS_MAX);
		return;
	}
	for (int i = 0; i < n_letters; i++) {
		char path[PATH_SIZE];

		snprintf(path, sizeof path, "letters.[%d]", i);
		read_letter(report, config_setting_get_elem(list, (unsigned)i), path,
			    &out_catalogue->letters[out_catalogue->n_letters++]);
	}
	if (report->n_errors == n_errors_before)
		check_letters(report, list, out_catalogue);
}
