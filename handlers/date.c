// SPDX-License-Identifier: MIT
#include "handlers/date.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/cursor.h"

bool date_is_real(const struct date *date)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool is_leap =
		(date->year % 4 == 0 && date->year % 100 != 0) || date->year % 400 == 0;

	if (date->year < 1850 || date->year > 2200 || date->month < 1 ||
	    date->month > 12 || date->day < 1)
		return false;
	return date->day <= days[date->month - 1] + (date->month == 2 && is_leap);
}

bool date_parse(const char *written, struct date *out_date)
{
	struct cursor cursor = cursor_over_string(written);
	int parts[3];

	for (int i = 0; i < 3; i++) {
		if (i > 0 && !cursor_skip_char(&cursor, '-') &&
		    !cursor_skip_char(&cursor, '/'))
			return false;
		if (!cursor_next_int(&cursor, &parts[i]))
			return false;
	}
	if (parts[0] > 31)
		*out_date = (struct date){ parts[0], parts[1], parts[2] };
	else
		*out_date = (struct date){ parts[2], parts[1], parts[0] };
	return cursor_is_at_end(&cursor) && date_is_real(out_date);
}

bool date_is_future(const struct date *date)
{
	struct tm now;
	int year, month;

	clock_local(clock_utc_s(), &now);
	year = now.tm_year + 1900;
	month = now.tm_mon + 1;
	if (date->year != year)
		return date->year > year;
	if (date->month != month)
		return date->month > month;
	return date->day > now.tm_mday;
}

void date_show(const struct date *date, char out[DATE_SIZE])
{
	unsigned year = (unsigned)date->year, month = (unsigned)date->month;
	unsigned day = (unsigned)date->day;

	/* The remainders tell the compiler what date_is_real() knows. */
	snprintf(out, DATE_SIZE, "%04u-%02u-%02u", year % 10000, month % 100, day % 100);
}
