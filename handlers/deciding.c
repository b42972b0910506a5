// SPDX-License-Identifier: MIT
#include "handlers/deciding.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "handlers/code.h"
#include "handlers/office.h"

/* The last one of each counts: a letter may be checked and approved again. */
static bool note(void *context, const struct ticket_event *event)
{
	struct deciding_past *past = context;

	if (strcmp(event->step, step_row(STEP_ACCEPT)->word) == 0) {
		past->checked_at = event->at;
		text_copy(past->checked_by, sizeof past->checked_by, event->actor);
	} else if (strcmp(event->step, step_row(STEP_APPROVE)->word) == 0) {
		past->approved_at = event->at;
		text_copy(past->approved_by, sizeof past->approved_by, event->actor);
	}
	return true;
}

int deciding_look_back(const struct office *office, int64_t ticket_id,
		       struct deciding_past *out)
{
	*out = (struct deciding_past){ .checked_at = 0 };
	return ticket_events(office->store, ticket_id, note, out);
}

static int find(const struct office *office, const char *sent, struct ticket *out)
{
	char code[LIMIT_CODE_SIZE];
	int error;

	if (!code_read(sent, code))
		return -ENOENT;
	error = ticket_find_by_code(office->store, code, out);
	if (error == 0 && strcmp(out->village, office->village->code) != 0)
		return -ENOENT;
	return error;
}

static int do_one(const struct office *office, const struct deciding *decision,
		  const char *code, const struct actor *actor, int64_t now_s)
{
	struct ticket ticket;
	int error = find(office, code, &ticket);

	/* The head decides what was checked; the rest is the desk's. */
	if (error == 0 && decision->step != STEP_WITHDRAW &&
	    ticket.state != TICKET_STATE_CHECKED)
		error = -EPERM;
	if (error < 0)
		return error;
	return office_step(office, &ticket, decision->step, actor, decision->reason,
			   now_s);
}

int deciding_do(const struct office *office, const struct deciding *decision,
		const struct actor *actor, int64_t now_s, size_t *out_done)
{
	*out_done = 0;
	if (decision->n_codes > DECIDING_MAX)
		return -EINVAL;
	for (size_t i = 0; i < decision->n_codes; i++) {
		int error = do_one(office, decision, decision->codes[i], actor, now_s);

		if (error == 0)
			(*out_done)++;
		else if (error != -ENOENT && error != -EPERM && error != -ESTALE)
			return error;
	}
	return 0;
}
