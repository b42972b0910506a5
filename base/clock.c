// SPDX-License-Identifier: MIT
#include "base/clock.h"

/* The one variable of base/ beside the log level: a test's frozen second. */
static int64_t frozen_utc_s = -1;

int64_t clock_utc_s(void)
{
	return frozen_utc_s >= 0 ? frozen_utc_s : (int64_t)time(NULL);
}

int64_t clock_mono_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now); /* cannot fail with this clock */
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t clock_mono_ms(void)
{
	return clock_mono_us() / 1000;
}

void clock_freeze_utc_s(int64_t utc_s)
{
	frozen_utc_s = utc_s;
}

void clock_local(int64_t utc_s, struct tm *out_local)
{
	time_t seconds = (time_t)utc_s;

	if (localtime_r(&seconds, out_local) == NULL)
		*out_local = (struct tm){ .tm_mday = 1 };
}

int64_t clock_utc_of_local(struct tm *local)
{
	local->tm_isdst = -1;
	return (int64_t)mktime(local);
}
