// SPDX-License-Identifier: MIT
#pragma once

/* Whether the words around a letter's name make it doubtful: then it is asked back. */

#include "handlers/words_scene.h"

bool doubts_letter(const struct scene *scene, const struct letter_match *match);
