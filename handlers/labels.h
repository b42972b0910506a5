// SPDX-License-Identifier: MIT
#pragma once

/* The words of the store as officers read them, on the terminal and on the pages. */

#include "store/inbox.h"
#include "store/outbox.h"
#include "store/tickets.h"

/* "MENUNGGU TANDA TANGAN". */
const char *label_ticket_state(enum ticket_state state);

/* What an event did: the state it led to, or "DICETAK" and the like where the state
 * stayed as it was. */
const char *label_event(const struct ticket_event *event);

/* "MENCARI JARINGAN", of a modem's state as the store has it. */
const char *label_modem_state(const char *state);

/* "NIK tidak ada di data penduduk", of one word of ticket->flags. */
const char *label_flag(const char *flag);

const char *label_inbox_state(enum inbox_state state);
const char *label_outbox_state(enum outbox_state state);
