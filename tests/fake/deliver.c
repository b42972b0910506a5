// SPDX-License-Identifier: MIT
#include "tests/fake/deliver.h"

#include <string.h>

#include "base/text.h"
#include "tests/fake/gsm7.h"
#include "tests/fake/tpdu.h"

enum {
	OCTETS_MAX = STORAGE_HEX_SIZE / 2
};

const char *deliver_tpdu(const char *hex)
{
	uint8_t centre[16];
	size_t n_digits = strlen(hex), length;

	if (n_digits > 2 * sizeof centre)
		n_digits = 2 * sizeof centre;
	if (!tpdu_of_hex(hex, n_digits - n_digits % 2, centre, sizeof centre, &length))
		return hex;
	return hex + 2 * tpdu_centre_octets(centre, length);
}

static void add_sender(struct text *out, const uint8_t *address)
{
	static const char digits[] = "0123456789*#abc";
	uint8_t septets[24];
	size_t n = address[0];

	if ((address[1] & 0x70) == 0x50 && n <= 20) {
		n = n * 4 / 7;
		gsm7_unpack(address + 2, n, 0, septets);
		smstext_add_septets(out, septets, n);
		return;
	}
	if ((address[1] & 0x70) == 0x10)
		text_add(out, "+");
	for (size_t i = 0; i < n; i++) {
		unsigned code = address[2 + i / 2] >> (i % 2 * 4) & 0xF;

		if (code < 0xF)
			text_add_char(out, digits[code]);
	}
}

static void add_time(struct text *out, const uint8_t *time)
{
	static const char *const between[] = { "/", "/", ",", ":", ":", "+", "" };

	for (size_t i = 0; i < 7; i++)
		text_add_format(out, "%u%u%s", time[i] & 0xFU, time[i] >> 4 & 0xFU,
				between[i]);
}

static void add_body(struct text *out, const uint8_t *octets, size_t length, unsigned dcs,
		     unsigned first)
{
	uint8_t septets[SMSTEXT_PART_UNITS_MAX];
	size_t n = length > 0 ? octets[0] : 0;

	if (dcs != 0 || (first & 0x40) != 0 || n > SMSTEXT_PART_UNITS_MAX ||
	    (n * 7 + 7) / 8 > length - 1) {
		for (size_t i = 1; i < length; i++)
			text_add_format(out, "%02X", octets[i]);
		return;
	}
	gsm7_unpack(octets + 1, n, 0, septets);
	smstext_add_septets(out, septets, n);
}

void deliver_add_text_mode(struct text *out, const char *hex, enum slot_state state)
{
	static const char *const words[] = { "REC UNREAD", "REC READ", "STO UNSENT",
					     "STO SENT" };
	const char *tpdu = deliver_tpdu(hex);
	uint8_t octets[OCTETS_MAX];
	size_t length, behind;

	text_add_format(out, "\"%s\",\"", words[state]);
	if (!tpdu_of_hex(tpdu, strlen(tpdu), octets, sizeof octets, &length) ||
	    length < 13 || (octets[0] & 3) != 0) {
		text_add_format(out, "\",,\"\"\n%s", tpdu);
		return;
	}
	behind = 3U + (octets[1] + 1U) / 2;
	if (behind + 9 > length) {
		text_add_format(out, "\",,\"\"\n%s", tpdu);
		return;
	}
	add_sender(out, octets + 1);
	text_add(out, "\",,\"");
	add_time(out, octets + behind + 2);
	text_add(out, "\"\n");
	add_body(out, octets + behind + 9, length - behind - 9, octets[behind + 1],
		 octets[0]);
}
