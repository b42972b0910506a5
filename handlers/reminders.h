// SPDX-License-Identifier: MIT
#pragma once

/*
 * Duties of the office's day (handlers/rounds.h): letters that nobody collects, and what
 * the staff is late with. Only while the office is open, so that nobody is woken; none
 * takes what the day's budget of replies keeps for answers.
 */

#include <stdint.h>

struct office;

/* Remind of letters that are ready for desk.remind_days, once each. */
int reminders_collect(const struct office *office, int64_t now_s);

/* Letters that were not collected in desk.ready_days expire; the resident is told. */
int reminders_expire(const struct office *office, int64_t now_s);

/* Tell operators and sekdes once a day when something is late. */
int reminders_nudge(const struct office *office, int64_t now_s);
