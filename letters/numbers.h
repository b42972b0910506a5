// SPDX-License-Identifier: MIT
#pragma once

/*
 * How a letter's number is written. A village gives a format of plain text and {names}:
 *
 *   {kode}              classification of the letter: 470
 *   {urut} {urut:3}     sequence, with zeros in front up to so many digits
 *   {bulan} {bulan_romawi} {tahun}   11, XI, 2026
 *   {kode_desa}         35.13.15.2007      {kode_desa_pendek}   2007
 *   {unit} {singkatan}  of the letter or the office, of the village: PEM, KRJ
 *
 * Pure; what was given stands in store/register.h.
 */

#include <stdbool.h>
#include <stdint.h>

struct text;

enum {
	NUMBERS_FORMAT_SIZE = 64,
	NUMBERS_LENGTH_MAX = 31, /* texts name a number of at most so many characters */
};

struct number_parts {
	const char *code;         /* of the letter */
	const char *village_code; /* dotted */
	const char *unit, *short_name;
	int64_t sequence;
	int year, month; /* month 1 to 12 */
};

/* Whether a format can be used: known names, {urut} and {tahun} are there, nothing but
 * printable ASCII. Says in `why` what is wrong. */
bool numbers_check(const char *format, struct text *why);

/* Write the number at the end of `out`. A sequence with more digits than asked for is
 * written whole. */
void numbers_write(const char *format, const struct number_parts *parts,
		   struct text *out);
