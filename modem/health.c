// SPDX-License-Identifier: MIT
#include "modem/health.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "modem/at.h"
#include "modem/modem_internal.h"

enum {
	CLOCK_WRONG_S = 600,
	SIGNAL_STEP_PERCENT = 10, /* a smaller change is not told */
};

static bool is_anyhow_registered(const struct modem *modem)
{
	for (int i = 0; i < NETWORK_COUNT; i++) {
		if (at_is_registered(modem->polls.status[i]))
			return true;
	}
	return false;
}

/* Some LTE modems say no at +CREG and yes at +CEREG: those are asked only then. */
static bool is_circuit_missing(const struct modem *modem)
{
	return !at_is_registered(modem->polls.status[NETWORK_CIRCUIT]);
}

static bool is_ready(const struct modem *modem)
{
	return modem->health.state == MODEM_STATE_READY;
}

static void circuit_told(struct modem *modem, const struct chat_reply *reply)
{
	health_registration_changed(modem, NETWORK_CIRCUIT, reply->line);
}

static void packet_told(struct modem *modem, const struct chat_reply *reply)
{
	health_registration_changed(modem, NETWORK_PACKET, reply->line);
}

static void lte_told(struct modem *modem, const struct chat_reply *reply)
{
	health_registration_changed(modem, NETWORK_LTE, reply->line);
}

static void signal_told(struct modem *modem, const struct chat_reply *reply)
{
	int percent = at_parse_signal(reply->line);
	int change = percent - modem->health.signal_percent;
	bool is_news = (percent < 0) != (modem->health.signal_percent < 0) ||
		       change >= SIGNAL_STEP_PERCENT || change <= -SIGNAL_STEP_PERCENT;

	if (!is_news)
		return;
	modem->health.signal_percent = percent;
	modem_tell_health(modem);
}

static void operator_told(struct modem *modem, const struct chat_reply *reply)
{
	char name[MODEM_FACT_SIZE];

	if (!at_parse_operator(reply->line, name, sizeof name) ||
	    strcmp(name, modem->health.operator_name) == 0)
		return;
	text_copy(modem->health.operator_name, sizeof modem->health.operator_name, name);
	modem_tell_health(modem);
}

/* A modem that has reset itself without a word, or that got no acknowledgement in time
 * (27.005 3.4.4), tells of no message any more; its settings show it. */
static void notices_told(struct modem *modem, const struct chat_reply *reply)
{
	struct startup *startup = &modem->startup;

	if (at_is_same_notices(reply->line, startup->notices))
		startup->is_notices_seen = true;
	else if (startup->is_notices_seen)
		startup->is_again_due = true;
}

/* 27.007 8.15 says local time; some models keep UTC there all the same, with the zone
 * beside it (Quectel EC25&EC21 AT Commands Manual, AT+CTZU=1). What is nearer to our
 * clock is meant, so that no clock is called wrong for a model's habit. */
static void clock_told(struct modem *modem, const struct chat_reply *reply)
{
	struct modem_health *health = &modem->health;
	int64_t utc_s, now_s = clock_utc_s(), ahead_s, as_utc_s;
	int quarters;

	if (!at_parse_clock(reply->line, &utc_s, &quarters))
		return;
	ahead_s = utc_s - now_s;
	as_utc_s = ahead_s + (int64_t)quarters * 900;
	if (llabs(as_utc_s) < llabs(ahead_s))
		ahead_s = as_utc_s;
	if (llabs(ahead_s) > CLOCK_WRONG_S &&
	    llabs(health->clock_ahead_s) <= CLOCK_WRONG_S)
		log_warning("clocks differ modem=%s network_ahead_s=%lld",
			    modem->options.name, (long long)ahead_s);
	health->clock_ahead_s = ahead_s;
	health->clock_at = now_s;
	modem_tell_health(modem);
}

static bool has_notices(const struct modem *modem)
{
	return modem->startup.notices != NULL;
}

static const struct poll {
	const char *say;
	const char *prefix;
	unsigned timeout_ms;
	unsigned registering_s, ready_s; /* between two, in these states */
	bool (*is_wanted)(const struct modem *modem);
	void (*on_reply)(struct modem *modem, const struct chat_reply *reply);
} polls[] = {
	{ "AT+CREG?", "+CREG:", 10000, 5, 60, NULL, circuit_told },
	{ "AT+CGREG?", "+CGREG:", 10000, 5, 60, is_circuit_missing, packet_told },
	{ "AT+CEREG?", "+CEREG:", 10000, 5, 60, is_circuit_missing, lte_told },
	{ "AT+CSQ", "+CSQ:", 5000, 30, 60, NULL, signal_told },
	{ "AT+CNMI?", "+CNMI:", 5000, 60, 60, has_notices, notices_told },
	{ "AT+COPS?", "+COPS:", 120000, 60, 600, is_ready, operator_told },
	{ "AT+CCLK?", "+CCLK:", 5000, 600, 600, is_ready, clock_told },
};

_Static_assert(sizeof polls / sizeof polls[0] == POLLS_MAX, "one due time for each");

void health_start(struct modem *modem)
{
	for (int i = 0; i < POLLS_MAX; i++)
		modem->polls.due_ms[i] = clock_mono_ms();
	/* The start-up has just asked the first of them. */
	modem->polls.due_ms[NETWORK_CIRCUIT] =
		modem_after_ms(modem, polls[NETWORK_CIRCUIT].registering_s * 1000);
}

static void replied(void *context, const struct chat_reply *reply)
{
	struct modem *modem = context;

	if (reply->result == CHAT_RESULT_OK)
		polls[modem->polls.asked].on_reply(modem, reply);
}

static void ask(struct modem *modem, unsigned row)
{
	const struct poll *poll = &polls[row];
	unsigned pause_s = is_ready(modem) ? poll->ready_s : poll->registering_s;

	modem->polls.due_ms[row] = modem_after_ms(modem, pause_s * 1000);
	modem->polls.asked = row;
	(void)chat_send(modem->chat, &(struct chat_command){
					     .line = poll->say,
					     .prefix = poll->prefix,
					     .timeout_ms = poll->timeout_ms,
					     .is_repeatable = true,
					     .on_reply = replied,
				     });
}

static bool is_polled(const struct modem *modem, unsigned row)
{
	return polls[row].is_wanted == NULL || polls[row].is_wanted(modem);
}

bool health_work(struct modem *modem)
{
	int64_t now_ms = clock_mono_ms();

	for (unsigned i = 0; i < POLLS_MAX; i++) {
		if (modem->polls.due_ms[i] > now_ms || !is_polled(modem, i))
			continue;
		ask(modem, i);
		return true;
	}
	return false;
}

int64_t health_due_ms(const struct modem *modem)
{
	int64_t due_ms = 0, now_ms = clock_mono_ms();

	for (unsigned i = 0; i < POLLS_MAX; i++) {
		if (is_polled(modem, i) && modem->polls.due_ms[i] > now_ms)
			due_ms = earlier_ms(due_ms, modem->polls.due_ms[i]);
	}
	return due_ms;
}

static const char *status_text(int status)
{
	/* 27.007 10.1.20 */
	static const char *const texts[] = {
		"no network is searched",
		"registered, home network",
		"searching a network",
		"the network denied us",
		"registration unknown",
		"registered, roaming",
		"registered for SMS only, home network",
		"registered for SMS only, roaming",
		"emergency calls only",
	};
	bool is_known = status >= 0 && status < (int)(sizeof texts / sizeof texts[0]);

	return is_known ? texts[status] : texts[4];
}

/* Searched for, denied, or not even looked for: what is to be done differs. */
static void tell_why_not(struct modem *modem, const char *why)
{
	struct modem_health *health = &modem->health;

	if (health->state != MODEM_STATE_REGISTERING || strcmp(health->why, why) == 0)
		return;
	text_copy(health->why, sizeof health->why, why);
	log_info("not registered modem=%s why=\"%s\"", modem->options.name, why);
	modem_tell_health(modem);
}

void health_judge(struct modem *modem)
{
	const int *status = modem->polls.status;
	bool is_registered = is_anyhow_registered(modem);
	int told = status[NETWORK_CIRCUIT];

	for (int i = 0; i < NETWORK_COUNT; i++) {
		if (at_is_registered(status[i]) && !at_is_registered(told))
			told = status[i];
	}
	if (modem->health.state == MODEM_STATE_REGISTERING && is_registered)
		modem_go(modem, MODEM_STATE_READY, "%s", status_text(told));
	else if (is_ready(modem) && !is_registered)
		modem_go(modem, MODEM_STATE_REGISTERING, "%s", status_text(told));
	else if (!is_registered)
		tell_why_not(modem, status_text(told));
}

void health_registration_changed(struct modem *modem, unsigned network, const char *line)
{
	int status;

	if (!at_parse_registration(line, &status))
		return;
	modem->polls.status[network] = status;
	health_judge(modem);
}

enum step_next health_registration_told(struct modem *modem,
					const struct chat_reply *reply)
{
	for (int i = 0; i < NETWORK_COUNT; i++)
		modem->polls.status[i] = -1;
	if (reply->result == CHAT_RESULT_OK)
		circuit_told(modem, reply);
	return STEP_NEXT_GO_ON;
}
