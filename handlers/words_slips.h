// SPDX-License-Identifier: MIT
#pragma once

/* Slips of the finger (DOMAIN 5.3), mended by words that name letters and by no others.
 */

#include "handlers/words_index.h"
#include "handlers/words_tokens.h"

/*
 * Mend words that are unknown by the nearest word of a letter's alias and mark them
 * fuzzy. `has_context`: the text holds a NIK or speaks of a letter, so short words may be
 * mended too. Returns whether any was.
 */
bool slips_mend(const struct word_index *index, struct tokens *tokens, bool has_context);

/* Damerau-Levenshtein distance (neighbours swapped count once), at most `limit` + 1. */
int slips_distance(const char *a, const char *b, int limit);
