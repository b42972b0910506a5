// SPDX-License-Identifier: MIT
#pragma once

/*
 * What an operator says of our own SIM card: its credit, how long it is active, and how
 * long it may still be topped up after that. Operators change their wording with every
 * campaign, so only what is said beyond doubt is taken; everything else is shown as it
 * came, and no number is ever guessed. Pure; any UTF-8.
 */

#include <stdbool.h>
#include <stdint.h>

#include "handlers/date.h"

enum credit_source {
	CREDIT_SOURCE_ANSWER, /* to our question */
	/* Unasked, as an SMS or a push: of pulsa only, since a bank and a shop have a
	 * saldo for us too. */
	CREDIT_SOURCE_NOTICE,
};

struct credit {
	bool has_rupiah;
	int64_t rupiah;
	bool has_active;
	struct date active_until; /* the last day on which it can send */
	bool has_grace;
	struct date grace_until; /* "masa tenggang": it receives, then it dies */
};

/* Read a text. Returns whether anything of it was understood. */
bool credit_read(const char *utf8, enum credit_source source, struct credit *out);
