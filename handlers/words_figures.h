// SPDX-License-Identifier: MIT
#pragma once

/*
 * Digits that are no numbers: "m1nta", "5ktm" (letters) and "kirim2", "surat2" (the word
 * said twice, as Indonesian writes its plural).
 */

#include "handlers/words_index.h"
#include "handlers/words_tokens.h"

/* Make words of them, where a word comes out that is known. */
void figures_read(const struct word_index *index, struct tokens *tokens);
