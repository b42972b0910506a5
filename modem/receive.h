// SPDX-License-Identifier: MIT
#pragma once

/*
 * Messages from the modem to the owner: read (AT+CMGR), offered, and only when the owner
 * has committed it, deleted (AT+CMGD). While the owner commits, the next command is
 * already on the line. Messages handed over directly (+CMT, +CDS) are acknowledged
 * (AT+CNMA) in the same order.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "modem/doubt.h"
#include "modem/offer.h"
#include "modem/slots.h"

struct modem;

struct receive {
	struct slots slots;
	int now;            /* the storage that is read from and deleted in; -1 unknown */
	int main;           /* the one where new messages go; -1 unknown */
	unsigned form;      /* of AT+CPMS that this modem takes */
	int wanted;         /* storage of the AT+CPMS in flight */
	int storage, index; /* slot of the command in flight */
	struct held held;
	struct doubt doubt;
	unsigned n_acks;     /* AT+CNMA due */
	bool is_refused;     /* a direct message was, and the modem knows */
	bool may_probe;      /* stopped, but one message may be offered to see */
	int64_t distrust_ms; /* the line garbles: until then each message is read twice */
	int64_t pause_ms;    /* the SIM is busy: read on then; 0 = now */
};

/* Forget all places: they may be another SIM's. */
void receive_clear(struct receive *receive);

/* Rows of modem_work.c. */
bool receive_acknowledge_work(struct modem *modem);
bool receive_drain_work(struct modem *modem);
bool receive_delete_work(struct modem *modem);
bool receive_read_work(struct modem *modem);

/* "+CMTI: ..." and "+CDSI: ...": a message was stored. */
void receive_stored(struct modem *modem, const char *line);

/* "+CMT: ..." or "+CDS: ..." and its PDU. */
void receive_direct(struct modem *modem, const char *line, const char *pdu_hex);

/* The line garbles bytes: for a while believe only what was read twice. */
void receive_distrust(struct modem *modem);
