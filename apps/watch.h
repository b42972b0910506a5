// SPDX-License-Identifier: MIT
#pragma once

/*
 * What suratd does beside messages: it writes the modems' health into the store, looks at
 * everything when the doorbell rings and every 10 s as a net, takes up receiving again
 * when a full disk has room, and tidies up.
 */

struct service;
struct service_modem;
struct modem;
struct text;

/* Put bell and timers on the loop. Returns 0 or a negative errno with the reason. */
int watch_start(struct service *service, struct text *why);

/* Tell a new modem what its row of the last run knows of its SIM card. Before it starts.
 */
void watch_restore(struct service_modem *at);

/* Write one modem's row; within a transaction of the caller, if it has one. */
int watch_put_health(struct service_modem *at);

/* The modem's on_health. */
void watch_on_health(void *context, struct modem *modem);
