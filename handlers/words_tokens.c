// SPDX-License-Identifier: MIT
#include "handlers/words_tokens.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

enum {
	/* With so many true digits, O and l among them are digits too (DOMAIN 4.3). */
	DIGITS_SURE = 12,
	/* Or with so many, when the whole is exactly as long as a NIK. */
	DIGITS_LIKELY = 8,
	/* A ticket code with an O in it: "4829137O". */
	CODE_DIGITS = 8,
	CODE_DIGITS_SURE = 6,
	SPELT_LETTERS_MIN = 3, /* "S K T M", "n i k" */
	LATIN_FIRST = 0xC0,
	FULL_WIDTH_FIRST = 0xFF01,
	FULL_WIDTH_LAST = 0xFF5E,
	FULL_WIDTH_SHIFT = 0xFEE0,
};

/* One character of the text in its plain form. */
struct plain {
	size_t length;  /* bytes it takes */
	char character; /* lower case; 0 = none of the below, '\'' joins, 1 = nothing */
};

bool token_is_in(const struct token *token, enum word_list list)
{
	return (token->lists >> list & 1) != 0;
}

bool token_begins_sentence(const struct token *token)
{
	if (token->gap & (GAP_START | GAP_LINE | GAP_FIELD | GAP_QUESTION | GAP_BANG))
		return true;
	return (token->gap & GAP_DOT) && (token->gap & GAP_SPACE);
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
	return byte >= 'a' && byte <= 'z';
}

/* Letters with marks as multitap phones write them, U+00C0 to U+00FF. */
static char latin_base(uint32_t code)
{
	static const char base[] = "aaaaaaaceeeeiiiidnooooo ouuuuyts"
				   "aaaaaaaceeeeiiiidnooooo ouuuuyty";

	if (code >= LATIN_FIRST && code < LATIN_FIRST + sizeof base - 1)
		return base[code - LATIN_FIRST];
	return 0;
}

static bool is_apostrophe(uint32_t code)
{
	return code == '\'' || code == '`' || code == 0xB4 || code == 0x2018 ||
	       code == 0x2019 || code == 0x02BC;
}

static bool is_dash(uint32_t code)
{
	return code == 0x2013 || code == 0x2014 || code == 0x2212;
}

static bool is_blank(uint32_t code)
{
	return code == ' ' || code == '\t' || code == '_' || code == 0xA0 ||
	       (code >= 0x2000 && code <= 0x200A) || code == 0x202F || code == 0x3000;
}

/* Its plain form; 0 = none, 1 = nothing at all (marks that no one sees). */
static char plain_of(uint32_t code)
{
	if (code >= FULL_WIDTH_FIRST && code <= FULL_WIDTH_LAST)
		code -= FULL_WIDTH_SHIFT;
	if (is_apostrophe(code))
		return '\'';
	if (is_blank(code))
		return ' ';
	if (is_dash(code))
		return '-';
	if (code >= LATIN_FIRST)
		return utf8_is_control(code) ? 1 : latin_base(code);
	if (code >= 'A' && code <= 'Z')
		return (char)(code - 'A' + 'a');
	return code < 0x80 ? (char)code : 0;
}

static struct plain plain_at(const char *text, size_t left)
{
	uint32_t code;
	struct plain plain = { .length = utf8_decode(text, left, &code) };

	plain.character = plain_of(code);
	return plain;
}

static uint16_t gap_of(char character)
{
	static const struct {
		const char *characters;
		uint16_t gap;
	} gaps[] = {
		{ " ", GAP_SPACE },    { "\n\r", GAP_LINE | GAP_SPACE },
		{ "#*|;", GAP_FIELD }, { ",", GAP_COMMA },
		{ ".", GAP_DOT },      { "-", GAP_DASH },
		{ "/\\", GAP_SLASH },  { ":=", GAP_COLON },
		{ "?", GAP_QUESTION }, { "!", GAP_BANG },
		{ "&+", GAP_AND },
	};

	for (size_t i = 0; character != 0 && i < sizeof gaps / sizeof gaps[0]; i++) {
		if (strchr(gaps[i].characters, character) != NULL)
			return gaps[i].gap;
	}
	return GAP_OTHER;
}

/* What a character is worth inside a long number, or 0. The text itself is looked at,
 * since a small "i" is no 1 but a capital one is. */
static char number_digit(char byte)
{
	if (is_digit(byte))
		return byte;
	if (byte == 'O' || byte == 'o')
		return '0';
	if (byte == 'I' || byte == 'l' || byte == '|' || byte == 'L')
		return '1';
	return 0;
}

static bool is_ascii_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Characters that could be digits, and how many are. */
static size_t number_run(const char *text, size_t left, bool may_have_bar,
			 size_t *out_n_digits)
{
	size_t length = 0;

	*out_n_digits = 0;
	while (length < left && number_digit(text[length]) != 0 &&
	       (may_have_bar || text[length] != '|'))
		*out_n_digits += is_digit(text[length++]);
	return length;
}

/* Letters at the end of a run belong to what follows ("..990lahir" does not end in 1),
 * or are too many. */
static size_t trim_run(const char *text, size_t left, size_t length)
{
	bool is_word_next = length < left && is_ascii_letter(text[length]);

	while (length > 0 && !is_digit(text[length - 1]) &&
	       (is_word_next || length > NIK_DIGITS))
		length--;
	return length;
}

/* Whether a run with O and l in it is a number: a NIK, or a code begun with a digit. */
static bool may_be_long_number(size_t length, size_t n_digits, size_t plain)
{
	if (length == CODE_DIGITS && plain > 0 && n_digits >= CODE_DIGITS_SURE)
		return true;
	return n_digits >= DIGITS_SURE ||
	       (n_digits >= DIGITS_LIKELY && length == NIK_DIGITS);
}

/*
 * A number that begins at `text`, with O and l in it when it is long enough. Returns its
 * length in bytes, 0 when there is none. A bar is a 1 only within a NIK, never at its
 * edge: there it separates.
 */
static size_t number_length(const char *text, size_t left, bool is_after_letter)
{
	size_t n_digits, plain = 0;
	size_t length = number_run(text, left, true, &n_digits);

	while (plain < left && is_digit(text[plain]))
		plain++;
	if (length != NIK_DIGITS || text[0] == '|' || text[length - 1] == '|')
		length = number_run(text, left, false, &n_digits);
	length = trim_run(text, left, length);
	if (plain == 0 && (is_after_letter || length != NIK_DIGITS))
		return 0;
	if (may_be_long_number(length, n_digits, plain))
		return length;
	return plain;
}

static struct token *token_add(struct tokens *tokens, enum token_kind kind, size_t start,
			       uint16_t gap)
{
	struct token *token;

	if (tokens->n == TOKENS_MAX) {
		tokens->is_cut = true;
		return NULL;
	}
	token = &tokens->at[tokens->n++];
	token->start = (uint16_t)start;
	token->length = 0;
	token->gap = gap;
	token->kind = (uint8_t)kind;
	token->role = ROLE_NONE;
	token->is_alias = false;
	token->is_fuzzy = false;
	token->lists = 0;
	return token;
}

static void number_add(struct tokens *tokens, size_t start, size_t length, uint16_t gap)
{
	struct token *token = token_add(tokens, TOKEN_DIGITS, start, gap);
	size_t n_kept = 0;

	if (token == NULL)
		return;
	token->length = (uint16_t)length;
	for (size_t i = 0; i < length && n_kept + 1 < WORD_SIZE; i++)
		token->raw[n_kept++] = number_digit(tokens->text[start + i]);
	token->raw[n_kept] = '\0';
	memcpy(token->word, token->raw, n_kept + 1);
}

/* A zero between two letters is an O: "d0misili". */
static bool is_letter_zero(const struct tokens *tokens, size_t at, size_t n_kept)
{
	return n_kept > 0 && tokens->text[at] == '0' && at + 1 < tokens->text_length &&
	       is_ascii_letter(tokens->text[at + 1]);
}

/* Letters from `start`; the end is returned. */
static size_t word_add(struct tokens *tokens, size_t start, uint16_t gap)
{
	struct token *token = token_add(tokens, TOKEN_WORD, start, gap);
	size_t at = start, n_kept = 0;

	while (at < tokens->text_length) {
		struct plain plain =
			plain_at(tokens->text + at, tokens->text_length - at);
		bool is_zero = is_letter_zero(tokens, at, n_kept);

		if (!is_letter(plain.character) && plain.character != '\'' &&
		    plain.character != 1 && !is_zero)
			break;
		if (token != NULL && n_kept + 1 < WORD_SIZE &&
		    (is_letter(plain.character) || is_zero))
			token->raw[n_kept++] = is_zero ? 'o' : plain.character;
		at += plain.length;
	}
	if (token != NULL) {
		token->length = (uint16_t)(at - start);
		token->raw[n_kept] = '\0';
		memcpy(token->word, token->raw, n_kept + 1);
	}
	return at;
}

/* The word for a separator that people typed from the instructions. */
static bool is_typed_separator(const struct token *token)
{
	return strcmp(token->raw, "spasi") == 0 || strcmp(token->raw, "spsi") == 0;
}

/* One letter that is spelt on from the one before. */
static bool is_spelt(const struct token *token, bool is_first)
{
	uint16_t joining = GAP_SPACE | GAP_DOT | GAP_DASH;

	return token->kind == TOKEN_WORD && token->raw[1] == '\0' &&
	       (is_first || (token->gap & ~joining) == 0);
}

/* "S K T M" and "n.i.k": single letters in a row are one word. */
static void join_spelt(struct tokens *tokens)
{
	for (size_t i = 0; i < tokens->n; i++) {
		size_t count = 0;

		while (i + count < tokens->n &&
		       is_spelt(&tokens->at[i + count], count == 0))
			count++;
		if (count >= SPELT_LETTERS_MIN)
			tokens_join(tokens, i, count);
	}
}

/* Take what begins at `at`; returns its length in bytes, 0 when it is no token. */
static size_t take_token(struct tokens *tokens, size_t at, uint16_t gap)
{
	size_t left = tokens->text_length - at;
	struct plain plain = plain_at(tokens->text + at, left);
	bool is_after_letter =
		gap == 0 && at > 0 && is_ascii_letter(tokens->text[at - 1]);
	size_t length = number_length(tokens->text + at, left, is_after_letter);

	if (length > 0) {
		number_add(tokens, at, length, gap);
		return length;
	}
	if (is_letter(plain.character))
		return word_add(tokens, at, gap) - at;
	return 0;
}

void tokens_split(const char *utf8, struct tokens *out)
{
	uint16_t gap = GAP_START;
	size_t at = 0;

	out->text = utf8;
	out->text_length = strlen(utf8);
	if (out->text_length > UINT16_MAX)
		out->text_length = utf8_cut(utf8, UINT16_MAX);
	out->n = 0;
	out->is_cut = false;
	while (at < out->text_length) {
		size_t length = take_token(out, at, gap);

		if (length == 0) {
			struct plain plain = plain_at(utf8 + at, out->text_length - at);

			gap |= plain.character == 1 ? 0 : gap_of(plain.character);
			length = plain.length;
		} else if (out->n > 0 && is_typed_separator(&out->at[out->n - 1])) {
			gap = out->at[--out->n].gap | GAP_FIELD;
		} else {
			gap = 0;
		}
		at += length;
	}
	out->last_gap = gap;
	join_spelt(out);
}

void tokens_join(struct tokens *tokens, size_t index, size_t count)
{
	struct token *token = &tokens->at[index];
	const struct token *last = token + count - 1;
	struct text joined;

	text_init(&joined, token->word, sizeof token->word);
	for (size_t i = 0; i < count; i++)
		text_add(&joined, token[i].raw);
	memcpy(token->raw, token->word, sizeof token->raw);
	token->length = (uint16_t)(last->start + last->length - token->start);
	memmove(token + 1, last + 1, (tokens->n - index - count) * sizeof tokens->at[0]);
	tokens->n -= count - 1;
}

bool tokens_cut(struct tokens *tokens, size_t index, size_t at)
{
	struct token *token = &tokens->at[index];
	size_t tail = strlen(token->raw) - at;

	/* Marks and apostrophes would shift the bytes: only plain words are cut. */
	if (tokens->n == TOKENS_MAX || strlen(token->raw) != token->length)
		return false;
	memmove(token + 1, token, (tokens->n - index) * sizeof *token);
	tokens->n++;
	memmove(token[1].raw, token->raw + at, tail + 1);
	memcpy(token[1].word, token[1].raw, tail + 1);
	token[1].start = (uint16_t)(token->start + at);
	token[1].length = (uint16_t)tail;
	token[1].gap = 0;
	token->raw[at] = '\0';
	memcpy(token->word, token->raw, at + 1);
	token->length = (uint16_t)at;
	return true;
}

void tokens_insert(struct tokens *tokens, size_t index, const char *word)
{
	struct token *token = &tokens->at[index];

	if (tokens->n == TOKENS_MAX)
		return;
	memmove(token + 1, token, (tokens->n - index) * sizeof *token);
	tokens->n++;
	*token = (struct token){
		.start = (uint16_t)(token[-1].start + token[-1].length),
		.gap = GAP_SPACE,
		.kind = TOKEN_WORD,
	};
	text_copy(token->raw, sizeof token->raw, word);
	text_copy(token->word, sizeof token->word, word);
}

void tokens_copy(const struct tokens *tokens, size_t first, size_t last, char *out,
		 size_t size)
{
	size_t at = tokens->at[first].start;
	size_t end = (size_t)tokens->at[last].start + tokens->at[last].length;
	bool is_space_due = false;
	struct text text;

	text_init(&text, out, size);
	while (at < end) {
		uint32_t code;
		size_t length = utf8_decode(tokens->text + at, end - at, &code);

		if (is_blank(code) || code == '\n' || code == '\r') {
			is_space_due = true;
		} else if (!utf8_is_control(code)) {
			if (is_space_due && text.length > 0)
				text_add_char(&text, ' ');
			is_space_due = false;
			text_add_bytes(&text, tokens->text + at, length);
		}
		at += length;
	}
}
