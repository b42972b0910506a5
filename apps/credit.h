// SPDX-License-Identifier: MIT
#pragma once

/*
 * The credit and validity of the modems' own SIM cards: asked of the operator by USSD
 * when nothing else is to be done, at most twice a day, and read from what the operator
 * sends unasked. Takes the questions of `surat ussd` out of the store, too. No resident
 * reaches anything in here.
 */

#include <stdint.h>

#include "modem/modem_ussd.h"
#include "store/ussd.h"

struct inbox_row;
struct modem_row;
struct service;
struct service_modem;

/* Of one modem, as modem_row has it. */
struct credit_state {
	char text[192];
	int64_t at, rupiah;
	char active_until[11], grace_until[11];
	int alarms; /* of handlers/credit_alarm.h that the admin was told */
	struct modem_ussd_habit habit;
	struct ussd_request request; /* with the modem; its id is 0 when none is */
};

/* Read what is known of each modem, and give up what a crash left behind. Call it before
 * the modems start. Returns 0 or a negative errno of the store. */
int credit_start(struct service *service);

/* Look for questions: the bell rang, or some seconds have passed. */
void credit_look(struct service *service);

/* A message was stored: perhaps it is a notice of the operator. */
void credit_take_notice(struct service_modem *at, const struct inbox_row *row);

/* Write what is known into the row of this modem's health. */
void credit_describe(const struct service_modem *at, struct modem_row *row);

/* The modem's on_ussd. */
void credit_on_ussd(void *context, struct modem *modem,
		    const struct modem_ussd_answer *answer);
