// SPDX-License-Identifier: MIT
#include <string.h>

#include "base/text.h"
#include "tests/fake/gsm7.h"
#include "tests/fake/tpdu.h"

/*
 * SMS-SUBMIT (3GPP TS 23.040 9.2.2.2), read as a service centre that forgives nothing:
 * what a real one would silently mend is refused, so that a wrong reading of the standard
 * in the service shows.
 */

enum {
	MTI_MASK = 0x03,
	MTI_SUBMIT = 0x01,
	FLAG_REJECT_DUPLICATES = 0x04,
	VPF_SHIFT = 3,
	FLAG_REPORT = 0x20,
	FLAG_HEADER = 0x40,
	USER_DATA_OCTETS = 140,
	SEPTETS_MAX = 160,
};

enum alphabet {
	ALPHABET_GSM7,
	ALPHABET_BINARY,
	ALPHABET_UCS2,
	ALPHABET_RESERVED
};

struct reader {
	const uint8_t *at, *end;
};

static size_t left(const struct reader *reader)
{
	return (size_t)(reader->end - reader->at);
}

static bool next_octet(struct reader *reader, unsigned *out_octet)
{
	if (left(reader) == 0)
		return false;
	*out_octet = *reader->at++;
	return true;
}

/* 23.038 section 4. */
static enum alphabet alphabet_of(unsigned dcs)
{
	unsigned group = dcs >> 4;

	if (group <= 0x3) {
		if ((dcs & 0x20) != 0)
			return ALPHABET_BINARY; /* compressed: nobody reads it */
		return (enum alphabet)(dcs >> 2 & 3);
	}
	if (group == 0xF)
		return (dcs & 0x08) != 0   ? ALPHABET_RESERVED
		       : (dcs & 0x04) != 0 ? ALPHABET_BINARY
					   : ALPHABET_GSM7;
	if (group == 0xE)
		return ALPHABET_UCS2;
	return group == 0xC || group == 0xD ? ALPHABET_GSM7 : ALPHABET_RESERVED;
}

static const char *parse_digits(const uint8_t *octets, unsigned n_digits, char *out)
{
	static const char digits[] = "0123456789*#abc";
	unsigned i;

	for (i = 0; i < n_digits; i++) {
		unsigned code = octets[i / 2] >> (i % 2 * 4) & 0xF;

		if (code == 0xF)
			return "filler inside the destination address";
		out[i] = digits[code];
	}
	out[i] = '\0';
	if (n_digits % 2 != 0 && octets[n_digits / 2] >> 4 != 0xF)
		return "odd destination address without filler F";
	return NULL;
}

static const char *parse_address(struct reader *reader, char out[TPDU_ADDRESS_SIZE])
{
	unsigned n_digits, type, kind;
	size_t n_octets;
	const char *wrong;

	if (!next_octet(reader, &n_digits) || !next_octet(reader, &type))
		return "ends inside the destination address";
	if (n_digits == 0 || n_digits > 20)
		return "destination address of no or more than 20 digits (9.1.2.5)";
	kind = type >> 4 & 7;
	if ((type & 0x80) == 0 || kind == 5 || kind == 7)
		return "destination address of a type that no number has (9.1.2.5)";
	n_octets = (n_digits + 1) / 2;
	if (left(reader) < n_octets)
		return "ends inside the destination address";
	if (kind == 1)
		*out++ = '+';
	wrong = parse_digits(reader->at, n_digits, out);
	reader->at += n_octets;
	return wrong;
}

/* One information element (9.2.3.24). */
static const char *parse_element(unsigned id, const uint8_t *data, size_t length,
				 struct tpdu_part *part)
{
	if (id == 0x00 && length == 3)
		*part = (struct tpdu_part){ data[0], 8, data[1], data[2] };
	else if (id == 0x08 && length == 4)
		*part = (struct tpdu_part){ (unsigned)data[0] << 8 | data[1], 16, data[2],
					    data[3] };
	else if (id == 0x00 || id == 0x08)
		return "concatenation element of a wrong length (9.2.3.24.1)";
	else
		return NULL;
	if (part->total == 0 || part->number == 0 || part->number > part->total)
		return "part number outside 1..total (9.2.3.24.1)";
	return NULL;
}

static const char *parse_header(const uint8_t *data, size_t length,
				struct tpdu_part *part, size_t *out_octets)
{
	size_t end = 1, at = 1;

	if (length == 0 || 1U + data[0] > length)
		return "header longer than the user data";
	end += data[0];
	while (at < end) {
		const char *wrong;

		if (end - at < 2 || end - at - 2 < data[at + 1])
			return "header element longer than the header";
		wrong = parse_element(data[at], data + at + 2, data[at + 1], part);
		if (wrong != NULL)
			return wrong;
		at += 2U + data[at + 1];
	}
	*out_octets = end;
	return NULL;
}

static const char *parse_septets(const uint8_t *data, size_t n_septets,
				 size_t header_octets, struct tpdu_submit *submit)
{
	size_t header_septets = (header_octets * 8 + 6) / 7;
	uint8_t septets[SEPTETS_MAX];

	if (header_septets > n_septets)
		return "header longer than the user data";
	submit->n_units = n_septets - header_septets;
	gsm7_unpack(data + header_octets, submit->n_units,
		    (unsigned)(header_septets * 7 - header_octets * 8), septets);
	for (size_t i = 0; i < submit->n_units; i++)
		submit->units[i] = septets[i];
	if (submit->n_units > 0 && septets[submit->n_units - 1] == GSM7_ESCAPE)
		return "ends with an escape (23.038 6.2.1)";
	return NULL;
}

static const char *parse_octets(const uint8_t *data, size_t length,
				struct tpdu_submit *submit)
{
	if (submit->is_ucs2 && length % 2 != 0)
		return "UCS2 of an odd number of octets";
	if (submit->is_ucs2) {
		for (size_t i = 0; i < length; i += 2)
			submit->units[submit->n_units++] =
				(uint16_t)(data[i] << 8 | data[i + 1]);
		return NULL;
	}
	for (size_t i = 0; i < length; i++)
		submit->units[submit->n_units++] = data[i];
	return NULL;
}

static const char *parse_user_data(struct reader *reader, bool has_header,
				   struct tpdu_submit *submit)
{
	enum alphabet alphabet = alphabet_of(submit->dcs);
	unsigned user_length;
	size_t n_octets, header_octets = 0;
	const char *wrong;

	if (alphabet == ALPHABET_RESERVED)
		return "reserved data coding (23.038 4)";
	if (!next_octet(reader, &user_length))
		return "ends before the user data length";
	n_octets = alphabet == ALPHABET_GSM7 ? (user_length * 7 + 7) / 8 : user_length;
	if (n_octets > USER_DATA_OCTETS)
		return "user data length over 160 septets or 140 octets (9.2.3.16)";
	if (left(reader) != n_octets)
		return "user data length does not fit the octets that are there";
	if (has_header) {
		wrong = parse_header(reader->at, n_octets, &submit->part, &header_octets);
		if (wrong != NULL)
			return wrong;
	}
	submit->is_ucs2 = alphabet == ALPHABET_UCS2;
	submit->is_binary = alphabet == ALPHABET_BINARY;
	if (alphabet == ALPHABET_GSM7)
		return parse_septets(reader->at, user_length, header_octets, submit);
	return parse_octets(reader->at + header_octets, n_octets - header_octets, submit);
}

const char *tpdu_parse_submit(const uint8_t *octets, size_t length,
			      struct tpdu_submit *out_submit)
{
	/* 9.2.3.3: none, enhanced, relative, absolute */
	static const uint8_t period_octets[] = { 0, 7, 1, 7 };
	struct reader reader = { octets, octets + length };
	unsigned first, reference, pid, dcs, period;
	const char *wrong;

	*out_submit = (struct tpdu_submit){ 0 };
	if (!next_octet(&reader, &first) || (first & MTI_MASK) != MTI_SUBMIT)
		return "not a SUBMIT (9.2.3.1)";
	if (!next_octet(&reader, &reference))
		return "ends before the message reference";
	wrong = parse_address(&reader, out_submit->to);
	if (wrong != NULL)
		return wrong;
	if (!next_octet(&reader, &pid) || !next_octet(&reader, &dcs))
		return "ends before the data coding";
	period = period_octets[first >> VPF_SHIFT & 3];
	if (left(&reader) < period)
		return "ends inside the validity period";
	reader.at += period;
	out_submit->reference = (uint8_t)reference;
	out_submit->pid = (uint8_t)pid;
	out_submit->dcs = (uint8_t)dcs;
	out_submit->rejects_duplicates = (first & FLAG_REJECT_DUPLICATES) != 0;
	out_submit->wants_report = (first & FLAG_REPORT) != 0;
	return parse_user_data(&reader, (first & FLAG_HEADER) != 0, out_submit);
}

void tpdu_add_submit_text(struct text *out, const struct tpdu_submit *submit)
{
	uint8_t septets[SMSTEXT_PART_UNITS_MAX];

	if (submit->is_ucs2) {
		smstext_add_units(out, submit->units, submit->n_units);
		return;
	}
	for (size_t i = 0; i < submit->n_units; i++) {
		septets[i] = (uint8_t)submit->units[i];
		if (submit->is_binary)
			text_add_format(out, "%02X", septets[i]);
	}
	if (!submit->is_binary)
		smstext_add_septets(out, septets, submit->n_units);
}
