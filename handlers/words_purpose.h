// SPDX-License-Identifier: MIT
#pragma once

/* What a letter is for, behind "untuk", "buat"...; and what is left of the text. */

#include "handlers/words_scene.h"

/*
 * Mark what stands behind "untuk", "buat", "karena" as ROLE_PURPOSE, so that letters
 * named there ("sktm buat kakak lahiran") are not wanted, and copy the purpose.
 */
void purpose_mark(struct scene *scene);

/* Whether a label with digits behind it stands here: "nik 3513...", "hp 0812...". */
bool purpose_is_number_label(const struct scene *scene, size_t at);

/* What is left of the text without greetings, thanks, signature and numbers. */
void purpose_copy_rest(struct scene *scene);
