// SPDX-License-Identifier: MIT
#include "handlers/answer_correct.h"

#include <stddef.h>
#include <string.h>

#include "base/text.h"
#include "handlers/draft_state.h"
#include "handlers/facts.h"
#include "handlers/office.h"
#include "handlers/turn.h"
#include "letters/catalogue.h"
#include "store/inbox.h"
#include "store/tickets.h"

enum {
	FRESH_S = 86400, /* an older request is another matter */
	LOOKED_AT = 10,
};

struct fresh {
	const char *kind; /* NULL any */
	int64_t since_s;
	struct ticket ticket;
	bool is_found;
};

static bool look(void *context, const struct ticket *ticket)
{
	struct fresh *fresh = context;

	fresh->is_found = ticket->state == TICKET_STATE_RECEIVED &&
			  ticket->created_at >= fresh->since_s &&
			  (fresh->kind == NULL || strcmp(ticket->kind, fresh->kind) == 0);
	if (fresh->is_found)
		fresh->ticket = *ticket;
	return !fresh->is_found;
}

/* Only a correction with nothing begun before it speaks of what was filed. */
static bool speaks_of_filed(const struct turn *turn)
{
	const struct reading *reading = &turn->reading;

	if (!reading->is_correction || draft_has_request(&turn->before))
		return false;
	return reading->instead_of != NULL
		       ? reading->n_letters == 1
		       : reading->n_letters == 0 && reading->n_niks == 1;
}

static void fill(char *out, size_t size, const char *from)
{
	if (out[0] == '\0')
		text_copy(out, size, from);
}

int correct_filed(struct turn *turn)
{
	struct fresh fresh = { .since_s = turn->now_s - FRESH_S };
	struct ticket_filter filter = { .phone = turn->message->sender,
					.is_newest_first = true,
					.limit = LOOKED_AT };
	struct facts facts = { .ticket = &fresh.ticket };
	struct draft *draft = &turn->draft;
	int error;

	if (!speaks_of_filed(turn))
		return 0;
	if (turn->reading.instead_of != NULL)
		fresh.kind = turn->reading.instead_of->keyword;
	error = ticket_list(turn->office->store, &filter, look, &fresh);
	if (error < 0 || !fresh.is_found)
		return error;
	fill(draft->kind, sizeof(draft->kind), fresh.ticket.kind);
	fill(draft->nik, sizeof(draft->nik), fresh.ticket.nik);
	fill(draft->purpose, sizeof(draft->purpose), fresh.ticket.purpose);
	more_add(draft, MORE_UNSURE);
	return turn_reply(turn, "R57", &facts);
}
