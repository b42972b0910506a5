// SPDX-License-Identifier: MIT
#pragma once

/*
 * Rules for what is no letter: answers to our questions, registration, politeness,
 * advertisements. Called like those of words_rules.h.
 */

#include "handlers/words_evidence.h"

bool talk_is_spam(struct scene *scene, const struct evidence *evidence);
bool talk_is_choice(struct scene *scene, const struct evidence *evidence);
bool talk_is_opt_out(struct scene *scene, const struct evidence *evidence);
bool talk_is_registration(struct scene *scene, const struct evidence *evidence);
bool talk_is_thanks(struct scene *scene, const struct evidence *evidence);
bool talk_is_cancellation(struct scene *scene, const struct evidence *evidence);
bool talk_is_menu(struct scene *scene, const struct evidence *evidence);
bool talk_is_confirmation(struct scene *scene, const struct evidence *evidence);
bool talk_is_short_denial(struct scene *scene, const struct evidence *evidence);
bool talk_is_denial(struct scene *scene, const struct evidence *evidence);
bool talk_is_greeting(struct scene *scene, const struct evidence *evidence);
bool talk_is_plea(struct scene *scene, const struct evidence *evidence);
