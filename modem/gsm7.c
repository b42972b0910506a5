// SPDX-License-Identifier: MIT
#include "modem/gsm7.h"

#include <stdbool.h>

enum {
	SEPTET_BITS = 7,
	SEPTET_MASK = 0x7F,
	N_CODES = 128
};

/* clang-format off */
static const uint16_t default_table[N_CODES] = {
	/* 00 */ '@',    0x00A3, '$',    0x00A5, 0x00E8, 0x00E9, 0x00F9, 0x00EC,
	/* 08 */ 0x00F2, 0x00C7, '\n',   0x00D8, 0x00F8, '\r',   0x00C5, 0x00E5,
	/* 10 */ 0x0394, '_',    0x03A6, 0x0393, 0x039B, 0x03A9, 0x03A0, 0x03A8,
	/* 18 */ 0x03A3, 0x0398, 0x039E, ' ',    0x00C6, 0x00E6, 0x00DF, 0x00C9,
	/* 20 */ ' ',    '!',    '"',    '#',    0x00A4, '%',    '&',    '\'',
	/* 28 */ '(',    ')',    '*',    '+',    ',',    '-',    '.',    '/',
	/* 30 */ '0',    '1',    '2',    '3',    '4',    '5',    '6',    '7',
	/* 38 */ '8',    '9',    ':',    ';',    '<',    '=',    '>',    '?',
	/* 40 */ 0x00A1, 'A',    'B',    'C',    'D',    'E',    'F',    'G',
	/* 48 */ 'H',    'I',    'J',    'K',    'L',    'M',    'N',    'O',
	/* 50 */ 'P',    'Q',    'R',    'S',    'T',    'U',    'V',    'W',
	/* 58 */ 'X',    'Y',    'Z',    0x00C4, 0x00D6, 0x00D1, 0x00DC, 0x00A7,
	/* 60 */ 0x00BF, 'a',    'b',    'c',    'd',    'e',    'f',    'g',
	/* 68 */ 'h',    'i',    'j',    'k',    'l',    'm',    'n',    'o',
	/* 70 */ 'p',    'q',    'r',    's',    't',    'u',    'v',    'w',
	/* 78 */ 'x',    'y',    'z',    0x00E4, 0x00F6, 0x00F1, 0x00FC, 0x00E0,
};

static const struct {
	uint8_t septet;
	uint16_t unit;
} extension_table[] = {
	{ 0x0A, '\f' }, { 0x14, '^' },  { 0x28, '{' }, { 0x29, '}' }, { 0x2F, '\\' },
	{ 0x3C, '[' },  { 0x3D, '~' },  { 0x3E, ']' }, { 0x40, '|' }, { 0x65, 0x20AC },
};
/* clang-format on */

enum {
	N_EXTENSIONS = sizeof extension_table / sizeof extension_table[0]
};

size_t gsm7_encode(uint32_t code, uint8_t out_septets[GSM7_PER_CODE_MAX])
{
	/* Most of ASCII has its own code; this also keeps the space off the escape. */
	if (code < N_CODES && default_table[code] == code) {
		out_septets[0] = (uint8_t)code;
		return 1;
	}
	for (size_t i = 0; i < N_CODES; i++) {
		if (default_table[i] == code) {
			out_septets[0] = (uint8_t)i;
			return 1;
		}
	}
	for (size_t i = 0; i < N_EXTENSIONS; i++) {
		if (extension_table[i].unit == code) {
			out_septets[0] = GSM7_ESCAPE;
			out_septets[1] = extension_table[i].septet;
			return 2;
		}
	}
	return 0;
}

static uint16_t extended_unit(uint8_t septet)
{
	for (size_t i = 0; i < N_EXTENSIONS; i++) {
		if (extension_table[i].septet == septet)
			return extension_table[i].unit;
	}
	return default_table[septet & SEPTET_MASK];
}

size_t gsm7_decode(const uint8_t *septets, size_t n_septets, uint16_t *out_units)
{
	size_t n_units = 0;

	for (size_t i = 0; i < n_septets; i++) {
		bool is_escaped = septets[i] == GSM7_ESCAPE && i + 1 < n_septets;

		if (is_escaped)
			i++;
		out_units[n_units++] = is_escaped
					       ? extended_unit(septets[i])
					       : default_table[septets[i] & SEPTET_MASK];
	}
	return n_units;
}

size_t gsm7_octets(size_t n_septets)
{
	return (n_septets * SEPTET_BITS + 7) / 8;
}

size_t gsm7_unpack(const uint8_t *octets, size_t n_octets, size_t first, size_t n_septets,
		   uint8_t *out_septets)
{
	for (size_t i = 0; i < n_septets; i++) {
		size_t bit = (first + i) * SEPTET_BITS;
		size_t at = bit / 8;
		unsigned shift = bit % 8;
		unsigned pair;

		if ((bit + SEPTET_BITS + 7) / 8 > n_octets)
			return i;
		pair = octets[at];
		if (shift > 1) /* the septet reaches into the next octet */
			pair |= (unsigned)octets[at + 1] << 8;
		out_septets[i] = pair >> shift & SEPTET_MASK;
	}
	return n_septets;
}

void gsm7_pack(const uint8_t *septets, size_t n_septets, size_t first, uint8_t *octets)
{
	for (size_t i = 0; i < n_septets; i++) {
		size_t bit = (first + i) * SEPTET_BITS;
		size_t at = bit / 8;
		unsigned shift = bit % 8;
		unsigned pair = ((unsigned)septets[i] & SEPTET_MASK) << shift;

		octets[at] |= (uint8_t)pair;
		if (shift > 1)
			octets[at + 1] |= (uint8_t)(pair >> 8);
	}
}
