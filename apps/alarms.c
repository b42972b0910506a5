// SPDX-License-Identifier: MIT
#include "apps/alarms.h"

#include <stdio.h>

#include "apps/service.h"
#include "apps/watch.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "handlers/phone.h"
#include "handlers/phrases.h"
#include "store/modems.h"
#include "store/outbox.h"

enum {
	FULL_PERCENT = 80,
	DROPS_MANY = 3, /* within an hour */
	HOUR_S = 3600,
	ALARM_VALID_S = 24 * HOUR_S,
	COUNT_SHOWN_MAX = 99,
};

static bool is_down(const struct service_modem *at)
{
	return modem_health(at->modem)->state != MODEM_STATE_READY;
}

static bool is_full(const struct service_modem *at)
{
	const struct modem_health *health = modem_health(at->modem);

	return health->sim_size > 0 &&
	       health->sim_used * 100 >= health->sim_size * FULL_PERCENT;
}

/* Not so until the modem was asked. */
static bool is_size_known(const struct service_modem *at)
{
	return modem_health(at->modem)->sim_size > 0;
}

static bool is_dropping(const struct service_modem *at)
{
	const struct modem_health *health = modem_health(at->modem);

	return health->drops > DROPS_MANY && clock_utc_s() - health->dropped_at < HOUR_S;
}

static const struct {
	const char *phrase;
	bool (*holds)(const struct service_modem *at);
	bool (*is_known)(const struct service_modem *at); /* NULL: at any time */
	unsigned after_s; /* a burst or a reset is over by then */
} rows[ALARM_COUNT] = {
	[ALARM_DOWN] = { "K12", is_down, NULL, 900 },
	[ALARM_FULL] = { "K13", is_full, is_size_known, 300 },
	[ALARM_POWER] = { "K14", is_dropping, NULL, 0 },
};

/* An alarm that cannot leave now would come when all is well again. */
static bool can_leave(const struct service *service)
{
	for (size_t i = 0; i < service->n_modems; i++) {
		if (!is_down(&service->modems[i]))
			return true;
	}
	return false;
}

static int number_of(const struct service_modem *at, enum alarm alarm)
{
	int n = alarm == ALARM_POWER ? modem_health(at->modem)->drops
				     : outbox_count_waiting(at->service->store);

	if (n < 0)
		return 0;
	return n < COUNT_SHOWN_MAX ? n : COUNT_SHOWN_MAX;
}

static bool fill(const struct service_modem *at, enum alarm alarm, struct text *out)
{
	char clock[8], n[8];
	const struct phrase_value values[] = {
		{ "modem", modem_name(at->modem) },
		{ "pukul", clock },
		{ "n", n },
	};
	struct tm local;

	clock_local(at->alarms.since_s[alarm], &local);
	snprintf(clock, sizeof clock, "%02u.%02u", (unsigned)local.tm_hour % 24,
		 (unsigned)local.tm_min % 60);
	snprintf(n, sizeof n, "%d", number_of(at, alarm));
	return phrase_fill(at->service->office.phrases, rows[alarm].phrase, values,
			   sizeof values / sizeof values[0], out);
}

/* With the text itself, or a kill would make two of it. */
static int put_told(struct service_modem *at, enum alarm alarm)
{
	bool was_told = at->alarms.is_told[alarm];
	int error;

	at->alarms.is_told[alarm] = true;
	error = watch_put_health(at);
	at->alarms.is_told[alarm] = was_told;
	return error;
}

static bool tell(struct service_modem *at, enum alarm alarm)
{
	struct service *service = at->service;
	struct outbox_row row = { .priority = OUTBOX_PRIORITY_APPROVAL,
				  .valid_until = clock_utc_s() + ALARM_VALID_S };
	struct text text;
	int error;

	if (!phone_normalise(service->settings->village.admin_phone, row.to) ||
	    !can_leave(service))
		return false;
	text_copy(row.phrase, sizeof row.phrase, rows[alarm].phrase);
	text_init(&text, row.text, sizeof row.text);
	if (!fill(at, alarm, &text))
		return false;
	error = store_begin(service->store);
	if (error == 0) {
		error = outbox_add(service->store, &row);
		if (error == 0)
			error = put_told(at, alarm);
		if (error == 0)
			error = store_commit(service->store);
		else
			store_rollback(service->store);
	}
	if (error < 0)
		service_store_failed(service, "tell the admin of a modem", error);
	else
		log_warning("alarm modem=%s phrase=%s", modem_name(at->modem),
			    rows[alarm].phrase);
	return error == 0;
}

/* Time in which suratd did not run does not count. */
static int64_t held_ms(const struct service_modem *at, enum alarm alarm)
{
	const struct alarms *alarms = &at->alarms;

	return alarms->since_s[alarm] != 0 ? clock_mono_ms() - alarms->since_ms[alarm]
					   : 0;
}

static void look(struct service_modem *at, enum alarm alarm)
{
	const struct settings *settings = at->service->settings;
	unsigned hurry = settings->modems[at - at->service->modems].hurry;
	struct alarms *alarms = &at->alarms;

	if (rows[alarm].is_known != NULL && !rows[alarm].is_known(at))
		return;
	if (!rows[alarm].holds(at)) {
		if (alarms->since_s[alarm] != 0)
			service_note_health(at);
		alarms->since_s[alarm] = 0;
		alarms->is_told[alarm] = false;
		return;
	}
	if (alarms->since_s[alarm] == 0) {
		alarms->since_ms[alarm] = clock_mono_ms();
		alarms->since_s[alarm] = clock_utc_s();
		service_note_health(at);
	}
	if (!alarms->is_told[alarm] &&
	    held_ms(at, alarm) >= rows[alarm].after_s * 1000 / hurry)
		alarms->is_told[alarm] = tell(at, alarm);
}

void alarms_describe(const struct service_modem *at, struct modem_row *row)
{
	for (int alarm = 0; alarm < ALARM_COUNT; alarm++)
		row->alarms_told |= (int)at->alarms.is_told[alarm] << alarm;
	row->down_since = at->alarms.since_s[ALARM_DOWN];
	row->down_ms = held_ms(at, ALARM_DOWN);
	row->full_since = at->alarms.since_s[ALARM_FULL];
	row->full_ms = held_ms(at, ALARM_FULL);
}

void alarms_restore(struct service_modem *at, const struct modem_row *row)
{
	struct alarms *alarms = &at->alarms;
	int64_t now_ms = clock_mono_ms();

	alarms->since_s[ALARM_DOWN] = row->down_since;
	alarms->since_ms[ALARM_DOWN] = now_ms - row->down_ms;
	alarms->since_s[ALARM_FULL] = row->full_since;
	alarms->since_ms[ALARM_FULL] = now_ms - row->full_ms;
	for (int alarm = 0; alarm < ALARM_COUNT; alarm++)
		alarms->is_told[alarm] = (row->alarms_told >> alarm & 1) != 0 &&
					 alarms->since_s[alarm] != 0;
}

void alarms_look(struct service *service)
{
	for (size_t i = 0; !service->is_stopping && i < service->n_modems; i++) {
		for (int alarm = 0; alarm < ALARM_COUNT; alarm++)
			look(&service->modems[i], (enum alarm)alarm);
	}
}
