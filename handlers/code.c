// SPDX-License-Identifier: MIT
#include "handlers/code.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/random.h>

#include "base/must.h"

enum {
	CODE_DIGITS = 8,
	CODE_RANDOM_DIGITS = 7,
	CODES_POSSIBLE = 10000000, /* 10^7 */
};

/* The quasigroup of order 10 of H. M. Damm's thesis (2004): totally anti-symmetric. */
static const unsigned char damm_table[10][10] = {
	{ 0, 3, 1, 7, 5, 9, 8, 6, 4, 2 }, { 7, 0, 9, 2, 1, 5, 4, 8, 6, 3 },
	{ 4, 2, 0, 6, 8, 7, 1, 3, 5, 9 }, { 1, 7, 5, 0, 9, 8, 3, 4, 2, 6 },
	{ 6, 1, 2, 3, 0, 4, 5, 9, 7, 8 }, { 3, 6, 7, 4, 2, 0, 9, 5, 8, 1 },
	{ 5, 8, 6, 9, 7, 2, 0, 1, 3, 4 }, { 8, 9, 4, 5, 3, 6, 2, 0, 1, 7 },
	{ 9, 4, 3, 8, 6, 1, 7, 2, 0, 5 }, { 2, 5, 8, 1, 4, 3, 6, 7, 9, 0 },
};

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static unsigned damm_digit(const char *digits, size_t count)
{
	unsigned interim = 0;

	for (size_t i = 0; i < count; i++)
		interim = damm_table[interim][digits[i] - '0'];
	return interim;
}

void code_draw(char out[LIMIT_CODE_SIZE])
{
	uint64_t drawn;
	unsigned value;

	/* Up to 256 bytes come whole once the kernel's pool is up (getrandom(2)). */
	must(getrandom(&drawn, sizeof(drawn), 0) == (ssize_t)sizeof(drawn));
	value = (unsigned)(drawn % CODES_POSSIBLE); /* uneven by 10^7 / 2^64: nothing */
	for (size_t i = CODE_RANDOM_DIGITS; i > 0; i--) {
		out[i - 1] = (char)('0' + value % 10);
		value /= 10;
	}
	out[CODE_RANDOM_DIGITS] = (char)('0' + damm_digit(out, CODE_RANDOM_DIGITS));
	out[CODE_DIGITS] = '\0';
}

bool code_is_valid(const char *code)
{
	for (size_t i = 0; i < CODE_DIGITS; i++) {
		if (!is_digit(code[i]))
			return false;
	}
	return code[CODE_DIGITS] == '\0' && damm_digit(code, CODE_DIGITS) == 0;
}

bool code_read(const char *typed, char out[LIMIT_CODE_SIZE])
{
	size_t n_digits = 0;

	for (; *typed != '\0'; typed++) {
		if (*typed == '-' || *typed == '.' || *typed == ' ')
			continue;
		if (!is_digit(*typed) || n_digits == CODE_DIGITS)
			return false;
		out[n_digits++] = *typed;
	}
	out[n_digits] = '\0';
	return code_is_valid(out);
}

const char *code_show(const char *code, char out[CODE_SHOWN_SIZE])
{
	snprintf(out, CODE_SHOWN_SIZE, "%.4s-%.4s", code, code + 4);
	return out;
}
