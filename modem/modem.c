// SPDX-License-Identifier: MIT
#include "modem/modem.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/must.h"
#include "base/text.h"
#include "modem/modem_internal.h"
#include "modem/notices.h"

enum {
	TIMER_ACCURACY_US = 10000,
	SWEEP_S = 30,
	MISSING_PAUSES = 3, /* a port that is not there may be plugged in any moment */
};

/* Between two tries to get the modem back; the last one holds on. */
static const unsigned pauses_ms[] = { 1000, 2000, 5000, 10000, 30000, 60000 };

static void enter_absent(struct modem *modem);
static void enter_lost(struct modem *modem);
static void enter_pin(struct modem *modem);
static void enter_ready(struct modem *modem);
static void enter_registering(struct modem *modem);

/*
 * The life cycle. `timeout_ms` is how long a state may last; then it goes to
 * `on_timeout`. WAITS_PAUSE stands for the growing pause between two tries. READY is not
 * a wait: a modem that goes mute there is noticed by the next question to it; and what
 * REGISTERING does when it lasts is the ladder's (modem/ladder.h).
 */
enum {
	WAITS_PAUSE = 1,
	WAITS_NOT = 0
};

#define TO(state) (1u << MODEM_STATE_##state)

/* clang-format off */
static const struct state {
	const char *name;
	unsigned may_go_to;
	unsigned timeout_ms;
	enum modem_state on_timeout;
	void (*enter)(struct modem *modem); /* NULL: nothing to do */
} states[MODEM_STATE_COUNT] = {
	[MODEM_STATE_ABSENT] = { "absent",
		TO(PROBING),
		WAITS_PAUSE, MODEM_STATE_ABSENT, enter_absent },
	[MODEM_STATE_PROBING] = { "probing",
		TO(PROBING) | TO(PIN) | TO(REGISTERING) | TO(LOST),
		180000, MODEM_STATE_LOST, startup_begin },
	[MODEM_STATE_PIN] = { "pin",
		TO(PROBING) | TO(LOST),
		120000, MODEM_STATE_PROBING, enter_pin },
	[MODEM_STATE_REGISTERING] = { "registering",
		TO(READY) | TO(PROBING) | TO(LOST),
		WAITS_NOT, MODEM_STATE_REGISTERING, enter_registering },
	[MODEM_STATE_READY] = { "ready",
		TO(REGISTERING) | TO(PROBING) | TO(LOST),
		WAITS_NOT, MODEM_STATE_READY, enter_ready },
	[MODEM_STATE_LOST] = { "lost",
		TO(ABSENT),
		WAITS_PAUSE, MODEM_STATE_ABSENT, enter_lost },
};
/* clang-format on */

const char *modem_state_name(enum modem_state state)
{
	return states[state].name;
}

/* --- waits ------------------------------------------------------------------------- */

int64_t earlier_ms(int64_t a, int64_t b)
{
	if (a == 0 || b == 0)
		return a + b;
	return a < b ? a : b;
}

int64_t modem_wait_ms(const struct modem *modem, unsigned ms)
{
	return ms / modem->options.hurry > 0 ? ms / modem->options.hurry : 1;
}

int64_t modem_after_ms(const struct modem *modem, unsigned ms)
{
	return clock_mono_ms() + modem_wait_ms(modem, ms);
}

static unsigned pause_ms(const struct modem *modem)
{
	size_t n = sizeof pauses_ms / sizeof pauses_ms[0];
	size_t at = modem->n_failures < n ? modem->n_failures : n - 1;

	if (modem->is_port_missing && at >= MISSING_PAUSES)
		at = MISSING_PAUSES - 1;
	return pauses_ms[at];
}

static void arm_state(struct modem *modem)
{
	unsigned timeout_ms = states[modem->health.state].timeout_ms;

	if (timeout_ms == WAITS_PAUSE)
		timeout_ms = pause_ms(modem);
	modem->state_until_ms = timeout_ms > 0 ? modem_after_ms(modem, timeout_ms) : 0;
}

void modem_rearm(struct modem *modem)
{
	int64_t due_ms = earlier_ms(modem->state_until_ms, work_due_ms(modem));

	if (due_ms > 0)
		sd_event_source_set_time(modem->timer, (uint64_t)due_ms * 1000);
	sd_event_source_set_enabled(modem->timer,
				    due_ms > 0 ? SD_EVENT_ONESHOT : SD_EVENT_OFF);
}

/* --- states ------------------------------------------------------------------------ */

void modem_tell_health(struct modem *modem)
{
	modem->owner.on_health(modem->owner.context, modem);
}

void modem_go(struct modem *modem, enum modem_state state, const char *why, ...)
{
	struct modem_health *health = &modem->health;
	enum modem_state old = health->state;
	struct text said;
	va_list values;

	if ((states[old].may_go_to & 1u << state) == 0) {
		log_error("forbidden step modem=%s %s -> %s", modem->options.name,
			  states[old].name, states[state].name);
		return;
	}
	text_init(&said, health->why, sizeof health->why);
	va_start(values, why);
	text_add_valist(&said, why, values);
	va_end(values);
	log_info("modem name=%s %s -> %s why=\"%s\"", modem->options.name,
		 states[old].name, states[state].name, health->why);
	record_line(&modem->record, '#', states[state].name);
	if (state == MODEM_STATE_LOST || state == MODEM_STATE_PIN)
		text_copy(health->trouble, sizeof health->trouble, health->why);
	health->state = state;
	health->since_s = clock_utc_s();
	arm_state(modem);
	if (state != MODEM_STATE_READY)
		send_cancel(modem);
	if (state != MODEM_STATE_READY && state != MODEM_STATE_REGISTERING)
		ussd_cancel(modem);
	cusd_door_cancel(modem);
	if (state == MODEM_STATE_LOST)
		ladder_lost(modem, old == MODEM_STATE_PROBING);
	if (states[state].enter != NULL)
		states[state].enter(modem);
	modem_tell_health(modem);
	work_begin(modem);
}

static void enter_absent(struct modem *modem)
{
	char bytes[LIMIT_WHY_SIZE];
	struct port *port;
	struct text why;
	int error;

	text_init(&why, bytes, sizeof bytes);
	error = port_open(modem->options.port, modem->options.baud, &port, &why);
	modem->is_port_missing = error == -ENOENT || error == -ENOTDIR;
	if (error == 0 && chat_open(modem->chat, port) == 0) {
		modem_go(modem, MODEM_STATE_PROBING, "'%s' is open", modem->options.port);
		return;
	}
	arm_state(modem);
	if (strcmp(bytes, modem->health.why) == 0)
		return; /* said before */
	text_copy(modem->health.why, sizeof modem->health.why, bytes);
	text_copy(modem->health.trouble, sizeof modem->health.trouble, bytes);
	log_warning("modem name=%s absent why=\"%s\"", modem->options.name, bytes);
	modem_tell_health(modem);
}

static void enter_lost(struct modem *modem)
{
	modem->n_failures++;
	modem->startup.is_running = false;
	modem->health.signal_percent = -1;
	chat_close(modem->chat);
}

static void enter_pin(struct modem *modem)
{
	modem->startup.is_running = false;
}

static void enter_registering(struct modem *modem)
{
	modem->n_failures = 0;
	modem->health.trouble[0] = '\0';
	ladder_no_network(modem);
}

static void enter_ready(struct modem *modem)
{
	ladder_has_network(modem);
	modem_offer_free(modem);
}

static void time_out(struct modem *modem)
{
	const struct state *state = &states[modem->health.state];

	if (state->on_timeout != modem->health.state) {
		modem_go(modem, state->on_timeout, "%s for too long", state->name);
		return;
	}
	modem->n_failures++;
	arm_state(modem);
	state->enter(modem);
}

static int on_timer(sd_event_source *source, uint64_t at_us, void *userdata)
{
	struct modem *modem = userdata;

	(void)source, (void)at_us;
	if (modem->state_until_ms > 0 && modem->state_until_ms <= clock_mono_ms())
		time_out(modem);
	work_begin(modem);
	return 0;
}

/* --- what the chat tells ----------------------------------------------------------- */

static void on_synced(void *context, bool is_ok)
{
	startup_synced(context, is_ok);
}

static void on_idle(void *context)
{
	work_begin(context);
}

static void on_lost(void *context, bool is_gone, const char *why)
{
	if (is_gone)
		ladder_dropped(context);
	modem_go(context, MODEM_STATE_LOST, "%s", why);
}

static void on_noise(void *context, bool is_damaged)
{
	if (is_damaged)
		receive_distrust(context);
	sweep_soon(context);
	modem_rearm(context);
}

/* --- what the owner calls ---------------------------------------------------------- */

struct modem *modem_new(sd_event *loop, const struct modem_options *options,
			const struct modem_owner *owner)
{
	struct modem *modem = must_alloc(sizeof *modem);
	int error;

	modem->loop = sd_event_ref(loop);
	modem->options = *options;
	modem->owner = *owner;
	if (modem->options.hurry == 0)
		modem->options.hurry = 1;
	if (modem->options.sweep_s == 0)
		modem->options.sweep_s = SWEEP_S;
	record_init(&modem->record);
	modem->chat = chat_new(loop,
			       &(struct chat_owner){
				       .name = modem->options.name,
				       .record = &modem->record,
				       .context = modem,
				       .notices = notices_of_modem(),
				       .on_synced = on_synced,
				       .on_idle = on_idle,
				       .on_lost = on_lost,
				       .on_noise = on_noise,
			       },
			       modem->options.hurry);
	modem->quirk = quirk_of_model("");
	modem->health.since_s = clock_utc_s();
	modem->health.signal_percent = -1;
	modem->health.sim_used = -1;
	modem->health.sim_size = -1;
	send_init(&modem->send);
	receive_clear(&modem->receive);
	sweep_clear(&modem->sweep);
	error = sd_event_add_time(loop, &modem->timer, CLOCK_MONOTONIC, 0,
				  TIMER_ACCURACY_US, on_timer, modem);
	must(error >= 0);
	sd_event_source_set_enabled(modem->timer, SD_EVENT_OFF);
	return modem;
}

/* A story begins at its beginning: what is set up is set up once more. */
void modem_record(struct modem *modem, int socket)
{
	record_begin(&modem->record, socket);
	log_info("the wire is recorded modem=%s", modem->options.name);
	record_line(&modem->record, '#', states[modem->health.state].name);
	modem->startup.is_again_due = modem->health.state == MODEM_STATE_READY ||
				      modem->health.state == MODEM_STATE_REGISTERING;
	work_begin(modem);
	modem_rearm(modem);
}

void modem_free(struct modem *modem)
{
	if (modem == NULL)
		return;
	/* No transition: nobody is to hear more than what became of a send. */
	modem->health.state = MODEM_STATE_LOST;
	chat_close(modem->chat);
	send_cancel(modem);
	ussd_cancel(modem);
	cusd_door_cancel(modem);
	chat_free(modem->chat);
	record_end(&modem->record);
	sd_event_source_disable_unref(modem->timer);
	sd_event_unref(modem->loop);
	free(modem);
}

void modem_start(struct modem *modem)
{
	enter_absent(modem);
	work_begin(modem);
}

void modem_resume_receiving(struct modem *modem)
{
	offer_resume(modem);
	sweep_now(modem);
	work_begin(modem);
}

void modem_offer_free(struct modem *modem)
{
	if (modem_is_free(modem))
		modem->owner.on_free(modem->owner.context, modem);
}

const struct modem_health *modem_health(const struct modem *modem)
{
	return &modem->health;
}

const char *modem_name(const struct modem *modem)
{
	return modem->options.name;
}

static void print_edge(FILE *out, const struct state *from, enum modem_state to)
{
	bool is_timeout = from->timeout_ms != WAITS_NOT && from->on_timeout == to;

	fprintf(out, "\t%s -> %s", from->name, states[to].name);
	if (is_timeout && from->timeout_ms == WAITS_PAUSE)
		fprintf(out, " [style=dashed, label=\"pause\"]");
	else if (is_timeout)
		fprintf(out, " [style=dashed, label=\"%u s\"]", from->timeout_ms / 1000);
	fprintf(out, ";\n");
}

void modem_print_machine(FILE *out)
{
	fprintf(out, "digraph modem {\n");
	for (int from = 0; from < MODEM_STATE_COUNT; from++) {
		for (int to = 0; to < MODEM_STATE_COUNT; to++) {
			const struct state *state = &states[from];
			bool is_edge = (state->may_go_to & 1u << to) != 0 ||
				       (state->timeout_ms != WAITS_NOT &&
					(int)state->on_timeout == to);

			if (is_edge)
				print_edge(out, state, (enum modem_state)to);
		}
	}
	fprintf(out, "}\n");
}
