// SPDX-License-Identifier: MIT
#pragma once

/*
 * Giving one message to the network: AT+CMGS, prompt, PDU, Ctrl-Z. What is reported is
 * what is known: an answer that was lost after the Ctrl-Z is UNSURE, and nothing is ever
 * given twice here.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/limits.h"

struct modem;

struct send {
	bool is_taken; /* modem_send() gave one, on_sent() was not called yet */
	bool is_begun; /* its AT+CMGS was written */
	int64_t id;
	char pdu_hex[LIMIT_PDU_HEX_SIZE];
	int tpdu_octets;
	int reference;      /* of the last one SENT, -1 unknown */
	int late_reference; /* +CMGS of an UNSURE one that may still come, -1 none */
};

void send_init(struct send *send);

/* A row of modem_work.c. */
bool send_work(struct modem *modem);

/* The modem cannot send now: what has not begun was not given. */
void send_cancel(struct modem *modem);
