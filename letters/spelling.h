// SPDX-License-Identifier: MIT
#pragma once

/* How a letter writes what the store keeps in its own form: days, sex, codes. */

#include <stdbool.h>
#include <stddef.h>

struct text;

/* "2026-11-21" -> "21 November 2026". What is no such day is added as it is. */
void spelling_add_day(const char *day, struct text *out);

/* "L" -> "Laki-laki", "P" -> "Perempuan"; else as it is. */
const char *spelling_sex(const char *sex);

/* "48291372" -> "4829-1372"; else as it is. */
void spelling_add_code(const char *code, struct text *out);

/* "+6281234567899" -> "0812 3456 7899", as people dial it; else as it is. */
void spelling_add_phone(const char *number, struct text *out);

/* "198001312005011001" -> "19800131 200501 1 001"; else as it is. */
void spelling_add_nip(const char *nip, struct text *out);

/*
 * Whether a value may be printed: valid UTF-8 without control characters, marks that turn
 * the direction of reading, and piles of combining marks that would cover other lines.
 */
bool spelling_is_printable(const char *value);
