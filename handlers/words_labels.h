// SPDX-License-Identifier: MIT
#pragma once

/* What the words around a number say that it is: "no kk 3513...", "NIK dan KK: a, b". */

#include <stddef.h>

#include "handlers/words_tokens.h"

enum label {
	LABEL_NONE,
	LABEL_NIK,
	LABEL_FAMILY_CARD,
	LABEL_OTHER, /* rekening... */
	LABEL_PHONE  /* hp...: says nothing of 16 digits */
};

/* The label of the digits at token `at`; needs the marks of match_all(). */
enum label label_for(const struct tokens *tokens, size_t at);

/* Whether a token is one digit group as long as a NIK. */
bool label_is_nik_long(const struct token *token);
