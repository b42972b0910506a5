// SPDX-License-Identifier: MIT
#pragma once

/*
 * The service centre's number (+CSCA), without which nothing can be sent. It stands on
 * the SIM card, and some lose it with a reset or a power cut (gammu issue 195): then the
 * one that this card had last is put back.
 */

#include <stdbool.h>

#include "modem/chat.h"
#include "modem/modem_types.h"
#include "modem/steps.h"

enum {
	CENTRE_UNKNOWN_ERROR = 330, /* +CMS ERROR: SMSC address unknown (27.005 3.2.5) */
};

struct centre {
	char sim[MODEM_FACT_SIZE]; /* the card whose centre it is */
	char number[MODEM_CENTRE_SIZE];
	bool is_missing; /* the card has none now */
};

/* Handlers of rows in steps.c. */
enum step_next centre_told(struct modem *modem, const struct chat_reply *reply);
bool centre_make(struct modem *modem, struct text *line);
enum step_next centre_restored(struct modem *modem, const struct chat_reply *reply);

/* A text was refused with this +CMS number: perhaps the centre is gone. */
void centre_refused(struct modem *modem, int error);
