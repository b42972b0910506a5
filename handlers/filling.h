// SPDX-License-Identifier: MIT
#pragma once

/*
 * What a letter prints and nobody has said yet: answers to its own questions, and what
 * the residents' list does not know of a person. The office writes it into the request
 * before it is approved; what the list knows is never replaced.
 */

#include <stdint.h>

struct actor;
struct office;
struct text;
struct ticket;

/*
 * Write one value; "" takes it away. The change becomes an event. The caller has begun a
 * transaction and read the ticket in it. Returns 0; -EINVAL with a sentence in `why` (no
 * such field, not printable, too long); -EPERM (approved already), -EACCES (not for this
 * role), -ESTALE (somebody was faster), or a store error.
 */
int filling_set(const struct office *office, const struct ticket *ticket,
		const char *name, const char *value, const struct actor *actor,
		int64_t now_s, struct text *why);
