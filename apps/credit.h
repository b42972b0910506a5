// SPDX-License-Identifier: MIT
#pragma once

/*
 * What is known of the credit and validity of the modems' own SIM cards, from answers to
 * our questions (apps/operator.h) and from what the operators send unasked; and the texts
 * to the admin when a card needs money.
 */

#include <stdbool.h>
#include <stdint.h>

#include "handlers/credit.h"
#include "modem/modem_ussd.h"
#include "store/ussd.h"

struct inbox_row;
struct modem_row;
struct service;
struct service_modem;

/* Of one modem, as modem_row has it. */
struct credit_state {
	char text[192]; /* what the operator said last */
	int64_t at, rupiah;
	char active_until[11], grace_until[11];
	int alarms; /* of handlers/credit_alarm.h that the admin was told */
	struct modem_ussd_habit habit;
	struct ussd_request request; /* with the modem; its id is 0 when none is */
};

/* Read what is known of each modem. Call it before the modems start. Returns 0 or a
 * negative errno of the store. */
int credit_start(struct service *service);

/* Write what is known into the row of this modem's health. */
void credit_describe(const struct service_modem *at, struct modem_row *row);

/* Take over what a text says; false when there is nothing new in it. */
bool credit_take_text(struct service_modem *at, const char *utf8,
		      enum credit_source source);

/* One commit: what became of a question (NULL: none was asked), all that is known, and
 * the text to the admin if there is an alarm that is new. */
void credit_save(struct service_modem *at, const struct ussd_request *request);

/* Days go by without anybody saying so: alarm if it is time. */
void credit_look_at_calendar(struct service_modem *at);

/* A push, or a message that was stored: perhaps it is a notice of the operator. */
void credit_take_push(struct service_modem *at, const char *utf8);
void credit_take_message(struct service_modem *at, const struct inbox_row *row);
