// SPDX-License-Identifier: MIT
#include "modem/ussd_text.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "base/utf8.h"
#include "modem/gsm7.h"
#include "modem/sms.h"

enum {
	OCTETS_MAX = LIMIT_AT_LINE_BYTES / 2,
	UNITS_MAX = OCTETS_MAX * 8 / 7 + 1,
	HEX_DIGITS_MIN = 8, /* fewer are rather a number than a text */
	POINTS_MAX = 10,    /* of one character */
	POINTS_OF_PAIR = 14,
	POINTS_NONE = 0,  /* what no text holds */
	SURELY_BYTES = 8, /* so many octets are not all ASCII by chance */
	DCS_BONUS = 3,    /* points of 100: two readings that are this near are equal */
};

static const char *const form_names[USSD_FORM_COUNT] = {
	[USSD_FORM_UNKNOWN] = "",      [USSD_FORM_PLAIN] = "plain",
	[USSD_FORM_PACKED] = "packed", [USSD_FORM_UCS2] = "ucs2",
	[USSD_FORM_BYTES] = "bytes",
};

const char *ussd_form_name(enum ussd_form form)
{
	return form_names[form];
}

enum ussd_form ussd_form_of_name(const char *name)
{
	for (int form = 0; form < USSD_FORM_COUNT; form++) {
		if (strcmp(form_names[form], name) == 0)
			return (enum ussd_form)form;
	}
	return USSD_FORM_UNKNOWN;
}

/* --- how legible ------------------------------------------------------------------- */

/*
 * Points of a character in a text that people are to read. A wrong reading of digits
 * scatters over all of Unicode, or over the capitals and accents of the 7-bit alphabet;
 * so a letter that an operator's text may hold has many points, wherever it is from, and
 * one that is only ever part of a few texts has few. Greek capitals have none: the 7-bit
 * alphabet is full of them.
 */
/* clang-format off */
static const struct {
	uint16_t first, last;
	int points;
} legible[] = {
	{ 0x000A, 0x000A, 8 },  { 0x000D, 0x000D, 8 },
	{ 0x0020, 0x0020, 10 }, { 0x0021, 0x002F, 8 },
	{ 0x0030, 0x0039, 10 }, { 0x003A, 0x0040, 8 },
	{ 0x0041, 0x005A, 10 }, { 0x005B, 0x0060, 5 },
	{ 0x0061, 0x007A, 10 }, { 0x007B, 0x007E, 5 },
	{ 0x00A0, 0x00FF, 3 },  { 0x0100, 0x024F, 7 },
	{ 0x03AC, 0x03CE, 9 },  { 0x0400, 0x052F, 9 },
	{ 0x0531, 0x06FF, 9 },  { 0x0900, 0x0FFF, 8 },
	{ 0x10A0, 0x10FF, 8 },  { 0x1200, 0x137F, 8 },
	{ 0x1780, 0x17FF, 8 },  { 0x1E00, 0x1EFF, 7 },
	{ 0x2000, 0x206F, 6 },  { 0x20A0, 0x20CF, 6 },
	{ 0x3000, 0x30FF, 6 },  { 0x4E00, 0x9FFF, 6 },
	{ 0xA980, 0xA9DF, 8 },  { 0xAC00, 0xD7A3, 5 },
	{ 0xFE70, 0xFEFC, 8 },
};
/* clang-format on */

static int points_of(uint16_t unit)
{
	for (size_t i = 0; i < sizeof legible / sizeof legible[0]; i++) {
		if (unit >= legible[i].first && unit <= legible[i].last)
			return legible[i].points;
	}
	return POINTS_NONE;
}

/* Two units that make one character beyond the first 65536. */
static bool is_pair(const uint16_t *units, size_t n_units)
{
	return n_units >= 2 && (units[0] & 0xFC00) == 0xD800 &&
	       (units[1] & 0xFC00) == 0xDC00;
}

static int points_of_all(const uint16_t *units, size_t n_units)
{
	int sum = 0;

	for (size_t i = 0; i < n_units; i++) {
		if (is_pair(units + i, n_units - i)) {
			sum += POINTS_OF_PAIR;
			i++;
		} else {
			sum += points_of(units[i]);
		}
	}
	return sum;
}

/* --- the readings ------------------------------------------------------------------ */

struct reading {
	enum ussd_form form;
	uint16_t units[UNITS_MAX];
	size_t n_units;
	int score; /* of 100 */
};

struct payload {
	uint8_t octets[OCTETS_MAX];
	size_t n_octets;
	bool is_decimal; /* no digit above 9: a number, as like as not */
	int dcs;
};

/*
 * The points that a reading needs. A wrong one of UCS-2 has some 30, a wrong one of
 * septets some 65, since most of the 128 codes are letters. Decimal digits alone are as
 * like as not the number that they show.
 */
/* clang-format off */
static const struct {
	int wanted, wanted_of_decimal;
} points[USSD_FORM_COUNT] = {
	[USSD_FORM_UCS2]   = { 55, 90 },
	[USSD_FORM_PACKED] = { 80, 95 },
	[USSD_FORM_BYTES]  = { 75, 100 },
};
/* clang-format on */

/* Whether the coding on the air (23.038 5) makes this form the likelier one. */
static bool is_told_by_dcs(int dcs, enum ussd_form form)
{
	bool is_general = (dcs & 0xC0) == 0x40;
	bool is_ucs2 = dcs == 17 || (is_general && (dcs & 0x0C) == 0x08);

	return dcs >= 0 && form == (is_ucs2 ? USSD_FORM_UCS2 : USSD_FORM_PACKED);
}

static void judge(struct reading *reading, const struct payload *payload)
{
	int wanted = payload->is_decimal ? points[reading->form].wanted_of_decimal
					 : points[reading->form].wanted;
	if (reading->n_units == 0)
		return;
	reading->score = points_of_all(reading->units, reading->n_units) * 100 /
			 (POINTS_MAX * (int)reading->n_units);
	if (reading->score < wanted)
		reading->score = 0;
	else if (is_told_by_dcs(payload->dcs, reading->form))
		reading->score += DCS_BONUS;
}

static bool is_language_letter(unsigned value)
{
	return value >= 'a' && value <= 'z';
}

/* dcs 17: two letters of ISO 639 as septets in the first two octets, which look like one
 * more character. Some firmware takes them away. */
static bool has_language_unit(const struct payload *payload)
{
	uint8_t letters[2];

	return payload->dcs == 17 &&
	       gsm7_unpack(payload->octets, payload->n_octets, 0, 2, letters) == 2 &&
	       is_language_letter(letters[0]) && is_language_letter(letters[1]);
}

static void read_ucs2(struct reading *reading, const struct payload *payload)
{
	size_t at = has_language_unit(payload) ? 2 : 0;

	reading->n_units = 0;
	for (; at + 1 < payload->n_octets; at += 2) {
		unsigned unit =
			(unsigned)payload->octets[at] << 8 | payload->octets[at + 1];

		if (unit == 0 || unit == 0xFFFF)
			break;
		reading->units[reading->n_units++] = (uint16_t)unit;
	}
}

/* The seven bits that are over when 8n-1 septets are packed hold a CR (23.038
 * 6.1.2.3.1); where a sender left them zero they read as '@'. */
static size_t without_filler(const uint8_t *septets, size_t n_septets)
{
	bool is_full = n_septets > 0 && n_septets % 8 == 0;
	uint8_t last = is_full ? septets[n_septets - 1] : 'x';

	return last == '\r' || last == 0 ? n_septets - 1 : n_septets;
}

static void read_packed(struct reading *reading, const struct payload *payload)
{
	uint8_t septets[UNITS_MAX];
	size_t n = gsm7_unpack(payload->octets, payload->n_octets, 0,
			       payload->n_octets * 8 / 7, septets);

	n = without_filler(septets, n);
	reading->n_units = gsm7_decode(septets, n, reading->units);
}

/* Nothing but ASCII, or it is no such form: of a text in septets that is the case for
 * one in (256/97) to the power of its octets. */
static void read_bytes(struct reading *reading, const struct payload *payload)
{
	reading->n_units = 0;
	for (size_t i = 0; i < payload->n_octets; i++) {
		uint8_t octet = payload->octets[i];
		bool is_ascii =
			(octet >= 0x20 && octet < 0x7F) || octet == '\n' || octet == '\r';
		bool is_digit = octet >= '0' && octet <= '9';

		if (!is_ascii || (payload->is_decimal && !is_digit)) {
			reading->n_units = 0;
			return;
		}
		reading->units[reading->n_units++] = octet;
	}
}

/* --- hex, or as it is -------------------------------------------------------------- */

static int digit_of(char byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	byte = (char)tolower((unsigned char)byte);
	return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

/* False when it is no hex, or too little to be a text in hex. */
static bool read_hex(const char *bytes, size_t length, bool is_cut,
		     struct payload *payload)
{
	if (is_cut)
		length -= length % 2;
	if (length < HEX_DIGITS_MIN || length % 2 != 0 || length / 2 > OCTETS_MAX)
		return false;
	payload->is_decimal = true;
	payload->n_octets = length / 2;
	for (size_t i = 0; i < length; i += 2) {
		int high = digit_of(bytes[i]), low = digit_of(bytes[i + 1]);

		if (high < 0 || low < 0)
			return false;
		if (high > 9 || low > 9)
			payload->is_decimal = false;
		payload->octets[i / 2] = (uint8_t)(high << 4 | low);
	}
	return true;
}

static void take_better(struct reading *best, struct reading *other,
			const struct payload *payload)
{
	other->score = 0;
	judge(other, payload);
	if (other->score > best->score)
		*best = *other;
}

static void read_best(const struct payload *payload, bool is_cut, struct reading *best)
{
	struct reading other;

	*best = (struct reading){ .form = USSD_FORM_PLAIN };
	if (payload->n_octets % 2 == 0 || is_cut) {
		other.form = USSD_FORM_UCS2;
		read_ucs2(&other, payload);
		take_better(best, &other, payload);
	}
	other.form = USSD_FORM_PACKED;
	read_packed(&other, payload);
	take_better(best, &other, payload);
	other.form = USSD_FORM_BYTES;
	read_bytes(&other, payload);
	if (payload->n_octets >= SURELY_BYTES && other.n_units > 0)
		best->score = 0;
	take_better(best, &other, payload);
}

/* With +CSCS="GSM" a byte below the blank is a character of the 7-bit alphabet: '$' and
 * '_' are such. All others agree with ASCII well enough, and modems that say "GSM" and
 * mean ASCII are the rule. */
static void add_plain(const char *bytes, size_t length, struct text *out)
{
	for (size_t at = 0; at < length;) {
		uint32_t code;
		char utf8[UTF8_BYTES_MAX];

		at += utf8_decode(bytes + at, length - at, &code);
		if (code < 0x20 && code != '\n' && code != '\r' && code != '\t') {
			uint8_t septet = (uint8_t)code;
			uint16_t unit;

			gsm7_decode(&septet, 1, &unit);
			code = unit;
		} else if (code == 0x7F) {
			code = UTF8_REPLACEMENT;
		}
		text_add_bytes(out, utf8, utf8_encode(code, utf8));
	}
}

enum {
	LANGUAGE_SEPTETS = 3
};

/* dcs 16: the language in front, as two letters and a CR (23.038 5). */
static bool is_language(uint16_t first, uint16_t second, uint16_t third, int dcs)
{
	return dcs == 16 && is_language_letter(first) && is_language_letter(second) &&
	       third == '\r';
}

static void read_plain(const char *bytes, size_t length, int dcs, struct text *out)
{
	const char *zero = memchr(bytes, '\0', length);
	size_t first = 0;

	if (zero != NULL)
		length = (size_t)(zero - bytes);
	if (length >= LANGUAGE_SEPTETS &&
	    is_language((uint8_t)bytes[0], (uint8_t)bytes[1], (uint8_t)bytes[2], dcs))
		first = LANGUAGE_SEPTETS;
	add_plain(bytes + first, length - first, out);
}

static void add_reading(const struct reading *reading, int dcs, struct text *out)
{
	const uint16_t *units = reading->units;
	size_t first = 0;

	if (reading->n_units >= LANGUAGE_SEPTETS &&
	    is_language(units[0], units[1], units[2], dcs))
		first = LANGUAGE_SEPTETS;
	sms_add_units(out, units + first, reading->n_units - first);
}

enum ussd_form ussd_text_read(const char *bytes, size_t length, int dcs, bool is_cut,
			      struct text *out)
{
	struct payload payload = { .dcs = dcs };
	struct reading best = { .form = USSD_FORM_PLAIN };

	if (read_hex(bytes, length, is_cut, &payload))
		read_best(&payload, is_cut, &best);
	if (best.form == USSD_FORM_PLAIN)
		read_plain(bytes, length, dcs, out);
	else
		add_reading(&best, dcs, out);
	return best.form;
}

/* --- codes that are dialled -------------------------------------------------------- */

bool ussd_is_code(const char *code)
{
	size_t length = strlen(code);

	return length >= 2 && length <= USSD_CODE_MAX &&
	       (code[0] == '*' || code[0] == '#') && code[length - 1] == '#' &&
	       strspn(code, "*#0123456789") == length;
}

static void write_packed(const char *code, struct text *out)
{
	uint8_t septets[USSD_TEXT_MAX + 1], octets[USSD_TEXT_MAX + 1] = { 0 };
	size_t n = 0;

	/* Plain characters are in the 7-bit alphabet what they are in ASCII. */
	while (n < USSD_TEXT_MAX && code[n] != '\0') {
		septets[n] = (uint8_t)code[n];
		n++;
	}
	if (n % 8 == 7)
		septets[n++] = '\r';
	gsm7_pack(septets, n, 0, octets);
	for (size_t i = 0; i < gsm7_octets(n); i++)
		text_add_format(out, "%02X", octets[i]);
}

void ussd_text_write(const char *code, enum ussd_form form, struct text *out)
{
	if (form == USSD_FORM_PACKED) {
		write_packed(code, out);
	} else if (form == USSD_FORM_UCS2) {
		for (; *code != '\0'; code++)
			text_add_format(out, "%04X", (unsigned)(unsigned char)*code);
	} else {
		text_add(out, code);
	}
}
