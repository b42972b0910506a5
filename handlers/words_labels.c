// SPDX-License-Identifier: MIT
#include "handlers/words_labels.h"

#include <string.h>

enum {
	LABEL_DISTANCE = 4, /* words from a label to its digits: "nik istri saya" */
};

static enum label label_of(const struct token *token)
{
	if (token_is_in(token, WORD_LIST_FAMILY_CARD))
		return LABEL_FAMILY_CARD;
	if (token_is_in(token, WORD_LIST_NIK))
		return LABEL_NIK;
	if (token_is_in(token, WORD_LIST_NUMBER_OF))
		return LABEL_OTHER;
	if (token_is_in(token, WORD_LIST_PHONE_OF))
		return LABEL_PHONE;
	return LABEL_NONE;
}

/* Words that may stand between a label and its digits: "no kk bapak saya". */
static bool may_stand_between(const struct token *token)
{
	const uint64_t between = BIT(FILLER) | BIT(TITLE) | BIT(KIN) | BIT(CHOOSE) |
				 BIT(LINK) | BIT(PERSON);

	return !token->is_alias && (token->lists == 0 || (token->lists & between) != 0);
}

/* "bikin kk 3513...": the card is wanted, the digits are a NIK. */
static bool is_asked_for(const struct tokens *tokens, size_t label)
{
	const struct token *token = &tokens->at[label];

	if (label == 0 || token_is_in(token, WORD_LIST_NUMBER_OF))
		return false;
	return token_is_in(token - 1, WORD_LIST_MAKE);
}

/* Index of the nearest label before `at`, tokens->n when there is none near. */
static size_t label_before(const struct tokens *tokens, size_t at)
{
	for (size_t i = at; i > 0 && at - i < LABEL_DISTANCE; i--) {
		const struct token *token = &tokens->at[i - 1];

		if (token->kind == TOKEN_DIGITS)
			break;
		if (label_of(token) != LABEL_NONE)
			return is_asked_for(tokens, i - 1) ? tokens->n : i - 1;
		if (!may_stand_between(token))
			break;
	}
	return tokens->n;
}

/* The label of another kind right before the label at `label`: the first of "NIK dan KK".
 */
static size_t label_pair(const struct tokens *tokens, size_t label)
{
	for (size_t i = label; i > 0 && label - i < 3; i--) {
		const struct token *token = &tokens->at[i - 1];

		if (label_of(token) != LABEL_NONE &&
		    label_of(token) != label_of(&tokens->at[label]))
			return i - 1;
		if (label_of(token) == LABEL_NONE &&
		    !token_is_in(token, WORD_LIST_LINK) &&
		    !token_is_in(token, WORD_LIST_CHOOSE))
			break;
	}
	return tokens->n;
}

bool label_is_nik_long(const struct token *token)
{
	return token->kind == TOKEN_DIGITS && strlen(token->word) == NIK_DIGITS;
}

/* The number of 16 digits beside this one, behind (`step` 1) or before (-1), with at most
 * a word like "dan" between; tokens->n when there is none. */
static size_t neighbour(const struct tokens *tokens, size_t at, int step)
{
	size_t next = at + (size_t)step; /* wraps below 0 to a huge value: checked */

	if (next < tokens->n && token_is_in(&tokens->at[next], WORD_LIST_LINK))
		next += (size_t)step;
	return next < tokens->n && label_is_nik_long(&tokens->at[next]) ? next
									: tokens->n;
}

/* "beda tanggal lahir akta sama kk 3513...": a document compared, no label. */
static bool is_compared(const struct tokens *tokens, size_t label)
{
	if (label == 0 || !token_is_in(&tokens->at[label - 1], WORD_LIST_LINK))
		return false;
	for (size_t i = 0; i < label; i++) {
		if (strcmp(tokens->at[i].word, "beda") == 0)
			return true;
	}
	return false;
}

/* What the words say a number is. "NIK dan KK: a, b" labels them in order. */
enum label label_for(const struct tokens *tokens, size_t at)
{
	size_t label = label_before(tokens, at);
	size_t other;

	if (label == tokens->n) {
		other = neighbour(tokens, at, -1);
		if (other == tokens->n)
			return LABEL_NONE;
		label = label_before(tokens, other);
		if (label == tokens->n || label_pair(tokens, label) == tokens->n)
			return LABEL_NONE;
		return label_of(&tokens->at[label]);
	}
	other = label_pair(tokens, label);
	if (other == tokens->n)
		return is_compared(tokens, label) ? LABEL_NONE
						  : label_of(&tokens->at[label]);
	if (neighbour(tokens, at, 1) != tokens->n)
		return label_of(&tokens->at[other]);
	/* "NIK/KK" and one number: it is the NIK that everybody has at hand. */
	return neighbour(tokens, at, -1) == tokens->n ? LABEL_NIK
						      : label_of(&tokens->at[label]);
}
