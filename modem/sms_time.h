// SPDX-License-Identifier: MIT
#pragma once

/* A service centre time stamp (23.040 9.2.3.11). */

#include <stdbool.h>
#include <stdint.h>

enum {
	SMS_TIME_OCTETS = 7
};

/* False when no such time exists (month 13, 31 June, FF...) or its zone is more than 14
 * hours off; then nothing is written. Years are 2000 to 2099. */
bool sms_time_read(const uint8_t octets[SMS_TIME_OCTETS], int64_t *out_utc_s,
		   int *out_zone_quarters);
