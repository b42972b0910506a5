// SPDX-License-Identifier: MIT
#pragma once

/*
 * A correction of what was filed a moment ago: "bukan sktm tapi domisili", "nik salah,
 * yang benar ...". Internal to handlers/answer*.
 */

struct turn;

/* Take over from the sender's fresh ticket what the correction leaves as it was, to be
 * confirmed, and tell how the ticket is cancelled. Without one it does nothing. */
int correct_filed(struct turn *turn);
