// SPDX-License-Identifier: MIT
#include "tests/fake/ussd.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "tests/fake/device.h"
#include "tests/fake/gsm7.h"
#include "tests/fake/smstext.h"

enum {
	DCS_GSM7 = 15, /* 23.038 section 5 */
	DCS_UCS2 = 72,
	TEXT_SEPTETS = 182,
};

static const struct smstext_options whole = { .header_octets = 6 };

static void add_hex(struct text *out, const uint8_t *octets, size_t n)
{
	for (size_t i = 0; i < n; i++)
		text_add_format(out, "%02X", octets[i]);
}

static void add_ucs2_hex(struct text *out, const char *utf8)
{
	size_t length = strlen(utf8), at = 0;

	while (at < length) {
		uint32_t code;

		at += utf8_decode(utf8 + at, length - at, &code);
		if (code > 0xFFFF)
			text_add_format(out, "%04X%04X",
					(unsigned)(0xD800 + ((code - 0x10000) >> 10)),
					(unsigned)(0xDC00 + ((code - 0x10000) & 0x3FF)));
		else
			text_add_format(out, "%04X", (unsigned)code);
	}
}

static size_t septets_of(const char *utf8, uint8_t *out, size_t size)
{
	struct smstext text;
	size_t n = 0;

	if (!smstext_init(&text, utf8, &whole))
		return 0;
	for (n = 0; !text.is_ucs2 && n < text.n_units && n < size; n++)
		out[n] = (uint8_t)text.units[n];
	smstext_clear(&text);
	return n;
}

static void add_packed_hex(struct text *out, const char *utf8)
{
	uint8_t septets[TEXT_SEPTETS + 1], packed[TEXT_SEPTETS];
	size_t n = septets_of(utf8, septets, TEXT_SEPTETS);

	/* 23.038 6.1.2.3.1: seven spare bits would read as '@'. */
	if (n % 8 == 7)
		septets[n++] = '\r';
	add_hex(out, packed, gsm7_pack(septets, n, 0, packed));
}

static void add_byte_hex(struct text *out, const char *utf8)
{
	uint8_t septets[TEXT_SEPTETS];

	add_hex(out, septets, septets_of(utf8, septets, sizeof septets));
}

void ussd_add_string(struct text *out, const struct device *device, const char *utf8)
{
	if (device->settings.charset == DEVICE_CHARSET_UCS2)
		add_ucs2_hex(out, utf8);
	else if (device->settings.charset == DEVICE_CHARSET_HEX)
		add_byte_hex(out, utf8);
	else
		text_add(out, utf8);
}

void ussd_add_text(struct text *line, const struct device *device, const char *utf8)
{
	uint8_t septets[TEXT_SEPTETS];
	bool is_gsm7 = septets_of(utf8, septets, sizeof septets) > 0;

	text_add(line, ",\"");
	if (!is_gsm7 || device->profile->ussd == PROFILE_USSD_UCS2)
		add_ucs2_hex(line, utf8);
	else if (device->profile->ussd == PROFILE_USSD_PACKED)
		add_packed_hex(line, utf8);
	else
		ussd_add_string(line, device, utf8);
	text_add_format(line, "\",%d",
			is_gsm7 && device->profile->ussd != PROFILE_USSD_UCS2 ? DCS_GSM7
									      : DCS_UCS2);
}

static bool is_dial_string(const char *string)
{
	return string[0] != '\0' &&
	       string[strspn(string, "0123456789*#+ABCDabcd")] == '\0';
}

/* UCS2 digits as +CSCS="UCS2" has them. */
static bool read_ucs2_hex(const char *written, struct text *out)
{
	uint8_t octets[TEXT_SEPTETS];
	size_t length;

	if (!tpdu_of_hex(written, strlen(written), octets, sizeof octets, &length) ||
	    length % 2 != 0)
		return false;
	for (size_t i = 0; i < length; i += 2) {
		uint16_t unit = (uint16_t)(octets[i] << 8 | octets[i + 1]);

		smstext_add_units(out, &unit, 1);
	}
	return true;
}

static bool read_packed_hex(const char *written, struct text *out)
{
	uint8_t octets[TEXT_SEPTETS], septets[TEXT_SEPTETS + 32];
	size_t length, n;

	if (!tpdu_of_hex(written, strlen(written), octets, sizeof octets, &length))
		return false;
	n = length * 8 / 7;
	gsm7_unpack(octets, n, 0, septets);
	while (n > 0 && (septets[n - 1] == '\r' || septets[n - 1] == 0))
		n--;
	smstext_add_septets(out, septets, n);
	return true;
}

bool ussd_read_answer(const struct device *device, const char *written, struct text *out)
{
	bool is_read = true;

	if (device->profile->ussd == PROFILE_USSD_PACKED)
		is_read = read_packed_hex(written, out);
	else if (device->settings.charset == DEVICE_CHARSET_UCS2)
		is_read = read_ucs2_hex(written, out);
	else
		text_add(out, written);
	return is_read;
}

bool ussd_read_request(const struct device *device, const char *written, struct text *out)
{
	return ussd_read_answer(device, written, out) && is_dial_string(out->bytes);
}
