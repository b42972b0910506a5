// SPDX-License-Identifier: MIT
#include "base/cursor.h"

#include <limits.h>
#include <string.h>

struct cursor cursor_over(const char *bytes, size_t length)
{
	return (struct cursor){ .at = bytes, .end = bytes + length };
}

struct cursor cursor_over_string(const char *string)
{
	return cursor_over(string, strlen(string));
}

bool cursor_is_at_end(const struct cursor *cursor)
{
	return cursor->at == cursor->end;
}

size_t cursor_left(const struct cursor *cursor)
{
	return (size_t)(cursor->end - cursor->at);
}

void cursor_skip_spaces(struct cursor *cursor)
{
	while (cursor->at < cursor->end && (*cursor->at == ' ' || *cursor->at == '\t'))
		cursor->at++;
}

bool cursor_skip_char(struct cursor *cursor, char expected)
{
	if (cursor->at == cursor->end || *cursor->at != expected)
		return false;
	cursor->at++;
	return true;
}

bool cursor_skip_text(struct cursor *cursor, const char *expected)
{
	size_t length = strlen(expected);

	if (cursor_left(cursor) < length || memcmp(cursor->at, expected, length) != 0)
		return false;
	cursor->at += length;
	return true;
}

bool cursor_next_int(struct cursor *cursor, int *out_value)
{
	struct cursor probe = *cursor;
	bool is_negative = cursor_skip_char(&probe, '-');
	const char *first = probe.at;
	long value = 0;

	while (probe.at < probe.end && *probe.at >= '0' && *probe.at <= '9') {
		value = value * 10 + (*probe.at++ - '0');
		if (value > INT_MAX)
			return false;
	}
	if (probe.at == first)
		return false;
	*out_value = (int)(is_negative ? -value : value);
	*cursor = probe;
	return true;
}

bool cursor_next_quoted(struct cursor *cursor, const char **out_bytes, size_t *out_length)
{
	struct cursor probe = *cursor;

	if (!cursor_skip_char(&probe, '"'))
		return false;
	cursor_next_until(&probe, '"', out_bytes, out_length);
	if (!cursor_skip_char(&probe, '"'))
		return false;
	*cursor = probe;
	return true;
}

void cursor_next_until(struct cursor *cursor, char stop, const char **out_bytes,
		       size_t *out_length)
{
	const char *found = memchr(cursor->at, stop, cursor_left(cursor));

	*out_bytes = cursor->at;
	cursor->at = found != NULL ? found : cursor->end;
	*out_length = (size_t)(cursor->at - *out_bytes);
}
