// SPDX-License-Identifier: MIT
#pragma once

/*
 * OpenSID's code numbers and words. A cell holds either; case, spaces and punctuation do
 * not matter.
 */

enum {
	IMPORT_CODE_WORDS_MAX = 5,
};

struct import_code {
	int code;
	/* The first one is stored; the others are read too. */
	const char *words[IMPORT_CODE_WORDS_MAX];
};

/* Each ends with a row of code 0. */
extern const struct import_code import_codes_sex[];
extern const struct import_code import_codes_religion[];
extern const struct import_code import_codes_marital_status[];
extern const struct import_code import_codes_citizenship[];
extern const struct import_code import_codes_life_state[];
extern const struct import_code import_codes_occupation[];

/* The word that is stored, or NULL when the cell is none of them. */
const char *import_code_word(const struct import_code *codes, const char *cell);
