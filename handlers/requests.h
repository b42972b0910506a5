// SPDX-License-Identifier: MIT
#pragma once

/*
 * Filing a request: the one way by which a ticket comes to be, from any door. What is
 * doubtful about it becomes a flag for the officer, never a different answer: otherwise
 * anybody could find out which NIKs the village has (DOMAIN 6, enumeration guard).
 */

#include <stdbool.h>
#include <stdint.h>

struct letter;
struct office;
struct ticket;

struct request {
	const struct letter *letter;
	const char *nik, *name, *purpose, *details; /* "" when missing, details "{}" */
	const char *phone; /* normalised, "" for a walk-in without one */
	const char *door;
	int64_t inbox_id; /* 0 = at the desk */
	int item;         /* which of several in that message */
};

/*
 * File it. Returns 0 with the new ticket, -EEXIST with the ticket that is open already
 * for the same phone, letter and NIK (nothing was added), -EALREADY when this message has
 * made its ticket before, or a store error.
 */
int request_file(const struct office *office, const struct request *request,
		 const char *actor, int64_t now_s, struct ticket *out_ticket);

/* Fill in the resident's name, and flag anew what is doubtful about a ticket that may be
 * filed already. Returns 0 or a store error. */
int request_judge(const struct office *office, int64_t now_s, struct ticket *ticket);

/* Tickets that this phone filed since then; a negative errno on failure. */
int request_count_since(const struct office *office, const char *phone, int64_t since_s);
