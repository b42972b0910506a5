// SPDX-License-Identifier: MIT
#pragma once

/*
 * What the office's people text: SETUJU, TOLAK, TARIK with a one-time number and a PIN,
 * LIST, and the kecamatan's CEK. Internal to handlers/answer*.
 *
 * The sender's number is a hint, never a proof: whoever forges it does not see the
 * one-time number that went to the real phone, and does not know the PIN. A number that
 * is wrong, used or old is refused in one wording, takes as long as any other, says
 * nothing about the PIN and costs none of its three tries; but ten of them in a day close
 * this door until the next day, so that guessing gets nowhere (10 of 9,000). To anybody
 * else these words do not exist.
 */

#include <stdbool.h>

struct turn;

/* Take the message if it is one of these and comes from such a phone. A PIN does not stay
 * in the inbox, whoever sent it. Returns 0 or a store error. */
int staff_take(struct turn *turn, bool *out_is_taken);
