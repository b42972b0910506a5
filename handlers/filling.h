// SPDX-License-Identifier: MIT
#pragma once

/*
 * What a letter prints and nobody has said yet: answers to its own questions, and what
 * the residents' list does not know of a person. The office writes it into the request
 * before it is approved; what the list knows is never replaced.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "letters/catalogue.h"
#include "store/tickets.h"

struct actor;
struct office;
struct text;

enum {
	FILLING_GAPS = 13,
	FILLING_FIELDS_MAX = LETTER_FIELDS_MAX + FILLING_GAPS,
};

struct filling_field {
	const char *name, *label; /* "tempat_lahir", "Tempat lahir" */
	bool is_of_letter;        /* its own question; else of the person */
};

/* All that may be filled in a letter (NULL: unknown), its own questions first; returns
 * how many. The strings are the catalogue's or constant. */
size_t filling_fields(const struct letter *letter,
		      struct filling_field out[FILLING_FIELDS_MAX]);

/* Whether a request in this state may still be filled in. */
bool filling_is_open(enum ticket_state state);

/*
 * Write one value; "" takes it away. The change becomes an event. The caller has begun a
 * transaction and read the ticket in it. Returns 0; -EINVAL with a sentence in `why` (no
 * such field, not printable, too long); -EPERM (approved already), -EACCES (not for this
 * role), -ESTALE (somebody was faster), or a store error.
 */
int filling_set(const struct office *office, const struct ticket *ticket,
		const char *name, const char *value, const struct actor *actor,
		int64_t now_s, struct text *why);
