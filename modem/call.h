// SPDX-License-Identifier: MIT
#pragma once

/*
 * Somebody calls: nobody here can talk, so the call is ended once the command in flight
 * is done, and the owner hears who it was. RING comes before +CLIP, so the first RING
 * alone ends nothing; from the second on a caller without a number is sent away, too.
 */

#include <stdbool.h>

#include "modem/at.h"

struct modem;

struct call {
	bool is_hang_up_due;
	bool is_chup_refused;        /* this modem wants ATH */
	unsigned n_rings;            /* of the call that stands */
	char number[AT_NUMBER_SIZE]; /* who calls; "" not said, or told already */
};

void call_clear(struct call *call);

/* RING or +CRING came; +CLIP came; the caller has given up. */
void call_rings(struct modem *modem);
void call_told(struct modem *modem, const char *line);
void call_ended(struct modem *modem);

/* Row of modem_work.c: hang up, and tell the owner while the modem does so. */
bool call_work(struct modem *modem);
