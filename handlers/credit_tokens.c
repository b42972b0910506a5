// SPDX-License-Identifier: MIT
#include "handlers/credit_tokens.h"

#include <stdio.h>
#include <string.h>

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static char lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* "s/d", "s.d.", "s.d": until. Returns its bytes, 0 when it is none. */
static size_t until_at(const char *at)
{
	bool is_it = lower(at[0]) == 's' && (at[1] == '/' || at[1] == '.') &&
		     lower(at[2]) == 'd' && !is_letter(at[3]);

	if (!is_it)
		return 0;
	return at[1] == '.' && at[3] == '.' ? 4 : 3;
}

static const char *take_word(const char *at, struct credit_token *token)
{
	size_t n_until = until_at(at), n = 0;

	token->kind = CREDIT_TOKEN_WORD;
	if (n_until > 0) {
		memcpy(token->word, "sd", sizeof "sd");
		return at + n_until;
	}
	for (; is_letter(at[n]); n++) {
		if (n + 1 < sizeof token->word)
			token->word[n] = lower(at[n]);
	}
	/* A longer one must not pass for its beginning. */
	if (n + 1 > sizeof token->word)
		token->word[0] = '\0';
	return at + n;
}

static const char *take_number(const char *at, struct credit_token *token)
{
	token->kind = CREDIT_TOKEN_NUMBER;
	token->has_zero = at[0] == '0' && is_digit(at[1]);
	for (; is_digit(*at); at++) {
		if (token->n_digits++ < CREDIT_DIGITS_MAX)
			token->number = token->number * 10 + (*at - '0');
	}
	return at;
}

/* Blanks, and the one that does not break (U+00A0). */
static const char *skip_blanks(const char *at, bool *out_has_space)
{
	for (;;) {
		size_t n = *at == ' ' || *at == '\t' || *at == '\r' ? 1
			   : strncmp(at, "\xC2\xA0", 2) == 0        ? 2
								    : 0;

		if (n == 0)
			return at;
		*out_has_space = true;
		at += n;
	}
}

size_t credit_tokens(const char *utf8, struct credit_token tokens[CREDIT_TOKENS_SIZE])
{
	size_t n = 0;

	memset(tokens, 0, CREDIT_TOKENS_SIZE * sizeof tokens[0]);
	for (;;) {
		struct credit_token *token = &tokens[n + 1];

		utf8 = skip_blanks(utf8, &token->has_space);
		if (*utf8 == '\0' || n == CREDIT_TOKENS_MAX)
			return n;
		if (is_letter(*utf8)) {
			utf8 = take_word(utf8, token);
		} else if (is_digit(*utf8)) {
			utf8 = take_number(utf8, token);
		} else {
			token->kind = CREDIT_TOKEN_SIGN;
			token->sign = *utf8++;
		}
		n++;
	}
}

bool credit_is_sign(const struct credit_token *token, const char *signs)
{
	return token->kind == CREDIT_TOKEN_SIGN && token->sign != '\0' &&
	       strchr(signs, token->sign) != NULL;
}

bool credit_is_joined(const struct credit_token *token, const char *signs)
{
	return credit_is_sign(token, signs) && !token->has_space &&
	       token[1].kind == CREDIT_TOKEN_NUMBER && !token[1].has_space;
}

bool credit_is_word(const struct credit_token *token, const char *words)
{
	char wanted[CREDIT_WORD_SIZE + 2];

	if (token->kind != CREDIT_TOKEN_WORD || token->word[0] == '\0')
		return false;
	snprintf(wanted, sizeof wanted, " %s ", token->word);
	return strstr(words, wanted) != NULL;
}
