// SPDX-License-Identifier: MIT
#include "tests/fake/escape.h"

#include <string.h>

#include "base/text.h"

/* Letter and byte side by side; the blank comes last, since it is written only if asked.
 */
static const char letters[] = "nrte\\s";
static const char bytes_meant[] = "\n\r\t\x1b\\ ";

enum {
	N_LETTERS = sizeof letters - 1
};

void escape_add(struct text *out, const char *bytes, size_t length, bool with_blanks)
{
	size_t n = with_blanks ? N_LETTERS : N_LETTERS - 1;

	for (size_t i = 0; i < length; i++) {
		unsigned char byte = (unsigned char)bytes[i];
		const char *found = memchr(bytes_meant, byte, n);

		if (found != NULL)
			text_add_format(out, "\\%c", letters[found - bytes_meant]);
		else if (byte < 0x20 || byte == 0x7F)
			text_add_format(out, "\\x%02X", byte);
		else
			text_add_char(out, (char)byte);
	}
}

static int hex_value(char digit)
{
	static const char digits[] = "0123456789abcdef";
	const char *found = memchr(digits, digit | 0x20, sizeof digits - 1);

	return found == NULL ? -1 : (int)(found - digits);
}

/* Bytes of the escape at `from` (behind the backslash), or 0 when it is none. */
static size_t undo_one(const char *from, char *out_byte)
{
	const char *found = *from == '\0' ? NULL : strchr(letters, *from);

	if (found != NULL) {
		*out_byte = bytes_meant[found - letters];
		return 1;
	}
	if (*from == '"') {
		*out_byte = '"';
		return 1;
	}
	if (*from != 'x' || hex_value(from[1]) < 0 || hex_value(from[2]) < 0)
		return 0;
	*out_byte = (char)(hex_value(from[1]) << 4 | hex_value(from[2]));
	return 3;
}

size_t escape_undo(char *string)
{
	char *from = string, *to = string;

	while (*from != '\0') {
		size_t taken = *from == '\\' ? undo_one(from + 1, to) : 0;

		if (taken == 0)
			*to = *from;
		from += taken + 1;
		to++;
	}
	*to = '\0';
	return (size_t)(to - string);
}
