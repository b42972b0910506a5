// SPDX-License-Identifier: MIT
#pragma once

/* Values as officials read them: local times, numbers that can be dialled, NIKs that
 * nobody reads over a shoulder. Each writes into `out` and returns it. */

#include <stdint.h>

enum {
	SHOW_TIME_SIZE = 40,
	SHOW_NUMBER_SIZE = 64,
};

/* "14.02" today, "kemarin 14.02", "21 Nov 14.02", "21 Nov 2025". "-" for 0. */
const char *show_time(int64_t now_s, int64_t at, char out[SHOW_TIME_SIZE]);

/* "Sabtu, 21 November 2026". */
const char *show_day(int64_t at, char out[SHOW_TIME_SIZE]);

/* A day as the store has it: "1990-05-12" -> "12 Mei 1990"; others stay as they are. */
const char *show_date(const char *day, char out[SHOW_TIME_SIZE]);

/* How long ago: "baru saja", "12 menit", "3 jam", "5 hari". */
const char *show_age(int64_t now_s, int64_t at, char out[SHOW_TIME_SIZE]);

/* "+6281234567890" -> "0812-3456-7890"; others stay as they are. */
const char *show_phone(const char *number, char out[SHOW_NUMBER_SIZE]);

/* "3513151205909901" -> "...9901". */
const char *show_nik(const char *nik, char out[SHOW_NUMBER_SIZE]);
