// SPDX-License-Identifier: MIT
#include "handlers/apbdes_amount.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

enum {
	DECIMALS_MAX = 4, /* Access writes money so */
	GROUP_DIGITS = 3,
};

/* Digits and where their separators stand: "1.234.567,50". */
struct amount {
	int64_t value; /* all digits together */
	size_t n_points, n_commas;
	size_t n_after;  /* digits behind the last separator */
	size_t n_first;  /* before the first */
	bool is_grouped; /* all but the first and the last group have three digits */
	char last;
};

static bool take_separator(struct amount *amount, char byte, size_t n_group)
{
	bool is_first = amount->last == '\0';

	if (n_group == 0)
		return false;
	if (is_first)
		amount->n_first = n_group;
	else
		amount->is_grouped = amount->is_grouped && n_group == GROUP_DIGITS;
	amount->n_points += byte == '.';
	amount->n_commas += byte == ',';
	amount->last = byte;
	return true;
}

static bool split_amount(const char *at, struct amount *out)
{
	size_t n_group = 0;

	*out = (struct amount){ .is_grouped = true };
	for (; *at != '\0'; at++) {
		if (isdigit((unsigned char)*at)) {
			if (out->value > APBDES_SEN_MAX / 10)
				return false;
			out->value = out->value * 10 + (*at - '0');
			n_group++;
		} else if (*at != '.' && *at != ',') {
			return false;
		} else {
			if (!take_separator(out, *at, n_group))
				return false;
			n_group = 0;
		}
	}
	out->n_after = n_group;
	if (out->last == '\0')
		out->n_first = n_group;
	return n_group > 0;
}

/* How many of the digits are behind the decimal mark; -1 when nobody can say. */
static int count_decimals(const struct amount *amount)
{
	size_t n_last = amount->last == '.' ? amount->n_points : amount->n_commas;
	bool has_both = amount->n_points > 0 && amount->n_commas > 0;
	bool is_thousands = amount->is_grouped && amount->n_first <= GROUP_DIGITS;

	if (amount->last == '\0')
		return 0;
	if (!has_both && is_thousands && amount->n_after == GROUP_DIGITS)
		return 0;
	if (n_last != 1 || amount->n_after > DECIMALS_MAX || (has_both && !is_thousands))
		return -1;
	return (int)amount->n_after;
}

bool apbdes_read_amount(const char *cell, int64_t *out_sen)
{
	struct amount amount;
	int decimals;

	if (strncasecmp(cell, "rp", 2) == 0)
		cell += 2 + (cell[2] == '.');
	cell += strspn(cell, " ");
	if (!split_amount(cell, &amount))
		return false;
	decimals = count_decimals(&amount);
	if (decimals < 0)
		return false;
	*out_sen = amount.value;
	for (; decimals < 2; decimals++)
		*out_sen *= 10;
	for (; decimals > 2; decimals--)
		*out_sen /= 10;
	return *out_sen <= APBDES_SEN_MAX;
}
