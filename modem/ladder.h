// SPDX-License-Identifier: MIT
#pragma once

/*
 * What is tried, and how often, when nothing else helps: without a network first the
 * search anew, then the set-up, then the radio off and on; with a modem that does not
 * answer a reset, where its model is known to come back from one (quirks.c): some sticks
 * come back as a CD-ROM. Never in a loop: each has its least distance, and resets a
 * number per day. It also counts how often the power goes, which no ladder mends.
 */

#include <stdbool.h>
#include <stdint.h>

struct modem;

enum {
	LADDER_RESETS_DAY = 3,
	LADDER_DROPS_KEPT = 16,
};

struct ladder {
	int64_t no_network_ms;   /* monotonic, since when; 0: there is one */
	int64_t no_network_s;    /* the same in UTC, for people */
	unsigned rung;           /* how many were climbed */
	bool is_radio_off;       /* the second half of a rung is due */
	unsigned n_lost_probing; /* times in a row that the modem could not be set up */
	int64_t resets_ms[LADDER_RESETS_DAY]; /* the last ones, monotonic */
	int64_t drops_ms[LADDER_DROPS_KEPT];
	int64_t boot_ms; /* when it last said that it has started */
	unsigned n_boots;
	/* how often it said so, without a longer pause */ /* the newest one first
							    */
};

/* The states tell it: no network, a network; lost while it was being set up, or later. */
void ladder_no_network(struct modem *modem);
void ladder_has_network(struct modem *modem);
void ladder_lost(struct modem *modem, bool was_probing);

/* A row of modem_work.c: the next rung to a network. */
bool ladder_work(struct modem *modem);

/* When that is due; 0 never. */
int64_t ladder_due_ms(const struct modem *modem);

/* Reset the modem, if it is time and its model allows it. True: the command was written,
 * and the modem is lost by what follows. */
bool ladder_reset(struct modem *modem);

/* It says that it has started. False: it said so too often, and would never be set up if
 * it were believed; its settings show (health.c). */
bool ladder_may_have_booted(struct modem *modem);

/* Its plug or its power was gone. */
void ladder_dropped(struct modem *modem);
