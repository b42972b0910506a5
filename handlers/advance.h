// SPDX-License-Identifier: MIT
#pragma once

/*
 * Steps that the village has switched off (desk.check, desk.has_ready_step): the service
 * does them itself, so that every door goes on as with them, and each stands in the
 * events as done by "system".
 */

#include <stdint.h>

struct office;
struct ticket;

/* A request that was just filed goes to the head at once, unless there is a doubt about
 * it (ticket->flags), which a person must clear. Updates ticket->state. */
int advance_request(const struct office *office, struct ticket *ticket, int64_t now_s);

/* The duty: approved letters are ready when the head cannot withdraw them any more; by
 * day, since residents are told. Returns how many, or a store error. */
int advance_approved(const struct office *office, int64_t now_s);
