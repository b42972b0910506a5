// SPDX-License-Identifier: MIT
#pragma once

/* Who lives here: found by name, NIK, family card, hamlet, RT and RW. */

#include "web/pages.h"

struct exchange;

/* The page of the resident whose NIK is segment 0. `why` is what was wrong with linking
 * his phone; NULL nothing. */
int resident_show(struct exchange *exchange, const char *why);
