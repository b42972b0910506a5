// SPDX-License-Identifier: MIT
#include "handlers/answer_decision.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "handlers/challenge.h"
#include "handlers/facts.h"
#include "handlers/office.h"
#include "handlers/officers.h"
#include "handlers/staff_reply.h"
#include "handlers/steps.h"
#include "handlers/turn.h"
#include "store/challenges.h"
#include "store/inbox.h"
#include "store/register.h"

enum {
	DAY_S = 86400,
	MISSES_MAX = 10,
};

/* Whoever has the phone in hand, or forges its number, reads the same in every case. */
static int refuse(struct turn *turn)
{
	struct facts facts = { .number = 0 };

	return staff_reply(turn, "K08", &facts);
}

/* Of the future: the clock was set back. Then the day begins anew. */
static bool is_of_today(const struct turn *turn, int64_t at)
{
	return at <= turn->now_s && turn->now_s - at < DAY_S;
}

bool decision_is_closed(const struct turn *turn, const struct officer *officer)
{
	return officer->misses >= MISSES_MAX && is_of_today(turn, officer->misses_at);
}

static int refuse_number(struct turn *turn, struct officer *officer)
{
	int error;

	if (decision_is_closed(turn, officer))
		return staff_reply_once(turn, "K10");
	if (!is_of_today(turn, officer->misses_at)) {
		officer->misses = 0;
		officer->misses_at = turn->now_s;
	}
	officer->misses++;
	error = officer_put(turn->office->store, officer);
	log_warning("approval refused officer=%lld inbox=%lld why=\"no such number\" "
		    "misses=%d",
		    (long long)officer->id, (long long)turn->message->id,
		    officer->misses);
	if (decision_is_closed(turn, officer)) {
		turn->needs_human = true;
		turn->note = "too many wrong one-time numbers: closed for a day";
		return error < 0 ? error : staff_reply_once(turn, "K10");
	}
	return error < 0 ? error : refuse(turn);
}

static int refuse_pin(struct turn *turn, const struct officer *officer)
{
	char left[STAFF_COUNT_SIZE];
	const struct phrase_value more[] = {
		{ "nomor_sekali", turn->reading.staff_number }, { "sisa", left }
	};
	struct facts facts = { .more = more, .n_more = 2 };
	int error = 0;

	staff_show_count(OFFICER_FAILURES_MAX - officer->failures, left);
	if (officers_is_locked(officer)) {
		turn->needs_human = true;
		turn->note = "PIN locked after wrong tries";
		log_warning("PIN locked officer=%lld inbox=%lld", (long long)officer->id,
			    (long long)turn->message->id);
		error = staff_warn_admin(turn, "K30", officer);
	}
	return error < 0 ? error : staff_reply(turn, "K04", &facts);
}

/* A decision that was asked for, with what it is about. */
struct decision {
	struct officer *officer;
	struct challenge challenge;
	struct ticket ticket;
	struct actor actor;
	bool is_wanted; /* number, ticket and officer fit together */
};

/* Of the number that the letter was approved by; whether it is not too late for that the
 * step says. */
static bool is_withdrawable(const struct decision *decision)
{
	return strcmp(decision->challenge.step, step_row(STEP_APPROVE)->word) == 0;
}

/* One that ends in a far future was made while the clock was wrong. */
static bool is_decidable(const struct turn *turn, const struct decision *decision)
{
	int64_t left_s = decision->challenge.expires_at - turn->now_s;

	return decision->challenge.is_open && left_s > 0 &&
	       left_s <= 2 * CHALLENGE_VALID_S &&
	       decision->ticket.state == TICKET_STATE_CHECKED;
}

static int find_decision(struct turn *turn, enum step step, struct decision *decision)
{
	struct store *store = turn->office->store;
	int error = challenge_find(store, decision->officer->id,
				   turn->reading.staff_number, &decision->challenge);

	if (error == 0)
		error = ticket_get(store, decision->challenge.ticket_id,
				   &decision->ticket);
	if (error == -ENOENT)
		return 0;
	decision->actor = (struct actor){ .name = decision->officer->name,
					  .role = STEP_ROLE_HEAD,
					  .door = turn->message->door,
					  .officer = decision->officer };
	decision->is_wanted =
		error == 0 && !decision_is_closed(turn, decision->officer) &&
		officers_may_approve(turn->office, decision->officer, turn->now_s,
				     decision->actor.capacity) &&
		office_may_step(turn->office, &decision->ticket, step, turn->now_s) ==
			0 &&
		(step == STEP_WITHDRAW ? is_withdrawable(decision)
				       : is_decidable(turn, decision));
	return error;
}

static int confirm(struct turn *turn, const char *phrase, const struct ticket *ticket)
{
	int n_waiting = ticket_count_state(
		turn->office->store, turn->office->village->code, TICKET_STATE_CHECKED);
	struct register_entry letter = { .number = "" };
	char left[STAFF_COUNT_SIZE];
	const struct phrase_value more[] = {
		{ "nomor", letter.number },
		{ "nomor_sekali", turn->reading.staff_number },
		{ "sisa", left },
	};
	struct facts facts = { .ticket = ticket,
			       .date_at = turn->now_s,
			       .more = more,
			       .n_more = sizeof more / sizeof more[0] };
	int error = register_of_ticket(turn->office->store, ticket->id, &letter);

	if (error < 0 && error != -ENOENT)
		return error;
	staff_show_count(n_waiting, left);
	turn->has_progress = true;
	return staff_reply(turn, phrase, &facts);
}

struct decision_row {
	enum intent intent;
	enum step step;
	const char *phrase;
	const char *word; /* as it stays in the inbox */
};

static const struct decision_row decisions[] = {
	{ INTENT_STAFF_APPROVE, STEP_APPROVE, "K02", "SETUJU" },
	{ INTENT_STAFF_REJECT, STEP_REJECT, "K03", "TOLAK" },
	{ INTENT_STAFF_WITHDRAW, STEP_WITHDRAW, "K11", "TARIK" },
};

static const struct decision_row *find_row(enum intent intent)
{
	for (size_t i = 0; i < sizeof decisions / sizeof decisions[0]; i++) {
		if (decisions[i].intent == intent)
			return &decisions[i];
	}
	return NULL;
}

bool decision_is_of(enum intent intent)
{
	return find_row(intent) != NULL;
}

/* A PIN that was stolen with the phone does not empty the queue: the admin is told, once
 * a day, and the office goes on by itself. */
static int refuse_too_many(struct turn *turn, const struct officer *officer)
{
	int error = staff_warn_admin(turn, "K25", officer);

	turn->needs_human = true;
	turn->note = "more approvals by SMS than one officer may give in a day";
	log_warning("approvals by SMS at their limit officer=%lld",
		    (long long)officer->id);
	return error < 0 ? error : staff_reply_once(turn, "K24");
}

/* Refusals do not count: whoever stole the phone wants letters. */
static bool is_too_many(const struct turn *turn, const struct officer *officer)
{
	const struct officer_options *options = turn->office->officers;

	return options != NULL && options->approvals_per_day > 0 &&
	       challenge_count_used(turn->office->store, officer->id,
				    step_row(STEP_APPROVE)->word,
				    turn->now_s) >= options->approvals_per_day;
}

static int carry_out(struct turn *turn, const struct decision_row *row,
		     struct decision *decision)
{
	const char *reason = NULL;
	int error = 0;

	if (row->step == STEP_APPROVE && is_too_many(turn, decision->officer))
		return refuse_too_many(turn, decision->officer);

	if (row->step == STEP_REJECT)
		reason = turn->reading.rest[0] != '\0' ? turn->reading.rest
						       : "tidak disetujui";
	if (row->step != STEP_WITHDRAW)
		error = challenge_use(turn->office->store, decision->challenge.id,
				      step_row(row->step)->word, turn->now_s);
	if (error == 0)
		error = office_step(turn->office, &decision->ticket, row->step,
				    &decision->actor, reason, turn->now_s);
	return error < 0 ? error : confirm(turn, row->phrase, &decision->ticket);
}

/* Neither judged nor counted: told from when on. */
static int tell_wait(struct turn *turn, const char *phrase, int64_t wait_s)
{
	const struct facts facts = { .date_at = turn->now_s + wait_s };

	return staff_reply(turn, phrase, &facts);
}

static int tell_lost_key(struct turn *turn)
{
	turn->needs_human = true;
	turn->note = "the PIN cannot be judged: its pepper is lost";
	return staff_reply_once(turn, "K27");
}

/* The try is counted before the PIN is looked at; all of it is one transaction. */
static int judge(struct turn *turn, const struct decision_row *row,
		 struct decision *decision)
{
	struct officer *officer = decision->officer;
	int64_t wait_s = officers_phone_wait_s(officer, turn->now_s);
	int error;

	if (wait_s > 0)
		return tell_wait(turn, "K28", wait_s);
	wait_s = officers_wait_s(officer, turn->now_s);
	if (wait_s > 0)
		return tell_wait(turn, "K26", wait_s);
	error = officer_take_try(turn->office->store, officer, turn->now_s);
	if (error == 0)
		error = officers_judge_pin(turn->office, officer,
					   turn->reading.staff_pin);
	if (error == -EACCES)
		return refuse_pin(turn, officer);
	if (error == -ENOKEY)
		return tell_lost_key(turn);
	return error < 0 ? error : carry_out(turn, row, decision);
}

int decision_take(struct turn *turn, struct officer *officer)
{
	const struct decision_row *row = find_row(turn->reading.intent);
	const char *pin = turn->reading.staff_pin;
	struct decision decision = { .officer = officer };
	int error;

	if (officers_is_locked(officer))
		return staff_reply_once(turn, "K09");
	if (pin[0] == '\0' || turn->reading.staff_number[0] == '\0')
		return refuse(turn);
	error = find_decision(turn, row->step, &decision);
	if (error < 0)
		return error;
	if (decision.is_wanted)
		return judge(turn, row, &decision);
	officers_pretend(turn->office, pin);
	return refuse_number(turn, officer);
}

/* Digits of a reason could be the PIN again. */
static void add_without_digits(struct text *out, const char *words)
{
	for (; *words != '\0'; words++)
		text_add_char(out, isdigit((unsigned char)*words) ? '*' : *words);
}

int decision_hide_pin(struct turn *turn)
{
	const struct decision_row *row = find_row(turn->reading.intent);
	char shown[LIMIT_MESSAGE_SIZE];
	struct text text;

	if (row == NULL ||
	    (turn->reading.staff_number[0] == '\0' && turn->reading.staff_pin[0] == '\0'))
		return 0;
	text_init(&text, shown, sizeof shown);
	text_add_format(&text, "%s %s ****** ", row->word, turn->reading.staff_number);
	add_without_digits(&text, turn->reading.rest);
	return inbox_hide(turn->office->store, turn->message->id, shown);
}
