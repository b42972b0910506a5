// SPDX-License-Identifier: MIT
#pragma once

/*
 * A text as the answer to what was asked last. Internal to handlers/answer*.
 */

#include <stdbool.h>

struct turn;

/* Whether a question waits for an answer. */
bool step_is_open(const struct turn *turn);

/* Whether the answer to it may be any text (a purpose, a letter's own question). */
bool step_takes_any_text(const struct turn *turn);

/*
 * Take the text as the answer. *out_is_taken tells whether it was one; if not, nothing
 * changed and the text is read as if nothing had been asked. Returns 0 or a store error.
 */
int step_take(struct turn *turn, bool *out_is_taken);

/* A request begun more than a day ago: ask whether to go on with it. */
bool step_is_stale(const struct turn *turn);
int step_ask_resume(struct turn *turn);
