// SPDX-License-Identifier: MIT
#include "handlers/plain.h"

#include <stdbool.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

enum {
	DIGITS_SHOWN_MAX = 12, /* a telephone number; a NIK and a KK have 16 */
	DIGITS_LEFT = 4,
};

/* Latin-1 and Latin Extended-A from U+00C0 on, without their marks. */
static const char latin_letters[] =
	"AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty"
	"AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLl"
	"NnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

struct replacement {
	uint32_t code;
	const char *plain;
};

/* clang-format off */
static const struct replacement replacements[] = {
	/* two septets each, or not in the alphabet at all */
	{ '[', "(" }, { ']', ")" }, { '{', "(" }, { '}', ")" }, { '~', "-" },
	{ '^', "'" }, { '\\', "/" }, { '|', "/" }, { '`', "'" },
	/* what phones and word processors put in by themselves */
	{ 0x00A0, " " }, { 0x00AB, "\"" }, { 0x00B4, "'" }, { 0x00B7, "." },
	{ 0x00BB, "\"" }, { 0x00AD, "" },
	{ 0x02BC, "'" }, { 0x2010, "-" }, { 0x2011, "-" }, { 0x2012, "-" },
	{ 0x2013, "-" }, { 0x2014, "-" }, { 0x2015, "-" }, { 0x2018, "'" },
	{ 0x2019, "'" }, { 0x201A, "'" }, { 0x201C, "\"" }, { 0x201D, "\"" },
	{ 0x201E, "\"" }, { 0x2022, "-" }, { 0x2026, "..." }, { 0x2032, "'" },
	{ 0x20AC, "EUR" }, { 0x202F, " " }, { 0x2009, " " }, { 0x3000, " " },
	/* invisible: nothing */
	{ 0x200B, "" }, { 0x200C, "" }, { 0x200D, "" }, { 0x2060, "" },
	{ 0xFE0E, "" }, { 0xFE0F, "" }, { 0xFEFF, "" },
};
/* clang-format on */

/* The rest of the default alphabet (23.038 6.2.1) that is not ASCII. */
static const uint32_t basic_others[] = {
	0xA3,  0xA5,  0xE8,  0xE9,  0xF9,  0xEC,  0xF2,  0xC7,  0xD8,  0xF8,
	0xC5,  0xE5,  0x394, 0x3A6, 0x393, 0x39B, 0x3A9, 0x3A0, 0x3A8, 0x3A3,
	0x398, 0x39E, 0xC6,  0xE6,  0xDF,  0xC9,  0xA4,  0xA1,  0xC4,  0xD6,
	0xD1,  0xDC,  0xA7,  0xBF,  0xE4,  0xF6,  0xF1,  0xFC,  0xE0,
};

static const char *find_replacement(uint32_t code)
{
	for (size_t i = 0; i < sizeof(replacements) / sizeof(*replacements); i++) {
		if (replacements[i].code == code)
			return replacements[i].plain;
	}
	return NULL;
}

/* Plain characters of one code point, written into `room` when it is a single one. */
static const char *plain_of(uint32_t code, char room[2])
{
	const char *found = find_replacement(code);

	if (found != NULL)
		return found;
	room[1] = '\0';
	if (code < ' ' || code == 0x7F || (code >= 0x2028 && code <= 0x2029))
		room[0] = ' ';
	else if (code < 0x7F)
		room[0] = (char)code;
	else if (code >= 0xC0 && code < 0xC0 + sizeof(latin_letters) - 1)
		room[0] = latin_letters[code - 0xC0];
	else if (utf8_is_control(code))
		room[0] = '\0';
	else
		room[0] = '?';
	return room;
}

void plain_add(struct text *out, const char *utf8, size_t max_chars)
{
	size_t left = strlen(utf8), n_chars = 0;
	char last = '\0', room[2];

	while (left > 0) {
		uint32_t code;
		size_t taken = utf8_decode(utf8, left, &code);

		for (const char *at = plain_of(code, room); *at != '\0'; at++) {
			if (*at == ' ' && (last == ' ' || last == '\0'))
				continue;
			if (n_chars == max_chars)
				return;
			text_add_char(out, *at);
			last = *at;
			n_chars++;
		}
		utf8 += taken;
		left -= taken;
	}
}

static int septets_of(uint32_t code)
{
	if (code < 0x80 && code >= ' ')
		return strchr("[]{}~^\\|", (char)code) != NULL ? 2 : code == '`' ? -1 : 1;
	if (code == '\n' || code == '\r')
		return 1;
	if (code == 0x20AC)
		return 2;
	for (size_t i = 0; i < sizeof(basic_others) / sizeof(*basic_others); i++) {
		if (basic_others[i] == code)
			return 1;
	}
	return PLAIN_NOT_GSM7;
}

int plain_septets(const char *utf8)
{
	size_t left = strlen(utf8);
	int total = 0;

	while (left > 0) {
		uint32_t code;
		size_t taken = utf8_decode(utf8, left, &code);
		int septets = septets_of(code);

		if (septets < 0 || code == 0x7F)
			return PLAIN_NOT_GSM7;
		total += septets;
		utf8 += taken;
		left -= taken;
	}
	return total;
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* The end of a run of digits that starts at `at`; counts its digits. */
static char *digits_end(char *at, size_t *out_count)
{
	char *end = at;

	*out_count = 0;
	while (is_digit(*at) || (strchr(" -.,/:", *at) != NULL && is_digit(at[1]))) {
		if (is_digit(*at)) {
			++*out_count;
			end = at + 1;
		}
		at++;
		if (*at == '\0')
			break;
	}
	return end;
}

void plain_mask_digits(char *text)
{
	while (*text != '\0') {
		size_t count;
		char *end;

		if (!is_digit(*text)) {
			text++;
			continue;
		}
		end = digits_end(text, &count);
		for (size_t left = count; count > DIGITS_SHOWN_MAX && text < end;
		     text++) {
			if (is_digit(*text) && left-- > DIGITS_LEFT)
				*text = 'x';
		}
		text = end;
	}
}
