// SPDX-License-Identifier: MIT
#include "handlers/answer_talk.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "handlers/answer_complaint.h"
#include "handlers/draft_state.h"
#include "handlers/facts.h"
#include "handlers/office.h"
#include "handlers/turn.h"
#include "store/drafts.h"
#include "store/inbox.h"
#include "store/tickets.h"

enum {
	MISSES_EXAMPLE = 1,
	MISSES_HUMAN = 2,
	CONFIDENCE_SURE = 70, /* handlers/words.h */
	COLLECTED_RECENT_S = 14 * 86400,
	RECEIVED_RECENT_S = 86400,
};

static int reply(struct turn *turn, const char *phrase)
{
	struct facts facts = { .number = 0 };

	return turn_reply(turn, phrase, &facts);
}

int talk_note(struct turn *turn, const char *kind, const char *phrase,
	      struct facts *facts)
{
	int error = note_add(turn->office->store, turn->office->village->code,
			     turn->message->sender, kind, turn->message->text,
			     turn->message->id, turn->now_s, &facts->number);

	turn->needs_human = true;
	return error < 0 ? error : turn_reply(turn, phrase, facts);
}

static int note(struct turn *turn, const char *kind, const char *phrase)
{
	struct facts facts = { .number = 0 };

	return talk_note(turn, kind, phrase, &facts);
}

/* What surely reports something is a complaint; a plea is a message to be read. */
int talk_to_human(struct turn *turn)
{
	if (turn->reading.topic[0] == '\0' && turn->reading.confidence >= CONFIDENCE_SURE)
		return complaint_receive(turn);
	return note(turn,
		    turn->reading.topic[0] == '\0' ? "message" : turn->reading.topic,
		    "R31");
}

static int stop(struct turn *turn)
{
	turn->person.is_stopped = true;
	turn->is_person_changed = true;
	turn_clear_request(turn);
	return reply(turn, "R36");
}

static int start(struct turn *turn)
{
	turn->person.is_stopped = false;
	turn->person.quiet_until = 0;
	turn->is_person_changed = true;
	return reply(turn, "R45");
}

static int forget(struct turn *turn)
{
	turn_clear_request(turn);
	return note(turn, "delete", "R35");
}

int talk_optout(struct turn *turn)
{
	static const struct {
		const char *topic;
		int (*run)(struct turn *turn);
	} rows[] = { { "stop", stop }, { "mulai", start }, { "hapus", forget } };

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (strcmp(rows[i].topic, turn->reading.topic) == 0)
			return rows[i].run(turn);
	}
	return talk_not_understood(turn);
}

/* The desk confirms it with the identity card; a phone alone proves nothing. */
int talk_register(struct turn *turn)
{
	struct facts facts = { .nik = turn->reading.niks[0] };
	int64_t number;
	int error;

	if (turn->reading.n_niks == 0) {
		if (!draft_has_request(&turn->draft))
			turn_set_step(turn, TURN_STEP_REGISTER);
		return reply(turn, "R44");
	}
	if (turn_is_step(turn, TURN_STEP_REGISTER))
		turn_set_step(turn, "");
	error = note_add(turn->office->store, turn->office->village->code,
			 turn->message->sender, "register", turn->reading.niks[0],
			 turn->message->id, turn->now_s, &number);
	turn->needs_human = true;
	return error < 0 ? error : turn_reply(turn, "R37", &facts);
}

int talk_silence(struct turn *turn)
{
	(void)turn;
	return 0;
}

/* The newest ticket that "bukan" or "salah" may speak of. */
struct denied {
	int64_t now_s;
	struct ticket ticket;
	bool is_found;
};

static bool look_for_denied(void *context, const struct ticket *ticket)
{
	struct denied *denied = context;
	int64_t age_s = denied->now_s - ticket->updated_at;

	denied->is_found =
		(ticket->state == TICKET_STATE_COLLECTED && age_s < COLLECTED_RECENT_S) ||
		(ticket->state == TICKET_STATE_RECEIVED && age_s < RECEIVED_RECENT_S);
	if (denied->is_found)
		denied->ticket = *ticket;
	return !denied->is_found;
}

int talk_deny(struct turn *turn)
{
	struct denied denied = { .now_s = turn->now_s };
	struct ticket_filter filter = { .phone = turn->message->sender,
					.is_newest_first = true,
					.limit = 10 };
	struct facts facts = { .ticket = &denied.ticket };
	int error = ticket_list(turn->office->store, &filter, look_for_denied, &denied);

	if (error < 0 || !denied.is_found)
		return error;
	if (denied.ticket.state == TICKET_STATE_COLLECTED)
		return note(turn, "not_me", "R31");
	return turn_reply(turn, "R57", &facts);
}

static int hand_over(struct turn *turn)
{
	turn->needs_human = true;
	return turn->draft.misses == MISSES_HUMAN ? reply(turn, "R30") : 0;
}

int talk_not_understood(struct turn *turn)
{
	turn->is_misunderstood = true;
	if (++turn->draft.misses == MISSES_EXAMPLE)
		return reply(turn, "R29");
	return hand_over(turn);
}

int talk_ask_again(struct turn *turn, int (*ask)(struct turn *turn))
{
	turn->is_misunderstood = true;
	if (++turn->draft.misses == MISSES_EXAMPLE)
		return ask(turn);
	return hand_over(turn);
}
