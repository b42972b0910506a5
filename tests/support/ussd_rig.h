// SPDX-License-Identifier: MIT
#pragma once

/* An owner of a modem on the simulator that stores each message, answers it, and keeps
 * what it hears of USSD. Functions that fail end the test. */

#include "modem/cusd.h"
#include "modem/modem_ussd.h"
#include "tests/support/rig.h"

#define USSD_RIG_BALANCE "Sisa pulsa Rp 25.000, berlaku s/d 31/12/2027"

struct ussd_rig {
	struct rig rig; /* first */
	unsigned n_stored, n_replies_due;
	unsigned n_answers; /* but pushes */
	struct modem_ussd_answer answer;
	char text[CUSD_TEXT_SIZE];
	unsigned n_pushes;
	char push[CUSD_TEXT_SIZE];
};

/* For the functions that rig_run_until() wants. */
struct ussd_rig *ussd_rig_of(struct rig *rig);

/* As rig_open(), and until the modem is READY; rig_close() ends it. */
void ussd_rig_open(struct ussd_rig *owner, const char *arguments, unsigned hurry);

/* Ask *888#, and wait for what comes of it. */
void ussd_rig_ask(struct ussd_rig *owner, const struct modem_ussd_habit *habit);
void ussd_rig_wait(struct ussd_rig *owner);

/* Wait, and it must be this answer. */
void ussd_rig_assert_answer(struct ussd_rig *owner, const char *text);

/* Lines of the ledger that say exactly this. */
size_t ussd_rig_count(const struct ussd_rig *owner, const char *what);
