// SPDX-License-Identifier: MIT
#include "handlers/staff_reply.h"

#include <stdio.h>

#include "base/text.h"
#include "handlers/facts.h"
#include "handlers/office.h"
#include "handlers/officers.h"
#include "handlers/phone.h"
#include "handlers/turn.h"
#include "store/inbox.h"
#include "store/outbox.h"

enum {
	DAY_S = 86400,
	COUNT_SHOWN_MAX = 999,
};

int staff_queue(struct turn *turn, const char *phrase, struct outbox_row *row)
{
	const struct inbox_row *message = turn->message;
	int n_texts = outbox_count_since(turn->office->store, message->sender,
					 turn->now_s - DAY_S);
	int error;

	if (n_texts >= STAFF_REPLIES_PER_DAY) {
		turn->note = "no reply: too many to this officer";
		return 0;
	}
	row->priority = OUTBOX_PRIORITY_APPROVAL;
	row->created_at = turn->now_s;
	row->inbox_id = message->id;
	row->valid_until = turn->now_s + DAY_S;
	row->error = row->sms_reference = -1;
	text_copy(row->to, sizeof row->to, message->sender);
	text_copy(row->modem, sizeof row->modem, message->modem);
	text_copy(row->phrase, sizeof row->phrase, phrase);
	error = n_texts < 0 ? n_texts : outbox_add(turn->office->store, row);
	if (error == 0)
		turn->n_replies++;
	return error;
}

/* These are no residents' guards: an approval must go through on a busy day. */
int staff_reply(struct turn *turn, const char *phrase, const struct facts *facts)
{
	struct outbox_row row = { .id = 0 };
	struct text text;

	text_init(&text, row.text, sizeof row.text);
	return facts_fill(turn->office, phrase, facts, &text)
		       ? staff_queue(turn, phrase, &row)
		       : 0;
}

/* The same text once in a day is enough. */
int staff_reply_once(struct turn *turn, const char *phrase)
{
	struct facts facts = { .number = 0 };
	char said[LIMIT_MESSAGE_SIZE];
	struct text text;

	text_init(&text, said, sizeof said);
	if (facts_fill(turn->office, phrase, &facts, &text) &&
	    outbox_has_said(turn->office->store, turn->message->sender, said,
			    turn->now_s - DAY_S)) {
		turn->note = "no reply: told already";
		return 0;
	}
	return staff_reply(turn, phrase, &facts);
}

void staff_show_count(int count, char out[STAFF_COUNT_SIZE])
{
	snprintf(out, STAFF_COUNT_SIZE, "%d",
		 count < 0                 ? 0
		 : count > COUNT_SHOWN_MAX ? COUNT_SHOWN_MAX
					   : count);
}

int staff_warn_admin(struct turn *turn, const char *phrase, const struct officer *officer)
{
	const struct office *office = turn->office;
	const struct phrase_value more[] = { { "nama", officer->name } };
	const struct facts facts = { .more = more, .n_more = 1 };
	struct outbox_row row = { .priority = OUTBOX_PRIORITY_APPROVAL,
				  .created_at = turn->now_s,
				  .valid_until = turn->now_s + DAY_S,
				  .error = -1,
				  .sms_reference = -1 };
	struct text text;

	text_init(&text, row.text, sizeof row.text);
	if (!phone_normalise(office->village->admin_phone, row.to) ||
	    !facts_fill(office, phrase, &facts, &text) ||
	    outbox_has_said(office->store, row.to, row.text, turn->now_s - DAY_S))
		return 0;
	text_copy(row.phrase, sizeof row.phrase, phrase);
	return outbox_add(office->store, &row);
}
