// SPDX-License-Identifier: MIT
#pragma once

/*
 * Ticket codes: 7 random digits and one Damm check digit, so that every single slip and
 * every swap of neighbours is noticed. Shown as 4829-1372, read with or without
 * separators.
 */

#include <stdbool.h>

#include "base/limits.h"

enum {
	CODE_SHOWN_SIZE = 9 + 1
};

/* Draw a new code (libsodium's or the kernel's random numbers). */
void code_draw(char out[LIMIT_CODE_SIZE]);

bool code_is_valid(const char *code);

/* Digits apart by nothing, '-', '.', or spaces -> 8 digits. False when it is no valid
 * code. */
bool code_read(const char *typed, char out[LIMIT_CODE_SIZE]);

/* "48291372" -> "4829-1372". */
const char *code_show(const char *code, char out[CODE_SHOWN_SIZE]);
