// SPDX-License-Identifier: MIT
#pragma once

/*
 * SETUJU, TOLAK and TARIK: a one-time number and a PIN. Internal to handlers/answer*.
 *
 * The sender's number is a hint, never a proof: whoever forges it does not see the
 * one-time number that went to the real phone, and does not know the PIN. A number that
 * is wrong, used or old is refused in one wording, takes as long as any other, says
 * nothing about the PIN and costs none of its three tries; but ten of them in a day close
 * this door until the next day, so that guessing gets nowhere (10 of 9,000).
 */

#include <stdbool.h>

#include "handlers/words.h"

struct officer;
struct turn;

bool decision_is_of(enum intent intent);

/* Judge it and do it, all in the message's transaction. Returns 0 or a store error. */
int decision_take(struct turn *turn, struct officer *officer);

/* Whether this officer's numbers were wrong so often that today no more is judged. */
bool decision_is_closed(const struct turn *turn, const struct officer *officer);

/* Strike the PIN out of the inbox. */
int decision_hide_pin(struct turn *turn);
