// SPDX-License-Identifier: MIT
#pragma once

/* Name and purpose: behind their words ("an", "utk"), or by their place beside a NIK. */

#include "handlers/words_scene.h"

/* Find a name behind its label; its tokens get ROLE_NAME. */
void fields_find_name(struct scene *scene);

/*
 * Mark what stands behind "untuk", "buat", "karena" as ROLE_PURPOSE, so that letters
 * named there ("sktm buat kakak lahiran") are not wanted, and copy the purpose.
 */
void fields_mark_purpose(struct scene *scene);

/* Whether a label with digits behind it stands here: "nik 3513...", "hp 0812...". */
bool fields_is_number_label(const struct scene *scene, size_t at);

/* Whether a word begins with a capital in a text that uses small letters, too. */
bool fields_is_capital(const struct scene *scene, size_t at);

/* Once the letters are chosen: name and purpose without labels, as in
 * "SKTM#NIK#NAMA#PERLU" and "sktm NIK sekolah anak". */
void fields_find_unlabelled(struct scene *scene);

/* What is left of the text without greetings, thanks, signature and numbers. */
void fields_copy_rest(struct scene *scene);
