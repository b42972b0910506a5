// SPDX-License-Identifier: MIT
#include "handlers/words_doubts.h"

#include <string.h>

#include "handlers/words_slips.h"

enum {
	BRIEF_LETTERS = 3,
	NEAR_MIN = 5, /* letters of a word that another is near to */
	NEAR_SLIPS = 2,
};

/* A word of three letters, or the second half of what such a word stands for. */
static bool is_brief(const struct token *token)
{
	if (token->length == 0)
		token--; /* put in behind the word as it was typed */
	return strlen(token->raw) <= BRIEF_LETTERS;
}

/* "keterangan ekonomi lemah": a letter that the catalogue does not know by this name. */
static bool is_named_otherwise(const struct scene *scene,
			       const struct letter_match *match)
{
	const uint64_t usual = BIT(FOR) | BIT(NIK) | BIT(NAME_OF) | BIT(THANKS) |
			       BIT(PLACE) | BIT(QUESTION) | ASKING | BIT(LETTER) |
			       BIT(REQUIREMENTS) | BIT(COST) | BIT(STATUS);
	size_t next = scene_skip_fillers(scene, match->last + 1u);

	/* "skt" alone may be a slip of "sktm". */
	if (match->tier == TIER_GENERIC && is_brief(&scene->tokens->at[match->first]))
		return true;
	if (match->tier != TIER_GENERIC || next >= scene->tokens->n)
		return false;
	return scene->tokens->at[next].kind == TOKEN_WORD &&
	       scene->tokens->at[next].role == ROLE_NONE &&
	       (scene->tokens->at[next].lists & usual) == 0 &&
	       strcmp(scene->tokens->at[next].word, "dari") != 0 &&
	       strcmp(scene->tokens->at[next].word, "ke") != 0 &&
	       strcmp(scene->tokens->at[next].word, "buat") != 0;
}

/* "sysrat sktm": two words, and nothing says what for. */
static bool is_all_there(const struct scene *scene, const struct letter_match *match)
{
	return match->first == 1 && match->last + 1u == scene->tokens->n;
}

/* "bekum menikah": an unknown word before a weak name may turn it round. */
static bool is_behind_unknown(const struct scene *scene, const struct letter_match *match)
{
	const struct token *token = &scene->tokens->at[match->first];

	if (match->first == 0 ||
	    (match->tier == TIER_SURE && !is_all_there(scene, match)) ||
	    token_begins_sentence(token) || (token->gap & GAP_COMMA) ||
	    token->role == ROLE_PURPOSE)
		return false;
	token--;
	return token->kind == TOKEN_WORD && token->lists == 0 &&
	       token->role == ROLE_NONE &&
	       scene_letter_at(scene, match->first - 1u, true) == NULL;
}

/* Whether an alias goes on behind `word` with what was written, or nearly so. */
static bool goes_on_like(const char *alias, const char *word, const struct token *next)
{
	size_t length = strlen(word);
	char second[WORD_SIZE];

	if (strncmp(alias, word, length) != 0 || alias[length] != ' ')
		return false;
	if (next->lists == 0)
		return true; /* any word that nobody knows */
	alias += length + 1;
	length = index_word_length(alias);
	if (length < NEAR_MIN || length >= sizeof second || strlen(next->raw) < NEAR_MIN)
		return false;
	memcpy(second, alias, length);
	second[length] = '\0';
	return slips_distance(next->raw, second, NEAR_SLIPS) <= NEAR_SLIPS;
}

/* "domisili usaah", "domisili sekretariat": perhaps the longer name of another letter. */
static bool is_nearly_longer(const struct scene *scene, const struct letter_match *match)
{
	const struct catalogue *catalogue = scene->index->catalogue;
	const struct token *first = &scene->tokens->at[match->first];

	if (match->tier != TIER_SURE || match->first != match->last ||
	    match->last + 1u >= scene->tokens->n || first[1].kind != TOKEN_WORD ||
	    first[1].role == ROLE_NAME || first[1].gap != GAP_SPACE)
		return false;
	for (size_t i = 0; i < catalogue->n_letters; i++) {
		const struct letter *letter = &catalogue->letters[i];

		for (size_t j = 0; i != match->letter && j < letter->n_aliases; j++) {
			if (goes_on_like(letter->aliases[j], first->word, &first[1]))
				return true;
		}
	}
	return false;
}

bool doubts_letter(const struct scene *scene, const struct letter_match *match)
{
	return is_named_otherwise(scene, match) || is_behind_unknown(scene, match) ||
	       is_nearly_longer(scene, match);
}
