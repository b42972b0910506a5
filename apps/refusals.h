// SPDX-License-Identifier: MIT
#pragma once

/*
 * What a refusal of the network means: the text, its number, or our own SIM. When the SIM
 * is what is refused (no credit, barred) sending pauses as a whole, so that the texts
 * keep their tries and every try does not bring a complaint of the operator's into the
 * SIM.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/limits.h"

enum refusal {
	REFUSAL_PASSING,   /* try again later */
	REFUSAL_OF_NUMBER, /* this number; says nothing about our SIM */
	REFUSAL_OF_SIM,    /* barred: an operator's matter, no text gets through */
	REFUSAL_NONE,      /* the network has it already */
};

/* By +CMS number, -1 = none was said. */
enum refusal refusal_of(int cms_error);

enum {
	REFUSALS_MAX = 3, /* of different numbers in a row: then it is the credit */
};

struct refusals {
	char to[REFUSALS_MAX][LIMIT_ADDRESS_SIZE];
	unsigned n;
	bool is_barred;
	int64_t since_s;         /* UTC, of the first pause; 0 = sending goes on */
	int64_t paused_until_ms; /* monotonic */
};

/* A text to this number was refused. True when the SIM is to blame: then sending pauses
 * for `pause_ms`, and the text has lost no try. */
bool refusals_note(struct refusals *refusals, const char *to, int cms_error,
		   int64_t pause_ms);

/* One went out. Returns whether a pause is over by that. */
bool refusals_end(struct refusals *refusals);

bool refusals_is_paused(const struct refusals *refusals);

/* For the office: the modem's state as a word, and why; NULL while sending goes on. */
const char *refusals_state(const struct refusals *refusals, const char **out_why);
