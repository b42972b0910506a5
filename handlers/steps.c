// SPDX-License-Identifier: MIT
#include "handlers/steps.h"

#include <errno.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "handlers/approval.h"
#include "handlers/challenge.h"
#include "handlers/facts.h"
#include "handlers/notice.h"
#include "handlers/office.h"
#include "store/challenges.h"

#define FROM(state) (1U << TICKET_STATE_##state)

enum {
	DESK = STEP_ROLE_OPERATOR | STEP_ROLE_SECRETARY | STEP_ROLE_ACCOUNT,
	HEAD = STEP_ROLE_HEAD | STEP_ROLE_ACCOUNT,
};

static int ask_head(const struct office *office, const struct ticket *after,
		    const struct actor *actor, int64_t now_s)
{
	return challenge_ask(office, after, actor->name, now_s);
}

static int withdraw_letter(const struct office *office, const struct ticket *after,
			   const struct actor *actor, int64_t now_s)
{
	(void)actor;
	return approval_withdraw(office, after, now_s);
}

static int revoke_letter(const struct office *office, const struct ticket *after,
			 const struct actor *actor, int64_t now_s)
{
	(void)actor;
	return approval_revoke(office, after, now_s);
}

/* clang-format off */
static const struct step_row rows[STEP_COUNT] = {
	[STEP_ACCEPT] = { "accept", FROM(RECEIVED) | FROM(INCOMPLETE),
		TICKET_STATE_CHECKED, DESK | STEP_ROLE_SYSTEM, false, NULL, NULL, ask_head },
	[STEP_INCOMPLETE] = { "incomplete", FROM(RECEIVED) | FROM(CHECKED),
		TICKET_STATE_INCOMPLETE, DESK, true, "R16", NULL, NULL },
	[STEP_COMPLETE] = { "complete", FROM(INCOMPLETE),
		TICKET_STATE_RECEIVED, DESK | STEP_ROLE_RESIDENT, false, NULL, NULL, NULL },
	[STEP_APPROVE] = { "approve", FROM(CHECKED),
		TICKET_STATE_APPROVED, HEAD, false, NULL, NULL, approval_register },
	[STEP_WITHDRAW] = { "withdraw", FROM(APPROVED),
		TICKET_STATE_CHECKED, HEAD, false, NULL, approval_may_withdraw, withdraw_letter },
	[STEP_REJECT] = { "reject", FROM(RECEIVED) | FROM(INCOMPLETE) | FROM(CHECKED),
		TICKET_STATE_REJECTED, DESK | HEAD, true, "R19", NULL, NULL },
	[STEP_READY] = { "ready", FROM(APPROVED),
		TICKET_STATE_READY, DESK | STEP_ROLE_SYSTEM, false, "R17", NULL, NULL },
	[STEP_COLLECT] = { "collected", FROM(READY),
		TICKET_STATE_COLLECTED, DESK, false, "R18", NULL, NULL },
	[STEP_REVOKE] = { "revoke", FROM(APPROVED) | FROM(READY) | FROM(COLLECTED),
		TICKET_STATE_REVOKED, HEAD | STEP_ROLE_SECRETARY, true, "R49", NULL, revoke_letter },
	[STEP_CANCEL] = { "cancel", FROM(RECEIVED) | FROM(INCOMPLETE) | FROM(CHECKED),
		TICKET_STATE_CANCELLED, DESK | STEP_ROLE_RESIDENT, false, "R20", NULL, NULL },
	[STEP_EXPIRE] = { "expire", FROM(READY),
		TICKET_STATE_EXPIRED, STEP_ROLE_SYSTEM | DESK, false, "R23", NULL, NULL },
};
/* clang-format on */

const struct step_row *step_row(enum step step)
{
	return &rows[step];
}

bool step_is_off(const struct office *office, enum step step)
{
	const struct desk_options *desk = office_desk(office);

	return (step == STEP_ACCEPT && strcmp(desk->check, "none") == 0) ||
	       (step == STEP_READY && !desk->has_ready_step);
}

/* What is done by itself is done by nobody else's leave; an initial of the secretary is
 * his alone. */
unsigned step_roles(const struct office *office, enum step step)
{
	unsigned roles = rows[step].roles;

	if (step == STEP_ACCEPT && strcmp(office_desk(office)->check, "sekdes") == 0)
		return STEP_ROLE_SECRETARY;
	if (step != STEP_EXPIRE && !step_is_off(office, step))
		roles &= ~(unsigned)STEP_ROLE_SYSTEM;
	return roles;
}

const char *step_role_name(enum step_role role)
{
	switch (role) {
	case STEP_ROLE_RESIDENT:
		return "resident";
	case STEP_ROLE_OPERATOR:
		return "operator";
	case STEP_ROLE_SECRETARY:
		return "secretary";
	case STEP_ROLE_HEAD:
		return "head";
	case STEP_ROLE_SYSTEM:
		return "system";
	case STEP_ROLE_ACCOUNT:
		return "account";
	case STEP_ROLE_SUBDISTRICT:
		return "subdistrict";
	}
	return "";
}

bool step_of_word(const char *word, enum step *out_step)
{
	for (int i = 0; i < STEP_COUNT; i++) {
		if (strcmp(rows[i].word, word) == 0) {
			*out_step = (enum step)i;
			return true;
		}
	}
	return false;
}

bool step_is_allowed(enum step step, enum ticket_state from)
{
	return (rows[step].from >> from & 1U) != 0;
}

int office_may_step(const struct office *office, const struct ticket *ticket,
		    enum step step, int64_t now_s)
{
	const struct step_row *row = &rows[step];

	if (!step_is_allowed(step, ticket->state))
		return -EPERM;
	return row->may == NULL ? 0 : row->may(office, ticket, now_s);
}

static int check(const struct office *office, enum step step, const struct actor *actor,
		 const char *reason)
{
	if ((step_roles(office, step) & (unsigned)actor->role) == 0)
		return -EACCES;
	if (rows[step].needs_reason && (reason == NULL || reason[0] == '\0'))
		return -EINVAL;
	return 0;
}

/* What else belongs to the step. Whoever was asked about a request is asked no more when
 * it is decided. */
static int follow_up(const struct office *office, const struct ticket *after,
		     const struct step_row *row, const struct actor *actor,
		     const struct ticket_event *event)
{
	int error = 0;

	if (event->from == TICKET_STATE_CHECKED)
		error = challenge_end_of_ticket(office->store, after->id);
	if (error == 0 && row->then != NULL)
		error = row->then(office, after, actor, event->at);
	/* Whoever did it by SMS gets an answer. */
	if (error < 0 || row->notice == NULL || actor->role == STEP_ROLE_RESIDENT)
		return error;
	return notice_about_ticket(office, row->notice, after, event->at);
}

static int step_and_tell(const struct office *office, const struct ticket *ticket,
			 const struct step_row *row, const struct actor *actor,
			 const struct ticket_event *event, const char *reason)
{
	struct ticket after = *ticket;
	int error = ticket_step(office->store, ticket, event,
				row->needs_reason ? reason : NULL);

	if (error < 0)
		return error;
	log_info("ticket code=%s step=%s from=%s to=%s by=%s door=%s", ticket->code,
		 row->word, ticket_state_name(event->from), ticket_state_name(row->to),
		 event->role, event->door);
	after.state = row->to;
	after.updated_at = event->at;
	if (row->needs_reason)
		text_copy(after.reason, sizeof(after.reason), reason);
	return follow_up(office, &after, row, actor, event);
}

int office_step(const struct office *office, const struct ticket *ticket, enum step step,
		const struct actor *actor, const char *reason, int64_t now_s)
{
	const struct step_row *row = &rows[step];
	struct ticket_event event = { .at = now_s, .from = ticket->state, .to = row->to };
	int error = office_may_step(office, ticket, step, now_s);

	if (error == 0)
		error = check(office, step, actor, reason);
	if (error < 0)
		return error;
	text_copy(event.actor, sizeof(event.actor), actor->name);
	text_copy(event.role, sizeof(event.role), step_role_name(actor->role));
	text_copy(event.door, sizeof(event.door), actor->door);
	text_copy(event.step, sizeof(event.step), row->word);
	if (reason != NULL)
		text_copy(event.why, sizeof(event.why), reason);
	return step_and_tell(office, ticket, row, actor, &event, reason);
}
