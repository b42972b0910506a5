// SPDX-License-Identifier: MIT
#pragma once

/*
 * From an open port to a modem that is set up: a table of steps. Any reset of the modem
 * begins it again from the first row.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct modem;
struct text;

enum {
	SIM_CARD_SIZE = 24 /* an ICCID has 20 digits */
};

struct startup {
	bool is_running;       /* AT was answered; the steps go on */
	size_t at;             /* the step that is next or in flight */
	int64_t again_ms;      /* the step waits until then; 0 = it does not */
	int64_t busy_until_ms; /* how long a busy SIM is waited for; 0 = it is not */
	size_t n_bauds;        /* speeds that were tried in vain */
	size_t n_notices;      /* AT+CNMI variants that were refused */
	const char *notices;   /* the one that was taken, NULL none */
	bool is_notices_seen;  /* the modem showed it when it was asked */
	bool has_acknowledge;  /* phase 2+: direct messages want AT+CNMA */
	bool is_again_due; /* the modem may have reset itself: begin again when idle */
	bool is_radio_off; /* +CFUN is not 1 */
	bool wants_pin;
	int pin_tries; /* left, as the SIM says; -1 unknown */
	char sim_card[SIM_CARD_SIZE];
};

/* The port is open: say hello. */
void startup_begin(struct modem *modem);

/* What that came to. */
void startup_synced(struct modem *modem, bool is_ok);

/* Rows of modem_work.c: the next step; or begin again from the first. */
bool startup_work(struct modem *modem);
bool startup_again_work(struct modem *modem);

/* When a waiting step goes on; 0 = none waits. */
int64_t startup_due_ms(const struct modem *modem);
