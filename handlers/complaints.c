// SPDX-License-Identifier: MIT
#include "handlers/complaints.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/log.h"
#include "base/text.h"
#include "handlers/facts.h"
#include "handlers/office.h"
#include "handlers/officers.h"
#include "handlers/phone.h"
#include "handlers/plain.h"
#include "handlers/steps.h"
#include "handlers/workdays.h"
#include "store/outbox.h"

enum {
	DAY_S = 86400,
	SILENT_S = 14 * DAY_S,      /* then what was answered counts as settled */
	REOPEN_S = 30 * DAY_S,      /* so long a closed one may be opened again */
	NOTICE_VALID_S = 3 * DAY_S, /* a text that waited longer says nothing new */
	AT_ONCE = 50,               /* in one transaction of the service */
	EACH_MAX = 2,               /* the head hears of more in one text */
	NUMBER_SIZE = 24,
};

#define FROM(state) (1U << COMPLAINT_STATE_##state)
#define OPEN        (FROM(RECEIVED) | FROM(ASSIGNED) | FROM(REOPENED))
#define DESK                                                                             \
	(STEP_ROLE_OPERATOR | STEP_ROLE_SECRETARY | STEP_ROLE_HEAD | STEP_ROLE_ACCOUNT)

static const struct row {
	const char *name;
	unsigned from;
	enum complaint_state to;
	unsigned roles;
	bool needs_text, needs_officer;
} rows[COMPLAINT_STEP_COUNT] = {
	[COMPLAINT_STEP_ASSIGN] = { "assign", OPEN, COMPLAINT_STATE_ASSIGNED, DESK, false,
				    true },
	[COMPLAINT_STEP_ANSWER] = { "answer", OPEN | FROM(ANSWERED),
				    COMPLAINT_STATE_ANSWERED, DESK, true, false },
	[COMPLAINT_STEP_CLOSE] = { "close", OPEN | FROM(ANSWERED), COMPLAINT_STATE_CLOSED,
				   DESK | STEP_ROLE_RESIDENT | STEP_ROLE_SYSTEM, false,
				   false },
	[COMPLAINT_STEP_REOPEN] = { "reopen", FROM(ANSWERED) | FROM(CLOSED),
				    COMPLAINT_STATE_REOPENED, DESK | STEP_ROLE_RESIDENT,
				    false, false },
};

static int64_t answer_until(const struct office *office, int64_t now_s)
{
	return office_due(office->village, now_s, office_desk(office)->complaint_days);
}

const char *complaint_step_name(enum complaint_step step)
{
	return rows[step].name;
}

bool complaint_step_is_allowed(enum complaint_step step, enum complaint_state state)
{
	return (rows[step].from >> state & 1U) != 0;
}

bool complaint_is_late(const struct complaint *complaint, int64_t now_s)
{
	return (OPEN >> complaint->state & 1U) != 0 && complaint->due_at < now_s;
}

size_t complaint_answer_max(void)
{
	return phrase_value_max("jawaban");
}

const char *complaint_state_word(enum complaint_state state)
{
	static const char *const words[COMPLAINT_STATE_COUNT] = {
		[COMPLAINT_STATE_RECEIVED] = "DITERIMA",
		[COMPLAINT_STATE_ASSIGNED] = "DITANGANI",
		[COMPLAINT_STATE_ANSWERED] = "DIJAWAB",
		[COMPLAINT_STATE_CLOSED] = "SELESAI",
		[COMPLAINT_STATE_REOPENED] = "DIBUKA LAGI",
	};

	return words[state];
}

static bool begins_place(const char *at, size_t *out_skip)
{
	static const struct {
		const char *word;
		bool is_left_out; /* "di depan masjid" is told without "di" */
	} words[] = {
		{ "di ", true },     { "dusun ", false },   { "dsn ", false },
		{ "rt ", false },    { "rw ", false },      { "jalan ", false },
		{ "jln ", false },   { "jl ", false },      { "jl.", false },
		{ "gang ", false },  { "gg ", false },      { "depan ", false },
		{ "dekat ", false }, { "sebelah ", false },
	};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		size_t length = strlen(words[i].word);

		if (strncasecmp(at, words[i].word, length) == 0) {
			*out_skip = words[i].is_left_out ? length : 0;
			return true;
		}
	}
	return false;
}

void complaint_find_place(const char *text, char out[COMPLAINT_PLACE_SIZE])
{
	out[0] = '\0';
	for (const char *at = text; *at != '\0'; at++) {
		struct text place;
		size_t skip;

		/* "jalan rusak di dusun Krajan": the thing is no place */
		if (at == text || isalnum((unsigned char)at[-1]) ||
		    !begins_place(at, &skip))
			continue;
		if (strncasecmp(at, "jalan ", 6) == 0 && strcasestr(at, " di ") != NULL)
			continue;
		at += skip;
		text_init(&place, out, COMPLAINT_PLACE_SIZE);
		text_add_bytes(&place, at, strcspn(at, ",.;!?\n"));
		return;
	}
}

int complaint_file(const struct office *office, const struct complaint_report *report,
		   int64_t now_s, struct complaint *out)
{
	int error;

	*out = (struct complaint){ .created_at = now_s,
				   .updated_at = now_s,
				   .inbox_id = report->inbox_id,
				   .due_at = answer_until(office, now_s) };
	text_copy(out->village, sizeof out->village, office->village->code);
	text_copy(out->phone, sizeof out->phone, report->phone);
	text_copy(out->text, sizeof out->text, report->text);
	text_copy(out->door, sizeof out->door, report->door);
	complaint_find_place(report->text, out->place);
	error = complaint_add(office->store, out);
	if (error == 0)
		log_info("complaint filed number=A-%lld door=%s", (long long)out->id,
			 out->door);
	return error;
}

struct telling {
	const char *phrase, *phone;
	enum outbox_priority priority;
	int64_t not_before;
	int n_late; /* {telat} */
};

/* Queue one text about a complaint; nothing when there is no mobile number. */
static int tell(const struct office *office, const struct complaint *complaint,
		const struct telling *telling, const char *officer, int64_t now_s)
{
	struct outbox_row row = { .priority = telling->priority,
				  .created_at = now_s,
				  .next_at = telling->not_before,
				  .valid_until = now_s + NOTICE_VALID_S,
				  .error = -1,
				  .sms_reference = -1 };
	char count[NUMBER_SIZE];
	const struct phrase_value more[] = { { "jawaban", complaint->answer },
					     { "laporan", complaint->text },
					     { "petugas", officer },
					     { "telat", count } };
	struct facts facts = { .number = complaint->id,
			       .date_at = complaint->due_at,
			       .more = more,
			       .n_more = sizeof more / sizeof more[0] };
	struct text text;

	if (!phone_is_mobile(telling->phone))
		return 0;
	snprintf(count, sizeof count, "%d", telling->n_late);
	text_init(&text, row.text, sizeof row.text);
	if (!facts_fill(office, telling->phrase, &facts, &text))
		return 0;
	text_copy(row.to, sizeof row.to, telling->phone);
	text_copy(row.phrase, sizeof row.phrase, telling->phrase);
	return outbox_add(office->store, &row);
}

static bool is_too_old(const struct complaint *complaint, int64_t now_s)
{
	return complaint->state == COMPLAINT_STATE_CLOSED &&
	       now_s - complaint->updated_at > REOPEN_S;
}

/* Once it is in letters that a phone surely shows. */
static bool is_too_long(const char *answer)
{
	char shown[2 * LIMIT_REASON_SIZE];
	struct text text;

	text_init(&text, shown, sizeof shown);
	plain_add(&text, answer, complaint_answer_max() + 1);
	return text.is_cut || text.length > complaint_answer_max();
}

/* Says in `why` what is missing; true when nothing is. */
static bool is_complete(const struct complaint *complaint,
			const struct complaint_doing *doing, const struct actor *actor,
			struct text *why)
{
	const struct row *row = &rows[doing->step];
	bool has_text = doing->text != NULL && doing->text[strspn(doing->text, " ")];
	/* Whoever did not answer must say why it needs none. */
	bool is_given_up = doing->step == COMPLAINT_STEP_CLOSE &&
			   complaint->state != COMPLAINT_STATE_ANSWERED &&
			   actor->role != STEP_ROLE_RESIDENT;

	if (row->needs_text && !has_text)
		text_say(why, "jawabannya harus ditulis");
	else if (row->needs_text && is_too_long(doing->text))
		text_say(why, "jawaban terlalu panjang, paling banyak %zu huruf",
			 complaint_answer_max());
	else if (row->needs_officer && doing->officer == NULL)
		text_say(why, "petugasnya harus disebut");
	else if (is_given_up && !has_text)
		text_say(why, "belum dijawab: alasannya harus ditulis");
	else
		return true;
	return false;
}

static int check(const struct complaint *complaint, const struct complaint_doing *doing,
		 const struct actor *actor, int64_t now_s, struct text *why)
{
	if (!complaint_step_is_allowed(doing->step, complaint->state) ||
	    is_too_old(complaint, now_s))
		return -EPERM;
	if ((rows[doing->step].roles & (unsigned)actor->role) == 0)
		return -EACCES;
	return is_complete(complaint, doing, actor, why) ? 0 : -EINVAL;
}

static void fill_event(const struct complaint *complaint, const char *step,
		       const struct actor *actor, int64_t now_s,
		       struct complaint_event *out)
{
	*out = (struct complaint_event){ .at = now_s,
					 .from = complaint->state,
					 .to = complaint->state };
	text_copy(out->actor, sizeof out->actor, actor->name);
	text_copy(out->role, sizeof out->role, step_role_name(actor->role));
	text_copy(out->door, sizeof out->door, actor->door);
	text_copy(out->step, sizeof out->step, step);
}

static void apply(const struct office *office, const struct complaint_doing *doing,
		  int64_t now_s, struct complaint *complaint)
{
	switch (doing->step) {
	case COMPLAINT_STEP_ASSIGN:
		complaint->officer_id = doing->officer->id;
		break;
	case COMPLAINT_STEP_ANSWER:
		text_copy(complaint->answer, sizeof complaint->answer, doing->text);
		complaint->answered_at = now_s;
		break;
	case COMPLAINT_STEP_REOPEN:
		complaint->due_at = answer_until(office, now_s);
		complaint->escalated_at = 0;
		break;
	case COMPLAINT_STEP_CLOSE:
	case COMPLAINT_STEP_COUNT:
		break;
	}
	complaint->state = rows[doing->step].to;
	complaint->updated_at = now_s;
}

/* The resident hears the answer, the officer that it is his. */
static int tell_of_step(const struct office *office, const struct complaint *complaint,
			const struct complaint_doing *doing, int64_t now_s)
{
	struct telling telling = { .priority = OUTBOX_PRIORITY_NOTICE };

	if (doing->step == COMPLAINT_STEP_ANSWER) {
		telling.phrase = "R60";
		telling.phone = complaint->phone;
	} else if (doing->step == COMPLAINT_STEP_ASSIGN) {
		telling.phrase = "K20";
		telling.phone = doing->officer->phone;
		telling.not_before = office_awake_at(now_s);
	} else {
		return 0;
	}
	return tell(office, complaint, &telling, "", now_s);
}

int complaint_do(const struct office *office, struct complaint *complaint,
		 const struct complaint_doing *doing, const struct actor *actor,
		 int64_t now_s, struct text *why)
{
	const char *reason = doing->officer != NULL ? doing->officer->name : doing->text;
	struct complaint_event event;
	int error = check(complaint, doing, actor, now_s, why);

	if (error < 0)
		return error;
	fill_event(complaint, rows[doing->step].name, actor, now_s, &event);
	event.to = rows[doing->step].to;
	if (reason != NULL)
		text_copy(event.why, sizeof event.why, reason);
	apply(office, doing, now_s, complaint);
	error = complaint_change(office->store, complaint, &event);
	if (error < 0)
		return error;
	log_info("complaint number=A-%lld step=%s from=%s to=%s by=%s door=%s",
		 (long long)complaint->id, event.step, complaint_state_name(event.from),
		 complaint_state_name(event.to), event.role, event.door);
	return tell_of_step(office, complaint, doing, now_s);
}

int complaint_add_words(const struct office *office, const struct complaint *complaint,
			const struct actor *actor, const char *words, int64_t now_s)
{
	struct complaint_event event;

	fill_event(complaint, "more", actor, now_s, &event);
	text_copy(event.why, sizeof event.why, words);
	return complaint_change(office->store, complaint, &event);
}

/* Some complaints, looked at before any is changed: a list that is read is not to be
 * written to. */
struct batch {
	int64_t ids[AT_ONCE];
	int count;
};

static bool take(void *context, const struct complaint *complaint)
{
	struct batch *batch = context;

	batch->ids[batch->count++] = complaint->id;
	return batch->count < AT_ONCE;
}

static const struct actor system_actor = { .name = "system",
					   .role = STEP_ROLE_SYSTEM,
					   .door = "system" };

static int escalate_one(const struct office *office, const struct telling *telling,
			const char *head, struct complaint *complaint, int64_t now_s)
{
	struct officer officer = { .name = "-" };
	struct complaint_event event;
	int error = 0;

	if (complaint->officer_id != 0)
		error = officer_get(office->store, complaint->officer_id, &officer);
	if (error < 0)
		return error;
	fill_event(complaint, "escalate", &system_actor, now_s, &event);
	text_copy(event.why, sizeof event.why, head);
	complaint->escalated_at = now_s;
	error = complaint_change(office->store, complaint, &event);
	if (error < 0 || telling->phrase == NULL)
		return error;
	return tell(office, complaint, telling, officer.name, now_s);
}

int complaint_escalate(const struct office *office, int64_t now_s)
{
	const struct complaint_filter filter = { .village = office->village->code,
						 .is_open_only = true,
						 .due_before = now_s,
						 .is_untold_only = true };
	struct telling telling = { .priority = OUTBOX_PRIORITY_REMINDER,
				   .not_before = office_awake_at(now_s) };
	struct batch batch = { .count = 0 };
	struct officer head;
	int error = officers_find_acting_head(office, now_s, &head);

	if (error < 0) /* nobody to tell; it stays late on the list */
		return error == -ENOENT ? 0 : error;
	error = complaint_list(office->store, &filter, take, &batch);
	telling.phone = head.phone;
	telling.phrase = batch.count > EACH_MAX ? "K22" : "K21";
	telling.n_late = batch.count;
	for (int i = 0; i < batch.count && error == 0; i++) {
		struct complaint complaint;

		error = complaint_get(office->store, batch.ids[i], &complaint);
		if (error == 0)
			error = escalate_one(office, &telling, head.name, &complaint,
					     now_s);
		if (batch.count > EACH_MAX)
			telling.phrase = NULL; /* one text for all */
	}
	return error < 0 ? error : batch.count;
}

int complaint_close_silent(const struct office *office, int64_t now_s)
{
	const struct complaint_filter filter = { .village = office->village->code,
						 .has_state = true,
						 .state = COMPLAINT_STATE_ANSWERED,
						 .before = now_s - SILENT_S };
	const struct complaint_doing doing = { .step = COMPLAINT_STEP_CLOSE,
					       .text = "tidak ada tanggapan" };
	struct batch batch = { .count = 0 };
	int error = complaint_list(office->store, &filter, take, &batch);

	for (int i = 0; i < batch.count && error == 0; i++) {
		struct complaint complaint;

		error = complaint_get(office->store, batch.ids[i], &complaint);
		if (error == 0)
			error = complaint_do(office, &complaint, &doing, &system_actor,
					     now_s, NULL);
	}
	return error < 0 ? error : batch.count;
}
