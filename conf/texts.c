// SPDX-License-Identifier: MIT
#include "conf/texts.h"

#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "base/utf8.h"
#include "conf/nearest.h"
#include "conf/report.h"
#include "handlers/phrases.h"
#include "handlers/words.h"

static bool is_space(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n';
}

/* Lower case and single spaces, as the reader of texts compares them. False when it does
 * not fit or is no text. */
static bool tidy(const char *string, char *out, size_t size)
{
	struct text text;

	text_init(&text, out, size);
	for (; *string != '\0'; string++) {
		char byte = *string;

		if (is_space(byte)) {
			/* Only between two words. */
			if (text.length == 0 || is_space(string[1]) || string[1] == '\0')
				continue;
			byte = ' ';
		} else if (byte >= 'A' && byte <= 'Z') {
			byte = (char)(byte - 'A' + 'a');
		}
		text_add_bytes(&text, &byte, 1);
	}
	return !text.is_cut && text.length > 0 && utf8_is_valid(text.bytes, text.length);
}

size_t texts_read_list(struct report *report, const config_setting_t *list,
		       const char *name, char *out, size_t size, size_t max)
{
	int length = config_setting_length(list);
	size_t n_read = 0;

	if (!config_setting_is_array(list) && !config_setting_is_list(list)) {
		report_at(report, list,
			  "%s must be a list of texts: [ \"...\", \"...\" ]", name);
		return 0;
	}
	if ((size_t)length > max) {
		report_at(report, list, "%s has %d entries; at most %zu are possible",
			  name, length, max);
		return 0;
	}
	for (int i = 0; i < length; i++) {
		const config_setting_t *entry =
			config_setting_get_elem(list, (unsigned)i);
		const char *string = config_setting_get_string(entry);

		if (string == NULL)
			report_at(report, entry, "%s.[%d] must be a text in quotes", name,
				  i);
		else if (!tidy(string, out + n_read * size, size))
			report_at(report, entry,
				  "%s.[%d] '%s' must be a text of 1 to %zu bytes", name,
				  i, string, size - 1);
		else
			n_read++;
	}
	return n_read;
}

static void refuse_unknown_lists(struct report *report, const config_setting_t *group)
{
	for (int i = 0; i < config_setting_length(group); i++) {
		const config_setting_t *member =
			config_setting_get_elem(group, (unsigned)i);
		struct nearest nearest;
		bool is_known = false;

		nearest_init(&nearest, member->name);
		for (int list = 0; list < WORD_LIST_COUNT; list++) {
			const char *name = word_list_name((enum word_list)list);

			is_known = is_known || strcmp(name, member->name) == 0;
			nearest_offer(&nearest, name);
		}
		if (!is_known)
			report_at(report, member, "words has no list '%s'%s",
				  member->name, nearest_hint(&nearest));
	}
}

void words_read_lists(struct report *report, const config_t *config,
		      struct words *out_words)
{
	const config_setting_t *group = config_lookup(config, "words");

	if (group == NULL || !config_setting_is_group(group)) {
		report_at(report, group,
			  "words must be a group of word lists; take it in with @include "
			  "\"words.conf\"");
		return;
	}
	refuse_unknown_lists(report, group);
	for (int list = 0; list < WORD_LIST_COUNT; list++) {
		const char *name = word_list_name((enum word_list)list);
		const config_setting_t *member = config_setting_get_member(group, name);

		if (member == NULL)
			report_at(report, group, "words has no list '%s'; add %s = [ ];",
				  name, name);
		else
			out_words->n_words[list] = texts_read_list(
				report, member, name, out_words->words[list][0],
				WORD_SIZE, WORDS_PER_LIST_MAX);
	}
}

static void read_phrase(struct report *report, const config_setting_t *member,
			struct phrases *phrases)
{
	struct phrase *phrase = &phrases->phrases[phrases->n_phrases];
	const char *string = config_setting_get_string(member);
	char buffer[LIMIT_WHY_SIZE];
	struct text why;

	text_init(&why, buffer, sizeof buffer);
	if (string == NULL) {
		report_at(report, member, "phrase %s must be a text in quotes",
			  member->name);
	} else if (!text_copy(phrase->id, sizeof phrase->id, member->name)) {
		report_at(report, member, "'%s' is too long for a phrase's name",
			  member->name);
	} else if (!text_copy(phrase->text, sizeof phrase->text, string)) {
		report_at(report, member, "phrase %s is longer than %d bytes",
			  member->name, PHRASE_SIZE - 1);
	} else {
		phrases->n_phrases++;
		if (!phrase_check(phrase, &why))
			report_at(report, member, "phrase %s: %s", phrase->id, why.bytes);
	}
}

static void require_phrases(struct report *report, const config_setting_t *group)
{
	size_t n_ids;
	const char *const *ids = phrase_needed_ids(&n_ids);

	for (size_t i = 0; i < n_ids; i++)
		if (config_setting_get_member(group, ids[i]) == NULL)
			report_at(report, group,
				  "phrase %s is missing; copy it from the phrases.conf "
				  "that came with the program",
				  ids[i]);
}

void phrases_read(struct report *report, const config_t *config,
		  struct phrases *out_phrases)
{
	const config_setting_t *group = config_lookup(config, "phrases");
	int n_phrases = group != NULL ? config_setting_length(group) : 0;

	if (group == NULL || !config_setting_is_group(group)) {
		report_at(report, group,
			  "phrases must be a group of texts; take it in with @include "
			  "\"phrases.conf\"");
		return;
	}
	if (n_phrases > PHRASES_MAX) {
		report_at(report, group, "has %d phrases; at most %d are possible",
			  n_phrases, PHRASES_MAX);
		return;
	}
	for (int i = 0; i < n_phrases; i++)
		read_phrase(report, config_setting_get_elem(group, (unsigned)i),
			    out_phrases);
	require_phrases(report, group);
}
