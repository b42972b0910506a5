// SPDX-License-Identifier: MIT
#include "modem/lexer.h"

#include <string.h>

#include "base/cursor.h"

enum {
	BYTE_CTRL_Z = 0x1A,
	BYTE_ESC = 0x1B,
};

void lexer_clear(struct lexer *lexer)
{
	lexer->length = 0;
	lexer->is_prompt_awaited = false;
	lexer->is_skipping = false;
	lexer->is_in_string = false;
	lexer->is_dirty = false;
	lexer->is_behind_blank = false;
}

static void end_line(struct lexer *lexer, struct lexer_token *token)
{
	lexer->line[lexer->length] = '\0';
	*token = (struct lexer_token){
		.kind = LEXER_KIND_LINE,
		.bytes = lexer->line,
		.length = lexer->length,
		.is_dirty = lexer->is_dirty,
		.is_behind_blank = lexer->is_behind_blank,
	};
	lexer->length = 0;
	lexer->is_in_string = false;
	lexer->is_dirty = false;
	lexer->is_behind_blank = false;
}

/* Whether the line so far is `+CUSD: <m>,"` (27.007 7.15): from here on line ends belong
 * to the text. */
static bool opens_string(const struct lexer *lexer)
{
	struct cursor at = cursor_over(lexer->line, lexer->length);
	int status;

	if (!cursor_skip_text(&at, "+CUSD:"))
		return false;
	cursor_skip_spaces(&at);
	if (!cursor_next_int(&at, &status))
		return false;
	cursor_skip_spaces(&at);
	if (!cursor_skip_char(&at, ','))
		return false;
	cursor_skip_spaces(&at);
	return cursor_left(&at) == 1 && *at.at == '"';
}

static size_t without_end(const char *bytes, size_t length, const char *set)
{
	while (length > 0 && strchr(set, bytes[length - 1]) != NULL)
		length--;
	return length;
}

/* Whether the text so far ends in its closing quote, or in that and a `, <dcs>`. The
 * quote that opened it does not count: two are needed. */
static bool closes_string(const struct lexer *lexer)
{
	const char *first = memchr(lexer->line, '"', lexer->length);
	size_t end = without_end(lexer->line, lexer->length, " ");
	size_t number = without_end(lexer->line, end, "0123456789");
	size_t comma = without_end(lexer->line, number, " ");

	if (number < end && comma > 0 && lexer->line[comma - 1] == ',')
		end = without_end(lexer->line, comma - 1, " ");
	return end > 0 && lexer->line[end - 1] == '"' && first != &lexer->line[end - 1];
}

static void append(struct lexer *lexer, char byte)
{
	unsigned char value = (unsigned char)byte;

	lexer->line[lexer->length++] = byte;
	if (lexer->is_in_string)
		return;
	if (value < 0x20 || value > 0x7E)
		lexer->is_dirty = true;
	if (byte == '"' && opens_string(lexer))
		lexer->is_in_string = true;
}

/* Bytes that stand in front of a line without being of it: blanks after a prompt, and
 * what a modem echoes of our own ESC. */
static bool is_before_line(const struct lexer *lexer, char byte)
{
	return lexer->length == 0 && (byte == ' ' || byte == '\0' || byte == BYTE_ESC);
}

/* An echoed PDU ends with our Ctrl-Z. */
static bool is_echoed_end(const struct lexer *lexer, char byte)
{
	return byte == BYTE_CTRL_Z && !lexer->is_in_string;
}

static bool is_prompt(const struct lexer *lexer, char byte)
{
	return byte == '>' && lexer->length == 0 && lexer->is_prompt_awaited;
}

static void feed_line_end(struct lexer *lexer, char byte, struct lexer_token *token)
{
	bool is_text = lexer->is_in_string && !closes_string(lexer);

	if (lexer->length == 0)
		lexer->is_behind_blank = false;
	if (lexer->is_skipping)
		lexer->is_skipping = false;
	else if (is_text && lexer->length < LEXER_STRING_MAX_BYTES)
		append(lexer, byte);
	else if (is_text)
		lexer_give_up_string(lexer, token);
	else if (lexer->length > 0)
		end_line(lexer, token);
}

static void feed_byte(struct lexer *lexer, char byte, struct lexer_token *token)
{
	if (byte == '\r' || byte == '\n' || is_echoed_end(lexer, byte)) {
		feed_line_end(lexer, byte, token);
	} else if (lexer->is_skipping || is_before_line(lexer, byte)) {
		lexer->is_behind_blank |= byte == ' ';
	} else if (is_prompt(lexer, byte)) {
		lexer->is_prompt_awaited = false;
		token->kind = LEXER_KIND_PROMPT;
	} else if (lexer->is_in_string && lexer->length >= LEXER_STRING_MAX_BYTES) {
		lexer_give_up_string(lexer, token);
		lexer->is_skipping = true;
	} else if (lexer->length == LIMIT_AT_LINE_BYTES) {
		lexer->length = 0;
		lexer->is_dirty = false;
		lexer->is_skipping = true;
		token->kind = LEXER_KIND_TOO_LONG;
	} else {
		append(lexer, byte);
	}
}

size_t lexer_feed(struct lexer *lexer, const char *bytes, size_t length,
		  struct lexer_token *out_token)
{
	size_t at = 0;

	*out_token = (struct lexer_token){ .kind = LEXER_KIND_NONE, .bytes = "" };
	while (at < length && out_token->kind == LEXER_KIND_NONE)
		feed_byte(lexer, bytes[at++], out_token);
	return at;
}

void lexer_give_up_string(struct lexer *lexer, struct lexer_token *out_token)
{
	*out_token = (struct lexer_token){ .kind = LEXER_KIND_NONE, .bytes = "" };
	if (!lexer->is_in_string)
		return;
	end_line(lexer, out_token);
	out_token->is_cut = true;
}
