// SPDX-License-Identifier: MIT
#pragma once

/*
 * The 7-bit alphabet of 23.038 6.2.1 as USSD packs it (6.1.2.3.1), as far as our pages
 * and what people type need it: plain characters; what has no plain one is read as '?'.
 * Pure.
 */

#include <stddef.h>
#include <stdint.h>

struct text;

/* The septets of a plain text; -1 when it holds another character or does not fit. */
int septets_of(const char *plain, uint8_t *out, size_t size);

/* Pack; a last septet that would stand alone as zeros becomes a CR. Returns octets;
 * `out` has room for (count + 1) * 7 / 8 + 1. */
size_t septets_pack(const uint8_t *septets, size_t count, uint8_t *out);

/* Add the text of packed octets, without the filler at its end. */
void septets_add_packed(struct text *out, const uint8_t *octets, size_t n_octets);

/* Add a text of two octets for each character. */
void septets_add_ucs2(struct text *out, const uint8_t *octets, size_t n_octets);
