// SPDX-License-Identifier: MIT
#include "modem/sms_time.h"

enum {
	DAYS_BEFORE_2000 = 10957,   /* since 1970 */
	ZONE_QUARTERS_MAX = 14 * 4, /* Kiribati */
	ZONE_SIGN = 0x08,           /* set: west; it shares the octet with the tens */
};

/* Two swapped decimal digits; -1 when they are none. */
static int decimal_of(uint8_t octet)
{
	int tens = octet & 0xF;
	int units = octet >> 4;

	return tens > 9 || units > 9 ? -1 : tens * 10 + units;
}

/* Days since 1970; -1 when there is no such day. Each fourth year of 2000..2099 leaps. */
static int64_t day_of(int year, int month, int day)
{
	static const int before[] = { 0,   31,  59,  90,  120, 151, 181,
				      212, 243, 273, 304, 334, 365 };
	int leap;
	int length;

	if (year < 0 || year > 99 || month < 1 || month > 12)
		return -1;
	leap = year % 4 == 0;
	length = before[month] - before[month - 1] + (month == 2 ? leap : 0);
	if (day < 1 || day > length)
		return -1;
	return DAYS_BEFORE_2000 + year * 365 + (year + 3) / 4 + before[month - 1] +
	       (month > 2 ? leap : 0) + day - 1;
}

bool sms_time_of(const struct sms_time *time, int64_t *out_utc_s)
{
	int64_t days = day_of(time->year, time->month, time->day);

	if (days < 0 || time->hour < 0 || time->hour > 23 || time->minute < 0 ||
	    time->minute > 59 || time->second < 0 || time->second > 59 ||
	    time->zone_quarters < -ZONE_QUARTERS_MAX ||
	    time->zone_quarters > ZONE_QUARTERS_MAX)
		return false;
	*out_utc_s = days * 86400 + time->hour * 3600 + time->minute * 60 + time->second -
		     time->zone_quarters * 900;
	return true;
}

bool sms_time_read(const uint8_t octets[SMS_TIME_OCTETS], int64_t *out_utc_s,
		   int *out_zone_quarters)
{
	struct sms_time time = {
		.year = decimal_of(octets[0]),
		.month = decimal_of(octets[1]),
		.day = decimal_of(octets[2]),
		.hour = decimal_of(octets[3]),
		.minute = decimal_of(octets[4]),
		.second = decimal_of(octets[5]),
		.zone_quarters = decimal_of((uint8_t)(octets[6] & ~ZONE_SIGN)),
	};

	if (time.zone_quarters < 0)
		return false;
	if (octets[6] & ZONE_SIGN)
		time.zone_quarters = -time.zone_quarters;
	if (!sms_time_of(&time, out_utc_s))
		return false;
	*out_zone_quarters = time.zone_quarters;
	return true;
}
