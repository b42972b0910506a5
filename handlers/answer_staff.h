// SPDX-License-Identifier: MIT
#pragma once

/*
 * What the office's people text: SETUJU, TOLAK, TARIK with a one-time number and a PIN,
 * LIST, and the kecamatan's CEK. Internal to handlers/answer*.
 *
 * Decisions are judged in handlers/answer_decision.h. To anybody else these words do not
 * exist.
 */

#include <stdbool.h>

struct turn;

/* Take the message if it is one of these and comes from such a phone. A PIN does not stay
 * in the inbox, whoever sent it. Returns 0 or a store error. */
int staff_take(struct turn *turn, bool *out_is_taken);
