// SPDX-License-Identifier: MIT
#pragma once

/* Names behind their label ("an", "nama", "saya ..."), and the fields without labels. */

#include "handlers/words_scene.h"

/* Find a name behind its label; its tokens get ROLE_NAME. */
void fields_find_name(struct scene *scene);

/* Once the letters are chosen: name and purpose by their place beside a NIK, as in
 * "SKTM#NIK#NAMA#PERLU" and "sktm NIK sekolah anak". */
void fields_find_unlabelled(struct scene *scene);

/* Whether a word begins with a capital and goes on small: a name, no shouting. */
bool fields_is_capital(const struct scene *scene, size_t at);
