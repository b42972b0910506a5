// SPDX-License-Identifier: MIT
#include "handlers/receipt.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "handlers/draft_state.h"
#include "handlers/facts.h"
#include "handlers/letter_needs.h"
#include "handlers/nik.h"
#include "handlers/notice.h"
#include "handlers/office.h"
#include "handlers/requests.h"
#include "handlers/turn.h"
#include "handlers/workdays.h"
#include "letters/catalogue.h"
#include "store/inbox.h"
#include "store/outbox.h"
#include "store/tickets.h"

enum {
	TICKETS_MAX = 4, /* their codes fit one SMS (R12) */
	DAY_S = 86400,
	REPEAT_S = 600, /* "it is there already" is said once in ten minutes */
};

struct filing {
	struct ticket filed[TICKETS_MAX], same[TICKETS_MAX];
	int n_filed, n_same;
	int item;
};

static int file_request(struct turn *turn, struct filing *filing,
			const struct request *request)
{
	struct ticket ticket;
	int error = request_file(turn->office, request, turn->message->sender,
				 turn->now_s, &ticket);

	if (error == 0)
		filing->filed[filing->n_filed++] = ticket;
	else if (error == -EEXIST)
		filing->same[filing->n_same++] = ticket;
	return error == -EEXIST || error == -EALREADY ? 0 : error;
}

static int file_one(struct turn *turn, struct filing *filing, const char *keyword,
		    const char *nik)
{
	const struct draft *draft = &turn->draft;
	const struct letter *letter = catalogue_find(turn->office->catalogue, keyword);
	char details[sizeof(draft->details)], purpose[LIMIT_PURPOSE_SIZE];
	struct request request = {
		.letter = letter,
		.nik = nik,
		.name = strcmp(nik, draft->nik) == 0 ? draft->name : "",
		.purpose = purpose,
		.details = details,
		.phone = turn->message->sender,
		.door = turn->message->door,
		.inbox_id = turn->message->id,
		.item = filing->item,
	};

	if (letter == NULL || filing->item == TICKETS_MAX)
		return 0;
	filing->item++;
	letter_copy_details(letter, draft->details, details, sizeof(details));
	text_copy(purpose, sizeof(purpose), draft->purpose);
	if (purpose[0] == '\0')
		letter_copy_purpose(letter, details, purpose, sizeof(purpose));
	return file_request(turn, filing, &request);
}

/* The draft's letter for its NIK, then its further letters and further people. */
static int file_all(struct turn *turn, struct filing *filing)
{
	const struct draft *draft = &turn->draft;
	char word[LIMIT_NIK_SIZE];
	int error = file_one(turn, filing, draft->kind, draft->nik);

	for (const char *at = more_next(draft->more, word); at != NULL && error == 0;
	     at = more_next(at, word)) {
		if (nik_is_whole(word))
			error = file_one(turn, filing, draft->kind, word);
		else if (word[0] != MORE_UNSURE[0] && word[0] != MORE_YOUNG[0])
			error = file_one(turn, filing, word, draft->nik);
	}
	return error;
}

static int tell_one(struct turn *turn, const struct ticket *ticket)
{
	struct facts facts = { .ticket = ticket, .nik = ticket->nik };

	return turn_reply(
		turn, office_is_open(turn->office->village, turn->now_s) ? "R10" : "R11",
		&facts);
}

static int tell_several(struct turn *turn, const struct filing *filing)
{
	char room[LIMIT_REASON_SIZE];
	struct text list;
	struct facts facts = { .ticket = &filing->filed[0],
			       .list = room,
			       .number = filing->n_filed };

	text_init(&list, room, sizeof(room));
	for (int i = 0; i < filing->n_filed; i++)
		facts_add_item(turn->office, &filing->filed[i], false, &list);
	return turn_reply(turn, "R12", &facts);
}

/* Open already: its code, or where it may be fetched when it is ready. */
static int tell_same(struct turn *turn, const struct ticket *ticket)
{
	struct facts facts = { .ticket = ticket, .nik = ticket->nik };
	char said[LIMIT_MESSAGE_SIZE];
	struct text text;

	if (ticket->state == TICKET_STATE_READY)
		return turn_reply(turn, notice_state_phrase(turn->office, ticket, &facts),
				  &facts);
	text_init(&text, said, sizeof(said));
	if (facts_fill(turn->office, "R13", &facts, &text) &&
	    outbox_has_said(turn->office->store, turn->message->sender, said,
			    turn->now_s - REPEAT_S)) {
		turn->note = "no reply: told already";
		return 0;
	}
	return turn_reply(turn, "R13", &facts);
}

static int tell(struct turn *turn, const struct filing *filing)
{
	int error = 0;

	turn->has_progress = filing->n_filed > 0;
	if (filing->n_filed > 0)
		text_copy(turn->filed_code, sizeof(turn->filed_code),
			  filing->filed[0].code);
	else if (filing->n_same > 0)
		text_copy(turn->filed_code, sizeof(turn->filed_code),
			  filing->same[0].code);
	turn->is_filed_before = filing->n_filed == 0;
	if (filing->n_filed == 1)
		error = tell_one(turn, &filing->filed[0]);
	else if (filing->n_filed > 1)
		error = tell_several(turn, filing);
	for (int i = 0; i < filing->n_same && error == 0; i++)
		error = tell_same(turn, &filing->same[i]);
	return error;
}

/* Enough for one day: a human decides about the rest, which stays in the inbox. */
static int refuse(struct turn *turn, int n_today)
{
	struct facts facts = { .number = n_today };
	char said[LIMIT_MESSAGE_SIZE];
	struct text text;

	turn->needs_human = true;
	turn->note = "more requests than one number may send in a day";
	text_init(&text, said, sizeof(said));
	if (facts_fill(turn->office, "R33", &facts, &text) &&
	    outbox_has_said(turn->office->store, turn->message->sender, said,
			    turn->now_s - DAY_S))
		return 0;
	return turn_reply(turn, "R33", &facts);
}

int receipt_file(struct turn *turn)
{
	struct filing filing = { .item = 0 };
	int limit = turn->office->guards->tickets_per_number_day;
	int n_today = request_count_since(turn->office, turn->message->sender,
					  turn->now_s - DAY_S);
	int error;

	if (n_today < 0)
		return n_today;
	if (limit > 0 && n_today >= limit)
		return refuse(turn, n_today);
	error = file_all(turn, &filing);
	return error < 0 ? error : tell(turn, &filing);
}
