// SPDX-License-Identifier: MIT
#include "tests/fake/gsm7.h"

#include <string.h>

/* clang-format off */
/* 23.038 6.2.1, by septet value; 0x1B is the escape. */
static const uint16_t basic_table[128] = {
	'@', 0xA3, '$', 0xA5, 0xE8, 0xE9, 0xF9, 0xEC, 0xF2, 0xC7, '\n', 0xD8, 0xF8, '\r', 0xC5, 0xE5,
	0x394, '_', 0x3A6, 0x393, 0x39B, 0x3A9, 0x3A0, 0x3A8, 0x3A3, 0x398, 0x39E, 0xA0, 0xC6, 0xE6, 0xDF, 0xC9,
	' ', '!', '"', '#', 0xA4, '%', '&', '\'', '(', ')', '*', '+', ',', '-', '.', '/',
	'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ':', ';', '<', '=', '>', '?',
	0xA1, 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O',
	'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z', 0xC4, 0xD6, 0xD1, 0xDC, 0xA7,
	0xBF, 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o',
	'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', 0xE4, 0xF6, 0xF1, 0xFC, 0xE0,
};

/* 6.2.1.1 */
static const struct {
	uint8_t septet;
	uint16_t code;
} extension_table[] = {
	{ 0x0A, '\f' }, { 0x14, '^' }, { 0x28, '{' }, { 0x29, '}' }, { 0x2F, '\\' },
	{ 0x3C, '[' }, { 0x3D, '~' }, { 0x3E, ']' }, { 0x40, '|' }, { 0x65, 0x20AC },
};
/* clang-format on */

enum {
	N_EXTENSIONS = sizeof extension_table / sizeof extension_table[0]
};

size_t gsm7_encode(uint32_t code, uint8_t out[2])
{
	for (uint8_t septet = 0; septet < 128; septet++) {
		if (basic_table[septet] != code || septet == GSM7_ESCAPE)
			continue;
		out[0] = septet;
		return 1;
	}
	for (size_t i = 0; i < N_EXTENSIONS; i++) {
		if (extension_table[i].code != code)
			continue;
		out[0] = GSM7_ESCAPE;
		out[1] = extension_table[i].septet;
		return 2;
	}
	return 0;
}

uint32_t gsm7_decode(uint8_t septet)
{
	return basic_table[septet & 0x7F];
}

uint32_t gsm7_decode_extension(uint8_t septet)
{
	for (size_t i = 0; i < N_EXTENSIONS; i++) {
		if (extension_table[i].septet == septet)
			return extension_table[i].code;
	}
	return gsm7_decode(septet);
}

size_t gsm7_pack(const uint8_t *septets, size_t n_septets, unsigned fill_bits,
		 uint8_t *out)
{
	size_t n_bits = fill_bits + 7 * n_septets, n_octets = (n_bits + 7) / 8;

	memset(out, 0, n_octets);
	for (size_t i = 0; i < n_septets; i++) {
		size_t bit = fill_bits + 7 * i;
		unsigned shifted = (unsigned)(septets[i] & 0x7F) << (bit % 8);

		out[bit / 8] |= (uint8_t)shifted;
		if (shifted > 0xFF)
			out[bit / 8 + 1] |= (uint8_t)(shifted >> 8);
	}
	return n_octets;
}

void gsm7_unpack(const uint8_t *octets, size_t n_septets, unsigned fill_bits,
		 uint8_t *out_septets)
{
	for (size_t i = 0; i < n_septets; i++) {
		size_t bit = fill_bits + 7 * i;
		unsigned value = (unsigned)octets[bit / 8] >> (bit % 8);

		if (bit % 8 > 1)
			value |= (unsigned)octets[bit / 8 + 1] << (8 - bit % 8);
		out_septets[i] = value & 0x7F;
	}
}
