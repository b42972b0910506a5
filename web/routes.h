// SPDX-License-Identifier: MIT
#pragma once

/*
 * Which pages there are: one table. A row says all that is known of a page: who may see
 * it, what serves it, and where it stands in the menu. What is not in the table is not
 * there: no file is ever looked up by a name that a browser sent.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "store/officers.h"
#include "web/request.h"

struct exchange;

#define ROUTE_ROLE(role) (1U << OFFICER_ROLE_##role)

enum {
	ROUTE_PUBLIC = 0, /* before a login too */
	ROUTE_DESK = ROUTE_ROLE(OPERATOR) | ROUTE_ROLE(SECRETARY) | ROUTE_ROLE(ADMIN),
	ROUTE_HEAD =
		ROUTE_ROLE(HEAD) | ROUTE_ROLE(SECRETARY), /* who may stand in for him */
	ROUTE_OFFICE = ROUTE_DESK | ROUTE_ROLE(HEAD),
	ROUTE_ANY = ROUTE_OFFICE | ROUTE_ROLE(SUBDISTRICT),
};

struct route {
	enum method method;
	const char *pattern; /* "/permohonan/ * /langkah": '*' is one part of a path */
	unsigned roles;      /* who may; ROUTE_PUBLIC everybody */
	int (*serve)(struct exchange *exchange);
	const char *menu; /* its name in the menu; NULL not there */
};

/* Ends with a row whose `pattern` is NULL. */
extern const struct route routes[];

/*
 * The row for a path, with what stood for each '*' in exchange->segments. NULL when there
 * is none; then *out_has_other tells whether there is one for the other method.
 */
const struct route *route_find(struct exchange *exchange, bool *out_has_other);

/* "GET /antrean operator,sekdes,kades,admin", a line each: what tests go through. */
void routes_print(FILE *out);
