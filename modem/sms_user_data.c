// SPDX-License-Identifier: MIT
#include "modem/sms_user_data.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "modem/gsm7.h"

enum {
	USER_DATA_OCTETS_MAX = 140,
	USER_DATA_SEPTETS_MAX = 160
};

/* 9.2.3.24.1 and .8: numbers that make no sense void the element. */
static void set_part(struct sms *sms, struct sms_part part)
{
	sms->is_part_illegal = part.number == 0 || part.number > part.total;
	if (sms->is_part_illegal)
		part = (struct sms_part){ 0 };
	sms->part = part;
}

static void read_part_8(const uint8_t *value, struct sms *sms)
{
	set_part(sms, (struct sms_part){ .reference = value[0],
					 .reference_bits = 8,
					 .total = value[1],
					 .number = value[2] });
}

static void read_part_16(const uint8_t *value, struct sms *sms)
{
	set_part(sms, (struct sms_part){ .reference = (unsigned)value[0] << 8 | value[1],
					 .reference_bits = 16,
					 .total = value[2],
					 .number = value[3] });
}

/* The port that it goes to comes first, then where it came from. */
static void read_port_8(const uint8_t *value, struct sms *sms)
{
	sms->has_port = true;
	sms->port = value[0];
}

static void read_port_16(const uint8_t *value, struct sms *sms)
{
	sms->has_port = true;
	sms->port = (unsigned)value[0] << 8 | value[1];
}

static void read_waiting(const uint8_t *value, struct sms *sms)
{
	(void)value; /* how many wait, and what: for phones with a lamp */
	sms->is_waiting_indication = true;
}

/* The elements that matter here; all others are skipped. 24 and 25 too (national language
 * tables): Indonesian has none, so such a text reads as the default alphabet. */
static const struct element {
	uint8_t id;
	uint8_t length;
	void (*read)(const uint8_t *value, struct sms *sms);
} elements[] = {
	/* clang-format off */
	{ 0x00, 3, read_part_8 },  /* 9.2.3.24.1 */
	{ 0x01, 2, read_waiting }, /* 9.2.3.24.2 */
	{ 0x04, 2, read_port_8 },  /* 9.2.3.24.3 */
	{ 0x05, 4, read_port_16 }, /* 9.2.3.24.4 */
	{ 0x08, 4, read_part_16 }, /* 9.2.3.24.8 */
	/* clang-format on */
};

static void read_element(uint8_t id, uint8_t length, const uint8_t *value,
			 struct sms *sms)
{
	for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++) {
		if (elements[i].id == id && elements[i].length == length)
			elements[i].read(value, sms);
	}
}

/* Whether the elements end where the header does. */
static bool is_header_whole(const uint8_t *header, size_t length)
{
	size_t at = 0;

	while (at + 2 <= length)
		at += 2u + header[at + 1];
	return at == length;
}

static void read_header(const uint8_t *header, size_t length, struct sms *sms)
{
	if (!is_header_whole(header, length))
		return;
	for (size_t at = 0; at < length; at += 2u + header[at + 1])
		read_element(header[at], header[at + 1], header + at + 2, sms);
}

/* A last octet without its other half becomes U+FFFD: something stood there. */
static void read_ucs2(const uint8_t *octets, size_t n_octets, struct sms *sms)
{
	for (size_t i = 0; i + 1 < n_octets; i += 2)
		sms->units[sms->n_units++] = (uint16_t)(octets[i] << 8 | octets[i + 1]);
	if (n_octets % 2 != 0)
		sms->units[sms->n_units++] = UTF8_REPLACEMENT;
}

struct user_data {
	const uint8_t *octets;
	size_t n_octets;
	size_t length;        /* TP-UDL: septets, or octets */
	size_t header_octets; /* of them, TP-UDHL included */
};

static int take(struct sms_octets *octets, enum sms_alphabet alphabet,
		struct user_data *out_data, struct text *why)
{
	size_t start = octets->at;
	uint8_t length;

	if (!sms_octets_next(octets, &length)) {
		sms_octets_end_in(octets, "user data length", why);
		return -EBADMSG;
	}
	out_data->length = length;
	out_data->n_octets = alphabet == SMS_ALPHABET_GSM7 ? gsm7_octets(length) : length;
	if (out_data->n_octets > USER_DATA_OCTETS_MAX) {
		text_say(why, "octet %zu: user data of %zu octets", start,
			 out_data->n_octets);
		return -EBADMSG;
	}
	out_data->octets = sms_octets_take(octets, out_data->n_octets);
	if (out_data->octets == NULL) {
		text_say(why, "octet %zu: user data of %zu octets, %zu are here", start,
			 out_data->n_octets, sms_octets_left(octets));
		return -EBADMSG;
	}
	return 0;
}

/* False when the header does not leave off before its user data. */
static bool take_header(struct user_data *data, struct sms *sms)
{
	if (data->n_octets == 0)
		return false;
	data->header_octets = 1u + data->octets[0];
	if (data->header_octets > data->n_octets)
		return false;
	read_header(data->octets + 1, data->header_octets - 1, sms);
	return true;
}

/* False when the fill bits behind the header reach past the end. */
static bool read_gsm7(const struct user_data *data, struct sms *sms)
{
	uint8_t septets[USER_DATA_SEPTETS_MAX];
	size_t first = (data->header_octets * 8 + 6) / 7; /* the next whole septet */
	size_t n;

	if (first > data->length)
		return false;
	n = gsm7_unpack(data->octets, data->n_octets, first, data->length - first,
			septets);
	sms->n_units = gsm7_decode(septets, n, sms->units);
	return true;
}

static bool read_body(const struct user_data *data, struct sms *sms)
{
	const uint8_t *body = data->octets + data->header_octets;
	size_t n = data->n_octets - data->header_octets;

	switch (sms->alphabet) {
	case SMS_ALPHABET_GSM7:
		return read_gsm7(data, sms);
	case SMS_ALPHABET_UCS2:
		read_ucs2(body, n, sms);
		return true;
	case SMS_ALPHABET_BINARY:
		break;
	}
	memcpy(sms->data, body, n);
	sms->n_data = n;
	return true;
}

int sms_user_data_read(struct sms_octets *octets, bool has_header, struct sms *sms,
		       struct text *why)
{
	size_t start = octets->at;
	struct user_data data = { 0 };
	int error = take(octets, sms->alphabet, &data, why);

	if (error < 0)
		return error;
	if ((has_header && !take_header(&data, sms)) || !read_body(&data, sms)) {
		text_say(why, "octet %zu: a header longer than its user data", start + 1);
		return -EBADMSG;
	}
	return 0;
}
