// SPDX-License-Identifier: MIT
#include "handlers/words_unlisted.h"

#include <string.h>

enum {
	NAME_MIN = 5,    /* shorter words are rather slips: "surat skc" */
	BRIEF_WORDS = 5, /* "surat kuasa ambil pensiun": nothing but a letter's name */
};

/* The letter for all that has none of its own: the one whose names are all weakest. */
static const struct letter *general_letter(const struct catalogue *catalogue)
{
	for (size_t i = 0; i < catalogue->n_letters; i++) {
		const struct letter *letter = &catalogue->letters[i];

		if (letter->n_aliases > 0 &&
		    alias_tier(letter->aliases[0]) == TIER_GENERIC)
			return letter;
	}
	return NULL;
}

/* "surat dari desa", "surat di sini" */
static bool is_about_place(const char *word)
{
	static const char *const words[] = { "dari",  "disini", "disana", "sini", "pada",
					     "oleh",  "dalam",  "baru",   "lama", "semua",
					     "lewat", "besok",  "atau" };

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (strcmp(word, words[i]) == 0)
			return true;
	}
	return false;
}

/* "surat kuasa": what stands right behind the word says which letter. */
static bool is_name_of_letter(const struct scene *scene, size_t at)
{
	const uint64_t may_name = BIT(COMMON) | BIT(KIN) | BIT(YES) | BIT(COMPLAINT) |
				  BIT(THING) | BIT(NOT) | BIT(NO) | BIT(INFO) |
				  BIT(PLACE) | BIT(ADVERT);
	const struct token *token = &scene->tokens->at[at];

	if (!token_is_in(token, WORD_LIST_LETTER) || at + 1 >= scene->tokens->n)
		return false;
	token++;
	if (!token_is_in(token, WORD_LIST_KIN) &&
	    (strlen(token->raw) < NAME_MIN || is_about_place(token->word)))
		return false;
	return token->kind == TOKEN_WORD && token->role == ROLE_NONE &&
	       token->gap == GAP_SPACE && (token->lists & ~may_name) == 0 &&
	       scene_letter_at(scene, at + 1, true) == NULL;
}

static bool begins_with_letter(const struct scene *scene, size_t at)
{
	const uint64_t empty = BIT(GREETING) | BIT(TITLE) | BIT(FILLER) | BIT(PARTICLE);

	for (size_t i = 0; i < at; i++) {
		if (!(scene->tokens->at[i].lists & empty))
			return false;
	}
	return scene->tokens->n - at <= BRIEF_WORDS;
}

void unlisted_choose(struct scene *scene)
{
	const uint64_t other = BIT(STATUS) | BIT(DONE) | BIT(QUESTION) | BIT(THANKS) |
			       BIT(REQUIREMENTS) | BIT(CANCEL) | BIT(HUMAN);
	const struct letter *letter = general_letter(scene->index->catalogue);
	const struct tokens *tokens = scene->tokens;
	bool is_asked = scene->out->n_niks > 0;

	if (letter == NULL || scene->out->n_letters > 0 || scene->n_denied > 0 ||
	    (scene->lists & other) != 0 ||
	    (!is_asked && scene_has(scene, WORD_LIST_MENU)))
		return;
	for (size_t i = 0; i < tokens->n; i++) {
		is_asked |= (tokens->at[i].lists & (BIT(ASK) | BIT(MAKE))) != 0;
		if (!is_name_of_letter(scene, i) ||
		    !(is_asked || begins_with_letter(scene, i)))
			continue;
		scene->out->letters[scene->out->n_letters++] = letter;
		scene->tier = TIER_GENERIC;
		scene->is_ambiguous = true;
		return;
	}
}
