// SPDX-License-Identifier: MIT
#pragma once

/*
 * The numbers of a text: NIKs (whole, in groups, broken by a line), family cards, phones,
 * ticket codes, letter numbers. A digit is never guessed: what is not 16 long is reported
 * as such.
 */

#include "handlers/words.h"
#include "handlers/words_tokens.h"

/*
 * Needs the marks of match_all(). Gives digits their roles and fills niks, family_card,
 * bad_nik_digits, code, has_bad_code and letter_number. Returns whether a NIK was put
 * together in a way that should be confirmed.
 */
bool numbers_read(struct tokens *tokens, struct reading *out);
