// SPDX-License-Identifier: MIT
#pragma once

/*
 * Plain text for an SMS: characters of the GSM 7-bit default alphabet (23.038 6.2.1) that
 * take one septet each, so that a length in characters is a length in septets and every
 * phone shows it. What people write is turned into it; what cannot be becomes '?'.
 */

#include <stddef.h>

struct text;

enum {
	PLAIN_NOT_GSM7 = -1
};

/* Add `utf8` in plain characters, at most `max_chars`; spaces in a row become one. */
void plain_add(struct text *out, const char *utf8, size_t max_chars);

/* Septets that a text takes (two for the extension table), or PLAIN_NOT_GSM7. */
int plain_septets(const char *utf8);

/*
 * Hide long numbers: in a run of digits (one separator between two is allowed) with more
 * than 12, all but the last four become 'x'. So no reply can ever hold a NIK.
 */
void plain_mask_digits(char *text);
