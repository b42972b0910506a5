// SPDX-License-Identifier: MIT
#include "tests/fake/smstext.h"

#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "base/text.h"
#include "base/utf8.h"
#include "tests/fake/gsm7.h"

enum {
	USER_DATA_OCTETS = 140
};

static bool add_unit(struct smstext *text, uint16_t unit)
{
	if (text->n_units == SMSTEXT_UNITS_MAX)
		return false;
	text->units[text->n_units++] = unit;
	return true;
}

static bool add_code(struct smstext *text, uint32_t code)
{
	uint8_t septets[2];
	size_t n;

	if (text->is_ucs2 && code > 0xFFFF)
		return add_unit(text, (uint16_t)(0xD800 + ((code - 0x10000) >> 10))) &&
		       add_unit(text, (uint16_t)(0xDC00 + ((code - 0x10000) & 0x3FF)));
	if (text->is_ucs2)
		return add_unit(text, (uint16_t)code);
	n = gsm7_encode(code, septets);
	for (size_t i = 0; i < n; i++) {
		if (!add_unit(text, septets[i]))
			return false;
	}
	return n > 0;
}

static bool add_all(struct smstext *text, const char *utf8, bool is_ucs2)
{
	size_t length = strlen(utf8), at = 0;

	text->is_ucs2 = is_ucs2;
	text->n_units = 0;
	while (at < length) {
		uint32_t code;

		at += utf8_decode(utf8 + at, length - at, &code);
		if (!add_code(text, code))
			return false;
	}
	return true;
}

/* Whether a cut before unit `at` would part an escape from its septet, or a pair. */
static bool is_inside_character(const struct smstext *text, size_t at,
				bool may_cut_surrogate)
{
	uint16_t before;

	if (at == 0 || at >= text->n_units)
		return false;
	before = text->units[at - 1];
	if (text->is_ucs2)
		return !may_cut_surrogate && before >= 0xD800 && before <= 0xDBFF;
	return before == GSM7_ESCAPE;
}

/* Units of each part but the last. */
static size_t part_room(const struct smstext *text, const struct smstext_options *options)
{
	size_t whole = text->is_ucs2 ? USER_DATA_OCTETS / 2 : USER_DATA_OCTETS * 8 / 7;
	size_t left = USER_DATA_OCTETS - options->header_octets, n = options->n_parts_min;
	size_t room = text->is_ucs2 ? left / 2 : left * 8 / 7, share;

	if (n <= 1 && text->n_units <= whole)
		return whole;
	share = n > 1 ? (text->n_units + n - 1) / n : room;
	if (share < room)
		room = share;
	return room > 0 ? room : 1;
}

static bool cut(struct smstext *text, const struct smstext_options *options)
{
	size_t room = part_room(text, options), at = 0;

	do {
		if (text->n_parts == SMSTEXT_PARTS_MAX)
			return false;
		text->starts[text->n_parts++] = at;
		at += room;
		if (room > 1 && is_inside_character(text, at, options->may_cut_surrogate))
			at--;
	} while (at < text->n_units);
	text->starts[text->n_parts] = text->n_units;
	return true;
}

bool smstext_init(struct smstext *text, const char *utf8,
		  const struct smstext_options *options)
{
	*text = (struct smstext){ 0 };
	if (!utf8_is_valid(utf8, strlen(utf8)))
		return false;
	text->units = must_alloc(SMSTEXT_UNITS_MAX * sizeof text->units[0]);
	if ((add_all(text, utf8, false) || add_all(text, utf8, true)) &&
	    cut(text, options))
		return true;
	smstext_clear(text);
	return false;
}

void smstext_clear(struct smstext *text)
{
	free(text->units);
	*text = (struct smstext){ 0 };
}

static void add_utf8(struct text *out, uint32_t code)
{
	char bytes[UTF8_BYTES_MAX];

	text_add_bytes(out, bytes, utf8_encode(code, bytes));
}

void smstext_add_septets(struct text *out, const uint8_t *septets, size_t n_septets)
{
	for (size_t i = 0; i < n_septets; i++) {
		if (septets[i] != GSM7_ESCAPE)
			add_utf8(out, gsm7_decode(septets[i]));
		else if (i + 1 < n_septets)
			add_utf8(out, gsm7_decode_extension(septets[++i]));
		else
			add_utf8(out, UTF8_REPLACEMENT);
	}
}

void smstext_add_units(struct text *out, const uint16_t *units, size_t n_units)
{
	for (size_t i = 0; i < n_units; i++) {
		bool is_high = units[i] >= 0xD800 && units[i] <= 0xDBFF;
		bool has_low = i + 1 < n_units && units[i + 1] >= 0xDC00 &&
			       units[i + 1] <= 0xDFFF;

		if (is_high && has_low) {
			add_utf8(out, 0x10000 + ((uint32_t)(units[i] - 0xD800) << 10) +
					      (uint32_t)(units[i + 1] - 0xDC00));
			i++;
		} else if (units[i] >= 0xD800 && units[i] <= 0xDFFF) {
			add_utf8(out, UTF8_REPLACEMENT);
		} else {
			add_utf8(out, units[i]);
		}
	}
}
