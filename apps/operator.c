// SPDX-License-Identifier: MIT
#include "apps/operator.h"

#include <errno.h>
#include <string.h>

#include "apps/credit.h"
#include "apps/service.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "store/outbox.h"

enum {
	HOUR_S = 3600,
	DAY_S = 24 * HOUR_S,
	TIMERS_PER_DAY = 2,
	QUIET_S = 30,            /* without a message: the line is likely to stay free */
	REQUEST_OLD_S = 10 * 60, /* whoever asked has gone away */
};

static const struct modem_options *options_of(const struct service_modem *at)
{
	return &at->service->settings->modems[at - at->service->modems];
}

int operator_start(struct service *service)
{
	int n = ussd_request_give_up(service->store, clock_utc_s() - REQUEST_OLD_S, true);

	return n < 0 ? n : 0;
}

static void finish(struct service_modem *at, struct ussd_request *request,
		   enum ussd_state state, const char *note)
{
	request->state = state;
	request->answered_at = clock_utc_s();
	text_copy(request->note, sizeof request->note, note);
	log_info("ussd request=%lld modem=%s asked_by=%s %s note=\"%s\"",
		 (long long)request->id, options_of(at)->name, request->asked_by,
		 ussd_state_name(state), note);
	credit_save(at, request);
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

/* Nothing can go out by this modem now, and nothing has gone in or out for a while. What
 * waits for its next try is no hindrance: it may wait for credit. */
static bool is_quiet(const struct service_modem *at)
{
	int64_t last_at =
		at->last_in_at > at->last_out_at ? at->last_in_at : at->last_out_at;
	int64_t now_s = clock_utc_s();
	struct outbox_row row;

	return at->flight == FLIGHT_NONE &&
	       now_s - last_at >= QUIET_S / (int)options_of(at)->hurry &&
	       outbox_next(at->service->store, modem_name(at->modem), now_s, &row) ==
		       -ENOENT;
}

/* Whether it is time, as far as the credit itself goes; sets since when nobody must have
 * asked. Refused texts ask for an answer at once: is it the credit? */
static bool is_time(const struct service_modem *at, int64_t *out_since_s)
{
	int64_t interval_s = (int64_t)options_of(at)->credit_hours * HOUR_S;
	int64_t now_s = clock_utc_s();

	*out_since_s = now_s - interval_s;
	if (at->refusals.since_s != 0) {
		*out_since_s = at->refusals.since_s;
		return at->flight == FLIGHT_NONE;
	}
	if (at->credit.rupiah >= 0 && now_s - at->credit.at < interval_s)
		return false; /* somebody else has asked, or the operator has told */
	return is_quiet(at);
}

/* Whether the timer is to ask now. */
static bool is_due(const struct service_modem *at)
{
	const struct modem_options *options = options_of(at);
	struct store *store = at->service->store;
	int64_t since_s, day_ago_s = clock_utc_s() - DAY_S;

	return options->credit_ussd[0] != '\0' && is_time(at, &since_s) &&
	       ussd_request_count_since(store, options->name, since_s) == 0 &&
	       ussd_request_count_since(store, options->name, day_ago_s) < TIMERS_PER_DAY;
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

static void look(struct service_modem *at)
{
	struct ussd_request request;

	credit_look_at_calendar(at);
	if (at->credit.request.id != 0 || !modem_may_ussd(at->modem))
		return;
	if (find_request(at, &request))
		ask(at, &request);
	else if (is_due(at))
		ask_on_time(at);
}

void operator_look(struct service *service)
{
	for (size_t i = 0; !service->is_stopping && i < service->n_modems; i++)
		look(&service->modems[i]);
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

void operator_on_ussd(void *context, struct modem *modem,
		      const struct modem_ussd_answer *answer)
{
	struct service_modem *at = context;
	struct ussd_request request = at->credit.request;
	char note[sizeof request.note] = "";

	(void)modem;
	if (answer->result == MODEM_USSD_RESULT_UNASKED) {
		credit_take_push(at, answer->text);
		return;
	}
	at->credit.request.id = 0;
	if (answer->result != MODEM_USSD_RESULT_ANSWERED) {
		note_failure(answer, note, sizeof note);
		finish(at, &request, USSD_STATE_FAILED, note);
	} else {
		at->credit.habit = answer->habit;
		text_copy(request.answer, sizeof request.answer, answer->text);
		if (is_about_credit(at, request.code, answer->text))
			credit_take_text(at, answer->text, CREDIT_SOURCE_ANSWER);
		finish(at, &request, USSD_STATE_ANSWERED, answer->is_cut ? "cut" : "");
	}
	operator_look(at->service); /* the next question may wait */
}
