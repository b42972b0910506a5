// SPDX-License-Identifier: MIT
#include "handlers/challenge.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/must.h"
#include "base/text.h"
#include "handlers/facts.h"
#include "handlers/office.h"
#include "handlers/officers.h"
#include "handlers/workdays.h"
#include "store/challenges.h"
#include "store/outbox.h"
#include "store/residents.h"
#include "store/tickets.h"

enum {
	NUMBERS_POSSIBLE = 9000, /* 1000 to 9999: no zero in front to be left out */
	DRAWS_MAX = 200,
	HIDDEN_DIGITS = 4, /* of a one-time number */
	OPEN_MAX = 5,      /* then a digest instead of one more text */
	DIGEST_EVERY_S = 4 * 3600,
};

static int draw(const struct office *office, struct challenge *challenge)
{
	must(sodium_init() >= 0);
	for (int i = 0; i < DRAWS_MAX; i++) {
		int error;

		snprintf(challenge->number, sizeof challenge->number, "%04u",
			 1000 + randombytes_uniform(NUMBERS_POSSIBLE));
		error = challenge_add(office->store, challenge);
		if (error != -EEXIST)
			return error;
	}
	return -EIO;
}

static int queue(const struct office *office, const char *phrase,
		 const struct facts *facts, struct outbox_row *row)
{
	struct text text;

	text_init(&text, row->text, sizeof row->text);
	if (!facts_fill(office, phrase, facts, &text))
		return 0;
	if (facts->ticket != NULL)
		row->ticket_id = facts->ticket->id;
	text_copy(row->phrase, sizeof row->phrase, phrase);
	return outbox_add(office->store, row);
}

static void find_place(const struct office *office, const struct ticket *ticket,
		       char out_rt[4])
{
	struct resident resident;

	text_copy(out_rt, 4, "-");
	if (ticket->nik[0] != '\0' &&
	    resident_find(office->store, office->village->code, ticket->nik, &resident) ==
		    0 &&
	    resident.rt[0] != '\0')
		text_copy(out_rt, 4, resident.rt);
}

static int ask(const struct office *office, const struct officer *officer,
	       const struct ticket *ticket, const char *checked_by,
	       struct outbox_row *row)
{
	struct challenge challenge = { .officer_id = officer->id,
				       .ticket_id = ticket->id,
				       .created_at = row->created_at };
	char rt[4];
	const struct phrase_value more[] = {
		{ "nomor_sekali", challenge.number },
		{ "nama", ticket->name[0] == '\0' ? "-" : ticket->name },
		{ "rt", rt },
		{ "dari", checked_by }
	};
	struct facts facts = { .ticket = ticket,
			       .purpose = ticket->purpose,
			       .more = more,
			       .n_more = sizeof more / sizeof more[0] };
	int error;

	challenge.expires_at =
		CHALLENGE_VALID_S + (row->next_at > 0 ? row->next_at : row->created_at);
	row->valid_until = challenge.expires_at;
	find_place(office, ticket, rt);
	error = draw(office, &challenge);
	return error < 0 ? error : queue(office, "K01", &facts, row);
}

struct waiting {
	struct ticket oldest;
	int count;
};

static bool count_waiting(void *context, const struct ticket *ticket)
{
	struct waiting *waiting = context;

	if (waiting->count++ == 0)
		waiting->oldest = *ticket;
	return true;
}

/* Enough numbers wait on his phone: one text for all, now and then. */
static int tell_digest(const struct office *office, struct officer *officer,
		       struct outbox_row *row)
{
	struct ticket_filter filter = { .village = office->village->code,
					.has_state = true,
					.state = TICKET_STATE_CHECKED };
	struct waiting waiting = { .count = 0 };
	struct facts facts = { .ticket = &waiting.oldest };
	int error;

	if (row->created_at - officer->digest_at < DIGEST_EVERY_S)
		return 0;
	officer->digest_at = row->created_at;
	error = officer_put(office->store, officer);
	if (error == 0)
		error = ticket_list(office->store, &filter, count_waiting, &waiting);
	if (error < 0 || waiting.count == 0)
		return error;
	facts.number = waiting.count > 99 ? 99 : waiting.count;
	facts.date_at = waiting.oldest.created_at;
	row->valid_until = row->created_at + CHALLENGE_VALID_S;
	return queue(office, "K05", &facts, row);
}

static struct outbox_row row_for(const struct officer *officer, int64_t inbox_id,
				 int64_t now_s)
{
	struct outbox_row row = { .priority = OUTBOX_PRIORITY_APPROVAL,
				  .created_at = now_s,
				  .inbox_id = inbox_id,
				  .error = -1,
				  .sms_reference = -1 };

	text_copy(row.to, sizeof row.to, officer->phone);
	return row;
}

int challenge_ask(const struct office *office, const struct ticket *ticket,
		  const char *checked_by, int64_t now_s)
{
	struct officer officer;
	struct outbox_row row;
	int error = officers_find_acting_head(office, now_s, &officer);
	int n_open;

	if (error == -ENOENT) {
		log_warning("nobody to ask for approval ticket=%s", ticket->code);
		return 0;
	}
	if (error < 0)
		return error;
	row = row_for(&officer, 0, now_s);
	row.next_at = office_awake_at(now_s);
	n_open = challenge_count_open(office->store, officer.id, now_s);
	if (n_open < 0)
		return n_open;
	return n_open < OPEN_MAX ? ask(office, &officer, ticket, checked_by, &row)
				 : tell_digest(office, &officer, &row);
}

struct last_step {
	char actor[LIMIT_ADDRESS_SIZE];
};

static bool remember_actor(void *context, const struct ticket_event *event)
{
	struct last_step *last = context;

	if (event->to == TICKET_STATE_CHECKED && event->from != TICKET_STATE_APPROVED)
		text_copy(last->actor, sizeof last->actor, event->actor);
	return true;
}

int challenge_ask_again(const struct office *office, const struct officer *officer,
			const struct ticket *ticket, int64_t inbox_id, int64_t now_s)
{
	struct outbox_row row = row_for(officer, inbox_id, now_s);
	struct last_step last = { .actor = "-" };
	int error = ticket_events(office->store, ticket->id, remember_actor, &last);

	return error < 0 ? error : ask(office, officer, ticket, last.actor, &row);
}

static bool is_joined(char c)
{
	return isalnum((unsigned char)c) || (c != '\0' && strchr("-/.", c) != NULL);
}

/* A full stop joins nothing when the sentence ends there. */
static bool is_joined_behind(const char *text, size_t at, size_t length)
{
	bool ends_sentence = at + 1 >= length || !isalnum((unsigned char)text[at + 1]);

	return at < length && is_joined(text[at]) && !(text[at] == '.' && ends_sentence);
}

void challenge_hide_numbers(char *text, size_t length)
{
	size_t at = 0;

	while (at < length) {
		size_t digits = 0;

		while (at + digits < length && isdigit((unsigned char)text[at + digits]))
			digits++;
		if (digits == HIDDEN_DIGITS && (at == 0 || !is_joined(text[at - 1])) &&
		    !is_joined_behind(text, at + digits, length))
			memset(text + at, '*', digits);
		at += digits > 0 ? digits : 1;
	}
}
