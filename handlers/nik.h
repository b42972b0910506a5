// SPDX-License-Identifier: MIT
#pragma once

/*
 * What a NIK says by itself (PPKKCC DDMMYY NNNN, DOMAIN 4.3). It warns an officer, it
 * refuses nobody: the region is that of the first registration, and a birth date that was
 * corrected later is not corrected in the number.
 */

#include <stdbool.h>
#include <stdint.h>

/* 16 digits, all of them digits. */
bool nik_is_whole(const char *nik);

/* A province, a date or a serial that no NIK can have. */
bool nik_is_odd(const char *nik, int64_t now_s);

/* Under 17 at `now_s` by its date; false when it has no possible date. */
bool nik_is_minor(const char *nik, int64_t now_s);
