// SPDX-License-Identifier: MIT
#pragma once

/* A message on its way from the modem to the owner, and what his answer means for
 * receiving at all. */

#include <stdbool.h>
#include <stddef.h>

#include "base/limits.h"
#include "modem/modem.h"
#include "modem/sms.h"

/* One message between its reading and the owner's answer. */
struct held {
	int storage, index; /* -1: came directly */
	char pdu_hex[LIMIT_AT_LINE_BYTES + 1];
	size_t pdu_length;
	bool is_decoded;
	char why[LIMIT_WHY_SIZE];
	struct sms sms;
};

/* Keep a message until it is offered; copied. */
void offer_hold(struct modem *modem, int storage, int index, const char *pdu_hex);

/* Decode it; `octets` as announced, -1 unknown. */
void offer_decode(struct held *held, int octets);

/* Give it to the owner. When he cannot store, receiving is stopped. */
enum modem_verdict offer_held(struct modem *modem);

/* The owner can store again. */
void offer_resume(struct modem *modem);
