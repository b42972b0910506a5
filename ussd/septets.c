// SPDX-License-Identifier: MIT
#include "ussd/septets.h"

#include <string.h>

#include "base/text.h"

enum {
	SEPTET_BITS = 7,
	ESCAPE = 0x1B,
	UNKNOWN = '?',
};

/* Plain characters whose septet is not their own code. */
static const struct {
	char plain;
	uint8_t septet;
} others[] = {
	{ '@', 0x00 },
	{ '$', 0x02 },
	{ '_', 0x11 },
};

/* Whose septets mean something else (23.038 6.2.1). */
static const char not_plain[] = "@$_[\\]^`{|}~";

static int septet_of(char plain)
{
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		if (others[i].plain == plain)
			return others[i].septet;
	}
	if (plain == '\n' || plain == '\r')
		return plain;
	if (plain < ' ' || plain > 'z' || strchr(not_plain, plain) != NULL)
		return -1;
	return plain;
}

static char plain_of(uint8_t septet)
{
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		if (others[i].septet == septet)
			return others[i].plain;
	}
	return septet_of((char)septet) == septet ? (char)septet : UNKNOWN;
}

int septets_of(const char *plain, uint8_t *out, size_t size)
{
	size_t count = 0;

	for (; *plain != '\0'; plain++) {
		int septet = septet_of(*plain);

		if (septet < 0 || count == size)
			return -1;
		out[count++] = (uint8_t)septet;
	}
	return (int)count;
}

static void put(uint8_t *out, size_t index, unsigned septet)
{
	size_t bit = index * SEPTET_BITS;

	out[bit / 8] |= (uint8_t)(septet << bit % 8);
	if (bit % 8 > 1)
		out[bit / 8 + 1] |= (uint8_t)(septet >> (8 - bit % 8));
}

size_t septets_pack(const uint8_t *septets, size_t count, uint8_t *out)
{
	size_t n_octets = (count * SEPTET_BITS + 7) / 8;

	memset(out, 0, n_octets);
	for (size_t i = 0; i < count; i++)
		put(out, i, septets[i]);
	if (count % 8 == SEPTET_BITS) /* 6.1.2.3.1: else it would be read as '@' */
		put(out, count, '\r');
	return n_octets;
}

static uint8_t get(const uint8_t *octets, size_t n_octets, size_t index)
{
	size_t bit = index * SEPTET_BITS;
	unsigned value = octets[bit / 8];

	if (bit / 8 + 1 < n_octets)
		value |= (unsigned)octets[bit / 8 + 1] << 8;
	return value >> bit % 8 & 0x7F;
}

void septets_add_packed(struct text *out, const uint8_t *octets, size_t n_octets)
{
	size_t count = n_octets * 8 / SEPTET_BITS;

	while (count > 0 && get(octets, n_octets, count - 1) == '\r')
		count--;
	/* Bits that were left over, where no filler was put. */
	if (count > 0 && count % 8 == 0 && get(octets, n_octets, count - 1) == 0)
		count--;
	for (size_t i = 0; i < count; i++) {
		uint8_t septet = get(octets, n_octets, i);

		if (septet == ESCAPE && ++i < count)
			text_add_char(out, UNKNOWN);
		else if (septet != ESCAPE)
			text_add_char(out, plain_of(septet));
	}
}

void septets_add_ucs2(struct text *out, const uint8_t *octets, size_t n_octets)
{
	for (size_t i = 0; i + 1 < n_octets; i += 2) {
		bool is_plain =
			octets[i] == 0 && octets[i + 1] >= ' ' && octets[i + 1] < 0x7F;

		text_add_char(out, is_plain ? (char)octets[i + 1] : UNKNOWN);
	}
}
