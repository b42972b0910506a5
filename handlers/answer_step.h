// SPDX-License-Identifier: MIT
#pragma once

/*
 * A text as the answer to what was asked last. Internal to handlers/answer*.
 */

#include <stdbool.h>

struct turn;

/*
 * Whether a question of the sender's ("jam buka?", "CEK") goes before the open one. Where
 * any text may be the answer, "cek kesehatan" is a purpose.
 */
bool step_is_interrupted(const struct turn *turn);

/* Whether a question is open that any text may answer. */
bool step_takes_any_text(const struct turn *turn);

/*
 * Take the text as the answer. *out_is_taken tells whether it was one; if not, nothing
 * changed and the text is read as if nothing had been asked. Returns 0 or a store error.
 */
int step_take(struct turn *turn, bool *out_is_taken);

/* A request begun more than a day ago: ask whether to go on with it. */
bool step_is_stale(const struct turn *turn);
int step_ask_resume(struct turn *turn);
