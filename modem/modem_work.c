// SPDX-License-Identifier: MIT
#include "base/clock.h"
#include "modem/modem_internal.h"

/*
 * What goes next over the line, most urgent first. One command is in flight; when its
 * answer is in, the first row that has something to do writes the next.
 */

enum {
	SETTING_UP = 1u << MODEM_STATE_PROBING,
	SET_UP = 1u << MODEM_STATE_REGISTERING | 1u << MODEM_STATE_READY,
	NO_NETWORK = 1u << MODEM_STATE_REGISTERING,
	SENDING = 1u << MODEM_STATE_READY,
};

/* clang-format off */
static const struct work {
	unsigned states;    /* in which it is done, as a mask */
	bool may_go_ahead;  /* of a callback that commits */
	bool (*begin)(struct modem *modem); /* false: nothing to do */
	const char *why;
} works[] = {
	{ SETTING_UP, false, startup_work,        "first of all" },
	{ SET_UP,     true,  receive_acknowledge_work, "the network waits, and not long" },
	{ SET_UP | 1u << MODEM_STATE_PIN,
	              false, startup_again_work,  "settings may be gone" },
	{ SET_UP,     true,  receive_drain_work,  "a full SIM takes nothing" },
	{ SET_UP,     false, call_work,           "nobody here can talk" },
	{ SET_UP,     false, ussd_call_off_work,  "a session nobody asked for costs credit" },
	{ SET_UP,     false, cusd_door_work,      "a caller holds his phone" },
	{ SENDING,    true,  send_work,           "somebody waits for his answer" },
	{ SET_UP,     true,  receive_delete_work, "while it is surely the same message" },
	{ SET_UP,     true,  receive_read_work,   "new messages" },
	{ SET_UP,     false, sweep_work,          "the net under +CMTI" },
	{ SET_UP,     false, health_work,         "is anybody there" },
	{ NO_NETWORK, false, ladder_work,         "a search that stays in vain" },
	{ SET_UP,     false, ussd_work,           "credit, when nothing else is to be done" },
};
/* clang-format on */

static void begin(struct modem *modem, bool is_ahead)
{
	for (size_t i = 0; i < sizeof works / sizeof works[0]; i++) {
		const struct work *work = &works[i];

		if (!chat_is_idle(modem->chat))
			return;
		if ((work->states & 1u << modem->health.state) == 0)
			continue;
		if ((!is_ahead || work->may_go_ahead) && work->begin(modem))
			return;
	}
}

void work_begin(struct modem *modem)
{
	begin(modem, false);
	modem_rearm(modem);
}

void work_begin_ahead(struct modem *modem)
{
	begin(modem, true);
}

/* What was due and was not done waits for something else than the clock. */
static int64_t coming(int64_t due_ms)
{
	return due_ms > clock_mono_ms() ? due_ms : 0;
}

int64_t work_due_ms(const struct modem *modem)
{
	bool is_set_up = (SET_UP & 1u << modem->health.state) != 0;
	int64_t due_ms = coming(startup_due_ms(modem));

	if (!is_set_up)
		return due_ms;
	due_ms = earlier_ms(due_ms, coming(modem->receive.pause_ms));
	due_ms = earlier_ms(due_ms, coming(modem->sweep.due_ms));
	due_ms = earlier_ms(due_ms, coming(ussd_due_ms(modem)));
	due_ms = earlier_ms(due_ms, coming(cusd_door_due_ms(modem)));
	due_ms = earlier_ms(due_ms, coming(ladder_due_ms(modem)));
	return earlier_ms(due_ms, coming(health_due_ms(modem)));
}
