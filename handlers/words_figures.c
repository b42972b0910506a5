// SPDX-License-Identifier: MIT
#include "handlers/words_figures.h"

#include <string.h>

#include "base/text.h"

enum {
	DOUBLED_MIN = 4, /* letters of a word that "2" doubles: "rt2", "smp2" are none */
};

/* The letter that a digit looks like; 0 for none. A one is an i or an l. */
static char letter_like(char digit, char one)
{
	static const char letters[] = "o..eas";

	if (digit == '1')
		return one;
	return digit >= '0' && digit <= '5' && digit != '2' ? letters[digit - '0'] : 0;
}

static bool is_glued(const struct tokens *tokens, size_t at, enum token_kind kind)
{
	return at < tokens->n && tokens->at[at].kind == kind && tokens->at[at].gap == 0;
}

static bool is_one_digit(const struct token *token)
{
	return token->kind == TOKEN_DIGITS && token->raw[1] == '\0';
}

/* Tokens that stand together without a gap and are words or single digits: how many from
 * `first` on. */
static size_t glued_length(const struct tokens *tokens, size_t first)
{
	size_t length = 1;

	while (is_glued(tokens, first + length, TOKEN_WORD) ||
	       (is_glued(tokens, first + length, TOKEN_DIGITS) &&
		is_one_digit(&tokens->at[first + length])))
		length++;
	while (length > 1 && tokens->at[first + length - 1].kind == TOKEN_DIGITS)
		length--; /* "no4" */
	return length;
}

/* "m1nta": all of them as one word of letters. False when a digit is like none. */
static bool spell(const struct tokens *tokens, size_t first, size_t count, char one,
		  char out[WORD_SIZE])
{
	struct text text;

	text_init(&text, out, WORD_SIZE);
	for (size_t i = first; i < first + count; i++) {
		const struct token *token = &tokens->at[i];
		char letter = letter_like(token->raw[0], one);

		if (token->kind == TOKEN_WORD)
			text_add(&text, token->raw);
		else if (letter == 0)
			return false;
		else
			text_add_char(&text, letter);
	}
	return text.length > 0 && !text.is_cut;
}

static void become(struct tokens *tokens, size_t at, size_t count, const char *word)
{
	tokens_join(tokens, at, count);
	tokens->at[at].kind = TOKEN_WORD;
	text_copy(tokens->at[at].raw, WORD_SIZE, word);
	text_copy(tokens->at[at].word, WORD_SIZE, word);
}

/* "3bulan" is no "ebulan": a digit in front only where a letter is named. */
static bool is_meant(const struct word_index *index, const struct token *first,
		     const char *word)
{
	return first->kind == TOKEN_DIGITS ? index_names_letter(index, word)
					   : index_knows(index, word, true);
}

static bool read_letters(const struct word_index *index, struct tokens *tokens, size_t at)
{
	static const char ones[] = "il";
	const struct token *first = &tokens->at[at];
	size_t count = glued_length(tokens, at);

	if (count < 2 || (first->kind == TOKEN_DIGITS && !is_one_digit(first)))
		return false;
	for (size_t i = 0; ones[i] != '\0'; i++) {
		char word[WORD_SIZE];

		if (spell(tokens, at, count, ones[i], word) &&
		    is_meant(index, first, word)) {
			become(tokens, at, count, word);
			return true;
		}
	}
	return false;
}

/* "kirim2"; "pilih2" is a choice. */
static void read_doubled(const struct word_index *index, struct tokens *tokens, size_t at)
{
	char word[WORD_SIZE];

	if (tokens->at[at].kind != TOKEN_WORD ||
	    !is_glued(tokens, at + 1, TOKEN_DIGITS) ||
	    strcmp(tokens->at[at + 1].raw, "2") != 0)
		return;
	text_copy(word, sizeof word, tokens->at[at].raw);
	if (strlen(word) < DOUBLED_MIN ||
	    (index_lists(index, index_main_spelling(index, word)) & BIT(CHOOSE)) != 0)
		return;
	become(tokens, at, 2, word);
}

void figures_read(const struct word_index *index, struct tokens *tokens)
{
	for (size_t i = 0; i < tokens->n; i++) {
		if (!read_letters(index, tokens, i))
			read_doubled(index, tokens, i);
	}
}
