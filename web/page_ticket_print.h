// SPDX-License-Identifier: MIT
#pragma once

/* The letter of a ticket as PDF, for the browser to print; each time stays in the
 * history. */

#include "web/pages.h"

struct register_entry;
struct ticket;

/* What the ticket's page says of it: a button, or why there is none yet. `entry` is its
 * row of the register, with an empty number when it has none. */
void page_ticket_print_add(struct exchange *exchange, const struct ticket *ticket,
			   const struct register_entry *entry);
