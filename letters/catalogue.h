// SPDX-License-Identifier: MIT
#pragma once

/*
 * What letters exist. The catalogue is configuration (conf/letters.conf): a village adds
 * a letter by editing a file. conf/ fills it and checks it with catalogue_check(); nobody
 * changes it afterwards.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/limits.h"

enum {
	CATALOGUE_LETTERS_MAX = 48,
	LETTER_ALIASES_MAX = 56,
	LETTER_FIELDS_MAX = 10,
	LETTER_SHORT_SIZE = 14 + 1, /* as reply texts allow it (DOMAIN 6) */
	LETTER_REQUIREMENTS_SIZE = 52 + 1,
	LETTER_BODY_SIZE = 1200,
};

enum letter_class {
	LETTER_CLASS_SMS,       /* A: all by SMS, documents are shown at pick-up */
	LETTER_CLASS_DOCUMENTS, /* B: filed by SMS, documents are brought */
	LETTER_CLASS_VISIT,     /* C: SMS only tells what to bring */
	LETTER_CLASS_INFO,      /* no village letter any more: tells where to go */
};

/* A question beside NIK and purpose. */
struct letter_field {
	char name[24];      /* "usaha": key in the ticket's details and in the body */
	char label[32];     /* "Jenis usaha" */
	char question[128]; /* one SMS together with its example */
	bool is_required;
};

struct letter {
	char keyword[LIMIT_KEYWORD_SIZE];   /* "SKTM": the ticket's kind */
	char short_name[LETTER_SHORT_SIZE]; /* "Tdk mampu" */
	char menu_name[LETTER_SHORT_SIZE + 8];
	char group[LETTER_SHORT_SIZE]; /* where USSD menus show it; "" on the first page
					*/
	char title[96];                /* "Surat Keterangan Tidak Mampu" */
	char code_old[24], code_new[24];
	char unit[16]; /* {unit} of its number: "KESRA"; "" the village's */
	enum letter_class class;
	char aliases[LETTER_ALIASES_MAX][32]; /* lower case, words apart by one space */
	size_t n_aliases;
	struct letter_field fields[LETTER_FIELDS_MAX];
	size_t n_fields;
	char requirements[LETTER_REQUIREMENTS_SIZE]; /* cut to what fits a reply */
	int valid_days;                              /* 0 = no end */
	int work_days;                               /* promised: ready within */
	char signer[16];                             /* "kades", "a.n.", "camat" */
	bool needs_camat;
	/* With {placeholders}, letters/template.h. */
	char opening[LETTER_BODY_SIZE / 2]; /* "" the common one */
	char body[LETTER_BODY_SIZE];
	char copies_to[256]; /* "Camat {kecamatan}; Arsip"; "" nobody */
	char signers[256];   /* who signs before the office: "Ahli waris; Saksi 1" */
};

struct catalogue {
	struct letter letters[CATALOGUE_LETTERS_MAX]; /* in menu order: number 1 first */
	size_t n_letters;
};

/* By key word, exactly; NULL when there is none. */
const struct letter *catalogue_find(const struct catalogue *catalogue,
				    const char *keyword);

/* By number in the menu, 1 first; NULL when there is none. */
const struct letter *catalogue_at(const struct catalogue *catalogue, int number);

/* Index of a letter of this catalogue. */
size_t catalogue_index(const struct catalogue *catalogue, const struct letter *letter);

/* Whether every text of a letter or of all letters may name this; a letter's own fields
 * come on top. */
bool catalogue_has_placeholder(const char *name);

/* What is wrong with a text that stands in every letter (print.opening...). */
struct text;
bool catalogue_check_common(const char *written, struct text *why);

/* What is wrong with one letter (empty title, twice the same key word or alias...);
 * called by conf/ for each. True when nothing is. */
bool catalogue_check(const struct catalogue *catalogue, size_t index, struct text *why);
