// SPDX-License-Identifier: MIT
#include "modem/cusd_pattern.h"

#include <string.h>

#include "base/text.h"

static const char number_name[] = "{nomor}", answer_name[] = "{teks}";

enum {
	NUMBER_MIN = 8, /* less is no mobile number in any form */
};

bool cusd_pattern_check(const char *pattern, struct text *why)
{
	const char *number = strstr(pattern, number_name);
	const char *answer = strstr(pattern, answer_name);

	if (pattern[0] == '\0')
		return true;
	if (number != NULL && answer != NULL &&
	    answer > number + sizeof number_name - 1 &&
	    strchr("+0123456789{", number[sizeof number_name - 1]) == NULL)
		return true;
	text_say(why, "must hold {nomor}, a sign that is no digit, and {teks}, such as "
		      "{nomor}*{teks}");
	return false;
}

/* Walk over what stands literally up to `end`; NULL when the text is another one. */
static const char *skip(const char *text, const char *literal, const char *end)
{
	size_t length = (size_t)(end - literal);

	return strncmp(text, literal, length) == 0 ? text + length : NULL;
}

bool cusd_pattern_read(const char *pattern, const char *text,
		       char out_number[LIMIT_ADDRESS_SIZE],
		       char out_answer[CUSD_ANSWER_SIZE])
{
	const char *number = strstr(pattern, number_name);
	const char *answer = strstr(pattern, answer_name);
	const char *rest;
	struct text out;
	size_t length;

	if (number == NULL || answer == NULL ||
	    (text = skip(text, pattern, number)) == NULL)
		return false;
	rest = answer + sizeof answer_name - 1;
	length = strspn(text, "+0123456789");
	if (length < NUMBER_MIN || length >= LIMIT_ADDRESS_SIZE)
		return false;
	text_init(&out, out_number, LIMIT_ADDRESS_SIZE);
	text_add_bytes(&out, text, length);
	text = skip(text + length, number + sizeof number_name - 1, answer);
	if (text == NULL)
		return false;
	length = strlen(text);
	if (length < strlen(rest) || strcmp(text + length - strlen(rest), rest) != 0)
		return false;
	text_init(&out, out_answer, CUSD_ANSWER_SIZE);
	text_add_bytes(&out, text, length - strlen(rest));
	return !out.is_cut;
}
