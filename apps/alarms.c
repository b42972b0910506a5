// SPDX-License-Identifier: MIT
#include "apps/alarms.h"

#include <stdio.h>

#include "apps/service.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "handlers/phone.h"
#include "handlers/phrases.h"
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

static bool is_dropping(const struct service_modem *at)
{
	const struct modem_health *health = modem_health(at->modem);

	return health->drops > DROPS_MANY && clock_utc_s() - health->dropped_at < HOUR_S;
}

static const struct {
	const char *phrase;
	bool (*holds)(const struct service_modem *at);
	unsigned after_s; /* a burst or a reset is over by then */
} rows[ALARM_COUNT] = {
	[ALARM_DOWN] = { "K12", is_down, 900 },
	[ALARM_FULL] = { "K13", is_full, 300 },
	[ALARM_POWER] = { "K14", is_dropping, 0 },
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

static void look(struct service_modem *at, enum alarm alarm)
{
	const struct settings *settings = at->service->settings;
	unsigned hurry = settings->modems[at - at->service->modems].hurry;
	struct alarms *alarms = &at->alarms;

	if (!rows[alarm].holds(at)) {
		alarms->since_ms[alarm] = 0;
		alarms->is_told[alarm] = false;
		return;
	}
	if (alarms->since_ms[alarm] == 0) {
		alarms->since_ms[alarm] = clock_mono_ms();
		alarms->since_s[alarm] = clock_utc_s();
	}
	if (!alarms->is_told[alarm] && clock_mono_ms() - alarms->since_ms[alarm] >=
					       rows[alarm].after_s * 1000 / hurry)
		alarms->is_told[alarm] = tell(at, alarm);
}

void alarms_look(struct service *service)
{
	for (size_t i = 0; !service->is_stopping && i < service->n_modems; i++) {
		for (int alarm = 0; alarm < ALARM_COUNT; alarm++)
			look(&service->modems[i], (enum alarm)alarm);
	}
}
