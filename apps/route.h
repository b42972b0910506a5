// SPDX-License-Identifier: MIT
#pragma once

/* Which modem is to take what nobody asked for: by the number's operator, and the one
 * that rested longest first. */

#include <stddef.h>

#include "base/text.h"
#include "modem/modem.h"

enum {
	ROUTE_PREFIXES_SIZE = 1024
};

struct service;
struct service_modem;

/* Add "0811,0812" as ",+62811,+62812," to `out`, which may hold others already. */
void route_add_prefixes(struct text *out, const char *prefixes);

/* Numbers, as outbox_next_for() wants them, that another modem than this one is to text
 * and could text now. */
void route_others(const struct service_modem *at, char out[ROUTE_PREFIXES_SIZE]);

/* The modems' numbers, the one that sent least lately first. */
void route_order(const struct service *service, size_t *out_order);
