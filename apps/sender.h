// SPDX-License-Identifier: MIT
#pragma once

/*
 * From the outbox to the modems. Intent first: a row is committed as `sending` before the
 * modem is told. To save a commit (a flush of the disk) per text, taking the next row
 * joins whatever transaction is open: sender_prepare() inside it, sender_go() after its
 * commit.
 */

#include "modem/modem.h"

struct service;
struct service_modem;

/* Inside a transaction: mark the next row of this modem `sending`, if it is free. Returns
 * 0 also when there is none, or a store error. */
int sender_prepare(struct service_modem *at);

/* After the commit: give the modem what was prepared, if anything. */
void sender_go(struct service_modem *at);

/* The transaction that prepared was rolled back. */
void sender_forget(struct service_modem *at);

/* Look for work for every free modem; sets the timer for what waits. */
void sender_look(struct service *service);

/* The modem's on_free and on_sent. */
void sender_on_free(void *context, struct modem *modem);
void sender_on_sent(void *context, struct modem *modem, const struct modem_sent *sent);
