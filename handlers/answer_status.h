// SPDX-License-Identifier: MIT
#pragma once

/* How far a letter is, and taking a request back. Internal to handlers/answer*. */

struct turn;

/* CEK, with or without a code. */
int status_tell(struct turn *turn);

/* Is this letter genuine? Asked by anybody. */
int status_verify(struct turn *turn);

/* BATAL, with or without a code. */
int status_cancel(struct turn *turn);
