// SPDX-License-Identifier: MIT
#pragma once

/*
 * Which letters are wanted, among all that are named: not the denied ones, not those of a
 * purpose, not the documents that were lost; the surest names first.
 */

#include "handlers/words_scene.h"

enum {
	TIER_PURPOSE = 4, /* added to the tier of what stands in a purpose */
};

/* Fills out->letters and is_letter_guessed, scene->tier, is_in_purpose, is_ambiguous. */
void letters_choose(struct scene *scene);
