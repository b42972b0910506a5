// SPDX-License-Identifier: MIT
#pragma once

/*
 * What is asked from time to time: registration, signal, operator. These questions are
 * also what notices a modem that has gone mute.
 */

#include <stdbool.h>
#include <stdint.h>

#include "modem/chat.h"
#include "modem/steps.h"

enum {
	NETWORK_CIRCUIT, /* +CREG */
	NETWORK_PACKET,  /* +CGREG */
	NETWORK_LTE,     /* +CEREG */
	NETWORK_COUNT,
};

enum {
	POLLS_MAX = 7
};

struct polls {
	int status[NETWORK_COUNT]; /* 27.007 10.1.20; -1 unknown */
	int64_t due_ms[POLLS_MAX]; /* monotonic; 0 never */
	unsigned asked;            /* the row in flight */
};

/* Set up: ask all soon. */
void health_start(struct modem *modem);

/* A row of modem_work.c. */
bool health_work(struct modem *modem);

/* When it has a question to ask; 0 = none. */
int64_t health_due_ms(const struct modem *modem);

/* The answer to AT+CREG? as a step of the start-up. */
enum step_next health_registration_told(struct modem *modem,
					const struct chat_reply *reply);

/* "+CREG: ...", unasked, of one of the networks. */
void health_registration_changed(struct modem *modem, unsigned network, const char *line);

/* Go where the registration says: READY, or back to REGISTERING. */
void health_judge(struct modem *modem);
