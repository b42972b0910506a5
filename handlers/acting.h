// SPDX-License-Identifier: MIT
#pragma once

/*
 * An officer as the one who does a step, whichever door he came by: in which of his roles
 * he may do it, and whether his PIN is right.
 */

#include <stdbool.h>
#include <stdint.h>

#include "handlers/steps.h"
#include "store/officers.h"

struct office;

/*
 * Fill `out` for this officer, who must live as long. False when he may not do the step
 * in any of his roles. The caller sets the door.
 */
bool acting_fill(const struct office *office, const struct officer *officer,
		 enum step step, int64_t now_s, struct actor *out);

/* The same in his own role, for what is no step of a ticket. */
void acting_as_himself(const struct officer *officer, struct actor *out);

/* Whether a step is the head's alone, and so needs a PIN where nobody else vouches. */
bool acting_needs_pin(enum step step);

/*
 * Count the try, commit it, and judge the PIN, in transactions of its own. Returns 0,
 * -EACCES (wrong; officer->failures is up to date), -EPERM (locked), -EAGAIN (not judged:
 * officers_wait_s() to go), -ENOKEY (its pepper is lost), or a store error.
 */
int acting_check_pin(const struct office *office, struct officer *officer,
		     const char *pin, int64_t now_s);
