// SPDX-License-Identifier: MIT
#pragma once

/*
 * The two clocks. UTC seconds are stored and shown; they may jump. Monotonic time
 * measures waits; it never goes back. Tests freeze either.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

int64_t clock_utc_s(void);
int64_t clock_mono_ms(void);
int64_t clock_mono_us(void);

/* For tests: stop UTC at this second; a negative value lets it run again. */
void clock_freeze_utc_s(int64_t utc_s);

/* Local broken-down time of a UTC second; the only place where the time zone enters. */
void clock_local(int64_t utc_s, struct tm *out_local);

/* The UTC second of a local broken-down time (fields are normalised); -1 if impossible.
 */
int64_t clock_utc_of_local(struct tm *local);
