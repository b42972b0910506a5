// SPDX-License-Identifier: MIT
#pragma once

/* A look at the words of a text, where its whole reading says too much. */

#include <stdbool.h>

#include "handlers/words_lists.h"

/* Whether the text holds a word of this list, in any spelling, as a word of its own. */
bool wording_has(const struct words *words, enum word_list list, const char *text);
