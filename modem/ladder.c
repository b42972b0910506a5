// SPDX-License-Identifier: MIT
#include "modem/ladder.h"

#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "modem/modem_internal.h"

enum {
	RADIO_MS = 30000,
	SEARCH_MS = 120000, /* AT+COPS=0 answers when the search is over */
	RESET_MS = 10000,
	RESET_AFTER = 5, /* times in a row that it could not be set up */
	RESET_GAP_S = 600,
	DAY_S = 24 * 3600,
	AGAIN_S = 6 * 3600, /* the last rung, and again */
	HOUR_S = 3600,
	SAME_DROP_S = 60, /* the warning and the unplug behind it are one */
	DROPS_MANY = 3,   /* within the hour: then it is the supply or the hub */
	BOOTS_MAX = 5,    /* believed in a row, each less than... */
	BOOT_GAP_S = 600, /* ...this behind the last one */
};

/* Without a network. LilyGo-Modem-Series#474: the radio off for a while helps; OVMS#144:
 * a network that denied us is asked again only by a new search. */
static const struct rung {
	unsigned after_s;    /* without a network */
	const char *say;     /* NULL: only set all up anew */
	const char *then;    /* NULL, or said behind it, whatever the answer was */
	unsigned timeout_ms; /* of each */
	const char *why;
} rungs[] = {
	{ 600, "AT+COPS=0", NULL, SEARCH_MS, "search a network anew" },
	{ 1200, NULL, NULL, 0, "set up anew" },
	{ 1800, "AT+CFUN=4", "AT+CFUN=1", RADIO_MS, "radio off and on" },
};

enum {
	RUNGS = sizeof rungs / sizeof rungs[0]
};

/* As modem_wait_ms(), for days. */
static int64_t hurried_ms(const struct modem *modem, int64_t s)
{
	return s * 1000 / modem->options.hurry;
}

static const struct rung *rung_of(const struct ladder *ladder)
{
	return &rungs[ladder->rung < RUNGS ? ladder->rung : RUNGS - 1];
}

void ladder_no_network(struct modem *modem)
{
	struct ladder *ladder = &modem->ladder;

	if (ladder->no_network_ms == 0) {
		ladder->no_network_ms = clock_mono_ms();
		ladder->no_network_s = clock_utc_s();
	}
	ladder->n_lost_probing = 0;
	/* Setting it up anew has not changed since when there is none. */
	modem->health.since_s = ladder->no_network_s;
}

void ladder_has_network(struct modem *modem)
{
	modem->ladder.no_network_ms = 0;
	modem->ladder.is_radio_off = false;
	modem->ladder.rung = 0;
}

void ladder_lost(struct modem *modem, bool was_probing)
{
	ladder_has_network(modem);
	modem->ladder.n_lost_probing += was_probing;
}

int64_t ladder_due_ms(const struct modem *modem)
{
	const struct ladder *ladder = &modem->ladder;
	int64_t after_s = rung_of(ladder)->after_s;

	if (ladder->no_network_ms == 0)
		return 0;
	if (ladder->is_radio_off)
		return ladder->no_network_ms;
	if (ladder->rung >= RUNGS)
		after_s += (int64_t)(ladder->rung - RUNGS + 1) * AGAIN_S;
	return ladder->no_network_ms + hurried_ms(modem, after_s);
}

static bool say(struct modem *modem, const char *line, unsigned timeout_ms,
		void (*on_reply)(void *context, const struct chat_reply *reply))
{
	return chat_send(modem->chat, &(struct chat_command){ .line = line,
							      .timeout_ms = timeout_ms,
							      .is_repeatable = true,
							      .on_reply = on_reply }) ==
	       0;
}

/* The radio was off: what was set may be forgotten. */
static void climbed(struct modem *modem)
{
	modem->ladder.is_radio_off = false;
	modem->ladder.rung++;
	modem->startup.is_again_due = true;
}

static void then_replied(void *context, const struct chat_reply *reply)
{
	if (reply->result != CHAT_RESULT_GONE) /* then the start-up turns it on */
		climbed(context);
}

static void rung_replied(void *context, const struct chat_reply *reply)
{
	struct modem *modem = context;
	struct ladder *ladder = &modem->ladder;

	if (reply->result == CHAT_RESULT_GONE)
		return;
	if (rung_of(ladder)->then != NULL)
		ladder->is_radio_off = true;
	else
		ladder->rung++;
}

bool ladder_work(struct modem *modem)
{
	struct ladder *ladder = &modem->ladder;
	const struct rung *rung = rung_of(ladder);
	int64_t due_ms = ladder_due_ms(modem);

	if (due_ms == 0 || due_ms > clock_mono_ms())
		return false;
	if (ladder->is_radio_off)
		return say(modem, rung->then, rung->timeout_ms, then_replied);
	log_warning("no network modem=%s since_s=%lld now=\"%s\"", modem->options.name,
		    (long long)(clock_mono_ms() - ladder->no_network_ms) / 1000,
		    rung->why);
	if (rung->say != NULL)
		return say(modem, rung->say, rung->timeout_ms, rung_replied);
	climbed(modem);
	return false; /* startup_again_work() does it */
}

/* --- a modem that does not answer -------------------------------------------------- */

static bool may_reset(const struct modem *modem)
{
	const struct ladder *ladder = &modem->ladder;
	int64_t now_ms = clock_mono_ms();
	int64_t last_ms = ladder->resets_ms[0];
	int64_t oldest_ms = ladder->resets_ms[LADDER_RESETS_DAY - 1];

	return ladder->n_lost_probing >= RESET_AFTER &&
	       (last_ms == 0 || now_ms - last_ms >= hurried_ms(modem, RESET_GAP_S)) &&
	       (oldest_ms == 0 || now_ms - oldest_ms >= hurried_ms(modem, DAY_S));
}

static void push(int64_t *times, size_t n, int64_t now_ms)
{
	memmove(times + 1, times, (n - 1) * sizeof *times);
	times[0] = now_ms;
}

static void reset_replied(void *context, const struct chat_reply *reply)
{
	struct modem *modem = context;

	if (reply->result != CHAT_RESULT_GONE)
		modem_go(modem, MODEM_STATE_LOST, "reset, since nothing else helped");
}

bool ladder_reset(struct modem *modem)
{
	struct ladder *ladder = &modem->ladder;
	/* That of the last time: now it may not even say which model it is. */
	const char *reset = quirk_of_model(modem->health.model)->reset;

	if (reset == NULL || !may_reset(modem))
		return false;
	push(ladder->resets_ms, LADDER_RESETS_DAY, clock_mono_ms());
	log_warning("reset modem=%s model=\"%s\" tries_in_vain=%u", modem->options.name,
		    modem->health.model, ladder->n_lost_probing);
	return chat_send(modem->chat,
			 &(struct chat_command){ .line = reset,
						 .timeout_ms = RESET_MS,
						 .on_reply = reset_replied }) == 0;
}

bool ladder_may_have_booted(struct modem *modem)
{
	struct ladder *ladder = &modem->ladder;
	int64_t now_ms = clock_mono_ms();

	if (now_ms - ladder->boot_ms >= hurried_ms(modem, BOOT_GAP_S))
		ladder->n_boots = 0;
	ladder->boot_ms = now_ms;
	if (ladder->n_boots == BOOTS_MAX)
		log_warning("starts without end modem=%s: not believed any more",
			    modem->options.name);
	return ++ladder->n_boots <= BOOTS_MAX;
}

/* --- power ------------------------------------------------------------------------- */

void ladder_dropped(struct modem *modem)
{
	struct ladder *ladder = &modem->ladder;
	int64_t now_ms = clock_mono_ms(), last_ms = ladder->drops_ms[0];
	int n = 0;

	if (last_ms != 0 && now_ms - last_ms < hurried_ms(modem, SAME_DROP_S))
		return;
	push(ladder->drops_ms, LADDER_DROPS_KEPT, now_ms);
	for (size_t i = 0; i < LADDER_DROPS_KEPT && ladder->drops_ms[i] != 0; i++)
		n += now_ms - ladder->drops_ms[i] < hurried_ms(modem, HOUR_S);
	modem->health.drops = n;
	modem->health.dropped_at = clock_utc_s();
	if (n > DROPS_MANY)
		log_warning("power or plug lost modem=%s times_this_hour=%d: check the "
			    "supply and the hub",
			    modem->options.name, n);
}
