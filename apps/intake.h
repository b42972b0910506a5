// SPDX-License-Identifier: MIT
#pragma once

/* From a modem's message to committed rows: inbox, parts, tickets, replies. */

#include "modem/modem.h"

struct service;

/* The modem's on_message: one transaction; STORED only after its COMMIT. */
enum modem_verdict intake_message(void *context, struct modem *modem,
				  const struct modem_message *message);

/* The modem's on_call: who only rings is answered with a text, once in a local day. */
void intake_call(void *context, struct modem *modem, const char *number);

/* The modem's on_session: a caller's step by +CUSD (handlers/session.h). */
void intake_session(void *context, struct modem *modem,
		    const struct modem_session_step *step,
		    struct modem_session_page *out_page);

/* Long messages whose last part never came: hand what is there to a human. */
void intake_sweep_parts(struct service *service);
