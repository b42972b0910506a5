// SPDX-License-Identifier: MIT
#pragma once

/* The office's open days and hours, in local time; village.holidays are closed. */

#include <stdbool.h>
#include <stdint.h>

struct village;

bool office_is_open(const struct village *village, int64_t at_s);

/*
 * When a letter that takes `work_days` is promised: closing time of the n-th open day
 * after that of `from_s`. A village that is never open counts every day.
 */
int64_t office_due(const struct village *village, int64_t from_s, int work_days);

/* When a text that nobody asked for may reach an officer: not from 21 to 5 o'clock. 0 is
 * at once. */
int64_t office_awake_at(int64_t now_s);

/* Closing time of the day that lies `days` (calendar) after `from_s`. */
int64_t office_day_end(const struct village *village, int64_t from_s, int days);
