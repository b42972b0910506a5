// SPDX-License-Identifier: MIT
#pragma once

/* Requests of people who stand at the desk: the same queue, the same filing. */

#include <stdint.h>

struct actor;
struct office;
struct text;
struct ticket;

/* What the officer typed; "" where nothing is known. */
struct desk_request {
	const char *kind; /* a letter's key word, upper or lower case */
	const char *nik;  /* "" for somebody without one */
	const char *name, *purpose;
	const char *phone; /* any spelling */
};

/*
 * File it, as `actor` (an account or an officer's name). The caller has begun a
 * transaction. Returns 0 with the ticket; -EEXIST with the one that is open already;
 * -EINVAL with a sentence in `why`; or a store error.
 */
int desk_new_ticket(const struct office *office, const struct desk_request *request,
		    const char *actor, int64_t now_s, struct ticket *out_ticket,
		    struct text *why);

/* Who took a letter for its owner; "" where nothing is known. */
struct desk_proxy {
	const char *name, *nik;
};

/* The letter is handed out, perhaps to a proxy, who stands in the event then. Returns as
 * office_step() does, -EINVAL with a sentence in `why`. */
int desk_collect(const struct office *office, const struct ticket *ticket,
		 const struct desk_proxy *proxy, const struct actor *actor, int64_t now_s,
		 struct text *why);
