// SPDX-License-Identifier: MIT
#pragma once

/* One step of the start-up dialogue. A row is the dialogue, its documentation and what
 * its log line says. */

#include "modem/chat.h"

struct modem;
struct text;

enum step_next {
	STEP_NEXT_GO_ON,
	STEP_NEXT_AGAIN, /* the same step at once: `make` says something else now */
	STEP_NEXT_WAIT,  /* the SIM is busy: the same step in a second, for a minute */
	STEP_NEXT_STOP,  /* on_reply has changed the state */
};

struct step {
	const char *say;    /* NULL: `make` writes it */
	const char *prefix; /* of the answer, NULL: OK alone */
	unsigned timeout_ms;
	bool takes_bare; /* the answer may come without prefix */
	bool is_needed;  /* without it there is no service: refused = lost */
	bool is_secret;
	bool (*is_wanted)(const struct modem *modem); /* NULL: always */
	/* NULL, or writes the command; false: nothing to say, go on. */
	bool (*make)(struct modem *modem, struct text *line);
	/* NULL, or called with what was answered, refusals too. */
	enum step_next (*on_reply)(struct modem *modem, const struct chat_reply *reply);
	const char *why;
};

/* The table; ends with a row without `why`. */
const struct step *steps_of_startup(void);
