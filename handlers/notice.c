// SPDX-License-Identifier: MIT
#include "handlers/notice.h"

#include "base/text.h"
#include "handlers/facts.h"
#include "handlers/office.h"
#include "handlers/phone.h"
#include "handlers/workdays.h"
#include "store/outbox.h"
#include "store/tickets.h"

enum {
	NOTICE_VALID_S = 3 * 86400, /* a notice that waited longer says nothing new */
};

/* Which date a state's text speaks of. */
enum state_date {
	STATE_DATE_NONE,
	STATE_DATE_DUE,
	STATE_DATE_CHANGED,
	STATE_DATE_PICKUP,
	STATE_DATE_PAPERS,
};

static const struct {
	const char *phrase;
	enum state_date date;
} states[TICKET_STATE_COUNT] = {
	[TICKET_STATE_RECEIVED] = { "R14", STATE_DATE_DUE },
	[TICKET_STATE_INCOMPLETE] = { "R16", STATE_DATE_PAPERS },
	[TICKET_STATE_CHECKED] = { "R15", STATE_DATE_DUE },
	[TICKET_STATE_APPROVED] = { "R48", STATE_DATE_DUE },
	[TICKET_STATE_READY] = { "R17", STATE_DATE_PICKUP },
	[TICKET_STATE_COLLECTED] = { "R18", STATE_DATE_CHANGED },
	[TICKET_STATE_REJECTED] = { "R19", STATE_DATE_NONE },
	[TICKET_STATE_CANCELLED] = { "R20", STATE_DATE_NONE },
	[TICKET_STATE_REVOKED] = { "R49", STATE_DATE_CHANGED },
	[TICKET_STATE_EXPIRED] = { "R23", STATE_DATE_CHANGED },
};

int64_t notice_pickup_end(const struct office *office, const struct ticket *ticket)
{
	return office_day_end(office->village, ticket->updated_at,
			      office_desk(office)->ready_days);
}

static int64_t state_date(const struct office *office, const struct ticket *ticket)
{
	const struct village *village = office->village;

	switch (states[ticket->state].date) {
	case STATE_DATE_DUE:
		return ticket->due_at;
	case STATE_DATE_CHANGED:
		return ticket->updated_at;
	case STATE_DATE_PICKUP:
		return notice_pickup_end(office, ticket);
	case STATE_DATE_PAPERS:
		return office_day_end(village, ticket->updated_at, NOTICE_PAPERS_DAYS);
	case STATE_DATE_NONE:
		break;
	}
	return 0;
}

const char *notice_state_phrase(const struct office *office, const struct ticket *ticket,
				struct facts *facts)
{
	facts->ticket = ticket;
	facts->nik = ticket->nik;
	facts->date_at = state_date(office, ticket);
	return states[ticket->state].phrase;
}

static int queue(const struct office *office, const char *id, const struct ticket *ticket,
		 enum outbox_priority priority, int64_t now_s)
{
	struct outbox_row row = { .priority = priority,
				  .created_at = now_s,
				  .ticket_id = ticket->id,
				  .valid_until = now_s + NOTICE_VALID_S,
				  .error = -1,
				  .sms_reference = -1 };
	struct facts facts = { .number = 0 };
	struct text text;

	if (!phone_is_mobile(ticket->phone))
		return 0;
	notice_state_phrase(office, ticket, &facts);
	if (priority == OUTBOX_PRIORITY_REMINDER) {
		facts.date_at = ticket->updated_at; /* ready since */
		facts.number = office_desk(office)->ready_days;
	}
	text_init(&text, row.text, sizeof(row.text));
	if (!facts_fill(office, id, &facts, &text))
		return 0;
	text_copy(row.to, sizeof(row.to), ticket->phone);
	text_copy(row.phrase, sizeof(row.phrase), id);
	return outbox_add(office->store, &row);
}

int notice_about_ticket(const struct office *office, const char *id,
			const struct ticket *ticket, int64_t now_s)
{
	return queue(office, id, ticket, OUTBOX_PRIORITY_NOTICE, now_s);
}

int notice_remind(const struct office *office, const struct ticket *ticket, int64_t now_s)
{
	return queue(office, "R22", ticket, OUTBOX_PRIORITY_REMINDER, now_s);
}
