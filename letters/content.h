// SPDX-License-Identifier: MIT
#pragma once

/*
 * What stands on a letter, word for word, before anybody draws it: the values put into
 * the texts. Pure; whoever wants to know whether a letter can be printed asks here.
 */

#include <stdbool.h>
#include <stddef.h>

#include "letters/letter_options.h"

struct text;
struct values;

enum {
	CONTENT_LINE_SIZE = 192,
	CONTENT_ROW_SIZE = 512,
	CONTENT_PARAGRAPH_SIZE = 2560,
	CONTENT_ROWS = 10,
	CONTENT_HEAD_LINES = 3,
	CONTENT_SIGNATURE_LINES = 4,
	CONTENT_LIST_MAX = 8,
};

/* Lines of a list; `n` of them. */
struct content_list {
	size_t n;
	char lines[CONTENT_LIST_MAX][CONTENT_LINE_SIZE];
};

struct content {
	char head[CONTENT_HEAD_LINES][CONTENT_LINE_SIZE]; /* "" is left out */
	char head_script[CONTENT_LINE_SIZE];
	char address[CONTENT_LINE_SIZE];
	char title[CONTENT_LINE_SIZE], number[CONTENT_LINE_SIZE];
	struct {
		const char *label;
		char value[CONTENT_ROW_SIZE];
	} rows[CONTENT_ROWS];
	char opening[CONTENT_PARAGRAPH_SIZE];
	char body[CONTENT_PARAGRAPH_SIZE];
	char closing[CONTENT_PARAGRAPH_SIZE];
	char place_and_day[CONTENT_LINE_SIZE];
	struct content_list signature; /* "a.n. Kepala Desa X", "Sekretaris Desa" */
	char signer[CONTENT_LINE_SIZE];
	char signer_nip[CONTENT_LINE_SIZE]; /* "NIP. 19800131 200501 1 001" or "" */
	char camat[CONTENT_LINE_SIZE];      /* his title; "" when he does not sign */
	struct content_list signers;        /* who signs before the office */
	struct content_list copies_to;
	char code[CONTENT_LINE_SIZE];  /* 4829-1372 */
	char check[CONTENT_LINE_SIZE]; /* how to check it */
	char village[CONTENT_LINE_SIZE];
	char missing[CONTENT_PARAGRAPH_SIZE / 4]; /* names of empty values: "agama, rt" */
};

/* Put it together. False: `why` names, in Indonesian, the values that are empty or may
 * not be printed. */
bool content_compose(const struct values *values, const struct letter_options *options,
		     struct content *out, struct text *why);
