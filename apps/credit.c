// SPDX-License-Identifier: MIT
#include "apps/credit.h"

#include <errno.h>
#include <string.h>

#include "apps/sender.h"
#include "apps/service.h"
#include "apps/watch.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "handlers/credit.h"
#include "handlers/credit_alarm.h"
#include "handlers/phone.h"
#include "store/inbox.h"
#include "store/modems.h"

enum {
	HOUR_S = 3600,
	DAY_S = 24 * HOUR_S,
	TIMERS_PER_DAY = 2,
	QUIET_S = 30,            /* without a message: the line is likely to stay free */
	REQUEST_OLD_S = 10 * 60, /* whoever asked has gone away */
	ALARM_VALID_S = 3 * DAY_S,
};

static const struct modem_options *options_of(const struct service_modem *at)
{
	return &at->service->settings->modems[at - at->service->modems];
}

static struct credit_facts facts_of(const struct credit_state *credit)
{
	return (struct credit_facts){
		.rupiah = credit->rupiah,
		.active_until = credit->active_until,
		.grace_until = credit->grace_until,
	};
}

/* --- what is known ----------------------------------------------------------------- */

static int load(struct service_modem *at)
{
	struct credit_state *credit = &at->credit;
	struct modem_row row;
	int error = modem_row_get(at->service->store, options_of(at)->name, &row);

	*credit = (struct credit_state){ .rupiah = -1 };
	if (error < 0)
		return error == -ENOENT ? 0 : error;
	text_copy(credit->text, sizeof credit->text, row.credit);
	credit->at = row.credit_at;
	credit->rupiah = row.credit_rupiah;
	text_copy(credit->active_until, sizeof credit->active_until, row.active_until);
	text_copy(credit->grace_until, sizeof credit->grace_until, row.grace_until);
	credit->alarms = row.credit_alarms;
	text_copy(credit->habit.imei, sizeof credit->habit.imei, row.imei);
	credit->habit.form = ussd_form_of_name(row.ussd_form);
	credit->habit.is_ok_first = row.is_ussd_ok_first;
	return 0;
}

int credit_start(struct service *service)
{
	int error = 0;

	for (size_t i = 0; error == 0 && i < service->settings->n_modems; i++) {
		service->modems[i].service = service;
		error = load(&service->modems[i]);
	}
	if (error == 0)
		error = ussd_request_give_up(service->store,
					     clock_utc_s() - REQUEST_OLD_S, true);
	return error < 0 ? error : 0;
}

void credit_describe(const struct service_modem *at, struct modem_row *row)
{
	const struct credit_state *credit = &at->credit;

	text_copy(row->credit, sizeof row->credit, credit->text);
	row->credit_at = credit->at;
	row->credit_rupiah = credit->rupiah;
	text_copy(row->active_until, sizeof row->active_until, credit->active_until);
	text_copy(row->grace_until, sizeof row->grace_until, credit->grace_until);
	row->credit_alarms = credit->alarms;
	if (strcmp(credit->habit.imei, row->imei) != 0)
		return; /* another modem is plugged in by now */
	text_copy(row->ussd_form, sizeof row->ussd_form,
		  ussd_form_name(credit->habit.form));
	row->is_ussd_ok_first = credit->habit.is_ok_first;
}

/* As one line; a longer text is cut. */
static void copy_flat(char *out, size_t size, const char *utf8)
{
	text_copy(out, size, utf8);
	for (; *out != '\0'; out++) {
		if (*out == '\n' || *out == '\r')
			*out = ' ';
	}
}

static void note_dates(struct credit_state *state, const struct credit *credit)
{
	if (credit->has_active)
		date_show(&credit->active_until, state->active_until);
	if (credit->has_grace)
		date_show(&credit->grace_until, state->grace_until);
}

/* Take over what a text says. An answer that is not understood leaves the sum unknown:
 * the old one would pass for today's. A notice speaks only of what it names. */
static void take_text(struct service_modem *at, const char *utf8,
		      enum credit_source source)
{
	struct credit_state *state = &at->credit;
	struct credit credit;
	bool is_understood = credit_read(utf8, source, &credit);

	if (source == CREDIT_SOURCE_NOTICE && !is_understood)
		return;
	copy_flat(state->text, sizeof state->text, utf8);
	state->at = clock_utc_s();
	if (credit.has_rupiah || source == CREDIT_SOURCE_ANSWER)
		state->rupiah = credit.has_rupiah ? credit.rupiah : -1;
	note_dates(state, &credit);
	log_info("credit modem=%s understood=%s rupiah=%lld active_until=%s "
		 "grace_until=%s",
		 options_of(at)->name, is_understood ? "yes" : "no",
		 (long long)state->rupiah, state->active_until, state->grace_until);
}

/* --- telling the admin ------------------------------------------------------------- */

static int queue_alarm(struct service_modem *at)
{
	struct service *service = at->service;
	struct credit_facts facts = facts_of(&at->credit);
	struct outbox_row row = { .priority = OUTBOX_PRIORITY_APPROVAL,
				  .valid_until = clock_utc_s() + ALARM_VALID_S };
	int n_waiting = outbox_count_waiting(service->store);
	struct text text;

	if (!phone_normalise(service->settings->village.admin_phone, row.to))
		return 0;
	text_copy(row.phrase, sizeof row.phrase, "K07");
	text_init(&text, row.text, sizeof row.text);
	if (!credit_alarm_fill(service->office.phrases, &facts,
			       n_waiting < 0 ? 0 : n_waiting, &text))
		return 0;
	return outbox_add(service->store, &row);
}

/* Within a transaction: an alarm that is new, and all that is known. */
static int write_credit(struct service_modem *at)
{
	struct credit_facts facts = facts_of(&at->credit);
	int before = at->credit.alarms, error = 0;

	at->credit.alarms =
		credit_alarms(&facts, before, options_of(at)->credit_low, clock_utc_s());
	if ((at->credit.alarms & ~before) != 0) {
		log_warning("credit alarm modem=%s rupiah=%lld active_until=%s",
			    options_of(at)->name, (long long)at->credit.rupiah,
			    at->credit.active_until);
		error = queue_alarm(at);
	}
	return error < 0 ? error : watch_put_health(at);
}

/* One commit: what became of the question (NULL: none was asked), and what follows. */
static void save(struct service_modem *at, const struct ussd_request *request)
{
	struct store *store = at->service->store;
	int before = at->credit.alarms;
	int error = store_begin(store);

	if (error == 0) {
		if (request != NULL)
			error = ussd_request_update(store, request);
		if (error == 0)
			error = write_credit(at);
		if (error == 0)
			error = store_commit(store);
		else
			store_rollback(store);
	}
	if (error < 0) {
		at->credit.alarms = before;
		service_store_failed(at->service, "write down the credit", error);
		return;
	}
	if (!at->service->is_stopping)
		sender_look(at->service);
}

/* --- asking ------------------------------------------------------------------------ */

static void finish(struct service_modem *at, struct ussd_request *request,
		   enum ussd_state state, const char *note)
{
	request->state = state;
	request->answered_at = clock_utc_s();
	text_copy(request->note, sizeof request->note, note);
	log_info("ussd request=%lld modem=%s asked_by=%s %s note=\"%s\"",
		 (long long)request->id, options_of(at)->name, request->asked_by,
		 ussd_state_name(state), note);
	save(at, request);
}

/* Give it to the modem; messages go first there. */
static void ask(struct service_modem *at, struct ussd_request *request)
{
	int error;

	text_copy(request->modem, sizeof request->modem, modem_name(at->modem));
	error = ussd_request_set_asking(at->service->store, request);
	if (error < 0) {
		service_store_failed(at->service, "take a question to the operator",
				     error);
		return;
	}
	at->credit.request = *request;
	error = modem_ussd(at->modem, request->code, &at->credit.habit);
	if (error == 0)
		return;
	at->credit.request.id = 0;
	finish(at, request, USSD_STATE_FAILED,
	       error == -EINVAL ? "no code" : "the modem is busy");
}

static bool is_quiet(const struct service_modem *at)
{
	int64_t last_at =
		at->last_in_at > at->last_out_at ? at->last_in_at : at->last_out_at;

	return at->flight == FLIGHT_NONE && !at->service->is_stopping &&
	       clock_utc_s() - last_at >= QUIET_S / (int)options_of(at)->hurry &&
	       outbox_count_waiting(at->service->store) == 0;
}

/* Whether the timer is to ask now. */
static bool is_due(const struct service_modem *at)
{
	const struct modem_options *options = options_of(at);
	struct store *store = at->service->store;
	int64_t now_s = clock_utc_s();
	int64_t interval_s = (int64_t)options->credit_hours * HOUR_S;

	if (options->credit_ussd[0] == '\0' || !is_quiet(at))
		return false;
	if (at->credit.rupiah >= 0 && now_s - at->credit.at < interval_s)
		return false; /* somebody else has asked, or the operator has told */
	return ussd_request_count_since(store, options->name, now_s - interval_s) == 0 &&
	       ussd_request_count_since(store, options->name, now_s - DAY_S) <
		       TIMERS_PER_DAY;
}

static void ask_on_time(struct service_modem *at)
{
	struct ussd_request request = { .id = 0 };
	int error;

	text_copy(request.modem, sizeof request.modem, options_of(at)->name);
	text_copy(request.code, sizeof request.code, options_of(at)->credit_ussd);
	text_copy(request.asked_by, sizeof request.asked_by, USSD_ASKED_BY_TIMER);
	error = ussd_request_add(at->service->store, &request);
	if (error == 0)
		ask(at, &request);
	else
		service_store_failed(at->service, "ask for the credit", error);
}

/* The oldest question that still has somebody waiting for it. */
static bool find_request(struct service_modem *at, struct ussd_request *out)
{
	struct store *store = at->service->store;

	while (ussd_request_next(store, modem_name(at->modem), out) == 0) {
		if (clock_utc_s() - out->created_at < REQUEST_OLD_S)
			return true;
		if (ussd_request_give_up(store, clock_utc_s() - REQUEST_OLD_S + 1,
					 false) <= 0)
			return false;
	}
	return false;
}

void credit_look(struct service *service)
{
	for (size_t i = 0; i < service->n_modems; i++) {
		struct service_modem *at = &service->modems[i];
		struct ussd_request request;

		if (service->is_stopping || at->credit.request.id != 0 ||
		    !modem_may_ussd(at->modem))
			continue;
		if (find_request(at, &request))
			ask(at, &request);
		else if (is_due(at))
			ask_on_time(at);
	}
}

/* --- what comes -------------------------------------------------------------------- */

/* Without a code of its own in the settings, whatever answer speaks of credit counts. */
static bool is_about_credit(const struct service_modem *at, const char *code,
			    const char *text)
{
	const char *own = options_of(at)->credit_ussd;
	struct credit credit;

	if (own[0] != '\0')
		return strcmp(own, code) == 0;
	return credit_read(text, CREDIT_SOURCE_ANSWER, &credit) && credit.has_rupiah;
}

static void note_failure(const struct modem_ussd_answer *answer, char *out, size_t size)
{
	struct text note;

	text_init(&note, out, size);
	text_add(&note, modem_ussd_result_name(answer->result));
	if (answer->error >= 0)
		text_add_format(&note, ", error %d", answer->error);
}

void credit_on_ussd(void *context, struct modem *modem,
		    const struct modem_ussd_answer *answer)
{
	struct service_modem *at = context;
	struct ussd_request request = at->credit.request;
	char note[sizeof request.note] = "";

	(void)modem;
	if (answer->result == MODEM_USSD_RESULT_UNASKED) {
		take_text(at, answer->text, CREDIT_SOURCE_NOTICE);
		save(at, NULL);
		return;
	}
	at->credit.request.id = 0;
	if (answer->result != MODEM_USSD_RESULT_ANSWERED) {
		note_failure(answer, note, sizeof note);
		finish(at, &request, USSD_STATE_FAILED, note);
		return;
	}
	at->credit.habit = answer->habit;
	text_copy(request.answer, sizeof request.answer, answer->text);
	if (is_about_credit(at, request.code, answer->text))
		take_text(at, answer->text, CREDIT_SOURCE_ANSWER);
	finish(at, &request, USSD_STATE_ANSWERED, answer->is_cut ? "cut" : "");
}

/* Anybody can send a text under a name; so it may only change what is shown and when the
 * admin is called, and the next answer to a question of our own puts it right. */
void credit_take_notice(struct service_modem *at, const struct inbox_row *row)
{
	int64_t before_at = at->credit.at;

	if (row->sender[0] == '\0' || phone_is_mobile(row->sender) ||
	    row->state == INBOX_STATE_PART)
		return;
	take_text(at, row->text, CREDIT_SOURCE_NOTICE);
	if (at->credit.at != before_at)
		save(at, NULL);
}
