// SPDX-License-Identifier: MIT
#pragma once

/* What the letter prints and nobody has said yet, filled in on the request's page. */

#include "web/pages.h"

struct letter;
struct ticket;

/* The form with the letter's own questions and the gaps in what is known of the person;
 * nothing when there are none, or when it is too late. `letter` may be NULL. */
void page_ticket_fields_add(struct exchange *exchange, const struct ticket *ticket,
			    const struct letter *letter);
