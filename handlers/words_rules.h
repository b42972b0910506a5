// SPDX-License-Identifier: MIT
#pragma once

/*
 * Rules for what concerns letters: asked for, asked about, checked, complained of. Each
 * says whether a text is of its kind; the table in words_intent.c calls them in order.
 */

#include "handlers/words_evidence.h"

bool rule_is_verification(struct scene *scene, const struct evidence *evidence);
bool rule_is_status(struct scene *scene, const struct evidence *evidence);
bool rule_is_requirements(struct scene *scene, const struct evidence *evidence);
bool rule_is_info(struct scene *scene, const struct evidence *evidence);
bool rule_is_request(struct scene *scene, const struct evidence *evidence);
