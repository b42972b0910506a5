// SPDX-License-Identifier: MIT
#pragma once

/* An operator's text as words, numbers and signs, for handlers/credit.c. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	CREDIT_TOKENS_MAX =
		400, /* of a text; what we look for is said in the first few */
	CREDIT_TOKENS_SIZE = 1 + CREDIT_TOKENS_MAX + 1 + 5,
	CREDIT_WORD_SIZE = 16, /* longer words are none of ours */
	CREDIT_DIGITS_MAX = 18,
};

/* Signs with which a sentence may end, or a part of it. */
#define CREDIT_ENDS_OF_SENTENCE ".,;!?()*\n"

enum credit_token_kind {
	CREDIT_TOKEN_END,
	CREDIT_TOKEN_WORD,   /* ASCII letters, lower case; "s/d" and its like are "sd" */
	CREDIT_TOKEN_NUMBER, /* decimal digits */
	CREDIT_TOKEN_SIGN,   /* any other character; '\n' for line ends */
};

struct credit_token {
	enum credit_token_kind kind;
	bool has_space; /* in front of it */
	char word[CREDIT_WORD_SIZE];
	int64_t number;
	size_t n_digits;
	bool has_zero; /* the first of several digits */
	char sign;
};

/*
 * Cut a text up. One CREDIT_TOKEN_END stands in front of the tokens, at tokens[0], and
 * six behind them: so one may look back and a date's length ahead from each. Returns how
 * many there are between.
 */
size_t credit_tokens(const char *utf8, struct credit_token tokens[CREDIT_TOKENS_SIZE]);

bool credit_is_sign(const struct credit_token *token, const char *signs);

/* Whether it is one of these signs and a number follows, without a blank. */
bool credit_is_joined(const struct credit_token *token, const char *signs);

/* Whether it is a word of `words`, which are apart by one space and have one in front and
 * behind. */
bool credit_is_word(const struct credit_token *token, const char *words);
