// SPDX-License-Identifier: MIT
#pragma once

/* The emblem in the letterhead, from a PNG or SVG file. */

#include <stdbool.h>

struct sheet;
struct text;

/* Draw it `x` from the left margin at the current height, as large as fits into a box,
 * in its middle. False: `why` says what is wrong with the file. */
bool logo_draw(struct sheet *sheet, const char *path, double x, double width,
	       double height, struct text *why);
