// SPDX-License-Identifier: MIT
#pragma once

/* A QR code (ISO/IEC 18004) as squares on paper. 25 % of it may be unreadable; of one
 * that holds more than about 360 bytes, 15 %. */

#include <stdbool.h>

struct sheet;

enum {
	QR_TEXT_SIZE = 1024, /* bytes; a sealed text has about 250 */
};

/* Draw it `x` from the left margin at the current height, `side` wide without its quiet
 * zone of 4 modules, which the caller keeps free. False when the text is too long. */
bool qr_draw(struct sheet *sheet, const char *text, double x, double side);
