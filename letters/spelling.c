// SPDX-License-Identifier: MIT
#include "letters/spelling.h"

#include <stdint.h>
#include <string.h>

#include "base/cursor.h"
#include "base/text.h"
#include "base/utf8.h"

enum {
	CODE_DIGITS = 8,
	NIP_DIGITS = 18,
	/* Vietnamese stacks two; nobody's name stacks more. */
	MARKS_MAX = 3,
};

static const char *const months[] = { "Januari",   "Februari", "Maret",    "April",
				      "Mei",       "Juni",     "Juli",     "Agustus",
				      "September", "Oktober",  "November", "Desember" };

void spelling_add_day(const char *day, struct text *out)
{
	struct cursor cursor = cursor_over_string(day);
	int year, month, date;

	if (cursor_next_int(&cursor, &year) && cursor_skip_char(&cursor, '-') &&
	    cursor_next_int(&cursor, &month) && cursor_skip_char(&cursor, '-') &&
	    cursor_next_int(&cursor, &date) && cursor_is_at_end(&cursor) && month >= 1 &&
	    month <= 12 && date >= 1 && date <= 31)
		text_add_format(out, "%d %s %04d", date, months[month - 1], year);
	else
		text_add(out, day);
}

const char *spelling_sex(const char *sex)
{
	if (strcmp(sex, "L") == 0)
		return "Laki-laki";
	return strcmp(sex, "P") == 0 ? "Perempuan" : sex;
}

void spelling_add_code(const char *code, struct text *out)
{
	if (strlen(code) == CODE_DIGITS)
		text_add_format(out, "%.4s-%s", code, code + CODE_DIGITS / 2);
	else
		text_add(out, code);
}

void spelling_add_nip(const char *nip, struct text *out)
{
	if (strlen(nip) == NIP_DIGITS)
		text_add_format(out, "%.8s %.6s %.1s %s", nip, nip + 8, nip + 14,
				nip + 15);
	else
		text_add(out, nip);
}

void spelling_add_phone(const char *number, struct text *out)
{
	if (strncmp(number, "+62", 3) != 0) {
		text_add(out, number);
		return;
	}
	text_add_char(out, '0');
	for (size_t i = 3; number[i] != '\0'; i++) {
		/* 0812 3456 7899: a gap behind each four, the 0 counted */
		if ((i - 2) % 4 == 0)
			text_add_char(out, ' ');
		text_add_char(out, number[i]);
	}
}

/* The blocks of marks that stand above or below any letter (Unicode 15, "Combining
 * Diacritical Marks" and its supplements). Vowel signs of Indic scripts are none. */
static bool is_mark(uint32_t code)
{
	static const struct {
		uint32_t first, last;
	} blocks[] = {
		{ 0x0300, 0x036F }, { 0x0483, 0x0489 }, { 0x1AB0, 0x1AFF },
		{ 0x1DC0, 0x1DFF }, { 0x20D0, 0x20FF }, { 0xFE20, 0xFE2F },
	};

	for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
		if (code >= blocks[i].first && code <= blocks[i].last)
			return true;
	}
	return false;
}

bool spelling_is_printable(const char *value)
{
	size_t left = strlen(value);
	int n_marks = 0;

	if (!utf8_is_valid(value, left))
		return false;
	while (left > 0) {
		uint32_t code;
		size_t taken = utf8_decode(value, left, &code);

		n_marks = is_mark(code) ? n_marks + 1 : 0;
		if (utf8_is_control(code) || n_marks > MARKS_MAX)
			return false;
		value += taken;
		left -= taken;
	}
	return true;
}
