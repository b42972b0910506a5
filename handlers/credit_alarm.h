// SPDX-License-Identifier: MIT
#pragma once

/*
 * When the admin is told that a SIM card needs money: below a sum, and 14 and 3 days
 * before it can send no more. Each is told once, until it is over.
 */

#include <stdbool.h>
#include <stdint.h>

struct phrases;
struct text;

enum {
	CREDIT_ALARM_LOW = 1 << 0,     /* less rupiah than the setting */
	CREDIT_ALARM_14_DAYS = 1 << 1, /* that are left, or fewer */
	CREDIT_ALARM_3_DAYS = 1 << 2,
};

/* What is known of a card. */
struct credit_facts {
	int64_t rupiah;           /* -1 unknown */
	const char *active_until; /* "2026-12-31"; "" unknown */
	const char *grace_until;
};

/* The days that it can still send, today included as 0; false when that is unknown. Past
 * its active days a card can only receive. */
bool credit_days_left(const struct credit_facts *facts, int64_t now_s, int *out_days);

/*
 * The alarms that hold now. `before`: those that held: an alarm about what is unknown now
 * stays as it was. What is new among them is to be told. `low_rupiah` 0: none below a
 * sum.
 */
int credit_alarms(const struct credit_facts *facts, int before, int64_t low_rupiah,
		  int64_t now_s);

/* Add 24025 as "24.025". */
void credit_add_rupiah(struct text *text, int64_t rupiah);

/* The text of the alarm (K07). False when there is no such phrase. */
bool credit_alarm_fill(const struct phrases *phrases, const struct credit_facts *facts,
		       int n_waiting, struct text *out);
