// SPDX-License-Identifier: MIT
#include "handlers/phone.h"

#include <string.h>

#include "base/text.h"

enum {
	/* After "+628": 7 to 11 digits, which is 10 to 14 digits as "08..". */
	MOBILE_REST_MIN = 7,
	MOBILE_REST_MAX = 11,
	DIGITS_MAX = 20, /* 23.040 9.1.2.5 */
};

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Digits of a number as people write it; false when something else stands in it. */
static bool take_digits(const char *number, char out[DIGITS_MAX + 1])
{
	size_t n_digits = 0;

	if (*number == '+')
		number++;
	for (; *number != '\0'; number++) {
		if (strchr(" -.()", *number) != NULL)
			continue;
		if (!is_digit(*number) || n_digits == DIGITS_MAX)
			return false;
		out[n_digits++] = *number;
	}
	out[n_digits] = '\0';
	return n_digits > 0;
}

/* What follows the country code: "0812.." -> "812..", "62812.." -> "812..". */
static const char *skip_prefix(const char *digits)
{
	if (strncmp(digits, "620", 3) == 0) /* "+62 0812..", often written so */
		return digits + 3;
	if (strncmp(digits, "62", 2) == 0)
		return digits + 2;
	if (digits[0] == '0')
		return digits + 1;
	return digits;
}

bool phone_normalise(const char *number, char out[LIMIT_ADDRESS_SIZE])
{
	char digits[DIGITS_MAX + 1];
	struct text text;

	while (*number == ' ')
		number++;
	if (take_digits(number, digits)) {
		bool is_foreign = number[0] == '+' && strncmp(digits, "62", 2) != 0;

		text_init(&text, out, LIMIT_ADDRESS_SIZE);
		text_add(&text, "+62");
		text_add(&text, skip_prefix(digits));
		if (!is_foreign && phone_is_mobile(out))
			return true;
	}
	text_copy(out, LIMIT_ADDRESS_SIZE, number);
	return false;
}

bool phone_is_mobile(const char *number)
{
	size_t n_rest = 0;

	if (strncmp(number, "+628", 4) != 0)
		return false;
	for (const char *at = number + 4; *at != '\0'; at++, n_rest++) {
		if (!is_digit(*at))
			return false;
	}
	return n_rest >= MOBILE_REST_MIN && n_rest <= MOBILE_REST_MAX;
}
