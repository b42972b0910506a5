// SPDX-License-Identifier: MIT
#pragma once

/*
 * A line of the wire as it may go into a bug report: what a modem does is all there, who
 * wrote what to whom is not. Digits of numbers, identities and PINs become 0, letters of
 * texts x, PDUs zeros of the same length behind their first octets. Pure.
 */

#include <stdbool.h>

#include "base/text.h"

enum {
	WIRE_COMMAND_SIZE = 16
};

struct wire_mask {
	char command[WIRE_COMMAND_SIZE]; /* the beginning of the last one written */
};

/* Add the line to `out`. `direction`: '>' written by us, '<' by the modem. */
void wire_mask_line(struct wire_mask *mask, char direction, const char *line,
		    bool is_secret, struct text *out);
