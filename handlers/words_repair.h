// SPDX-License-Identifier: MIT
#pragma once

/*
 * From what was typed to words that the lists know: other spellings, endings, doubled
 * letters, left-out vowels, words without a space between them.
 */

#include "handlers/words_index.h"
#include "handlers/words_tokens.h"

/* Give each word its main spelling; may cut a glued word or join a torn one. */
void repair_spelling(const struct word_index *index, struct tokens *tokens);
