// SPDX-License-Identifier: MIT
#pragma once

/* An address field: length, type of address, value (23.040 9.1.2.5). */

#include <stddef.h>
#include <stdint.h>

#include "modem/sms.h"
#include "modem/sms_octets.h"

enum {
	SMS_ADDRESS_DIGITS_MAX = 20,
	SMS_ADDRESS_OCTETS_MAX = 2 + SMS_ADDRESS_DIGITS_MAX / 2,
};

/*
 * Read TP-OA, TP-DA or TP-RA. A number with one of the signs * # a b c is of kind OTHER.
 * Returns 0; -EBADMSG when it is longer than 20 digits, is cut short, or has filler
 * between its digits: a sender must never be mistaken for another.
 */
int sms_address_read(struct sms_octets *octets, struct sms_address *out_address,
		     struct text *why);

/* Write "+628..." or bare digits as TP-DA. Returns its octets, -EINVAL when it is none or
 * has more than 20 digits. */
int sms_address_write(const char *number, uint8_t out_octets[SMS_ADDRESS_OCTETS_MAX]);
