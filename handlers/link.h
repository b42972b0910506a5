// SPDX-License-Identifier: MIT
#pragma once

/* A resident's own phone, confirmed at the desk with the identity card in view. */

#include "store/residents.h"

struct office;
struct text;

/*
 * This phone (any spelling) is the resident's; "" takes it away. A family may share one.
 * The caller has begun a transaction. Returns 0 with the resident as he is now; -ENOENT
 * nobody of this village has the NIK; -EINVAL no mobile number; both with a sentence in
 * `why`; or a store error.
 */
int link_phone(const struct office *office, const char *nik, const char *phone,
	       struct resident *out, struct text *why);
