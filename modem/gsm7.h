// SPDX-License-Identifier: MIT
#pragma once

/*
 * The GSM 7 bit default alphabet with its extension table (23.038 6.2.1) and how its
 * septets are packed into octets (6.1.2.1). Septets count from the first octet of the
 * packed field: behind a user data header the text begins at a whole septet, and the fill
 * bits before it follow from that (23.040 9.2.3.24).
 */

#include <stddef.h>
#include <stdint.h>

enum {
	GSM7_ESCAPE = 0x1B,   /* the next septet is from the extension table */
	GSM7_PER_CODE_MAX = 2 /* septets of one character */
};

/* Septets of one code point: 1, or 2 with the escape in front; 0 when it has none. */
size_t gsm7_encode(uint32_t code, uint8_t out_septets[GSM7_PER_CODE_MAX]);

/*
 * Text of septets as UTF-16 units; returns how many, never more than `n_septets`. An
 * escape before a code that the extension table lacks gives the main table's character,
 * an escape before nothing or before another escape a space (23.038 6.2.1, 6.2.1.1).
 */
size_t gsm7_decode(const uint8_t *septets, size_t n_septets, uint16_t *out_units);

/* Octets that hold so many septets. */
size_t gsm7_octets(size_t n_septets);

/* Read septets `first` to `first + n_septets - 1` of `octets`; returns how many there
 * were, fewer than asked for when `n_octets` end before. */
size_t gsm7_unpack(const uint8_t *octets, size_t n_octets, size_t first, size_t n_septets,
		   uint8_t *out_septets);

/* Write septets at place `first` of `octets`, whose bits from there on must be zero;
 * the caller has room for gsm7_octets(first + n_septets). */
void gsm7_pack(const uint8_t *septets, size_t n_septets, size_t first, uint8_t *octets);
