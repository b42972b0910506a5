// SPDX-License-Identifier: MIT
#pragma once

/*
 * Sessions that the network opens for a caller (cusd_pattern.h): one at a time, answered
 * page by page with AT+CUSD=1. Without a pattern there is no such door, and what the
 * network asks unasked is called off (ussd.h).
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/limits.h"
#include "modem/modem_ussd.h"
#include "modem/ussd_text.h"

struct cusd;

enum cusd_door_phase {
	CUSD_DOOR_CLOSED,
	CUSD_DOOR_CHARSET, /* the character set of the form is to be chosen */
	CUSD_DOOR_ANSWER,  /* the page is to be written */
	CUSD_DOOR_RESTORE, /* the character set is to be put back */
	CUSD_DOOR_WAITS,   /* for the caller, or for the network's end */
};

struct cusd_door {
	enum cusd_door_phase phase;
	char number[LIMIT_ADDRESS_SIZE];
	char key[48];
	unsigned step, n_sessions;
	struct modem_session_page page;
	enum ussd_form form;      /* in which the page is written */
	enum ussd_form good_form; /* that was taken before; UNKNOWN: none yet */
	unsigned tried;           /* forms, as a mask */
	bool is_foreign;          /* the character set is UCS2 */
	int64_t until_ms;         /* of WAITS, monotonic */
};

/* A line of +CUSD came. Whether it was this door's. */
bool cusd_door_told(struct modem *modem, const struct cusd *cusd);

/* Row of modem_work.c. */
bool cusd_door_work(struct modem *modem);
int64_t cusd_door_due_ms(const struct modem *modem);

bool cusd_door_is_open(const struct modem *modem);

/* The modem is gone, and the session with it. */
void cusd_door_cancel(struct modem *modem);
