// SPDX-License-Identifier: MIT
#include "modem/wire_mask.h"

#include <ctype.h>
#include <string.h>

enum {
	PDU_DIGITS = 16,   /* hex from here on is a PDU, or a text in UCS-2 */
	PDU_KEPT = 2,      /* of it: the length of the service centre's number */
	NUMBER_DIGITS = 5, /* so many in a row may be a number, a PIN, an identity */
};

static bool begins_with_any(const char *line, const char *const *beginnings)
{
	for (; *beginnings != NULL; beginnings++) {
		if (strncmp(line, *beginnings, strlen(*beginnings)) == 0)
			return true;
	}
	return false;
}

/* Lines whose quoted letters people wrote: texts, names of senders and callers. */
static bool has_texts(const char *line)
{
	static const char *const beginnings[] = { "+CUSD:", "AT+CUSD", "+CMGR:", "+CMT:",
						  "+CMGL:", "+CLIP:",  "+CDS:",  "+CNUM:",
						  "+CPBR:", NULL };

	return begins_with_any(line, beginnings);
}

/* A line without any prefix is a fact that was asked for, a result, or a text. */
static bool is_told_without_prefix(const struct wire_mask *mask, const char *line)
{
	static const char *const facts[] = { "AT+CGMI", "AT+CGMM", "AT+CGMR", "ATI",
					     NULL };
	static const char *const results[] = {
		"OK",    "ERROR",        "RING",          "NO CARRIER", "BUSY",
		">",     "READY",        "RDY",           "SMS ",       "PB ",
		"Call ", "NORMAL POWER", "UNDER-VOLTAGE", NULL
	};

	return begins_with_any(mask->command, facts) || begins_with_any(line, results);
}

static bool is_control_line(const struct wire_mask *mask, char direction,
			    const char *line)
{
	return direction == '>' || strchr("+^*%#", line[0]) != NULL ||
	       is_told_without_prefix(mask, line);
}

static void add_run(struct text *out, const char *run, size_t length, bool is_text)
{
	bool is_long = strspn(run, "0123456789ABCDEFabcdef") >= PDU_DIGITS;
	size_t n_digits = strspn(run, "0123456789");

	for (size_t i = 0; i < length; i++) {
		bool is_hidden =
			is_text || (is_long ? i >= PDU_KEPT : n_digits >= NUMBER_DIGITS);

		text_add_char(out, is_hidden ? '0' : run[i]);
	}
}

static size_t run_length(const char *at)
{
	size_t n_hex = strspn(at, "0123456789ABCDEFabcdef");

	return n_hex >= PDU_DIGITS ? n_hex : strspn(at, "0123456789");
}

static bool is_printable(char byte)
{
	return byte >= 0x20 && byte <= 0x7E;
}

void wire_mask_line(struct wire_mask *mask, char direction, const char *line,
		    bool is_secret, struct text *out)
{
	bool is_text = !is_control_line(mask, direction, line);
	bool is_quoted_text = has_texts(line), is_in_quotes = false;

	if (direction == '>')
		text_copy(mask->command, sizeof mask->command, line);
	if (is_secret) {
		text_add(out, "(secret)");
		return;
	}
	while (*line != '\0') {
		size_t length = run_length(line);
		bool is_hidden = is_text || (is_quoted_text && is_in_quotes);

		if (length > 0) {
			add_run(out, line, length, is_text);
			line += length;
			continue;
		}
		is_in_quotes ^= *line == '"';
		if (!is_printable(*line))
			text_add_char(out, '?');
		else
			text_add_char(out, is_hidden && isalpha((unsigned char)*line)
						   ? 'x'
						   : *line);
		line++;
	}
}
