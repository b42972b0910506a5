// SPDX-License-Identifier: MIT
#pragma once

/* What waits for the head, and who stands in for him. Its functions for the table of
 * routes are in web/pages.h. */

#include <stdbool.h>

struct exchange;

/* Whether he who is logged in may approve now, himself or by a mandate. */
bool page_head_may_decide(const struct exchange *exchange);
