// SPDX-License-Identifier: MIT
#pragma once

/* How a letter that is named is meant: wanted, refused, or of the past. */

#include "handlers/words_scene.h"

enum stance {
	STANCE_WANTED,
	STANCE_DENIED,   /* "jangan sktm", "sktm gak jadi", "sktm eh domisili" */
	STANCE_DOUBTFUL, /* "sktm jangan domisili saja": wanted, most likely */
	STANCE_PAST,     /* "kemarin minta skck sekarang ..." */
	STANCE_KEPT,     /* "... yang sktm tetap": beside one that is cancelled */
};

enum stance stance_of(const struct scene *scene, const struct letter_match *match);

/* Whether something stands between a token and the one before that parts two thoughts:
 * the end of a sentence, a comma. */
bool stance_is_break(const struct token *token);
