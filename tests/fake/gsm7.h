// SPDX-License-Identifier: MIT
#pragma once

/*
 * The GSM 7-bit default alphabet with its extension table (3GPP TS 23.038 6.2.1) and its
 * packing (6.1.2.1). Written for the simulated network from the standard's tables; it
 * shares nothing with the service's own codec, so that one checks the other.
 */

#include <stddef.h>
#include <stdint.h>

enum {
	GSM7_ESCAPE = 0x1B
};

/* Septets of one code point: 1, 2 (with escape), or 0 when it has none. */
size_t gsm7_encode(uint32_t code, uint8_t out[2]);

/* The code point of a septet; of a septet that follows an escape. An unused extension
 * gives the main table's character, as 6.2.1.1 asks. */
uint32_t gsm7_decode(uint8_t septet);
uint32_t gsm7_decode_extension(uint8_t septet);

/* Pack septets behind `fill_bits` zero bits. Returns the octets used; `out` must hold
 * (fill_bits + 7 * n + 7) / 8. */
size_t gsm7_pack(const uint8_t *septets, size_t n_septets, unsigned fill_bits,
		 uint8_t *out);

/* The reverse; `octets` must hold as many. */
void gsm7_unpack(const uint8_t *octets, size_t n_septets, unsigned fill_bits,
		 uint8_t *out_septets);
