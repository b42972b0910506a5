// SPDX-License-Identifier: MIT
#include "ussd/component.h"

#include <string.h>

#include "base/text.h"
#include "ussd/septets.h"

enum {
	TAG_INTEGER = 0x02,
	TAG_OCTET_STRING = 0x04,
	TAG_SEQUENCE = 0x30,
	LENGTH_LONG = 0x80, /* the low bits tell how many octets of length follow */
	DCS_GSM7 = 0x0F,    /* 23.038 5: 7-bit alphabet, language unspecified */
	DCS_UCS2 = 0x48,
	SEPTETS_MAX = 182,
};

/* One element and what is left behind it. */
struct element {
	uint8_t tag;
	const uint8_t *value;
	size_t length;
};

struct octets {
	const uint8_t *at;
	size_t left;
};

/* BER length: short, or long of one or two octets (ITU-T X.690 8.1.3). */
static bool next_element(struct octets *octets, struct element *out)
{
	size_t header = 2, length;

	if (octets->left < header)
		return false;
	length = octets->at[1];
	if (length >= LENGTH_LONG) {
		size_t n_octets = length - LENGTH_LONG;

		if (n_octets < 1 || n_octets > 2 || octets->left < header + n_octets)
			return false;
		length = 0;
		for (size_t i = 0; i < n_octets; i++)
			length = length << 8 | octets->at[2 + i];
		header += n_octets;
	}
	if (length > octets->left - header)
		return false;
	*out = (struct element){ octets->at[0], octets->at + header, length };
	octets->at += header + length;
	octets->left -= header + length;
	return true;
}

static bool next_integer(struct octets *octets, uint8_t *out)
{
	struct element element;

	if (!next_element(octets, &element) || element.tag != TAG_INTEGER ||
	    element.length != 1)
		return false;
	*out = element.value[0];
	return true;
}

static struct octets inside(const struct element *element)
{
	return (struct octets){ element->value, element->length };
}

static void read_text(uint8_t dcs, const struct element *string, struct component *out)
{
	struct text text;

	text_init(&text, out->text, sizeof out->text);
	if (dcs == DCS_UCS2)
		septets_add_ucs2(&text, string->value, string->length);
	else
		septets_add_packed(&text, string->value, string->length);
	out->has_text = true;
}

/* USSD-DataCodingScheme and USSD-String in a sequence; nothing at all is allowed. */
static bool read_argument(struct octets *octets, struct component *out)
{
	struct element sequence, dcs, string;
	struct octets in;

	if (octets->left == 0)
		return true;
	if (!next_element(octets, &sequence) || sequence.tag != TAG_SEQUENCE)
		return false;
	in = inside(&sequence);
	if (!next_element(&in, &dcs) || dcs.tag != TAG_OCTET_STRING || dcs.length != 1 ||
	    !next_element(&in, &string) || string.tag != TAG_OCTET_STRING)
		return false;
	read_text(dcs.value[0], &string, out);
	return true;
}

static bool read_invoke(struct octets *octets, struct component *out)
{
	return next_integer(octets, &out->invoke_id) &&
	       next_integer(octets, &out->operation) && read_argument(octets, out);
}

/* Operation and argument stand in a sequence of their own, or are left out. */
static bool read_result(struct octets *octets, struct component *out)
{
	struct element sequence;
	struct octets in;

	if (!next_integer(octets, &out->invoke_id))
		return false;
	if (octets->left == 0)
		return true;
	if (!next_element(octets, &sequence) || sequence.tag != TAG_SEQUENCE)
		return false;
	in = inside(&sequence);
	return next_integer(&in, &out->operation) && read_argument(&in, out);
}

bool component_read(const uint8_t *bytes, size_t length, struct component *out)
{
	struct octets octets = { bytes, length };
	struct element whole;

	*out = (struct component){ .kind = 0 };
	if (!next_element(&octets, &whole))
		return false;
	octets = inside(&whole);
	out->kind = whole.tag;
	switch (whole.tag) {
	case COMPONENT_INVOKE:
		return read_invoke(&octets, out);
	case COMPONENT_RETURN_RESULT:
		return read_result(&octets, out);
	case COMPONENT_RETURN_ERROR:
		return next_integer(&octets, &out->invoke_id) &&
		       next_integer(&octets, &out->error);
	case COMPONENT_REJECT: /* its invoke id may be a NULL: of no use to us */
		return true;
	default:
		return false;
	}
}

/* Put a tag and a length in front of what is there. */
static size_t wrap(uint8_t *out, size_t length, uint8_t tag)
{
	memmove(out + 2, out, length);
	out[0] = tag;
	out[1] = (uint8_t)length;
	return length + 2;
}

static size_t add_integer(uint8_t *out, size_t length, uint8_t value)
{
	out[length] = TAG_INTEGER;
	out[length + 1] = 1;
	out[length + 2] = value;
	return length + 3;
}

/* The sequence of DCS and text; 0 when it is too long. */
static size_t write_argument(const char *text, uint8_t *out)
{
	uint8_t septets[SEPTETS_MAX];
	int count = septets_of(text, septets, sizeof septets);
	size_t n_octets;

	if (count < 0 || count > COMPONENT_PAGE_SEPTETS)
		return 0;
	out[0] = TAG_OCTET_STRING;
	out[1] = 1;
	out[2] = DCS_GSM7;
	out[3] = TAG_OCTET_STRING;
	n_octets = septets_pack(septets, (size_t)count, out + 5);
	out[4] = (uint8_t)n_octets;
	return wrap(out, n_octets + 5, TAG_SEQUENCE);
}

size_t component_write(const struct component *component,
		       uint8_t out[static COMPONENT_SIZE])
{
	uint8_t body[COMPONENT_SIZE + 8], *argument = body + 6;
	size_t length = 0, n_argument = 0;

	if (component->has_text) {
		n_argument = write_argument(component->text, argument);
		if (n_argument == 0)
			return 0;
	}
	length = add_integer(out, length, component->invoke_id);
	if (component->kind == COMPONENT_RETURN_ERROR) {
		length = add_integer(out, length, component->error);
	} else if (component->kind == COMPONENT_RETURN_RESULT) {
		size_t n_body = add_integer(body, 0, component->operation);

		memmove(body + n_body, argument, n_argument);
		n_body = wrap(body, n_body + n_argument, TAG_SEQUENCE);
		memcpy(out + length, body, n_body);
		length += n_body;
	} else {
		length = add_integer(out, length, component->operation);
		memcpy(out + length, argument, n_argument);
		length += n_argument;
	}
	return wrap(out, length, component->kind);
}
