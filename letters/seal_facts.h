// SPDX-License-Identifier: MIT
#pragma once

/*
 * The facts of a letter as its seal says them (letters/seal.h), and how they are written:
 *
 *   SURAT1|35.13.15.2007|48291372|470/012/35.13.15.2007/2026|DOMISILI|SUPARMAN|2026-11-21|2027-05-21
 *
 * `\p` in a fact stands for '|', `\b` for '\': no fact can add a field.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/limits.h"

struct text;

#define SEAL_BEGINNING "SURAT1"

enum {
	/* The longest facts, escaped, and the signature are 467 bytes. */
	SEAL_TEXT_SIZE = 512,
	SEAL_DATE_SIZE = 10 + 1,
	SEAL_NUMBER_SIZE = 48,
};

struct seal_facts {
	char village[LIMIT_VILLAGE_CODE_SIZE]; /* 35.13.15.2007 */
	char code[LIMIT_CODE_SIZE];            /* 8 digits */
	char number[SEAL_NUMBER_SIZE];         /* UTF-8, no control characters */
	char kind[LIMIT_KEYWORD_SIZE];         /* capitals and digits */
	char name[LIMIT_NAME_SIZE];            /* the same */
	char issued[SEAL_DATE_SIZE];           /* 2026-11-21, a local day */
	char valid_until[SEAL_DATE_SIZE];      /* "" no end */
};

/* Whether each fact is one; says in `why` which one is not. */
bool seal_facts_check(const struct seal_facts *facts, struct text *why);

/* Write them at the end of `out`: these bytes are signed. */
void seal_facts_write(const struct seal_facts *facts, struct text *out);

/* Read seven fields, each ended by '|', and move *at behind the last '|'. Only the form
 * is looked at. */
bool seal_facts_take(const char **at, const char *end, struct seal_facts *facts);

/* Whether both say the same. */
bool seal_facts_are_same(const struct seal_facts *one, const struct seal_facts *other);

/* Whether a text is a day of the calendar, a village's code, a line of valid UTF-8 that
 * is not empty and hides nothing: as seals write them. */
bool seal_is_date(const char *text);
bool seal_is_village(const char *text);
bool seal_is_line(const char *text);
