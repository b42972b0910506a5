// SPDX-License-Identifier: MIT
#include "handlers/answer.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "handlers/answer_complaint.h"
#include "handlers/answer_info.h"
#include "handlers/answer_menu.h"
#include "handlers/answer_request.h"
#include "handlers/answer_staff.h"
#include "handlers/answer_status.h"
#include "handlers/answer_step.h"
#include "handlers/answer_talk.h"
#include "handlers/draft_state.h"
#include "handlers/facts.h"
#include "handlers/guards.h"
#include "handlers/office.h"
#include "handlers/phone.h"
#include "handlers/turn.h"
#include "letters/catalogue.h"
#include "store/inbox.h"
#include "store/outbox.h"

enum {
	SHORT_CODE_MAX_DIGITS = 6,
	PARTS_TOLD_S = 600,   /* DOMAIN 5.6: the other parts may be minutes late */
	PARTS_KEPT_S = 86400, /* after that a human reads what came */
	DAY_S = 86400,
	PARTS_AT_ONCE = 32,
	CONFIDENCE_SURE = 70, /* handlers/words.h */
};

/* What happens with an intent while a question waits for its answer. */
enum precedence {
	PRECEDENCE_QUESTION, /* the question takes it first */
	PRECEDENCE_SURE,     /* the intent, if it surely is no answer */
	PRECEDENCE_INTENT,   /* it means the same at any time */
};

static const struct answer_row {
	enum intent intent;
	int (*run)(struct turn *turn);
	enum precedence precedence;
	bool asks_resume; /* with an old request begun: ask about that first */
} rows[] = {
	{ INTENT_UNKNOWN, talk_not_understood, PRECEDENCE_QUESTION, true },
	{ INTENT_REQUEST, request_take, PRECEDENCE_QUESTION, true },
	{ INTENT_CHOICE, menu_choose, PRECEDENCE_QUESTION, true },
	{ INTENT_MENU, menu_greet, PRECEDENCE_INTENT, true },
	{ INTENT_GREETING, menu_greet, PRECEDENCE_QUESTION, true },
	{ INTENT_CONFIRM, talk_silence, PRECEDENCE_QUESTION, true },
	{ INTENT_DENY, talk_deny, PRECEDENCE_QUESTION, false },
	{ INTENT_STATUS, status_tell, PRECEDENCE_SURE, false },
	{ INTENT_CANCEL, status_cancel, PRECEDENCE_INTENT, false },
	{ INTENT_REQUIREMENTS, menu_tell_requirements, PRECEDENCE_SURE, false },
	{ INTENT_INFO, answer_info, PRECEDENCE_SURE, false },
	{ INTENT_REGISTER, talk_register, PRECEDENCE_INTENT, false },
	{ INTENT_OPTOUT, talk_optout, PRECEDENCE_SURE, false },
	{ INTENT_HUMAN, talk_to_human, PRECEDENCE_SURE, false },
	{ INTENT_THANKS, talk_silence, PRECEDENCE_SURE, false },
	{ INTENT_VERIFY, status_verify, PRECEDENCE_SURE, false },
	{ INTENT_STAFF_APPROVE, talk_not_understood, PRECEDENCE_QUESTION, false },
	{ INTENT_STAFF_REJECT, talk_not_understood, PRECEDENCE_QUESTION, false },
	{ INTENT_STAFF_WITHDRAW, talk_not_understood, PRECEDENCE_QUESTION, false },
	{ INTENT_STAFF_QUEUE, talk_not_understood, PRECEDENCE_QUESTION, false },
};

static const struct answer_row *find_row(enum intent intent)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (rows[i].intent == intent)
			return &rows[i];
	}
	return &rows[0];
}

const char *answer_refusal(const char *sender)
{
	char normal[LIMIT_ADDRESS_SIZE];
	size_t n_digits = 0;

	if (sender[0] == '\0')
		return "no sender";
	if (phone_normalise(sender, normal))
		return NULL;
	for (const char *at = sender; *at != '\0'; at++) {
		if (isdigit((unsigned char)*at))
			n_digits++;
		else if (strchr("+ -.()", *at) == NULL)
			return "alphanumeric";
	}
	if (n_digits <= SHORT_CODE_MAX_DIGITS)
		return "short";
	return sender[0] == '+' && strncmp(sender, "+62", 3) != 0 ? "foreign" : "service";
}

static bool goes_first(const struct turn *turn, const struct answer_row *row)
{
	return row->precedence == PRECEDENCE_INTENT ||
	       (row->precedence == PRECEDENCE_SURE && step_is_interrupted(turn));
}

/* A missed call asks for the menu; one text a day, since a call costs its caller nothing.
 */
static int answer_call(struct turn *turn)
{
	int n_texts = outbox_count_since(turn->office->store, turn->message->sender,
					 turn->now_s - DAY_S);

	turn->reading.intent = INTENT_MENU;
	if (n_texts > 0)
		turn->note = "missed call, had a text today";
	return n_texts != 0 ? (n_texts < 0 ? n_texts : 0) : menu_show(turn, 1);
}

/* What is not for the dialogue: an officer's command, a complaint by its number. */
static int take_apart(struct turn *turn, bool *out_is_taken)
{
	int error = staff_take(turn, out_is_taken);

	return error < 0 || *out_is_taken ? error : complaint_take(turn, out_is_taken);
}

static bool names_other_letter(const struct turn *turn)
{
	const struct reading *reading = &turn->reading;

	return reading->intent == INTENT_REQUEST && reading->n_letters > 0 &&
	       !reading->is_letter_guessed &&
	       strcmp(reading->letters[0]->keyword, turn->draft.kind) != 0;
}

/* A day later whose NIK it was is forgotten, and another letter's name is no answer to
 * what was asked then. */
static void forget_stale(struct turn *turn)
{
	if (step_is_stale(turn) &&
	    (turn->draft.kind[0] == '\0' || names_other_letter(turn)))
		turn_clear_request(turn);
}

static int dispatch(struct turn *turn)
{
	const struct answer_row *row = find_row(turn->reading.intent);
	bool is_taken = false;
	int error = 0;

	if (strcmp(turn->message->door, "call") == 0)
		return answer_call(turn);
	error = take_apart(turn, &is_taken);
	if (is_taken || error < 0)
		return error;
	forget_stale(turn);
	if (row->asks_resume && step_is_stale(turn) && turn->reading.n_niks == 0)
		return step_ask_resume(turn);
	if (!goes_first(turn, row))
		error = step_take(turn, &is_taken);
	return is_taken || error < 0 ? error : row->run(turn);
}

static int ignore(const struct office *office, const struct inbox_row *message,
		  enum intent intent, const char *note)
{
	log_info("message left unanswered inbox=%lld why=\"%s\"", (long long)message->id,
		 note);
	return inbox_set_state(office->store, message->id, INBOX_STATE_IGNORED,
			       intent_name(intent), note);
}

/* Handled before: a transaction that came again brings nothing new. */
static bool is_done(const struct inbox_row *message)
{
	return message->state != INBOX_STATE_NEW && message->state != INBOX_STATE_PART;
}

/* "kredit motor dealer" sounds like advertising, unless one was asked what for. */
static bool is_perhaps_answer(const struct turn *turn)
{
	return turn->reading.intent == INTENT_IGNORE &&
	       turn->reading.confidence < CONFIDENCE_SURE && step_takes_any_text(turn) &&
	       !step_is_stale(turn);
}

int answer_message(const struct office *office, const struct inbox_row *message,
		   int64_t now_s)
{
	const char *refusal = answer_refusal(message->sender);
	struct turn turn;
	int error;

	if (is_done(message))
		return 0;
	if (strcmp(message->sender, office->village->service_number) == 0)
		refusal = "own number";
	if (refusal != NULL)
		return ignore(office, message, INTENT_UNKNOWN, refusal);
	error = turn_begin(&turn, office, message, now_s);
	if (error < 0 || turn.before.inbox_id == message->id)
		return error;
	words_read(office->words, office->catalogue, message->text, &turn.reading);
	error = answer_info_read(office, message->text, draft_has_request(&turn.draft),
				 &turn.reading);
	if (error < 0)
		return error;
	if (is_perhaps_answer(&turn))
		turn.reading.intent = INTENT_UNKNOWN;
	if (turn.reading.intent == INTENT_IGNORE)
		return ignore(office, message, INTENT_IGNORE, "advertisement or code");
	error = guards_is_echo(&turn);
	if (error != 0)
		return error < 0 ? error
				 : ignore(office, message, turn.reading.intent,
					  "echo of our own text");
	error = dispatch(&turn);
	return error < 0 ? error : turn_end(&turn);
}

/* Once in a day: the sender hears that something is missing, and may write again. */
static int tell_sender(const struct office *office, const struct inbox_row *part,
		       int64_t now_s)
{
	struct outbox_row row = { .priority = OUTBOX_PRIORITY_ANSWER,
				  .created_at = now_s,
				  .inbox_id = part->id,
				  .valid_until = now_s + DAY_S };
	struct facts facts = { .number = 0 };
	struct text text;

	text_init(&text, row.text, sizeof(row.text));
	if (!facts_fill(office, "R50", &facts, &text) ||
	    outbox_has_said(office->store, part->sender, row.text, now_s - DAY_S))
		return 0;
	text_copy(row.to, sizeof(row.to), part->sender);
	text_copy(row.phrase, sizeof(row.phrase), "R50");
	text_copy(row.modem, sizeof(row.modem), part->modem);
	return outbox_add(office->store, &row);
}

/* What was seen to gets a note: it must not stand in the way of others. */
static int tell_part_missing(const struct office *office, const struct inbox_row *part,
			     int64_t now_s)
{
	const char *note = answer_refusal(part->sender), *refusal = NULL;
	int error = 0;

	if (note == NULL) {
		error = guards_ask_day(office, false, now_s, &refusal);
		if (error < 0 || refusal != NULL)
			return error;
		error = tell_sender(office, part, now_s);
		note = "told that a part is missing";
	}
	return error < 0 ? error
			 : inbox_set_state(office->store, part->id, INBOX_STATE_PART,
					   NULL, note);
}

/* The oldest parts that waited longer than `age_s`, each given to `act`. */
static int for_stale_parts(const struct office *office, int64_t now_s, int age_s,
			   bool is_unnoted_only,
			   int (*act)(const struct office *office,
				      const struct inbox_row *part, int64_t now_s))
{
	struct inbox_row parts[PARTS_AT_ONCE];
	int n_parts = inbox_find_stale_parts(office->store, now_s - age_s,
					     is_unnoted_only, parts, PARTS_AT_ONCE);
	int error = n_parts < 0 ? n_parts : 0;

	for (int i = 0; i < n_parts && error == 0; i++)
		error = act(office, &parts[i], now_s);
	return error;
}

static int give_to_human(const struct office *office, const struct inbox_row *part,
			 int64_t now_s)
{
	(void)now_s;
	return inbox_set_state(office->store, part->id, INBOX_STATE_UNREAD, "",
			       "a part never came");
}

int answer_incomplete_parts(const struct office *office, int64_t now_s)
{
	int error = for_stale_parts(office, now_s, PARTS_KEPT_S, false, give_to_human);

	if (error == 0)
		error = for_stale_parts(office, now_s, PARTS_TOLD_S, true,
					tell_part_missing);
	return error;
}
