// SPDX-License-Identifier: MIT
#include "letters/seal_facts.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

static bool has_form(const char *text, const char *form)
{
	for (; *form != '\0'; form++, text++) {
		if (*form == 'd' ? !isdigit((unsigned char)*text) : *text != *form)
			return false;
	}
	return *text == '\0';
}

static int number_at(const char *digits, int count)
{
	int number = 0;

	for (int i = 0; i < count; i++)
		number = number * 10 + (digits[i] - '0');
	return number;
}

bool seal_is_village(const char *text)
{
	return has_form(text, "dd.dd.dd.dddd");
}

bool seal_is_date(const char *text)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int year, month, day;

	if (!has_form(text, "dddd-dd-dd"))
		return false;
	year = number_at(text, 4);
	month = number_at(text + 5, 2);
	day = number_at(text + 8, 2);
	if (year < 2000 || month < 1 || month > 12 || day < 1)
		return false;
	if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
		return day <= 29;
	return day <= days[month - 1];
}

static bool is_key_word(const char *text)
{
	return text[0] != '\0' &&
	       text[strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")] == '\0';
}

bool seal_is_line(const char *text)
{
	size_t left = strlen(text);

	if (left == 0 || !utf8_is_valid(text, left))
		return false;
	while (left > 0) {
		uint32_t code;
		size_t taken = utf8_decode(text, left, &code);

		if (utf8_is_control(code))
			return false;
		text += taken;
		left -= taken;
	}
	return true;
}

bool seal_facts_check(const struct seal_facts *facts, struct text *why)
{
	const char *wrong = NULL;

	if (!seal_is_village(facts->village))
		wrong = "village";
	else if (!has_form(facts->code, "dddddddd"))
		wrong = "code";
	else if (!seal_is_line(facts->number))
		wrong = "number";
	else if (!is_key_word(facts->kind))
		wrong = "kind";
	else if (!seal_is_line(facts->name))
		wrong = "name";
	else if (!seal_is_date(facts->issued))
		wrong = "day of issue";
	else if (facts->valid_until[0] != '\0' &&
		 (!seal_is_date(facts->valid_until) ||
		  strcmp(facts->valid_until, facts->issued) < 0))
		wrong = "last day";
	if (wrong != NULL)
		text_say(why, "not a %s", wrong);
	return wrong == NULL;
}

static void add_escaped(struct text *out, const char *fact)
{
	text_add_char(out, '|');
	for (; *fact != '\0'; fact++) {
		if (*fact == '|')
			text_add(out, "\\p");
		else if (*fact == '\\')
			text_add(out, "\\b");
		else
			text_add_char(out, *fact);
	}
}

void seal_facts_write(const struct seal_facts *facts, struct text *out)
{
	const char *const fields[] = { facts->village,    facts->code, facts->number,
				       facts->kind,       facts->name, facts->issued,
				       facts->valid_until };

	text_add_bytes(out, SEAL_BEGINNING, sizeof SEAL_BEGINNING - 1);
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
		add_escaped(out, fields[i]);
}

/* The next field into `out`, escapes resolved. Moves *at behind its '|'. */
static bool take_field(const char **at, const char *end, char *out, size_t size)
{
	size_t length = 0;

	for (; *at < end && **at != '|'; (*at)++) {
		char byte = **at;

		if (byte == '\\') {
			if (++*at == end || (**at != 'p' && **at != 'b'))
				return false;
			byte = **at == 'p' ? '|' : '\\';
		}
		if (byte == '\0' || length + 1 >= size)
			return false;
		out[length++] = byte;
	}
	out[length] = '\0';
	if (*at == end)
		return false;
	(*at)++;
	return true;
}

bool seal_facts_take(const char **at, const char *end, struct seal_facts *facts)
{
	const struct {
		char *out;
		size_t size;
	} fields[] = {
		{ facts->village, sizeof facts->village },
		{ facts->code, sizeof facts->code },
		{ facts->number, sizeof facts->number },
		{ facts->kind, sizeof facts->kind },
		{ facts->name, sizeof facts->name },
		{ facts->issued, sizeof facts->issued },
		{ facts->valid_until, sizeof facts->valid_until },
	};

	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
		if (!take_field(at, end, fields[i].out, fields[i].size))
			return false;
	}
	return true;
}

bool seal_facts_are_same(const struct seal_facts *one, const struct seal_facts *other)
{
	char first[SEAL_TEXT_SIZE], second[SEAL_TEXT_SIZE];
	struct text text;

	text_init(&text, first, sizeof first);
	seal_facts_write(one, &text);
	text_init(&text, second, sizeof second);
	seal_facts_write(other, &text);
	return strcmp(first, second) == 0;
}
