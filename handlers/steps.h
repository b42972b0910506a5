// SPDX-License-Identifier: MIT
#pragma once

/*
 * What may be done with a ticket: one table (DESIGN.md section 7). Every door, SMS, page
 * or terminal, changes a state by office_step() and nowhere else.
 */

#include <stdbool.h>
#include <stdint.h>

#include "store/tickets.h"

struct office;
struct officer;

enum step {
	STEP_ACCEPT,
	STEP_INCOMPLETE,
	STEP_COMPLETE,
	STEP_APPROVE,
	STEP_WITHDRAW,
	STEP_REJECT,
	STEP_READY,
	STEP_COLLECT,
	STEP_REVOKE,
	STEP_CANCEL,
	STEP_EXPIRE,
	STEP_COUNT
};

/* Who may do it; a person may be several. */
enum step_role {
	STEP_ROLE_RESIDENT = 1,
	STEP_ROLE_OPERATOR = 2,
	STEP_ROLE_SECRETARY = 4,
	STEP_ROLE_HEAD = 8,
	STEP_ROLE_SYSTEM = 16,
	STEP_ROLE_ACCOUNT = 32, /* who may use the terminal, unless he says who he is */
	STEP_ROLE_SUBDISTRICT = 64, /* no step of a ticket is his (handlers/camat.h) */
};

/* Who acts, and by which door. */
struct actor {
	const char *name; /* phone, officer, account, "system" */
	enum step_role role;
	const char *door;
	const struct officer *officer; /* who signs what he approves; NULL the head */
	char capacity[8];              /* "a.n."...; "" on his own */
};

struct step_row {
	const char *word; /* as the events and the command line say it */
	unsigned from;    /* states, one bit each */
	enum ticket_state to;
	unsigned roles; /* enum step_role; in a village: step_roles() */
	bool needs_reason;
	const char *notice; /* phrase to the resident, NULL none */
	/* What else it depends on: 0 or -EPERM; NULL nothing. */
	int (*may)(const struct office *office, const struct ticket *ticket,
		   int64_t now_s);
	/* What else belongs to it, in the same transaction; NULL nothing. */
	int (*then)(const struct office *office, const struct ticket *after,
		    const struct actor *actor, int64_t now_s);
};

const struct step_row *step_row(enum step step);

/* Whether the village has switched this step off: then the service does it itself. */
bool step_is_off(const struct office *office, enum step step);
/* Who may do it in this village. */
unsigned step_roles(const struct office *office, enum step step);

const char *step_role_name(enum step_role role);
/* The step that a word of the command line means. */
bool step_of_word(const char *word, enum step *out_step);
bool step_is_allowed(enum step step, enum ticket_state from);

/* Whether the step can be done with this ticket now, by whoever may: 0, -EPERM or a store
 * error. */
int office_may_step(const struct office *office, const struct ticket *ticket,
		    enum step step, int64_t now_s);

/*
 * `reason` becomes the ticket's where the step needs one; else it stands in the event
 * only. Do one step: the state, its event, what belongs to it (the head is asked, a
 * number is given), and the notice to the resident. Returns 0, -EPERM (not from this
 * state, or too late), -EACCES (not for this role), -EINVAL (a reason is needed), -ESTALE
 * (somebody was faster), or a store error.
 */
int office_step(const struct office *office, const struct ticket *ticket, enum step step,
		const struct actor *actor, const char *reason, int64_t now_s);
