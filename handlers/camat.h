// SPDX-License-Identifier: MIT
#pragma once

/*
 * The camat signs some letters after the head (in the catalogue: camat = true). His
 * office registers them; number and day come back here, for the village's own book.
 */

#include <stdint.h>

struct actor;
struct office;
struct text;
struct ticket;

/* What is typed. */
struct camat_entry {
	const char *number; /* of the camat's register */
	const char *day;    /* 2026-11-21 or 21-11-2026; "" today */
};

/*
 * Keep it, with an event in the ticket's history; what was kept before is corrected. The
 * kecamatan and the desk may. In the caller's transaction. Returns 0, -EACCES, -ENOENT
 * (this letter is not out, or does not want the camat), -EINVAL with a sentence in `why`,
 * or a store error.
 */
int camat_enter(const struct office *office, const struct ticket *ticket,
		const struct camat_entry *entry, const struct actor *actor, int64_t now_s,
		struct text *why);
