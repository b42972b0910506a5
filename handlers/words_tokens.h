// SPDX-License-Identifier: MIT
#pragma once

/*
 * The words of a text: cut at the separators people were taught (# * . , / <spasi>...),
 * letters apart from digits, O and l turned into digits within long numbers, "S K T M"
 * joined. Each token remembers where it stood, so names and purposes are copied as
 * written.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "handlers/words.h"

enum {
	/* A joined message has at most 1224 characters, some 250 words; the rest is not
	 * read. */
	TOKENS_MAX = 320,
	NIK_DIGITS = 16,
};

enum token_kind {
	TOKEN_WORD,
	TOKEN_DIGITS
};

/* What stands between a token and the one before it; several bits at once. */
enum token_gap {
	GAP_START = 1 << 0,
	GAP_SPACE = 1 << 1,
	GAP_LINE = 1 << 2,
	GAP_FIELD = 1 << 3, /* # * | ; <spasi> */
	GAP_COMMA = 1 << 4,
	GAP_DOT = 1 << 5,
	GAP_DASH = 1 << 6,
	GAP_SLASH = 1 << 7,
	GAP_COLON = 1 << 8,
	GAP_QUESTION = 1 << 9,
	GAP_BANG = 1 << 10,
	GAP_AND = 1 << 11, /* & + */
	GAP_OTHER = 1 << 12,
};

enum token_role {
	ROLE_NONE,
	ROLE_NIK,
	ROLE_FAMILY_CARD,
	ROLE_PHONE,
	ROLE_CODE,
	ROLE_LETTER_NUMBER,
	ROLE_NUMBER, /* any other number that has a label or a wrong length */
	ROLE_NAME,
	ROLE_PURPOSE,
	ROLE_SIGNATURE,
};

struct token {
	uint16_t start, length; /* bytes of the text as it was received */
	uint16_t gap;           /* before it */
	uint8_t kind;
	uint8_t role;
	bool is_alias;        /* part of a letter's name */
	bool is_fuzzy;        /* its word was found by edit distance */
	uint64_t lists;       /* bit per word list whose entry covers it */
	char raw[WORD_SIZE];  /* lower case, as typed */
	char word[WORD_SIZE]; /* main spelling */
};

struct tokens {
	const char *text;
	size_t text_length;
	size_t n;
	uint16_t last_gap; /* behind the last token */
	bool is_cut;       /* the text had more tokens */
	struct token at[TOKENS_MAX];
};

/* The mark of one list among `lists`: BIT(ASK). */
#define BIT(list) (UINT64_C(1) << (WORD_LIST_##list))
#define ASKING    (BIT(ASK) | BIT(WISH) | BIT(MAKE))

bool token_is_in(const struct token *token, enum word_list list);

/* Whether something stands between this token and the one before that ends a thought: a
 * line, a field, a question, a full stop with a space. */
bool token_begins_sentence(const struct token *token);

void tokens_split(const char *utf8, struct tokens *out);

/* Take token `index` and the next `count` - 1 together as one word. */
void tokens_join(struct tokens *tokens, size_t index, size_t count);

/* Cut token `index` before byte `at` of its raw word. False when there is no room. */
bool tokens_cut(struct tokens *tokens, size_t index, size_t at);

/* Put a word in that stands in no place of the text, before token `index` (at least 1).
 */
void tokens_insert(struct tokens *tokens, size_t index, const char *word);

/* Copy the text from token `first` to `last` as written, white space made single, to
 * `out`. */
void tokens_copy(const struct tokens *tokens, size_t first, size_t last, char *out,
		 size_t size);
