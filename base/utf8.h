// SPDX-License-Identifier: MIT
#pragma once

/*
 * UTF-8 (RFC 3629): shortest form only, no surrogates, nothing above U+10FFFF.
 * Every text inside the programs is valid UTF-8; bytes from outside pass through here.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	UTF8_REPLACEMENT = 0xFFFD, /* stands for what could not be read */
	UTF8_BYTES_MAX = 4,
};

/*
 * Read one code point from `bytes` (at most `length`, at least 1). Returns the bytes it
 * took (1 to 4); a bad byte is taken alone and gives UTF8_REPLACEMENT.
 */
size_t utf8_decode(const char *bytes, size_t length, uint32_t *out_code);

/* Write one code point; returns its bytes (1 to 4). A surrogate or a value out of range
 * is written as UTF8_REPLACEMENT. No NUL is added. */
size_t utf8_encode(uint32_t code, char out[UTF8_BYTES_MAX]);

/* Whether all of it is valid UTF-8. */
bool utf8_is_valid(const char *bytes, size_t length);

/* The longest length <= `length` that does not cut a code point in two. */
size_t utf8_cut(const char *bytes, size_t length);

/* Whether a code point must not reach a screen as it is: C0, DEL, C1, bidi controls,
 * zero-width marks, line separators. */
bool utf8_is_control(uint32_t code);
