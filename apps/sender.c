// SPDX-License-Identifier: MIT
#include "apps/sender.h"

#include <errno.h>
#include <string.h>

#include "apps/route.h"
#include "apps/service.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/must.h"
#include "base/text.h"
#include "modem/sms.h"

enum {
	UNSURE_TRIES_MAX = 1, /* one more try after a lost answer, never blind resends */
	NOT_GIVEN_WAIT_S =
		5,     /* the network never saw it: the modem's trouble, not the text's */
	PAUSE_S = 900, /* of a SIM that is refused: no credit, barred */
	/* Between two parts of one text: after more the network or the phone throws the
	 * first ones away (gammu issue 345), and all parts begin anew. */
	PART_GAP_S = 300,
	REFERENCE_STEP = 0x55, /* to another reference of a long text, often enough */
	REFERENCE_SET = 0x100, /* part_reference holds one; else it is that of the row */
};

/* How long a text stays worth delivering, per priority (TP-VP). */
static const unsigned valid_minutes[] = {
	[OUTBOX_PRIORITY_APPROVAL] = 60,
	[OUTBOX_PRIORITY_ANSWER] = 24 * 60,
	[OUTBOX_PRIORITY_NOTICE] = 3 * 24 * 60,
	[OUTBOX_PRIORITY_REMINDER] = 24 * 60,
};

/* Waits before the next try of a refused text, per attempt. */
static const int refused_wait_s[] = { 60, 300, 900 };

/* Waits follow the modem's hurry, 1 in service. */
static int hurried_s(const struct service_modem *at, int wait_s)
{
	size_t n = (size_t)(at - at->service->modems);
	int hurried = wait_s / (int)at->service->settings->modems[n].hurry;

	return hurried > 0 ? hurried : 1;
}

static bool is_quiet_time(const struct service *service, int64_t now_s)
{
	int from = service->settings->outbox.quiet_from_hour;
	int to = service->settings->outbox.quiet_to_hour;
	struct tm local;

	clock_local(now_s, &local);
	if (from <= to)
		return local.tm_hour >= from && local.tm_hour < to;
	return local.tm_hour >= from || local.tm_hour < to;
}

static bool may_wait(const struct outbox_row *row)
{
	return row->priority >= OUTBOX_PRIORITY_NOTICE;
}

/* Not now: it can wait for the pace, or for the morning. Nothing behind it is more
 * urgent. */
static bool must_wait(const struct service *service, const struct outbox_row *row)
{
	if (row->priority == OUTBOX_PRIORITY_REMINDER &&
	    is_quiet_time(service, clock_utc_s()))
		return true;
	return may_wait(row) && clock_mono_ms() < service->paced_until_ms;
}

static int give_up(struct service *service, struct outbox_row *row, const char *note)
{
	row->state = OUTBOX_STATE_FAILED;
	text_copy(row->note, sizeof row->note, note);
	log_warning("text given up outbox=%lld why=\"%s\"", (long long)row->id, note);
	return outbox_update(service->store, row);
}

static unsigned reference_of(const struct outbox_row *row)
{
	return row->part_reference != 0 ? row->part_reference : (unsigned)row->id;
}

/* A clock that was put right is a gap too: nobody knows how long it was. */
static void begin_anew_after_gap(struct outbox_row *row)
{
	int64_t gap_s = clock_utc_s() - row->sent_at;

	if (row->parts_sent == 0 || (gap_s >= 0 && gap_s <= PART_GAP_S))
		return;
	log_info("parts begin anew outbox=%lld parts_sent=%u gap_s=%lld",
		 (long long)row->id, row->parts_sent, (long long)gap_s);
	row->parts_sent = 0;
	row->part_reference =
		((reference_of(row) + REFERENCE_STEP) & 0xFF) | REFERENCE_SET;
}

static int encode_part(struct service_modem *at)
{
	const struct outbox_row *row = &at->row;
	const struct sms_submit submit = {
		.to = row->to,
		.utf8 = row->text,
		.part = row->parts_sent + 1,
		.reference = reference_of(row) & 0xFF,
		.valid_minutes = valid_minutes[row->priority],
		.wants_report = true,
	};

	return sms_encode(&submit, at->pdu_hex, &at->tpdu_octets);
}

/* A row that must not be sent any more, or cannot be: say so in the store. 1 = given up.
 */
static int refuse_unsendable(struct service_modem *at)
{
	struct outbox_row *row = &at->row;
	const char *note = NULL;
	int error;

	begin_anew_after_gap(row);
	if (row->valid_until > 0 && row->valid_until < clock_utc_s())
		note = "too old to be of use";
	else if (encode_part(at) < 0)
		note = "no number to send to, or longer than eight SMS";
	if (note == NULL)
		return 0;
	error = give_up(at->service, row, note);
	return error < 0 ? error : 1;
}

static int mark_sending(struct service_modem *at)
{
	struct outbox_row *row = &at->row;
	struct sms_plan plan;
	int error;

	must(sms_plan(row->text, &plan) == 0); /* refuse_unsendable() saw it fit */
	error = outbox_set_sending(at->service->store, row->id, modem_name(at->modem),
				   plan.n_parts);
	if (error < 0)
		return error;
	row->state = OUTBOX_STATE_SENDING;
	row->parts_total = plan.n_parts;
	row->attempts++;
	at->flight = FLIGHT_PREPARED;
	return 0;
}

int sender_prepare(struct service_modem *at)
{
	struct service *service = at->service;
	char others[ROUTE_PREFIXES_SIZE];
	int error;

	if (at->flight != FLIGHT_NONE || at->is_outcome_unsaved || service->is_stopping ||
	    !modem_is_free(at->modem) || refusals_is_paused(&at->refusals))
		return 0;
	route_others(at, others);
	do {
		error = outbox_next_for(service->store, modem_name(at->modem), others,
					clock_utc_s(), &at->row);
		if (error == 0 && must_wait(service, &at->row))
			error = -ENOENT;
		if (error == 0)
			error = refuse_unsendable(at);
	} while (error > 0);
	if (error == 0)
		return mark_sending(at);
	return error == -ENOENT ? 0 : error;
}

void sender_forget(struct service_modem *at)
{
	if (at->flight == FLIGHT_PREPARED)
		at->flight = FLIGHT_NONE;
}

void sender_go(struct service_modem *at)
{
	const struct modem_sent refused = { .id = at->row.id,
					    .result = MODEM_SEND_RESULT_NOT_GIVEN,
					    .error = -1,
					    .reference = -1 };

	if (at->flight != FLIGHT_PREPARED)
		return;
	at->flight = FLIGHT_GIVEN;
	/* Free when it was prepared, gone since: nothing has left. */
	if (modem_send(at->modem, at->row.id, at->pdu_hex, at->tpdu_octets) < 0)
		sender_on_sent(at, at->modem, &refused);
}

/* Up to a quarter more: an even beat looks like a machine's to an operator. The text is
 * the seed, so a test can tell. */
static int64_t paced_ms(const struct service *service, const struct outbox_row *row)
{
	int64_t pace_ms = (int64_t)(service->settings->outbox.pace_s * 1000);
	uint32_t jitter = ((uint32_t)row->id * UINT32_C(2654435769)) >> 24;

	return pace_ms + pace_ms * jitter / 1024;
}

static void part_was_sent(struct service *service, struct outbox_row *row,
			  const struct modem_sent *sent)
{
	row->parts_sent++;
	row->sms_reference = sent->reference;
	row->next_at = 0;
	row->sent_at = clock_utc_s();
	if (row->parts_sent < row->parts_total) {
		row->state = OUTBOX_STATE_QUEUED; /* the next part goes at once */
		row->attempts--;                  /* the text is still at the same try */
		return;
	}
	row->state = OUTBOX_STATE_SENT;
	if (may_wait(row))
		service->paced_until_ms = clock_mono_ms() + paced_ms(service, row);
}

static void was_not_given(const struct service_modem *at, struct outbox_row *row)
{
	row->state = OUTBOX_STATE_RETRY;
	row->attempts--;
	row->next_at = clock_utc_s() + hurried_s(at, NOT_GIVEN_WAIT_S);
}

/* The SIM is refused and not the text: it keeps its tries and goes first afterwards. */
static void sim_was_refused(const struct service_modem *at, struct outbox_row *row)
{
	row->state = OUTBOX_STATE_RETRY;
	row->attempts--;
	row->next_at = clock_utc_s() + hurried_s(at, PAUSE_S);
	log_warning("sending paused modem=%s error=%d", modem_name(at->modem),
		    row->error);
}

static void was_refused(struct service_modem *at, struct outbox_row *row)
{
	struct service *service = at->service;
	size_t last = sizeof refused_wait_s / sizeof refused_wait_s[0] - 1;
	size_t try = row->attempts > 0 ? (size_t)row->attempts - 1 : 0;

	if (refusals_note(&at->refusals, row->to, row->error,
			  hurried_s(at, PAUSE_S) * INT64_C(1000))) {
		sim_was_refused(at, row);
		return;
	}
	if (row->attempts >= service->settings->outbox.attempts_max) {
		row->state = OUTBOX_STATE_FAILED;
		text_copy(row->note, sizeof row->note, "refused by the network");
		return;
	}
	row->state = OUTBOX_STATE_RETRY;
	row->next_at =
		clock_utc_s() + hurried_s(at, refused_wait_s[try < last ? try : last]);
}

static void is_unsure(struct service *service, struct outbox_row *row)
{
	row->state = OUTBOX_STATE_UNSURE;
	row->unsure++;
	text_copy(row->note, sizeof row->note, "the modem's answer was lost");
	row->next_at = row->unsure <= UNSURE_TRIES_MAX
			       ? clock_utc_s() + service->settings->outbox.unsure_wait_s
			       : 0;
}

static void was_sent(struct service_modem *at, struct outbox_row *row,
		     const struct modem_sent *sent)
{
	if (refusals_end(&at->refusals))
		log_info("sending goes on modem=%s", modem_name(at->modem));
	part_was_sent(at->service, row, sent);
}

static void judge(struct service_modem *at, struct outbox_row *row,
		  const struct modem_sent *sent)
{
	row->error = sent->error;
	switch (sent->result) {
	case MODEM_SEND_RESULT_SENT:
		was_sent(at, row, sent);
		break;
	case MODEM_SEND_RESULT_NOT_GIVEN:
		was_not_given(at, row);
		break;
	case MODEM_SEND_RESULT_REFUSED:
		if (refusal_of(sent->error) == REFUSAL_NONE)
			was_sent(at, row, sent);
		else
			was_refused(at, row);
		break;
	case MODEM_SEND_RESULT_UNSURE:
		is_unsure(at->service, row);
		break;
	}
}

static void log_outcome(const struct service_modem *at, const struct modem_sent *sent)
{
	const struct outbox_row *row = &at->row;
	char number[LOG_NUMBER_SIZE];

	log_info("text %s outbox=%lld modem=%s to=%s part=%u/%u attempt=%d error=%d",
		 outbox_state_name(row->state), (long long)row->id, modem_name(at->modem),
		 log_number(number, row->to), row->parts_sent, row->parts_total,
		 row->attempts, sent->error);
}

/* The timer for the next text whose time has not come; the slow sweep is the net under
 * it. One whose time has come waits for its pace or for a modem; for that on_free()
 * looks.
 */
static void set_timer(struct service *service)
{
	int64_t now_s = clock_utc_s(), due_at;
	int64_t wait_ms = service->paced_until_ms - clock_mono_ms();

	if (outbox_next_time(service->store, now_s, &due_at) == 0 &&
	    (wait_ms <= 0 || (due_at - now_s) * 1000 < wait_ms))
		wait_ms = (due_at - now_s) * 1000;
	if (wait_ms <= 0)
		return;
	sd_event_source_set_time_relative(service->outbox_timer,
					  (uint64_t)wait_ms * 1000);
	sd_event_source_set_enabled(service->outbox_timer, SD_EVENT_ONESHOT);
}

/* One commit writes the outcome and takes the next row. An outcome that cannot be written
 * is kept here and tried again; until then this modem sends nothing new. */
static void save_outcome(struct service_modem *at)
{
	struct store *store = at->service->store;
	int error = store_begin(store);

	at->is_outcome_unsaved = false;
	if (error == 0) {
		error = outbox_update(store, &at->outcome);
		if (error == 0)
			error = sender_prepare(at);
		if (error == 0)
			error = store_commit(store);
		else
			store_rollback(store);
	}
	if (error < 0) {
		sender_forget(at);
		at->is_outcome_unsaved = true;
		service_store_failed(at->service, "write what became of a text", error);
	}
}

void sender_on_sent(void *context, struct modem *modem, const struct modem_sent *sent)
{
	struct service_modem *at = context;

	(void)modem;
	must(at->flight == FLIGHT_GIVEN && sent->id == at->row.id);
	judge(at, &at->row, sent);
	log_outcome(at, sent);
	at->outcome = at->row;
	at->flight = FLIGHT_NONE;
	at->last_out_at = clock_utc_s();
	service_note_health(at);
	save_outcome(at);
	if (at->flight == FLIGHT_PREPARED)
		sender_go(at);
	else
		set_timer(at->service);
}

/* Take the next row in a transaction of its own. */
static void take_next(struct service_modem *at)
{
	struct store *store = at->service->store;
	int error = store_begin(store);

	if (error == 0) {
		error = sender_prepare(at);
		if (error == 0)
			error = store_commit(store);
		else
			store_rollback(store);
	}
	if (error < 0) {
		sender_forget(at);
		service_store_failed(at->service, "take a text from the outbox", error);
	}
	sender_go(at);
}

void sender_on_free(void *context, struct modem *modem)
{
	struct service_modem *at = context;
	int64_t due_at;

	(void)modem;
	if (at->flight != FLIGHT_NONE)
		return;
	if (at->is_outcome_unsaved) {
		save_outcome(at);
		sender_go(at);
		return;
	}
	if (refusals_is_paused(&at->refusals))
		return;
	/* Ask before writing: an idle look must not cost a transaction. */
	if (outbox_next_time(at->service->store, -1, &due_at) == 0 &&
	    due_at <= clock_utc_s())
		take_next(at);
}

void sender_look(struct service *service)
{
	size_t order[SETTINGS_MODEMS_MAX];

	route_order(service, order);
	for (size_t i = 0; i < service->n_modems; i++) {
		struct service_modem *at = &service->modems[order[i]];

		if (modem_is_free(at->modem))
			sender_on_free(at, at->modem);
	}
	set_timer(service);
}
