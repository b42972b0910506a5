// SPDX-License-Identifier: MIT
#pragma once

/*
 * Questions to the operators of our own SIM cards, by USSD: those of `surat ussd`, and
 * the one for the credit on a timer, at most twice a day and when nothing else is to be
 * done. They come out of the store, and no resident can put one there.
 */

struct modem;
struct modem_ussd_answer;
struct service;

/* Give up what a crash left behind. Returns 0 or a negative errno of the store. */
int operator_start(struct service *service);

/* Look for questions: the bell rang, or some seconds have passed. */
void operator_look(struct service *service);

/* The modem's on_ussd. */
void operator_on_ussd(void *context, struct modem *modem,
		      const struct modem_ussd_answer *answer);
