// SPDX-License-Identifier: MIT
#pragma once

/* A day of the calendar, as people write it and as the store keeps it. */

#include <stdbool.h>

enum {
	DATE_SIZE = 10 + 1, /* 2006-01-31 */
};

struct date {
	int year, month, day;
};

/* "31-01-2006", "31/01/2006", "2006-01-31", and nothing else. False when there is no such
 * day. */
bool date_parse(const char *written, struct date *out_date);

/* Whether it exists, between 1850 and 2200. */
bool date_is_real(const struct date *date);

/* Whether it lies behind today, local time. */
bool date_is_future(const struct date *date);

/* As "2006-01-31"; the date must be a real one. */
void date_show(const struct date *date, char out[DATE_SIZE]);
