// SPDX-License-Identifier: MIT
#pragma once

/* "Did you mean": the known name that a mistyped one probably stands for. */

#include <stddef.h>

struct nearest {
	const char *wrong;
	const char *best; /* NULL while none is near */
	size_t distance;
	char hint[80];
};

void nearest_init(struct nearest *nearest, const char *wrong);

/* Consider one more known name; it is kept, not copied. */
void nearest_offer(struct nearest *nearest, const char *known);

/* "; did you mean 'x'?" for the end of a message; "" when nothing is near. It lives in
 * `nearest`. */
const char *nearest_hint(struct nearest *nearest);
