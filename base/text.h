// SPDX-License-Identifier: MIT
#pragma once

/*
 * A capped text: bytes in memory of the caller, never grown, always NUL-terminated.
 * What does not fit is cut at a UTF-8 boundary and remembered in `is_cut`, so a caller
 * that must not cut asks once at the end instead of after each step.
 */

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct text {
	char *bytes;
	size_t length;   /* bytes before the NUL */
	size_t capacity; /* bytes of memory, the NUL included */
	bool is_cut;     /* something did not fit */
};

/* Make `text` an empty text over `buffer` of `size` bytes (at least 1). Cannot fail. */
void text_init(struct text *text, char *buffer, size_t size);

/* Empty it; the buffer stays, `is_cut` is forgotten. */
void text_clear(struct text *text);

/* Add at the end. What does not fit is cut and `is_cut` set. */
void text_add(struct text *text, const char *string);
void text_add_bytes(struct text *text, const char *bytes, size_t length);
void text_add_char(struct text *text, char byte);
void text_add_format(struct text *text, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void text_add_valist(struct text *text, const char *format, va_list values)
	__attribute__((format(printf, 2, 0)));

/* Add text from outside for a log line or a screen: bytes that are no UTF-8, and what
 * could move a cursor or fake a line (utf8_is_control()), become \xNN. */
void text_add_escaped(struct text *text, const char *bytes, size_t length);

/*
 * Fill `why` with one sentence for a human. NULL is allowed and does nothing; a text that
 * already says something is kept, since the first reason is the one that helps.
 */
void text_say(struct text *why, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Copy a string into an array; cut at a UTF-8 boundary. False when it was cut. */
bool text_copy(char *out, size_t size, const char *string);
