// SPDX-License-Identifier: MIT
#include "handlers/answer_status.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "handlers/answer_request.h"
#include "handlers/check.h"
#include "handlers/draft_state.h"
#include "handlers/facts.h"
#include "handlers/notice.h"
#include "handlers/office.h"
#include "handlers/phrases.h"
#include "handlers/steps.h"
#include "handlers/turn.h"
#include "letters/catalogue.h"
#include "store/inbox.h"
#include "store/tickets.h"

enum {
	LIST_MAX = 4, /* codes that fit one SMS (R52) */
	LIST_WITH_STATE_MAX = 3,
	RECENT_S = 30 * 86400, /* so long a refused request is still asked after */
};

/* The newest tickets of the sender that a question may mean. */
struct asked {
	const char *kind; /* NULL: any */
	bool is_open_only;
	int64_t since_s; /* of those that are closed */
	struct ticket tickets[LIST_MAX];
	int count;
};

static bool is_closed_badly(const struct ticket *ticket)
{
	return ticket->state == TICKET_STATE_REJECTED ||
	       ticket->state == TICKET_STATE_EXPIRED ||
	       ticket->state == TICKET_STATE_REVOKED;
}

static bool collect(void *context, const struct ticket *ticket)
{
	struct asked *asked = context;

	if (asked->kind != NULL && strcmp(asked->kind, ticket->kind) != 0)
		return true;
	if (!asked->is_open_only &&
	    (!is_closed_badly(ticket) || ticket->updated_at < asked->since_s))
		return true;
	asked->tickets[asked->count++] = *ticket;
	return asked->count < LIST_MAX;
}

static int find_asked(struct turn *turn, bool is_open_only, struct asked *asked)
{
	struct ticket_filter filter = { .phone = turn->message->sender,
					.is_open_only = is_open_only,
					.is_newest_first = true };

	*asked = (struct asked){ .is_open_only = is_open_only,
				 .since_s = turn->now_s - RECENT_S };
	if (turn->reading.n_letters > 0)
		asked->kind = turn->reading.letters[0]->keyword;
	return ticket_list(turn->office->store, &filter, collect, asked);
}

static bool is_own(const struct turn *turn, const struct ticket *ticket)
{
	return strcmp(ticket->phone, turn->message->sender) == 0;
}

static int tell_simple(struct turn *turn, const char *phrase, const struct ticket *ticket)
{
	struct facts facts = { .ticket = ticket };

	return turn_reply(turn, phrase, &facts);
}

static int tell_state(struct turn *turn, const struct ticket *ticket)
{
	struct facts facts = { .number = 0 };
	const char *phrase = notice_state_phrase(turn->office, ticket, &facts);

	return turn_reply(turn, phrase, &facts);
}

static int tell_list(struct turn *turn, const struct asked *asked, const char *phrase)
{
	bool has_state = strcmp(phrase, "R47") == 0;
	int count = asked->count;
	char room[PHRASE_SIZE];
	struct text list;
	struct facts facts = { .list = room };

	if (has_state && count > LIST_WITH_STATE_MAX)
		count = LIST_WITH_STATE_MAX;
	text_init(&list, room, sizeof(room));
	for (int i = 0; i < count; i++)
		facts_add_item(turn->office, &asked->tickets[i], has_state, &list);
	return turn_reply(turn, phrase, &facts);
}

/* A code is the receipt: its own phone hears all, another one the state, nothing else. */
static int tell_by_code(struct turn *turn)
{
	struct ticket ticket;
	int error = ticket_find_by_code(turn->office->store, turn->reading.code, &ticket);

	if (error == -ENOENT)
		return tell_simple(turn, "R24", NULL);
	if (error < 0)
		return error;
	return is_own(turn, &ticket) ? tell_state(turn, &ticket)
				     : tell_simple(turn, "R46", &ticket);
}

/* Without a code: the open requests of this phone, else one that ended badly of late. */
static int tell_own(struct turn *turn)
{
	struct asked asked;
	int error = find_asked(turn, true, &asked);

	if (error == 0 && asked.count == 0 && draft_has_request(&turn->draft))
		return request_go_on(turn); /* not filed yet: that is where it is */
	if (error == 0 && asked.count == 0)
		error = find_asked(turn, false, &asked);
	if (error < 0)
		return error;
	if (asked.count == 0)
		return tell_simple(turn, "R25", NULL);
	if (asked.count == 1 || !asked.is_open_only)
		return tell_state(turn, &asked.tickets[0]);
	return tell_list(turn, &asked, "R47");
}

int status_tell(struct turn *turn)
{
	if (turn->reading.code[0] != '\0')
		return tell_by_code(turn);
	if (turn->reading.has_bad_code)
		return tell_simple(turn, "R24", NULL);
	return tell_own(turn);
}

/* A letter's number tells the public whether it is good, and nothing of its owner. */
int status_verify(struct turn *turn)
{
	struct check check;
	struct phrase_value more[] = { { "nomor", check.letter.number },
				       { "status", "" } };
	struct facts facts = { .n_more = 2 };
	int error;

	if (turn->reading.code[0] != '\0')
		return tell_by_code(turn);
	error = check_number(turn->office, turn->reading.letter_number, turn->now_s,
			     &check);
	if (error < 0)
		return error;
	if (check.verdict == CHECK_VERDICT_UNKNOWN)
		return tell_simple(turn, "R24", NULL);
	more[1].value = check_word(check.verdict);
	facts.more = more;
	return turn_reply(turn, "R58", &facts);
}

static int cancel_one(struct turn *turn, const struct ticket *ticket)
{
	struct actor actor = { .name = turn->message->sender,
			       .role = STEP_ROLE_RESIDENT,
			       .door = turn->message->door };
	int error;

	if (ticket->state == TICKET_STATE_APPROVED || ticket->state == TICKET_STATE_READY)
		return tell_simple(turn, "R21", ticket);
	if (!step_is_allowed(STEP_CANCEL, ticket->state))
		return tell_state(turn, ticket);
	error = office_step(turn->office, ticket, STEP_CANCEL, &actor, NULL, turn->now_s);
	if (error < 0)
		return error;
	turn->has_progress = true;
	return tell_simple(turn, "R20", ticket);
}

static int cancel_by_code(struct turn *turn)
{
	struct ticket ticket;
	int error = ticket_find_by_code(turn->office->store, turn->reading.code, &ticket);

	if (error == -ENOENT || (error == 0 && !is_own(turn, &ticket)))
		return tell_simple(turn, "R24", NULL);
	return error < 0 ? error : cancel_one(turn, &ticket);
}

int status_cancel(struct turn *turn)
{
	struct asked asked;
	int error;

	if (turn->reading.code[0] != '\0')
		return cancel_by_code(turn);
	if (turn->reading.has_bad_code)
		return tell_simple(turn, "R24", NULL);
	if (draft_has_request(&turn->draft)) {
		turn_clear_request(turn);
		return tell_simple(turn, "R41", NULL);
	}
	error = find_asked(turn, true, &asked);
	if (error < 0)
		return error;
	if (asked.count == 0)
		return tell_simple(turn, "R25", NULL);
	return asked.count == 1 ? cancel_one(turn, &asked.tickets[0])
				: tell_list(turn, &asked, "R52");
}
