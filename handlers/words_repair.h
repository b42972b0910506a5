// SPDX-License-Identifier: MIT
#pragma once

/*
 * From what was typed to words that the lists know: other spellings, endings, doubled
 * letters, left-out vowels, words without a space between them; at last slips of the
 * finger (DOMAIN 5.3), which only words of letters may be mended by.
 */

#include "handlers/words_index.h"
#include "handlers/words_tokens.h"

/* Give each word its main spelling; may cut a glued word or join a torn one. */
void repair_spelling(const struct word_index *index, struct tokens *tokens);

/*
 * Mend words that are still unknown by the nearest word of a letter's alias and mark them
 * fuzzy. `has_context`: the text holds a NIK or speaks of a letter, so short words may be
 * mended too. Returns whether any was.
 */
bool repair_slips(const struct word_index *index, struct tokens *tokens,
		  bool has_context);

/* Damerau-Levenshtein distance (neighbours swapped count once), at most `limit` + 1. */
int repair_distance(const char *a, const char *b, int limit);
