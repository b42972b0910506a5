// SPDX-License-Identifier: MIT
#pragma once

/* A service centre time stamp (23.040 9.2.3.11), and the same time in a modem's words. */

#include <stdbool.h>
#include <stdint.h>

struct sms_time {
	int year, month, day, hour, minute, second; /* year 0 is 2000 */
	int zone_quarters;                          /* of an hour, east of UTC */
};

enum {
	SMS_TIME_OCTETS = 7
};

/* False when no such time exists (month 13, 31 June, FF...) or its zone is more than 14
 * hours off; then nothing is written. Years are 2000 to 2099. */
bool sms_time_of(const struct sms_time *time, int64_t *out_utc_s);

/* The same, of the octets of a message. */
bool sms_time_read(const uint8_t octets[SMS_TIME_OCTETS], int64_t *out_utc_s,
		   int *out_zone_quarters);
