// SPDX-License-Identifier: MIT
#include "letters/numbers.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"

enum {
	NAME_SIZE = 24,
	DIGITS_MAX = 9,
};

/* One piece of a format: plain text up to '{', or a name with its digits. */
struct piece {
	const char *plain;
	size_t plain_length;
	char name[NAME_SIZE];
	int digits; /* behind ':', 0 none */
};

static void write_code(const struct number_parts *parts, int digits, struct text *out)
{
	(void)digits;
	text_add(out, parts->code);
}

static void write_sequence(const struct number_parts *parts, int digits, struct text *out)
{
	text_add_format(out, "%0*" PRId64, digits, parts->sequence);
}

static void write_month(const struct number_parts *parts, int digits, struct text *out)
{
	text_add_format(out, "%0*d", digits > 0 ? digits : 2, parts->month);
}

static void write_roman_month(const struct number_parts *parts, int digits,
			      struct text *out)
{
	static const char *const months[] = { "I",   "II",   "III", "IV", "V",  "VI",
					      "VII", "VIII", "IX",  "X",  "XI", "XII" };

	(void)digits;
	if (parts->month >= 1 && parts->month <= 12)
		text_add(out, months[parts->month - 1]);
}

static void write_year(const struct number_parts *parts, int digits, struct text *out)
{
	(void)digits;
	text_add_format(out, "%d", parts->year);
}

static void write_village(const struct number_parts *parts, int digits, struct text *out)
{
	(void)digits;
	text_add(out, parts->village_code);
}

/* The last group: 2007 of 35.13.15.2007. */
static void write_short_village(const struct number_parts *parts, int digits,
				struct text *out)
{
	const char *dot = strrchr(parts->village_code, '.');

	(void)digits;
	text_add(out, dot == NULL ? parts->village_code : dot + 1);
}

static void write_unit(const struct number_parts *parts, int digits, struct text *out)
{
	(void)digits;
	text_add(out, parts->unit);
}

static void write_short_name(const struct number_parts *parts, int digits,
			     struct text *out)
{
	(void)digits;
	text_add(out, parts->short_name);
}

static const struct name_row {
	const char *name;
	void (*write)(const struct number_parts *parts, int digits, struct text *out);
	bool may_have_digits;
} names[] = {
	{ "kode", write_code, false },
	{ "urut", write_sequence, true },
	{ "bulan", write_month, false },
	{ "bulan_romawi", write_roman_month, false },
	{ "tahun", write_year, false },
	{ "kode_desa", write_village, false },
	{ "kode_desa_pendek", write_short_village, false },
	{ "unit", write_unit, false },
	{ "singkatan", write_short_name, false },
};

static const struct name_row *find_name(const char *name)
{
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (strcmp(names[i].name, name) == 0)
			return &names[i];
	}
	return NULL;
}

/* What stands between the braces: a name, or name:digit. */
static bool read_name(const char *at, size_t length, struct piece *piece)
{
	const char *colon = memchr(at, ':', length);
	size_t name_length = colon == NULL ? length : (size_t)(colon - at);

	if (name_length == 0 || name_length >= NAME_SIZE)
		return false;
	memcpy(piece->name, at, name_length);
	piece->name[name_length] = '\0';
	if (colon == NULL)
		return true;
	if (length - name_length != 2 || colon[1] < '1' || colon[1] > '0' + DIGITS_MAX)
		return false;
	piece->digits = colon[1] - '0';
	return true;
}

/* The piece at `at`; returns where the next one begins, NULL when it makes no sense. */
static const char *next_piece(const char *at, struct piece *piece)
{
	const char *close;

	*piece = (struct piece){ .plain = at, .plain_length = strcspn(at, "{}") };
	if (piece->plain_length > 0)
		return at + piece->plain_length;
	close = *at == '{' ? strchr(at, '}') : NULL;
	if (close == NULL || !read_name(at + 1, (size_t)(close - at - 1), piece))
		return NULL;
	return close + 1;
}

static bool is_printable(const char *format)
{
	for (; *format != '\0'; format++) {
		if (*format < ' ' || *format > '~')
			return false;
	}
	return true;
}

static bool check_piece(const struct piece *piece, struct text *why)
{
	const struct name_row *row;

	if (piece->plain_length > 0)
		return true;
	row = find_name(piece->name);
	if (row == NULL)
		text_say(why, "there is no {%s}; see surat.conf(5) for the names",
			 piece->name);
	else if (piece->digits > 0 && !row->may_have_digits)
		text_say(why, "only {urut} may have digits, as {urut:3}");
	else
		return true;
	return false;
}

bool numbers_check(const char *format, struct text *why)
{
	bool has_sequence = false, has_year = false;
	struct piece piece;

	if (!is_printable(format)) {
		text_say(why, "may hold plain letters, digits and signs only");
		return false;
	}
	for (const char *at = format; *at != '\0';) {
		at = next_piece(at, &piece);
		if (at == NULL) {
			text_say(why, "has a brace that makes no sense; write {urut:3}");
			return false;
		}
		if (!check_piece(&piece, why))
			return false;
		has_sequence = has_sequence || strcmp(piece.name, "urut") == 0;
		has_year = has_year || strcmp(piece.name, "tahun") == 0;
	}
	if (has_sequence && has_year)
		return true;
	text_say(why,
		 "must hold {urut} and {tahun}, or two letters could have one number");
	return false;
}

void numbers_write(const char *format, const struct number_parts *parts, struct text *out)
{
	struct piece piece;

	for (const char *at = format; at != NULL && *at != '\0';) {
		const struct name_row *row;

		at = next_piece(at, &piece);
		if (at == NULL) /* numbers_check() refuses it */
			return;
		row = find_name(piece.name);
		if (piece.plain_length > 0)
			text_add_bytes(out, piece.plain, piece.plain_length);
		else if (row != NULL)
			row->write(parts, piece.digits, out);
	}
}
