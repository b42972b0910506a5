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
	ALARM_VALID_S = 3 * 24 * 3600,
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
	return error;
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

/* An answer that is not understood leaves the sum unknown: the old one would pass for
 * today's. A notice speaks only of what it names. */
bool credit_take_text(struct service_modem *at, const char *utf8,
		      enum credit_source source)
{
	struct credit_state *state = &at->credit;
	struct credit credit;
	bool is_understood = credit_read(utf8, source, &credit);

	if (source == CREDIT_SOURCE_NOTICE && !is_understood)
		return false;
	copy_flat(state->text, sizeof state->text, utf8);
	state->at = clock_utc_s();
	if (credit.has_rupiah || source == CREDIT_SOURCE_ANSWER)
		state->rupiah = credit.has_rupiah ? credit.rupiah : -1;
	note_dates(state, &credit);
	log_info("credit modem=%s understood=%s rupiah=%lld active_until=%s "
		 "grace_until=%s",
		 options_of(at)->name, is_understood ? "yes" : "no",
		 (long long)state->rupiah, state->active_until, state->grace_until);
	return true;
}

/* --- telling the admin ------------------------------------------------------------- */

static int queue_alarm(struct service_modem *at, const char *admin)
{
	struct service *service = at->service;
	struct credit_facts facts = facts_of(&at->credit);
	struct outbox_row row = { .priority = OUTBOX_PRIORITY_APPROVAL,
				  .valid_until = clock_utc_s() + ALARM_VALID_S };
	int n_waiting = outbox_count_waiting(service->store);
	struct text text;

	text_copy(row.to, sizeof row.to, admin);
	text_copy(row.phrase, sizeof row.phrase, "K07");
	text_init(&text, row.text, sizeof row.text);
	if (!credit_alarm_fill(service->office.phrases, &facts,
			       n_waiting < 0 ? 0 : n_waiting, &text))
		return 0;
	return outbox_add(service->store, &row);
}

/* What the admin is to know now; without an admin, what he was told last. */
static int alarms_of(const struct service_modem *at, char out_admin[LIMIT_ADDRESS_SIZE])
{
	const struct village *village = &at->service->settings->village;
	struct credit_facts facts = facts_of(&at->credit);

	if (!phone_normalise(village->admin_phone, out_admin))
		return at->credit.alarms;
	return credit_alarms(&facts, at->credit.alarms, options_of(at)->credit_low,
			     clock_utc_s());
}

/* Within a transaction: an alarm that is new, and all that is known. */
static int write_credit(struct service_modem *at)
{
	char admin[LIMIT_ADDRESS_SIZE];
	int alarms = alarms_of(at, admin), news = alarms & ~at->credit.alarms;
	int error = 0;

	at->credit.alarms = alarms;
	if (news != 0) {
		log_warning("credit alarm modem=%s rupiah=%lld active_until=%s",
			    options_of(at)->name, (long long)at->credit.rupiah,
			    at->credit.active_until);
		error = queue_alarm(at, admin);
	}
	return error < 0 ? error : watch_put_health(at);
}

void credit_save(struct service_modem *at, const struct ussd_request *request)
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

void credit_look_at_calendar(struct service_modem *at)
{
	char admin[LIMIT_ADDRESS_SIZE];

	if (alarms_of(at, admin) != at->credit.alarms)
		credit_save(at, NULL);
}

/* --- what comes unasked ------------------------------------------------------------ */

void credit_take_push(struct service_modem *at, const char *utf8)
{
	if (credit_take_text(at, utf8, CREDIT_SOURCE_NOTICE))
		credit_save(at, NULL);
}

/* Anybody can send a text under a name; so it may only change what is shown and when the
 * admin is called, and the next answer to a question of our own puts it right. */
void credit_take_message(struct service_modem *at, const struct inbox_row *row)
{
	if (row->sender[0] == '\0' || phone_is_mobile(row->sender) ||
	    row->state == INBOX_STATE_PART)
		return;
	credit_take_push(at, row->text);
}
