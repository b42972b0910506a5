// SPDX-License-Identifier: MIT
#pragma once

/* What a person wants: the first row that fits of a table of rules, surest signs first.
 */

#include "handlers/words_scene.h"

/* Fills intent, confidence, choice, topic and the staff fields of scene->out. */
void intent_decide(struct scene *scene);
