// SPDX-License-Identifier: MIT
#include "handlers/answer_staff.h"

#include <errno.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "handlers/answer_decision.h"
#include "handlers/challenge.h"
#include "handlers/check.h"
#include "handlers/facts.h"
#include "handlers/office.h"
#include "handlers/officers.h"
#include "handlers/staff_reply.h"
#include "handlers/turn.h"
#include "store/inbox.h"
#include "store/outbox.h"

enum {
	DAY_S = 86400,
	LIST_ASKS = 3, /* requests that LIST brings with new numbers */
};

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
	struct ticket_filter filter = { .village = turn->office->village->code,
					.has_state = true,
					.state = TICKET_STATE_CHECKED };
	struct oldest oldest = { .count = 0 };
	char kind[8];
	int error = 0;

	if (officers_is_locked(officer))
		return staff_reply_once(turn, "K09");
	if (decision_is_closed(turn, officer) || officer->pin[0] == '\0' ||
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
	char counts[N_ROWS + 1][STAFF_COUNT_SIZE];
	struct phrase_value more[N_ROWS + 1];
	struct facts facts = { .n_more = N_ROWS + 1 };
	const char *village = turn->office->village->code;
	int error, n_texts;

	n_texts = outbox_count_since(turn->office->store, officer->phone,
				     turn->now_s - DAY_S);
	if (n_texts >= STAFF_REPLIES_PER_DAY) {
		turn->note = "no reply: too many to this officer";
		return 0;
	}
	for (size_t i = 0; i < N_ROWS; i++) {
		staff_show_count(
			ticket_count_state(turn->office->store, village, rows[i].state),
			counts[i]);
		more[i] = (struct phrase_value){ rows[i].name, counts[i] };
	}
	staff_show_count(ticket_count_late(turn->office->store, village, turn->now_s),
			 counts[N_ROWS]);
	more[N_ROWS] = (struct phrase_value){ "telat", counts[N_ROWS] };
	facts.more = more;
	error = staff_reply(turn, "K06", &facts);
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
	return check_say(turn->office, &check, &phrase, &text)
		       ? staff_queue(turn, phrase, &row)
		       : 0;
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
	return decision_is_of(turn->reading.intent) ? decision_take : NULL;
}

int staff_take(struct turn *turn, bool *out_is_taken)
{
	int (*run)(struct turn * turn, struct officer * officer);
	struct officer officer;
	int error;

	*out_is_taken = false;
	if (turn->reading.intent != INTENT_STAFF_QUEUE &&
	    !decision_is_of(turn->reading.intent) && !is_question_of_check(turn))
		return 0;
	error = decision_hide_pin(turn);
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
