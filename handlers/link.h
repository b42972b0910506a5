// SPDX-License-Identifier: MIT
#pragma once

/* A resident's own phone, confirmed at the desk with the identity card in view: requests
 * from it need no NIK any more. */

#include <stdint.h>

#include "store/residents.h"

struct actor;
struct office;
struct text;

/*
 * This phone (any spelling) is the resident's from now on; "" takes it away. A family may
 * share one. The caller has begun a transaction; who did it is kept for ever. Returns 0
 * with the resident as he is now; -ENOENT nobody of this village has the NIK; -EINVAL no
 * mobile number; both with a sentence in `why`; or a store error.
 */
int link_phone(const struct office *office, const char *nik, const char *phone,
	       const struct actor *actor, int64_t now_s, struct resident *out,
	       struct text *why);

/*
 * Whose phone this surely is: one living resident of this village has it, and the desk
 * confirmed it. Returns 1 with him, 0 when it is nobody's or could be several people's,
 * or a store error.
 */
int link_find(const struct office *office, const char *phone, struct resident *out);
