// SPDX-License-Identifier: MIT
#include "handlers/turn.h"

#include <errno.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "handlers/draft_state.h"
#include "handlers/facts.h"
#include "handlers/guards.h"
#include "handlers/office.h"
#include "store/inbox.h"
#include "store/outbox.h"
#include "store/tickets.h"

enum {
	DRAFT_KEPT_S = 7 * 86400,
	ANSWER_VALID_S = 86400, /* an answer that waited longer helps nobody */
};

/* Or so far in the future that the clock was set back since. */
static bool is_forgotten(const struct draft *draft, int64_t now_s)
{
	int64_t age_s = now_s - draft->updated_at;

	return age_s > DRAFT_KEPT_S || age_s < -DRAFT_KEPT_S;
}

int turn_begin(struct turn *turn, const struct office *office,
	       const struct inbox_row *message, int64_t now_s)
{
	int error;

	*turn = (struct turn){ .office = office, .message = message, .now_s = now_s };
	error = person_get(office->store, message->sender, &turn->person);
	if (error == -ENOENT) {
		turn->person = (struct person){ .first_seen_at = now_s };
		text_copy(turn->person.phone, sizeof(turn->person.phone),
			  message->sender);
		turn->is_person_changed = true;
	} else if (error < 0) {
		return error;
	}
	error = draft_get(office->store, message->sender, &turn->before);
	if (error < 0 && error != -ENOENT)
		return error;
	turn->has_stored_draft = error == 0;
	if (error != 0 || is_forgotten(&turn->before, now_s))
		turn->before = (struct draft){ .updated_at = 0 };
	turn->draft = turn->before;
	text_copy(turn->draft.person, sizeof(turn->draft.person), message->sender);
	text_copy(turn->draft.village, sizeof(turn->draft.village),
		  office->village->code);
	return 0;
}

static bool is_draft_changed(const struct draft *now, const struct draft *before)
{
	return strcmp(now->step, before->step) != 0 ||
	       strcmp(now->kind, before->kind) != 0 ||
	       strcmp(now->nik, before->nik) != 0 ||
	       strcmp(now->name, before->name) != 0 ||
	       strcmp(now->purpose, before->purpose) != 0 ||
	       strcmp(now->details, before->details) != 0 ||
	       strcmp(now->more, before->more) != 0 || now->page != before->page ||
	       now->misses != before->misses;
}

/* updated_at is the time of the last progress: what the loop guard counts from. */
static int keep_draft(struct turn *turn)
{
	struct draft *draft = &turn->draft;

	if (!turn->is_misunderstood)
		draft->misses = 0;
	if (!draft_has_request(draft) && draft->step[0] == '\0' && draft->misses == 0)
		return turn->has_stored_draft
			       ? draft_delete(turn->office->store, draft->person)
			       : 0;
	if (!is_draft_changed(draft, &turn->before))
		return 0;
	if (turn->has_progress || draft->updated_at == 0 ||
	    draft_rank(draft) > draft_rank(&turn->before))
		draft->updated_at = turn->now_s;
	draft->inbox_id = turn->message->id;
	return draft_put(turn->office->store, draft);
}

int turn_end(struct turn *turn)
{
	enum inbox_state state =
		turn->needs_human ? INBOX_STATE_UNREAD : INBOX_STATE_HANDLED;
	int error = keep_draft(turn);

	if (error == 0 && turn->is_person_changed)
		error = person_put(turn->office->store, &turn->person);
	if (error == 0)
		error = inbox_set_state(turn->office->store, turn->message->id, state,
					intent_name(turn->reading.intent),
					turn->note == NULL ? "" : turn->note);
	return error;
}

static int queue(struct turn *turn, const char *phrase, const struct facts *facts)
{
	struct outbox_row row = { .priority = OUTBOX_PRIORITY_ANSWER,
				  .created_at = turn->now_s,
				  .inbox_id = turn->message->id,
				  .valid_until = turn->now_s + ANSWER_VALID_S,
				  .error = -1,
				  .sms_reference = -1 };
	struct text text;
	int error;

	text_init(&text, row.text, sizeof(row.text));
	if (!facts_fill(turn->office, phrase, facts, &text))
		return 0;
	if (facts->ticket != NULL)
		row.ticket_id = facts->ticket->id;
	text_copy(row.to, sizeof(row.to), turn->message->sender);
	text_copy(row.phrase, sizeof(row.phrase), phrase);
	text_copy(row.modem, sizeof(row.modem), turn->message->modem);
	error = outbox_add(turn->office->store, &row);
	if (error == 0)
		turn->n_replies++;
	return error;
}

int turn_reply(struct turn *turn, const char *phrase, const struct facts *facts)
{
	const char *refusal = NULL;
	int error = guards_ask(turn, &refusal);

	if (error < 0)
		return error;
	if (refusal == NULL)
		return queue(turn, phrase, facts);
	turn->note = refusal;
	if (turn->is_misunderstood)
		turn->needs_human = true;
	log_info("no reply inbox=%lld phrase=%s why=\"%s\"", (long long)turn->message->id,
		 phrase, refusal);
	return 0;
}

bool turn_is_step(const struct turn *turn, const char *step)
{
	return strncmp(turn->draft.step, step, strlen(step)) == 0;
}

void turn_set_step(struct turn *turn, const char *step)
{
	text_copy(turn->draft.step, sizeof(turn->draft.step), step);
}

void turn_clear_request(struct turn *turn)
{
	struct draft *draft = &turn->draft;

	draft->step[0] = draft->kind[0] = draft->nik[0] = draft->name[0] = '\0';
	draft->purpose[0] = draft->details[0] = draft->more[0] = '\0';
	draft->page = 0;
}
