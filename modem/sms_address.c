// SPDX-License-Identifier: MIT
#include "modem/sms_address.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "modem/gsm7.h"

enum {
	TYPE_OF_NUMBER_SHIFT = 4,
	TYPE_OF_NUMBER_MASK = 7,
	TYPE_INTERNATIONAL = 0x91, /* and the telephone numbering plan, E.164 */
	TYPE_UNKNOWN = 0x81,
	FILLER = 0xF,
	/* 14 semi-octets hold 7 characters, or 8 */
	SEPTETS_OF_DOUBT = 8,
	NAME_SEPTETS_MAX = SMS_ADDRESS_DIGITS_MAX * 4 / 7,
};

static enum sms_address_kind kind_of(uint8_t type)
{
	static const enum sms_address_kind kinds[TYPE_OF_NUMBER_MASK + 1] = {
		SMS_ADDRESS_KIND_NATIONAL, /* 000 unknown: as the sender dials it */
		SMS_ADDRESS_KIND_INTERNATIONAL, SMS_ADDRESS_KIND_NATIONAL,
		SMS_ADDRESS_KIND_OTHER, /* network specific */
		SMS_ADDRESS_KIND_OTHER, /* subscriber number */
		SMS_ADDRESS_KIND_ALPHANUMERIC,  SMS_ADDRESS_KIND_OTHER, /* abbreviated */
		SMS_ADDRESS_KIND_OTHER,                                 /* reserved */
	};

	return kinds[type >> TYPE_OF_NUMBER_SHIFT & TYPE_OF_NUMBER_MASK];
}

static uint8_t semi_octet(const uint8_t *value, size_t place)
{
	return place % 2 == 0 ? value[place / 2] & 0xF : value[place / 2] >> 4;
}

static void read_name(const uint8_t *value, size_t n_digits, struct text *name)
{
	uint8_t septets[NAME_SEPTETS_MAX];
	uint16_t units[NAME_SEPTETS_MAX];
	size_t n = gsm7_unpack(value, (n_digits + 1) / 2, 0, n_digits * 4 / 7, septets);

	/* Seven characters leave room for a septet of zeros, which would read as '@'. */
	if (n == SEPTETS_OF_DOUBT && septets[n - 1] == 0)
		n--;
	sms_add_units(name, units, gsm7_decode(septets, n, units));
}

/* False when a digit follows filler. */
static bool read_number(const uint8_t *value, size_t n_digits,
			struct sms_address *address, struct text *number)
{
	static const char signs[] = "0123456789*#abc";

	while (n_digits > 0 && semi_octet(value, n_digits - 1) == FILLER)
		n_digits--;
	if (n_digits == 0) {
		address->kind = SMS_ADDRESS_KIND_NONE;
		return true;
	}
	if (address->kind == SMS_ADDRESS_KIND_INTERNATIONAL)
		text_add_char(number, '+');
	for (size_t i = 0; i < n_digits; i++) {
		uint8_t digit = semi_octet(value, i);

		if (digit == FILLER)
			return false;
		if (digit > 9)
			address->kind = SMS_ADDRESS_KIND_OTHER;
		text_add_char(number, signs[digit]);
	}
	return true;
}

int sms_address_read(struct sms_octets *octets, struct sms_address *out_address,
		     struct text *why)
{
	size_t start = octets->at;
	uint8_t n_digits;
	uint8_t type;
	const uint8_t *value;
	struct text text;

	text_init(&text, out_address->text, sizeof out_address->text);
	out_address->kind = SMS_ADDRESS_KIND_NONE;
	if (!sms_octets_next(octets, &n_digits) || !sms_octets_next(octets, &type))
		return sms_octets_end_in(octets, "address", why);
	if (n_digits > SMS_ADDRESS_DIGITS_MAX) {
		text_say(why, "octet %zu: an address of %u digits", start, n_digits);
		return -EBADMSG;
	}
	value = sms_octets_take(octets, (n_digits + 1u) / 2);
	if (value == NULL)
		return sms_octets_end_in(octets, "address", why);
	out_address->kind = kind_of(type);
	if (out_address->kind == SMS_ADDRESS_KIND_ALPHANUMERIC) {
		read_name(value, n_digits, &text);
		if (text.length == 0)
			out_address->kind = SMS_ADDRESS_KIND_NONE;
		return 0;
	}
	if (!read_number(value, n_digits, out_address, &text)) {
		text_clear(&text);
		out_address->kind = SMS_ADDRESS_KIND_NONE;
		text_say(why, "octet %zu: an address with a gap", start);
		return -EBADMSG;
	}
	return 0;
}

int sms_address_write(const char *number, uint8_t out_octets[SMS_ADDRESS_OCTETS_MAX])
{
	bool is_international = number[0] == '+';
	const char *digits = number + is_international;
	size_t n_digits = strlen(digits);

	if (n_digits == 0 || n_digits > SMS_ADDRESS_DIGITS_MAX ||
	    strspn(digits, "0123456789") != n_digits)
		return -EINVAL;
	out_octets[0] = (uint8_t)n_digits;
	out_octets[1] = is_international ? TYPE_INTERNATIONAL : TYPE_UNKNOWN;
	for (size_t i = 0; i < n_digits; i += 2) {
		bool has_second = i + 1 < n_digits;
		unsigned second = has_second ? (unsigned)(digits[i + 1] - '0') : FILLER;

		out_octets[2 + i / 2] =
			(uint8_t)(second << 4 | (unsigned)(digits[i] - '0'));
	}
	return (int)(2 + (n_digits + 1) / 2);
}
