// SPDX-License-Identifier: MIT
#pragma once

/* What the buttons of a ticket do: office_step(), by an officer whose session vouches for
 * him; what is the head's alone asks for the PIN too. */

#include <stdbool.h>

#include "base/limits.h"
#include "web/pages.h"

struct exchange;

/* The reason of a step: what was written goes before what was chosen. "" is no reason;
 * false: too long. */
bool page_step_take_reason(const struct exchange *exchange, char out[LIMIT_REASON_SIZE]);

/* Judge the PIN of the form. Counts the try, in transactions of its own. NULL when it is
 * right, else the name of a message of web/layout.c. */
const char *page_step_check_pin(struct exchange *exchange);
