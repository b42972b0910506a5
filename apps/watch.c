// SPDX-License-Identifier: MIT
#include "apps/watch.h"

#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "apps/alarms.h"
#include "apps/intake.h"
#include "apps/operator.h"
#include "apps/sealer.h"
#include "apps/sender.h"
#include "apps/service.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "handlers/rounds.h"
#include "store/drafts.h"
#include "store/modems.h"

enum {
	SWEEP_US = 10 * 1000 * 1000,
	HEARTBEAT_S =
		300, /* without news a row is written again: the doctor sees its age */
	HEALTH_DELAY_US = 500 * 1000, /* many small changes become one commit */
	TIMER_ACCURACY_US = 250 * 1000,
	HOUSEKEEPING_US = 600u * 1000 * 1000,
	DRAFT_KEPT_S = 7 * 24 * 3600,
	STORE_FREE_AGAIN_BYTES = 4 << 20, /* room to take messages off the SIM again */
};

/* A modem that works and may not send is as much an alarm as one that is gone. */
static void describe_pause(const struct service_modem *at, struct modem_row *row)
{
	const char *why, *state = refusals_state(&at->refusals, &why);

	if (state == NULL || modem_health(at->modem)->state != MODEM_STATE_READY)
		return;
	text_copy(row->state, sizeof row->state, state);
	text_copy(row->why, sizeof row->why, why);
	row->since_at = at->refusals.since_s;
}

/* As long as the card has not told, it is that of the last run: only so a power cut
 * during the start does not lose its service centre. */
static void describe_card(const struct service_modem *at, struct modem_row *row)
{
	const struct modem_health *health = modem_health(at->modem);
	bool is_known = health->sim[0] != '\0';
	bool is_same = !is_known || strcmp(health->sim, at->last_sim) == 0;
	const char *last_centre = is_same ? at->last_centre : "";

	text_copy(row->sim, sizeof row->sim, is_known ? health->sim : at->last_sim);
	text_copy(row->centre, sizeof row->centre,
		  health->centre[0] != '\0' ? health->centre : last_centre);
}

void watch_restore(struct service_modem *at)
{
	struct modem_row row;

	if (modem_row_get(at->service->store, modem_name(at->modem), &row) < 0)
		return;
	text_copy(at->last_sim, sizeof at->last_sim, row.sim);
	text_copy(at->last_centre, sizeof at->last_centre, row.centre);
	modem_set_centre(at->modem, row.sim, row.centre);
	at->last_in_at = row.last_in_at;
	at->last_out_at = row.last_out_at;
	alarms_restore(at, &row);
}

/* While it is tried again, why it must be: "the port is open" helps nobody. */
static const char *describe_why(const struct modem_health *health)
{
	bool is_tried = health->state == MODEM_STATE_PROBING ||
			health->state == MODEM_STATE_ABSENT;

	return is_tried && health->trouble[0] != '\0' ? health->trouble : health->why;
}

static void describe_health(const struct service_modem *at, struct modem_row *row)
{
	const struct modem_health *health = modem_health(at->modem);
	const struct settings *settings = at->service->settings;

	*row = (struct modem_row){ .since_at = health->since_s,
				   .signal_percent = health->signal_percent,
				   .sim_used = health->sim_used,
				   .sim_size = health->sim_size,
				   .is_receiving_stopped = health->is_receiving_stopped,
				   .last_in_at = at->last_in_at,
				   .last_out_at = at->last_out_at,
				   .updated_at = clock_utc_s() };
	text_copy(row->name, sizeof row->name, modem_name(at->modem));
	text_copy(row->state, sizeof row->state, modem_state_name(health->state));
	text_copy(row->why, sizeof row->why, describe_why(health));
	describe_pause(at, row);
	text_copy(row->port, sizeof row->port,
		  settings->modems[at - at->service->modems].port);
	text_copy(row->model, sizeof row->model, health->model);
	text_copy(row->imei, sizeof row->imei, health->imei);
	text_copy(row->operator_name, sizeof row->operator_name, health->operator_name);
	describe_card(at, row);
	row->drops = health->drops;
	row->dropped_at = health->dropped_at;
	row->clock_ahead_s = health->clock_ahead_s;
	row->clock_at = health->clock_at;
	alarms_describe(at, row);
	credit_describe(at, row);
}

int watch_put_health(struct service_modem *at)
{
	struct modem_row row;

	describe_health(at, &row);
	at->saved_ms = clock_mono_ms();
	return modem_row_put(at->service->store, &row);
}

static int put_reports(struct service *service)
{
	int error = 0;

	for (size_t i = 0; error == 0 && i < service->n_reports; i++) {
		const struct service_report *report = &service->reports[i];

		error = outbox_report(service->store, report->to, report->reference,
				      report->is_delivered, clock_utc_s());
		if (error == -ENOENT)
			error = 0; /* of a text that is not ours, or older than 72 h */
	}
	return error;
}

static int put_notes(struct service *service)
{
	int error = put_reports(service);

	for (size_t i = 0; error == 0 && i < service->n_modems; i++) {
		if (service->modems[i].is_health_unsaved)
			error = watch_put_health(&service->modems[i]);
	}
	return error;
}

void service_save_notes(struct service *service)
{
	int error = store_begin(service->store);

	if (error == 0) {
		error = put_notes(service);
		if (error == 0)
			error = store_commit(service->store);
		else
			store_rollback(service->store);
	}
	if (error < 0) {
		service_store_failed(service, "write the modem's health", error);
		return; /* still unsaved: the sweep tries again */
	}
	service->n_reports = 0;
	for (size_t i = 0; i < service->n_modems; i++)
		service->modems[i].is_health_unsaved = false;
}

static int on_health_timer(sd_event_source *source, uint64_t at_us, void *context)
{
	(void)source;
	(void)at_us;
	service_save_notes(context);
	return 0;
}

void service_note_health(struct service_modem *at)
{
	struct service *service = at->service;
	bool was_noted = at->is_health_unsaved;

	at->is_health_unsaved = true;
	if (was_noted || service->health_timer == NULL)
		return;
	sd_event_source_set_time_relative(service->health_timer, HEALTH_DELAY_US);
	sd_event_source_set_enabled(service->health_timer, SD_EVENT_ONESHOT);
}

void watch_on_health(void *context, struct modem *modem)
{
	(void)modem;
	service_note_health(context);
}

static void try_receiving_again(struct service *service)
{
	int64_t free_bytes = store_free_bytes(service->store);

	if (free_bytes >= 0 && free_bytes < STORE_FREE_AGAIN_BYTES &&
	    service->is_store_full)
		return;
	if (service->is_store_full)
		log_info("store has room again free_bytes=%lld", (long long)free_bytes);
	service->is_store_full = false;
	for (size_t i = 0; i < service->n_modems; i++) {
		if (modem_health(service->modems[i].modem)->is_receiving_stopped)
			modem_resume_receiving(service->modems[i].modem);
	}
}

static bool is_any_health_unsaved(struct service *service)
{
	bool is_any = false;

	for (size_t i = 0; i < service->n_modems; i++) {
		struct service_modem *at = &service->modems[i];

		if (clock_mono_ms() - at->saved_ms >= HEARTBEAT_S * 1000)
			at->is_health_unsaved = true;
		is_any |= at->is_health_unsaved;
	}
	return is_any;
}

static int on_sweep(sd_event_source *source, uint64_t at_us, void *context)
{
	struct service *service = context;

	(void)at_us;
	if (is_any_health_unsaved(service))
		service_save_notes(service);
	try_receiving_again(service);
	sender_look(service);
	sealer_look(service);
	operator_look(service);
	alarms_look(service);
	if (outbox_count_waiting(service->store) == 0)
		store_tidy(service->store);
	return sd_event_source_set_time_relative(source, SWEEP_US);
}

static int on_outbox_timer(sd_event_source *source, uint64_t at_us, void *context)
{
	(void)source;
	(void)at_us;
	sender_look(context);
	return 0;
}

/* Somebody wants the story of a modem: "record NAME", and where it goes. */
static void begin_records(struct service *service)
{
	static const char request[] = "record ";
	char word[sizeof request + MODEM_NAME_SIZE];
	int socket;

	while (doorbell_take(service->bell, word, sizeof word, &socket)) {
		size_t i = 0;

		while (i < service->n_modems &&
		       (strncmp(word, request, sizeof request - 1) != 0 ||
			strcmp(word + sizeof request - 1,
			       modem_name(service->modems[i].modem)) != 0))
			i++;
		if (i < service->n_modems)
			modem_record(service->modems[i].modem, socket);
		else
			close(socket);
	}
}

static int on_bell(sd_event_source *source, int fd, uint32_t events, void *context)
{
	struct service *service = context;

	(void)source;
	(void)fd;
	(void)events;
	begin_records(service);
	sender_look(service);
	sealer_look(service);
	operator_look(service);
	alarms_look(service);
	return 0;
}

static void forget_old_drafts(struct service *service)
{
	int error = store_begin(service->store);

	if (error == 0) {
		error = draft_delete_before(service->store, clock_utc_s() - DRAFT_KEPT_S);
		if (error == 0)
			error = store_commit(service->store);
		else
			store_rollback(service->store);
	}
	if (error < 0)
		service_store_failed(service, "forget old drafts", error);
}

static void make_rounds(struct service *service)
{
	size_t n_duties;
	const struct duty *duties = rounds(&n_duties);

	for (size_t i = 0; i < n_duties; i++) {
		int error = store_begin(service->store);
		int done = error;

		if (error == 0) {
			done = duties[i].run(&service->office, clock_utc_s());
			if (done >= 0)
				error = store_commit(service->store);
			else
				store_rollback(service->store);
		}
		if (done < 0 || error < 0)
			service_store_failed(service, duties[i].name,
					     done < 0 ? done : error);
		else if (done > 0)
			log_info("round duty=\"%s\" done=%d", duties[i].name, done);
	}
	sender_look(service);
}

static int on_housekeeping(sd_event_source *source, uint64_t at_us, void *context)
{
	struct service *service = context;

	(void)at_us;
	intake_sweep_parts(service);
	forget_old_drafts(service);
	make_rounds(service);
	return sd_event_source_set_time_relative(source, HOUSEKEEPING_US);
}

static int add_timer(struct service *service, uint64_t after_us, int enabled,
		     sd_event_time_handler_t handler, sd_event_source **out_source)
{
	sd_event_source *source;
	int error =
		sd_event_add_time_relative(service->loop, &source, CLOCK_MONOTONIC,
					   after_us, TIMER_ACCURACY_US, handler, service);

	if (error < 0)
		return error;
	error = sd_event_source_set_enabled(source, enabled);
	if (out_source != NULL) {
		*out_source = source;
		return error;
	}
	sd_event_source_set_floating(source, true); /* the loop keeps it now */
	sd_event_source_unref(source);
	return error;
}

int watch_start(struct service *service, struct text *why)
{
	int error = sd_event_add_io(service->loop, NULL, doorbell_fd(service->bell),
				    EPOLLIN, on_bell, service);

	if (error >= 0)
		error = add_timer(service, SWEEP_US, SD_EVENT_ON, on_sweep, NULL);
	if (error >= 0)
		error = add_timer(service, 0, SD_EVENT_ON, on_housekeeping, NULL);
	if (error >= 0)
		error = add_timer(service, 0, SD_EVENT_OFF, on_outbox_timer,
				  &service->outbox_timer);
	if (error >= 0)
		error = add_timer(service, 0, SD_EVENT_OFF, on_health_timer,
				  &service->health_timer);
	if (error < 0)
		text_say(why, "cannot set up timers: %s", strerror(-error));
	return error < 0 ? error : 0;
}
