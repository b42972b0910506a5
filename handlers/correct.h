// SPDX-License-Identifier: MIT
#pragma once

/*
 * What was understood of a request is put right by an officer, before the request goes
 * on. Which values changed stands in the event; what was written stays in the inbox.
 */

#include <stdint.h>

struct actor;
struct office;
struct text;
struct ticket;

/* What it should be; NULL keeps what it is. */
struct correction {
	const char *kind, *nik, *name, *purpose;
};

/*
 * Correct `ticket` and look anew at what is doubtful about it. In a transaction. Returns
 * 0; -EINVAL with a sentence in `why`; -EPERM when it has gone on already; -EACCES not
 * for this role; -ESTALE; or a store error.
 */
int ticket_put_right(const struct office *office, struct ticket *ticket,
		     const struct correction *correction, const struct actor *actor,
		     int64_t now_s, struct text *why);
