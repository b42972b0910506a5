// SPDX-License-Identifier: MIT
#include "handlers/workdays.h"

#include "base/clock.h"
#include "handlers/office.h"

enum {
	WEEKDAYS_ALL = 0x7F,
	WORK_DAYS_MAX = 60,
};

static unsigned open_weekdays(const struct village *village)
{
	unsigned open = village->open_weekdays & WEEKDAYS_ALL;

	return open == 0 ? WEEKDAYS_ALL : open;
}

bool office_is_open(const struct village *village, int64_t at_s)
{
	struct tm local;
	int minute;

	clock_local(at_s, &local);
	minute = local.tm_hour * 60 + local.tm_min;
	return (open_weekdays(village) >> local.tm_wday & 1U) != 0 &&
	       minute >= village->open_from_min && minute < village->open_to_min;
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
	struct tm local;
	int days = 0;

	if (work_days > WORK_DAYS_MAX)
		work_days = WORK_DAYS_MAX;
	clock_local(from_s, &local);
	while (work_days > 0) {
		days++;
		if ((open_weekdays(village) >> ((local.tm_wday + days) % 7) & 1U) != 0)
			work_days--;
	}
	return office_day_end(village, from_s, days);
}
