// SPDX-License-Identifier: MIT
#pragma once

/*
 * Walks through all tickets that fit a filter, oldest first, and then again each time the
 * store changed, telling those that are new or have changed, and those that left the
 * filter. Nothing is left out however many there are.
 */

#include "base/limits.h"
#include "store/tickets.h"

struct store;
struct followed;

struct follow {
	struct store *store;
	const char *store_path;
	const struct ticket_filter *filter; /* after_id is not used; limit is a page's */
	/* Called for each; an error ends the walk. */
	int (*on_ticket)(void *context, const struct ticket *ticket);
	void *context;
};

/* Tell all of them once. Returns 0 or a store error. */
int follow_once(struct follow *follow);

/* Tell all and then every change, until a signal ends it or nobody reads stdout any more.
 */
int follow_run(struct follow *follow);
