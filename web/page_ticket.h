// SPDX-License-Identifier: MIT
#pragma once

/*
 * One request: what was written beside what was understood of it, what may be done with
 * it now, and what happened to it.
 */

#include <stddef.h>

#include "web/pages.h"

/* Reasons that are chosen instead of typed; each fits the SMS that tells it. */
const char *const *page_ticket_reasons(const char *step, size_t *out_count);
