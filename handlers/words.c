// SPDX-License-Identifier: MIT
#include "handlers/words.h"

#include <string.h>

#include "base/text.h"
#include "handlers/words_fields.h"
#include "handlers/words_figures.h"
#include "handlers/words_index.h"
#include "handlers/words_intent.h"
#include "handlers/words_letters.h"
#include "handlers/words_match.h"
#include "handlers/words_numbers.h"
#include "handlers/words_purpose.h"
#include "handlers/words_repair.h"
#include "handlers/words_scene.h"
#include "handlers/words_slips.h"
#include "handlers/words_tokens.h"
#include "handlers/words_unlisted.h"

_Static_assert(WORD_LIST_COUNT < 64, "a token marks its lists in 64 bits");

const char *intent_name(enum intent intent)
{
	static const char *const names[INTENT_COUNT] = {
		[INTENT_UNKNOWN] = "UNKNOWN",
		[INTENT_REQUEST] = "REQUEST",
		[INTENT_CHOICE] = "CHOICE",
		[INTENT_MENU] = "MENU",
		[INTENT_GREETING] = "GREETING",
		[INTENT_CONFIRM] = "CONFIRM",
		[INTENT_DENY] = "DENY",
		[INTENT_STATUS] = "STATUS",
		[INTENT_CANCEL] = "CANCEL",
		[INTENT_REQUIREMENTS] = "REQUIREMENTS",
		[INTENT_INFO] = "INFO",
		[INTENT_REGISTER] = "REGISTER",
		[INTENT_OPTOUT] = "OPTOUT",
		[INTENT_HUMAN] = "HUMAN",
		[INTENT_THANKS] = "THANKS",
		[INTENT_STAFF_APPROVE] = "STAFF_APPROVE",
		[INTENT_STAFF_REJECT] = "STAFF_REJECT",
		[INTENT_STAFF_WITHDRAW] = "STAFF_WITHDRAW",
		[INTENT_STAFF_QUEUE] = "STAFF_QUEUE",
		[INTENT_VERIFY] = "VERIFY",
		[INTENT_IGNORE] = "IGNORE",
	};

	return intent < INTENT_COUNT ? names[intent] : names[INTENT_UNKNOWN];
}

/* Names of the settings in conf/words.conf. */
static const char *const list_names[WORD_LIST_COUNT] = {
	[WORD_LIST_SAME] = "same",
	[WORD_LIST_GREETING] = "greeting",
	[WORD_LIST_TITLE] = "title",
	[WORD_LIST_ASK] = "ask",
	[WORD_LIST_WISH] = "wish",
	[WORD_LIST_MAKE] = "make",
	[WORD_LIST_FOR] = "for",
	[WORD_LIST_BECAUSE] = "because",
	[WORD_LIST_NAME_OF] = "name_of",
	[WORD_LIST_NIK] = "nik",
	[WORD_LIST_FAMILY_CARD] = "family_card",
	[WORD_LIST_NUMBER_OF] = "number_of",
	[WORD_LIST_PHONE_OF] = "phone_of",
	[WORD_LIST_LETTER] = "letter",
	[WORD_LIST_LINK] = "link",
	[WORD_LIST_INSTEAD] = "instead",
	[WORD_LIST_YES] = "yes",
	[WORD_LIST_NO] = "no",
	[WORD_LIST_CANCEL] = "cancel",
	[WORD_LIST_NOT] = "not",
	[WORD_LIST_STATUS] = "status",
	[WORD_LIST_DONE] = "done",
	[WORD_LIST_QUESTION] = "question",
	[WORD_LIST_REQUIREMENTS] = "requirements",
	[WORD_LIST_MENU] = "menu",
	[WORD_LIST_HOURS] = "hours",
	[WORD_LIST_COST] = "cost",
	[WORD_LIST_INFO] = "info",
	[WORD_LIST_HUMAN] = "human",
	[WORD_LIST_COMPLAINT] = "complaint",
	[WORD_LIST_THING] = "thing",
	[WORD_LIST_THANKS] = "thanks",
	[WORD_LIST_SPAM] = "spam",
	[WORD_LIST_ADVERT] = "advert",
	[WORD_LIST_STOP] = "stop",
	[WORD_LIST_START] = "start",
	[WORD_LIST_FORGET] = "forget",
	[WORD_LIST_REGISTER] = "register",
	[WORD_LIST_PLACE] = "place",
	[WORD_LIST_KIN] = "kin",
	[WORD_LIST_FILLER] = "filler",
	[WORD_LIST_PARTICLE] = "particle",
	[WORD_LIST_SIGNATURE] = "signature",
	[WORD_LIST_DECOY] = "decoy",
	[WORD_LIST_APPROVE] = "approve",
	[WORD_LIST_REJECT] = "reject",
	[WORD_LIST_WITHDRAW] = "withdraw",
	[WORD_LIST_QUEUE] = "queue",
	[WORD_LIST_VERIFY] = "verify",
	[WORD_LIST_NUMBER] = "number",
	[WORD_LIST_CHOOSE] = "choose",
	[WORD_LIST_COMMON] = "common",
	[WORD_LIST_PERSON_END] = "person_end",
	[WORD_LIST_PERSON] = "person",
};

const char *word_list_name(enum word_list list)
{
	return list < WORD_LIST_COUNT ? list_names[list] : "";
}

/* "Nokia" in "dikirim dari Nokia saya". */
static bool is_phones_own(const struct tokens *tokens, size_t at)
{
	if (at == 0 || at >= tokens->n)
		return false;
	return tokens->at[at].kind == TOKEN_WORD && tokens->at[at].gap == GAP_SPACE &&
	       token_is_in(&tokens->at[at - 1], WORD_LIST_SIGNATURE) &&
	       (strcmp(tokens->at[at - 1].word, "dari") == 0 ||
		strcmp(tokens->at[at - 1].word, "from") == 0);
}

/* "-- Dikirim dari Nokia saya", "Wassalamualaikum": nobody means anything by it. Returns
 * whether something was cut off. */
static bool cut_farewell(struct tokens *tokens)
{
	const uint64_t empty =
		BIT(SIGNATURE) | BIT(GREETING) | BIT(TITLE) | BIT(FILLER) | BIT(PARTICLE);
	size_t first = tokens->n;

	for (size_t i = tokens->n; i > 1; i--) {
		const struct token *token = &tokens->at[i - 1];

		if (token_is_in(token, WORD_LIST_SIGNATURE) &&
		    (token_begins_sentence(token) || (token->gap & GAP_DASH)))
			first = i - 1;
		else if (!(token->lists & empty) && !is_phones_own(tokens, i - 1))
			break;
	}
	if (first == tokens->n)
		return false;
	tokens->last_gap = tokens->at[first].gap;
	tokens->n = first;
	return true;
}

static void scene_gather(struct scene *scene)
{
	scene->lists = 0;
	for (size_t i = 0; i < scene->tokens->n; i++)
		scene->lists |= scene->tokens->at[i].lists;
}

/* "3#NIK#NAMA#KUR": what is a letter's name there is a field. */
static bool is_choice_form(const struct tokens *tokens)
{
	return tokens->n > 2 && tokens->at[0].kind == TOKEN_DIGITS &&
	       strlen(tokens->at[0].word) <= 2 && (tokens->at[1].gap & GAP_FIELD);
}

static void say_what_was_found(struct scene *scene)
{
	const struct reading *out = scene->out;

	for (size_t i = 0; i < out->n_letters; i++)
		text_add_format(&scene->why, "surat: %s\n", out->letters[i]->keyword);
	if (out->n_niks > 0)
		text_add_format(&scene->why, "NIK: %zu\n", out->n_niks);
	if (out->bad_nik_digits > 0)
		text_add_format(&scene->why, "NIK tidak 16 angka: %d\n",
				out->bad_nik_digits);
	if (out->family_card[0] != '\0')
		text_add(&scene->why, "ada nomor KK\n");
	if (out->has_bad_code)
		text_add(&scene->why, "kode tidak cocok angka pemeriksanya\n");
	if (scene->why.length > 0 && out->why[scene->why.length - 1] == '\n')
		scene->out->why[scene->why.length - 1] = '\0';
}

void words_prepare(struct words *words, const struct catalogue *catalogue)
{
	index_build(&words->index, words, catalogue);
}

static bool is_prepared(const struct words *words, const struct catalogue *catalogue)
{
	return words->index.words == words && words->index.catalogue == catalogue;
}

void words_read(const struct words *words, const struct catalogue *catalogue,
		const char *utf8, struct reading *out_reading)
{
	struct word_index fresh;
	const struct word_index *index = &words->index;
	struct tokens tokens;
	struct scene scene = { .tokens = &tokens, .out = out_reading, .tier = TIER_NONE };

	memset(out_reading, 0, sizeof *out_reading);
	out_reading->choice = -1;
	text_init(&scene.why, out_reading->why, sizeof out_reading->why);
	if (!is_prepared(words, catalogue)) {
		index_build(&fresh, words, catalogue);
		index = &fresh;
	}
	scene.index = index;
	tokens_split(utf8, &tokens);
	figures_read(index, &tokens);
	repair_spelling(index, &tokens);
	match_all(index, &tokens, &scene.matches);
	if (cut_farewell(&tokens))
		match_all(index, &tokens, &scene.matches);
	scene.is_nik_guessed = numbers_read(&tokens, out_reading);
	scene_gather(&scene);
	fields_find_name(&scene);
	if (slips_mend(index, &tokens, scene_has_context(&scene))) {
		match_all(index, &tokens, &scene.matches);
		scene_gather(&scene);
	}
	purpose_mark(&scene);
	if (!is_choice_form(&tokens))
		letters_choose(&scene);
	unlisted_choose(&scene);
	fields_find_unlabelled(&scene);
	purpose_copy_rest(&scene);
	intent_decide(&scene);
	say_what_was_found(&scene);
}
