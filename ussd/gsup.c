// SPDX-License-Identifier: MIT
#include "ussd/gsup.h"

#include <string.h>

enum element {
	ELEMENT_IMSI = 0x01,
	ELEMENT_CAUSE = 0x02,
	ELEMENT_MSISDN = 0x08,
	ELEMENT_SESSION_ID = 0x30,
	ELEMENT_SESSION_STATE = 0x31,
	ELEMENT_SS_INFO = 0x35,
};

enum {
	FILLER = 0xF,
	SESSION_ID_OCTETS = 4,
	NUMBER_INTERNATIONAL = 0x91, /* 24.008 10.5.4.7: international, E.164 */
	IMSI_MIN_DIGITS = 6,
};

/* Semi-octets, the low one first, up to a filler. False for what is no digit. */
static bool read_digits(const uint8_t *octets, size_t n_octets, char *out, size_t size)
{
	size_t n_digits = 0;

	for (size_t i = 0; i < 2 * n_octets; i++) {
		unsigned digit = octets[i / 2] >> (i % 2 == 0 ? 0 : 4) & 0xF;

		if (digit == FILLER)
			break;
		if (digit > 9 || n_digits + 1 >= size)
			return false;
		out[n_digits++] = (char)('0' + digit);
	}
	out[n_digits] = '\0';
	return true;
}

/* Osmocom writes it with its own length and the type of number in front (24.008
 * 10.5.4.7), or the digits alone. One that we cannot read is as if it had not been told.
 */
static bool take_msisdn(const uint8_t *value, size_t length, struct gsup *out)
{
	bool has_type = length > 1 && value[0] == length - 1;
	bool is_international;

	if (has_type) {
		value++;
		length--;
	}
	is_international = length > 0 && value[0] == NUMBER_INTERNATIONAL;
	if (has_type || is_international) {
		value++;
		length--;
	}
	out->msisdn[0] = '\0';
	if (!read_digits(value, length, out->msisdn, sizeof out->msisdn))
		out->msisdn[0] = '\0';
	return true;
}

static bool take_imsi(const uint8_t *value, size_t length, struct gsup *out)
{
	return read_digits(value, length, out->imsi, sizeof out->imsi) &&
	       strlen(out->imsi) >= IMSI_MIN_DIGITS;
}

static bool take_session(const uint8_t *value, size_t length, struct gsup *out)
{
	if (length != SESSION_ID_OCTETS)
		return false;
	out->session = (uint32_t)value[0] << 24 | (uint32_t)value[1] << 16 |
		       (uint32_t)value[2] << 8 | value[3];
	return true;
}

static bool take_state(const uint8_t *value, size_t length, struct gsup *out)
{
	out->state = length == 1 ? value[0] : GSUP_STATE_NONE;
	return out->state >= GSUP_STATE_BEGIN && out->state <= GSUP_STATE_END;
}

static bool take_cause(const uint8_t *value, size_t length, struct gsup *out)
{
	out->cause = length == 1 ? value[0] : 0;
	return length == 1;
}

static bool take_component(const uint8_t *value, size_t length, struct gsup *out)
{
	memcpy(out->component, value, length);
	out->n_component = length;
	return true;
}

static const struct {
	uint8_t element;
	bool (*take)(const uint8_t *value, size_t length, struct gsup *out);
} takers[] = {
	{ ELEMENT_IMSI, take_imsi },           { ELEMENT_CAUSE, take_cause },
	{ ELEMENT_MSISDN, take_msisdn },       { ELEMENT_SESSION_ID, take_session },
	{ ELEMENT_SESSION_STATE, take_state }, { ELEMENT_SS_INFO, take_component },
};

static bool take(uint8_t element, const uint8_t *value, size_t length, struct gsup *out)
{
	for (size_t i = 0; i < sizeof takers / sizeof takers[0]; i++) {
		if (takers[i].element == element)
			return takers[i].take(value, length, out);
	}
	return true;
}

bool gsup_read(const uint8_t *bytes, size_t length, struct gsup *out)
{
	size_t at = 1;

	*out = (struct gsup){ .type = length > 0 ? bytes[0] : 0 };
	if (length == 0)
		return false;
	while (at + 2 <= length) {
		size_t n_value = bytes[at + 1];

		if (at + 2 + n_value > length ||
		    !take(bytes[at], bytes + at + 2, n_value, out))
			return false;
		at += 2 + n_value;
	}
	return at == length && out->imsi[0] != '\0';
}

struct writer {
	uint8_t *out;
	size_t length, size;
	bool is_full;
};

static void add(struct writer *writer, uint8_t element, const void *value, size_t length)
{
	if (writer->length + 2 + length > writer->size || length > UINT8_MAX) {
		writer->is_full = true;
		return;
	}
	writer->out[writer->length++] = element;
	writer->out[writer->length++] = (uint8_t)length;
	memcpy(writer->out + writer->length, value, length);
	writer->length += length;
}

static size_t write_digits(const char *digits, uint8_t *out)
{
	size_t n_digits = strlen(digits), n_octets = (n_digits + 1) / 2;

	for (size_t i = 0; i < n_octets; i++) {
		unsigned low = (unsigned)(digits[2 * i] - '0');
		unsigned high = 2 * i + 1 < n_digits ? (unsigned)(digits[2 * i + 1] - '0')
						     : (unsigned)FILLER;

		out[i] = (uint8_t)(high << 4 | low);
	}
	return n_octets;
}

size_t gsup_write(const struct gsup *gsup, uint8_t *out, size_t size)
{
	struct writer writer = { .out = out, .length = 1, .size = size };
	uint8_t imsi[GSUP_IMSI_SIZE];
	const uint8_t session[SESSION_ID_OCTETS] = { (uint8_t)(gsup->session >> 24),
						     (uint8_t)(gsup->session >> 16),
						     (uint8_t)(gsup->session >> 8),
						     (uint8_t)gsup->session };

	if (size == 0 || gsup->imsi[0] == '\0' ||
	    gsup->imsi[strspn(gsup->imsi, "0123456789")] != '\0')
		return 0;
	out[0] = gsup->type;
	add(&writer, ELEMENT_IMSI, imsi, write_digits(gsup->imsi, imsi));
	if (gsup->cause != 0)
		add(&writer, ELEMENT_CAUSE, &gsup->cause, 1);
	add(&writer, ELEMENT_SESSION_ID, session, sizeof session);
	add(&writer, ELEMENT_SESSION_STATE, &gsup->state, 1);
	if (gsup->n_component > 0)
		add(&writer, ELEMENT_SS_INFO, gsup->component, gsup->n_component);
	return writer.is_full ? 0 : writer.length;
}
