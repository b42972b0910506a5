// SPDX-License-Identifier: MIT
#pragma once

/*
 * Bytes of a modem -> lines and prompts. Pure: no I/O, no allocation, any bytes allowed,
 * any cut between two feeds gives the same tokens.
 *
 * A line ends at CR or LF, however many of them; empty lines are none, blanks in front of
 * one are dropped. The prompt of AT+CMGS is a '>' at the beginning of a line, whatever
 * follows it (`> `, `>`, `>` CR LF), and only while somebody waits for it.
 * A text of +CUSD may hold line ends: it is one line up to its closing quote.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/limits.h"

enum {
	LEXER_STRING_MAX_BYTES = 2048, /* a +CUSD whose quote never closes ends here */
};

enum lexer_kind {
	LEXER_KIND_NONE, /* all bytes were eaten, nothing is complete */
	LEXER_KIND_LINE,
	LEXER_KIND_PROMPT,
	LEXER_KIND_TOO_LONG, /* said once; the rest of that line is skipped */
};

struct lexer_token {
	enum lexer_kind kind;
	const char *bytes; /* of a line: NUL-terminated, valid until the next feed */
	size_t length;
	bool is_dirty;        /* holds a byte that no control line has: not 0x20..0x7E */
	bool is_cut;          /* a +CUSD text whose closing quote did not come */
	bool is_behind_blank; /* one stood in front of it and was dropped */
};

struct lexer {
	char line[LIMIT_AT_LINE_BYTES + 1];
	size_t length;
	bool is_prompt_awaited; /* set by the owner; cleared by the prompt */
	bool is_skipping;
	bool is_in_string;
	bool is_dirty;
	bool is_behind_blank;
};

/* Forget all that has come. */
void lexer_clear(struct lexer *lexer);

/* Eat bytes up to the end of the first token; returns how many. Call again with the rest
 * until it answers LEXER_KIND_NONE. */
size_t lexer_feed(struct lexer *lexer, const char *bytes, size_t length,
		  struct lexer_token *out_token);

/* The rest of a +CUSD text did not come: give what there is. LEXER_KIND_NONE when no text
 * is open. */
void lexer_give_up_string(struct lexer *lexer, struct lexer_token *out_token);
