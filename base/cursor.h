// SPDX-License-Identifier: MIT
#pragma once

/*
 * A cursor walks over bytes that somebody else owns. Each step either fits, moves on and
 * returns true, or leaves the cursor where it was and returns false.
 */

#include <stdbool.h>
#include <stddef.h>

struct cursor {
	const char *at;
	const char *end;
};

struct cursor cursor_over(const char *bytes, size_t length);
struct cursor cursor_over_string(const char *string);

bool cursor_is_at_end(const struct cursor *cursor);
size_t cursor_left(const struct cursor *cursor);

void cursor_skip_spaces(struct cursor *cursor);
bool cursor_skip_char(struct cursor *cursor, char expected);
bool cursor_skip_text(struct cursor *cursor, const char *expected);

/* A decimal number with an optional minus; false too when it leaves `int`. */
bool cursor_next_int(struct cursor *cursor, int *out_value);

/* What stands between two quotes; the bytes are not copied. Inner quotes end it. */
bool cursor_next_quoted(struct cursor *cursor, const char **out_bytes,
			size_t *out_length);

/* All up to `stop` or the end, `stop` itself is left. Never false, may be empty. */
void cursor_next_until(struct cursor *cursor, char stop, const char **out_bytes,
		       size_t *out_length);
