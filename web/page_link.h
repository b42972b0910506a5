// SPDX-License-Identifier: MIT
#pragma once

/* A resident's phone: who asked for it by DAFTAR, who confirmed it at the desk. */

#include "web/pages.h"

struct exchange;
struct resident;

/* The section of a resident's page: his phone, and the forms to link and unlink it. `why`
 * is what was wrong with the last try; NULL nothing. Returns 0 or a store error. */
int link_section(struct exchange *exchange, const struct resident *resident,
		 const char *why);
