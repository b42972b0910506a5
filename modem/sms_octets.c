// SPDX-License-Identifier: MIT
#include "modem/sms_octets.h"

#include <errno.h>

#include "base/text.h"

/* A digit's value plus one, so that all other bytes are 0. */
static const uint8_t value_plus_one[256] = {
	['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,
	['6'] = 7,  ['7'] = 8,  ['8'] = 9,  ['9'] = 10, ['A'] = 11, ['B'] = 12,
	['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16, ['a'] = 11, ['b'] = 12,
	['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
};

int sms_octet_of_hex(const char digits[2])
{
	unsigned high = value_plus_one[(unsigned char)digits[0]];
	unsigned low = value_plus_one[(unsigned char)digits[1]];

	if (high == 0 || low == 0)
		return -1;
	return (int)((high - 1) << 4 | (low - 1));
}

int sms_octets_from_hex(struct sms_octets *octets, const char *hex, size_t hex_length,
			struct text *why)
{
	size_t n = hex_length / 2;

	octets->n = n < SMS_OCTETS_MAX ? n : SMS_OCTETS_MAX;
	octets->n_more = n - octets->n;
	octets->at = 0;
	if (hex_length == 0 || hex_length % 2 != 0) {
		text_say(why, "octet %zu: %zu hex digits are no whole octets", n,
			 hex_length);
		return -EBADMSG;
	}
	for (size_t i = 0; i < n; i++) {
		int octet = sms_octet_of_hex(hex + 2 * i);

		if (octet < 0) {
			text_say(why, "octet %zu: not a hex digit", i);
			return -EBADMSG;
		}
		if (i < SMS_OCTETS_MAX)
			octets->bytes[i] = (uint8_t)octet;
	}
	return 0;
}

size_t sms_octets_left(const struct sms_octets *octets)
{
	return octets->n - octets->at;
}

bool sms_octets_next(struct sms_octets *octets, uint8_t *out_octet)
{
	if (octets->at == octets->n)
		return false;
	*out_octet = octets->bytes[octets->at++];
	return true;
}

const uint8_t *sms_octets_take(struct sms_octets *octets, size_t n)
{
	const uint8_t *taken = octets->bytes + octets->at;

	if (n > sms_octets_left(octets))
		return NULL;
	octets->at += n;
	return taken;
}

int sms_octets_end_in(const struct sms_octets *octets, const char *what, struct text *why)
{
	text_say(why, "octet %zu: the PDU ends within its %s", octets->n, what);
	return -EBADMSG;
}
