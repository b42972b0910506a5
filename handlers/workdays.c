// SPDX-License-Identifier: MIT
#include "handlers/workdays.h"

#include <string.h>

#include "base/clock.h"
#include "handlers/date.h"
#include "handlers/office.h"

enum {
	WEEKDAYS_ALL = 0x7F,
	WORK_DAYS_MAX = 60,
	CALENDAR_DAYS_MAX = 7 * WORK_DAYS_MAX,
	QUIET_FROM_HOUR = 21,
	QUIET_TO_HOUR = 5,
};

static unsigned open_weekdays(const struct village *village)
{
	unsigned open = village->open_weekdays & WEEKDAYS_ALL;

	return open == 0 ? WEEKDAYS_ALL : open;
}

/* A day off that is not a weekend. */
static bool is_holiday(const struct village *village, const struct tm *day)
{
	char written[DATE_SIZE];

	if (village->holidays[0] == '\0')
		return false;
	strftime(written, sizeof written, "%Y-%m-%d", day);
	return strstr(village->holidays, written) != NULL;
}

static bool is_open_day(const struct village *village, const struct tm *day)
{
	return (open_weekdays(village) >> day->tm_wday & 1U) != 0 &&
	       !is_holiday(village, day);
}

bool office_is_open(const struct village *village, int64_t at_s)
{
	struct tm local;
	int minute;

	clock_local(at_s, &local);
	minute = local.tm_hour * 60 + local.tm_min;
	return is_open_day(village, &local) && minute >= village->open_from_min &&
	       minute < village->open_to_min;
}

int64_t office_day_end(const struct village *village, int64_t from_s, int days)
{
	struct tm local;

	clock_local(from_s, &local);
	local.tm_mday += days;
	local.tm_hour = village->open_to_min / 60;
	local.tm_min = village->open_to_min % 60;
	local.tm_sec = 0;
	return clock_utc_of_local(&local);
}

int64_t office_due(const struct village *village, int64_t from_s, int work_days)
{
	int days = 0;

	if (work_days > WORK_DAYS_MAX)
		work_days = WORK_DAYS_MAX;
	while (work_days > 0 && days < CALENDAR_DAYS_MAX) {
		struct tm day;

		clock_local(office_day_end(village, from_s, ++days), &day);
		if (is_open_day(village, &day))
			work_days--;
	}
	return office_day_end(village, from_s, days);
}

int64_t office_awake_at(int64_t now_s)
{
	struct tm local;

	clock_local(now_s, &local);
	if (local.tm_hour >= QUIET_TO_HOUR && local.tm_hour < QUIET_FROM_HOUR)
		return 0;
	if (local.tm_hour >= QUIET_FROM_HOUR)
		local.tm_mday++;
	local.tm_hour = QUIET_TO_HOUR;
	local.tm_min = local.tm_sec = 0;
	return clock_utc_of_local(&local);
}
