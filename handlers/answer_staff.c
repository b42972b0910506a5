// SPDX-License-Identifier: MIT
#include "handlers/answer_staff.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "handlers/challenge.h"
#include "handlers/check.h"
#include "handlers/facts.h"
#include "handlers/office.h"
#include "handlers/officers.h"
#include "handlers/phone.h"
#include "handlers/steps.h"
#include "handlers/turn.h"
#include "store/challenges.h"
#include "store/inbox.h"
#include "store/outbox.h"

enum {
	DAY_S = 86400,
	MISSES_MAX = 10,
	REPLIES_PER_DAY = 150, /* to one of them: forged texts must not burn the credit */
	LIST_ASKS = 3,         /* requests that LIST brings with new numbers */
	COUNT_SIZE = 8,
	COUNT_SHOWN_MAX = 999,
};

static int queue(struct turn *turn, const char *phrase, struct outbox_row *row)
{
	const struct inbox_row *message = turn->message;
	int n_texts = outbox_count_since(turn->office->store, message->sender,
					 turn->now_s - DAY_S);
	int error;

	if (n_texts >= REPLIES_PER_DAY) {
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
static int reply(struct turn *turn, const char *phrase, const struct facts *facts)
{
	struct outbox_row row = { .id = 0 };
	struct text text;

	text_init(&text, row.text, sizeof row.text);
	return facts_fill(turn->office, phrase, facts, &text) ? queue(turn, phrase, &row)
							      : 0;
}

/* The same text once in a day is enough. */
static int reply_once(struct turn *turn, const char *phrase)
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
	return reply(turn, phrase, &facts);
}

static void show_count(int count, char out[COUNT_SIZE])
{
	snprintf(out, COUNT_SIZE, "%d",
		 count < 0                 ? 0
		 : count > COUNT_SHOWN_MAX ? COUNT_SHOWN_MAX
					   : count);
}

/* Whoever has the phone in hand, or forges its number, reads the same in every case. */
static int refuse(struct turn *turn)
{
	struct facts facts = { .number = 0 };

	return reply(turn, "K08", &facts);
}

static bool is_closed(const struct turn *turn, const struct officer *officer)
{
	return officer->misses >= MISSES_MAX && turn->now_s - officer->misses_at < DAY_S;
}

static int refuse_number(struct turn *turn, struct officer *officer)
{
	int error;

	if (is_closed(turn, officer))
		return reply_once(turn, "K10");
	if (turn->now_s - officer->misses_at >= DAY_S) {
		officer->misses = 0;
		officer->misses_at = turn->now_s;
	}
	officer->misses++;
	error = officer_put(turn->office->store, officer);
	log_warning("approval refused officer=%lld inbox=%lld why=\"no such number\" "
		    "misses=%d",
		    (long long)officer->id, (long long)turn->message->id,
		    officer->misses);
	if (is_closed(turn, officer)) {
		turn->needs_human = true;
		turn->note = "too many wrong one-time numbers: closed for a day";
		return error < 0 ? error : reply_once(turn, "K10");
	}
	return error < 0 ? error : refuse(turn);
}

static int refuse_pin(struct turn *turn, const struct officer *officer)
{
	char left[COUNT_SIZE];
	const struct phrase_value more[] = {
		{ "nomor_sekali", turn->reading.staff_number }, { "sisa", left }
	};
	struct facts facts = { .more = more, .n_more = 2 };

	show_count(OFFICER_FAILURES_MAX - officer->failures, left);
	if (officers_is_locked(officer)) {
		turn->needs_human = true;
		turn->note = "PIN locked after wrong tries";
		log_warning("PIN locked officer=%lld inbox=%lld", (long long)officer->id,
			    (long long)turn->message->id);
	}
	return reply(turn, "K04", &facts);
}

/* A decision that was asked for, with what it is about. */
struct decision {
	struct officer *officer;
	struct challenge challenge;
	struct ticket ticket;
	struct actor actor;
	bool is_wanted; /* number, ticket and officer fit together */
};

static bool is_withdrawable(const struct turn *turn, const struct decision *decision)
{
	return decision->challenge.used_at > 0 &&
	       turn->now_s - decision->challenge.used_at <= CHALLENGE_WITHDRAW_S &&
	       decision->ticket.state == TICKET_STATE_APPROVED;
}

static bool is_decidable(const struct turn *turn, const struct decision *decision)
{
	return decision->challenge.is_open &&
	       decision->challenge.expires_at > turn->now_s &&
	       decision->ticket.state == TICKET_STATE_CHECKED;
}

static int find_decision(struct turn *turn, bool is_withdrawal, struct decision *decision)
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
		error == 0 && !is_closed(turn, decision->officer) &&
		officers_may_approve(turn->office, decision->officer, turn->now_s,
				     decision->actor.capacity) &&
		(is_withdrawal ? is_withdrawable(turn, decision)
			       : is_decidable(turn, decision));
	return error;
}

static int confirm(struct turn *turn, const char *phrase, const struct ticket *ticket)
{
	int n_waiting = ticket_count_state(turn->office->store, TICKET_STATE_CHECKED);
	struct register_entry letter = { .number = "" };
	char left[COUNT_SIZE];
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
	show_count(n_waiting, left);
	turn->has_progress = true;
	return reply(turn, phrase, &facts);
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

/* A PIN that was stolen with the phone does not empty the queue: the admin is told, once
 * a day, and the office goes on by itself. */
static int refuse_too_many(struct turn *turn, const struct officer *officer)
{
	const struct office *office = turn->office;
	struct phrase_value more[] = { { "nama", officer->name } };
	struct facts facts = { .more = more, .n_more = 1 };
	struct outbox_row row = { .priority = OUTBOX_PRIORITY_APPROVAL,
				  .created_at = turn->now_s,
				  .valid_until = turn->now_s + DAY_S,
				  .error = -1,
				  .sms_reference = -1 };
	char said[LIMIT_MESSAGE_SIZE];
	struct text text;
	int error = 0;

	turn->needs_human = true;
	turn->note = "more approvals by SMS than one officer may give in a day";
	log_warning("approvals by SMS at their limit officer=%lld",
		    (long long)officer->id);
	text_init(&text, said, sizeof said);
	if (phone_normalise(office->village->admin_phone, row.to) &&
	    facts_fill(office, "K25", &facts, &text) &&
	    !outbox_has_said(office->store, row.to, said, turn->now_s - DAY_S)) {
		text_copy(row.text, sizeof row.text, said);
		text_copy(row.phrase, sizeof row.phrase, "K25");
		error = outbox_add(office->store, &row);
	}
	return error < 0 ? error : reply_once(turn, "K24");
}

static bool is_too_many(const struct turn *turn, const struct officer *officer)
{
	const struct officer_options *options = turn->office->officers;

	return options != NULL && options->approvals_per_day > 0 &&
	       challenge_count_used(turn->office->store, officer->id,
				    turn->now_s - DAY_S) >= options->approvals_per_day;
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
				      turn->now_s);
	if (error == 0)
		error = office_step(turn->office, &decision->ticket, row->step,
				    &decision->actor, reason, turn->now_s);
	return error < 0 ? error : confirm(turn, row->phrase, &decision->ticket);
}

/* The try is counted before the PIN is looked at; all of it is one transaction. */
static int decide(struct turn *turn, struct officer *officer)
{
	const struct decision_row *row = find_row(turn->reading.intent);
	const char *pin = turn->reading.staff_pin;
	struct decision decision = { .officer = officer };
	int error;

	if (officers_is_locked(officer))
		return reply_once(turn, "K09");
	if (pin[0] == '\0' || turn->reading.staff_number[0] == '\0')
		return refuse(turn);
	error = find_decision(turn, row->step == STEP_WITHDRAW, &decision);
	if (error < 0)
		return error;
	if (!decision.is_wanted) {
		officers_pretend(turn->office, pin);
		return refuse_number(turn, officer);
	}
	error = officer_take_try(turn->office->store, officer);
	if (error == 0)
		error = officers_judge_pin(turn->office, officer, pin);
	if (error == -EACCES)
		return refuse_pin(turn, officer);
	return error < 0 ? error : carry_out(turn, row, &decision);
}

struct oldest {
	struct ticket tickets[LIST_ASKS];
	int count;
};

static bool take_oldest(void *context, const struct ticket *ticket)
{
	struct oldest *oldest = context;

	oldest->tickets[oldest->count++] = *ticket;
	return oldest->count < LIST_ASKS;
}

/* The oldest ones that wait for him, each with a new number. */
static int ask_oldest(struct turn *turn, const struct officer *officer)
{
	struct ticket_filter filter = { .has_state = true,
					.state = TICKET_STATE_CHECKED };
	struct oldest oldest = { .count = 0 };
	char kind[8];
	int error = 0;

	if (officers_is_locked(officer))
		return reply_once(turn, "K09");
	if (is_closed(turn, officer) || officer->pin[0] == '\0' ||
	    !officers_may_approve(turn->office, officer, turn->now_s, kind))
		return 0;
	error = ticket_list(turn->office->store, &filter, take_oldest, &oldest);
	for (int i = 0; i < oldest.count && error == 0; i++)
		error = challenge_ask_again(turn->office, officer, &oldest.tickets[i],
					    turn->message->id, turn->now_s);
	return error;
}

static int tell_queue(struct turn *turn, struct officer *officer)
{
	static const struct {
		const char *name;
		enum ticket_state state;
	} rows[] = {
		{ "baru", TICKET_STATE_RECEIVED },
		{ "periksa", TICKET_STATE_INCOMPLETE },
		{ "tunggu", TICKET_STATE_CHECKED },
		{ "siap", TICKET_STATE_READY },
	};
	enum {
		N_ROWS = sizeof rows / sizeof rows[0]
	};
	char counts[N_ROWS + 1][COUNT_SIZE];
	struct phrase_value more[N_ROWS + 1];
	struct facts facts = { .n_more = N_ROWS + 1 };
	int error, n_texts;

	n_texts = outbox_count_since(turn->office->store, officer->phone,
				     turn->now_s - DAY_S);
	if (n_texts >= REPLIES_PER_DAY) {
		turn->note = "no reply: too many to this officer";
		return 0;
	}
	for (size_t i = 0; i < N_ROWS; i++) {
		show_count(ticket_count_state(turn->office->store, rows[i].state),
			   counts[i]);
		more[i] = (struct phrase_value){ rows[i].name, counts[i] };
	}
	show_count(ticket_count_late(turn->office->store, turn->now_s), counts[N_ROWS]);
	more[N_ROWS] = (struct phrase_value){ "telat", counts[N_ROWS] };
	facts.more = more;
	error = reply(turn, "K06", &facts);
	return error < 0 ? error : ask_oldest(turn, officer);
}

static int tell_check(struct turn *turn, struct officer *officer)
{
	const char *sealed = check_find_seal(turn->message->text);
	const struct reading *reading = &turn->reading;
	struct outbox_row row = { .id = 0 };
	struct check check;
	const char *phrase;
	struct text text;
	int error;

	if (sealed != NULL)
		error = check_any(turn->office, sealed, turn->now_s, &check);
	else if (reading->code[0] != '\0')
		error = check_code(turn->office, reading->code, turn->now_s, &check);
	else
		error = check_number(turn->office, reading->letter_number, turn->now_s,
				     &check);
	if (error < 0)
		return error;
	log_info("letter checked officer=%lld inbox=%lld verdict=%s",
		 (long long)officer->id, (long long)turn->message->id,
		 check_verdict_name(check.verdict));
	text_init(&text, row.text, sizeof row.text);
	return check_say(turn->office, &check, &phrase, &text) ? queue(turn, phrase, &row)
							       : 0;
}

/* Digits of a reason could be the PIN again. */
static void add_without_digits(struct text *out, const char *words)
{
	for (; *words != '\0'; words++)
		text_add_char(out, isdigit((unsigned char)*words) ? '*' : *words);
}

static int hide_pin(struct turn *turn)
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

/* A code, a number, or what a QR code holds. */
static bool is_question_of_check(const struct turn *turn)
{
	const struct reading *reading = &turn->reading;

	if (check_find_seal(turn->message->text) != NULL)
		return true;
	return (reading->intent == INTENT_VERIFY || reading->intent == INTENT_STATUS) &&
	       (reading->code[0] != '\0' || reading->letter_number[0] != '\0');
}

/* What this person may do here; NULL nothing: then he is anybody. */
static int (*find_action(const struct turn *turn,
			 const struct officer *officer))(struct turn *turn,
							 struct officer *officer)
{
	if (officer->role == OFFICER_ROLE_SUBDISTRICT)
		return is_question_of_check(turn) ? tell_check : NULL;
	if (turn->reading.intent == INTENT_STAFF_QUEUE)
		return tell_queue;
	return find_row(turn->reading.intent) != NULL ? decide : NULL;
}

int staff_take(struct turn *turn, bool *out_is_taken)
{
	int (*run)(struct turn * turn, struct officer * officer);
	struct officer officer;
	int error;

	*out_is_taken = false;
	if (turn->reading.intent != INTENT_STAFF_QUEUE &&
	    find_row(turn->reading.intent) == NULL && !is_question_of_check(turn))
		return 0;
	error = hide_pin(turn);
	if (error < 0 || strcmp(turn->message->door, "sms") != 0)
		return error; /* only there does a sender's number say something */
	error = officer_find_by_phone(turn->office->store, turn->message->sender,
				      &officer);
	if (error < 0)
		return error == -ENOENT ? 0 : error;
	run = find_action(turn, &officer);
	if (run == NULL)
		return 0;
	*out_is_taken = true;
	return run(turn, &officer);
}
