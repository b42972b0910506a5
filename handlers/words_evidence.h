// SPDX-License-Identifier: MIT
#pragma once

/* What the rules for the intent look at, counted once per text. */

#include "handlers/words_scene.h"

struct evidence {
	const struct scene *scene;
	uint64_t lists;      /* of the words outside purpose and name */
	size_t first;        /* first token that is no greeting, title or filler */
	size_t n_words;      /* words that are no greeting, title, filler or thanks */
	size_t n_unknown;    /* of them, those that no list knows */
	size_t n_spam;       /* advertising phrases, sure ones double */
	bool is_question;    /* a question mark or a question word */
	bool has_mark;       /* a question mark */
	bool has_nik;        /* whole or nearly */
	bool is_letter_sure; /* a letter's sure name outside a purpose */
};

void evidence_gather(const struct scene *scene, struct evidence *out);

bool evidence_has(const struct evidence *evidence, uint64_t lists);

/* Whether the first word that says something is in one of these lists. */
bool evidence_first_is(const struct evidence *evidence, uint64_t lists);

/* Words, as n_words counts them, outside all of these lists. */
size_t evidence_others(const struct evidence *evidence, uint64_t lists);
