// SPDX-License-Identifier: MIT
#pragma once

/* A request is put right, or is made at the desk; and the slip for whoever made it. */

#include <stdbool.h>

#include "web/pages.h"

struct ticket;

/* Whether nobody changed it since the form was shown, which says so in "versi"; one that
 * sends a single value does not need to. */
bool page_change_is_seen(const struct exchange *exchange, const struct ticket *ticket);
