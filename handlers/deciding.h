// SPDX-License-Identifier: MIT
#pragma once

/*
 * What waits for the head, and his decision about one request or many: as office_step()
 * decides each, with the limit of time that an SMS has too.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/limits.h"
#include "handlers/steps.h"
#include "store/tickets.h"

struct office;

enum {
	DECIDING_MAX = 200, /* at once */
};

/* What happened to a request until it came to the head; 0 and "" when it did not. */
struct deciding_past {
	char checked_by[LIMIT_ADDRESS_SIZE];
	int64_t checked_at;
	char approved_by[LIMIT_ADDRESS_SIZE];
	int64_t approved_at;
};

int deciding_look_back(const struct office *office, int64_t ticket_id,
		       struct deciding_past *out);

struct deciding {
	enum step step;
	const char *const *codes; /* as they were sent */
	size_t n_codes;
	const char *reason; /* NULL none */
};

/*
 * Do the step for each, in the transaction that is open. One that is not there, or whose
 * state does not allow it any more, is left as it is: *out_done counts the others.
 * Returns 0, -EACCES, -EINVAL (too many, or no reason) or a store error.
 */
int deciding_do(const struct office *office, const struct deciding *decision,
		const struct actor *actor, int64_t now_s, size_t *out_done);
