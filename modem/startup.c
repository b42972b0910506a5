// SPDX-License-Identifier: MIT
#include "modem/startup.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/must.h"
#include "base/text.h"
#include "modem/modem_internal.h"
#include "modem/steps.h"

enum {
	HELLO_TRIES = 5,
	BAUD_TRIES = 2,
	BUSY_MS = 1000,        /* between two questions to a busy SIM */
	BUSY_LIMIT_MS = 60000, /* PB DONE was seen after 40 s (ModemManager a7ff7281) */
};

/* Speeds that sticks and boards stand at, the likely ones first. */
static const unsigned bauds[] = { 115200, 9600, 19200, 57600, 38400 };

void startup_begin(struct modem *modem)
{
	modem->startup = (struct startup){ .pin_tries = -1 };
	modem->quirk = quirk_of_model("");
	chat_set_pace(modem->chat, 0, 0);
	chat_sync(modem->chat, HELLO_TRIES);
}

static bool try_other_baud(struct modem *modem)
{
	struct startup *startup = &modem->startup;

	while (startup->n_bauds < sizeof bauds / sizeof bauds[0]) {
		unsigned baud = bauds[startup->n_bauds++];

		if (baud == modem->options.baud)
			continue;
		if (chat_set_baud(modem->chat, baud) < 0)
			return false; /* no serial line: the speed is not the trouble */
		log_info("no answer modem=%s now at baud=%u", modem->options.name, baud);
		chat_sync(modem->chat, BAUD_TRIES);
		return true;
	}
	return false;
}

void startup_synced(struct modem *modem, bool is_ok)
{
	if (ladder_reset(modem))
		return;
	if (!is_ok) {
		if (!try_other_baud(modem))
			modem_go(modem, MODEM_STATE_LOST, "no answer to AT");
		return;
	}
	modem->startup.is_running = true;
	modem->startup.at = 0;
	receive_clear(&modem->receive);
	sweep_clear(&modem->sweep);
	call_clear(&modem->call);
	work_begin(modem);
}

static void finished(struct modem *modem)
{
	modem->startup.is_running = false;
	health_start(modem);
	sweep_now(modem);
	modem_go(modem, MODEM_STATE_REGISTERING, "set up");
	health_judge(modem);
}

static void wait_for_sim(struct modem *modem)
{
	struct startup *startup = &modem->startup;

	if (startup->busy_until_ms == 0)
		startup->busy_until_ms = modem_after_ms(modem, BUSY_LIMIT_MS);
	startup->again_ms = modem_after_ms(modem, BUSY_MS);
	if (startup->again_ms > startup->busy_until_ms)
		modem_go(modem, MODEM_STATE_LOST, "the SIM stays busy");
}

static enum step_next judge(struct modem *modem, const struct step *step,
			    const struct chat_reply *reply)
{
	if (reply->result == CHAT_RESULT_GONE)
		return STEP_NEXT_STOP;
	if (chat_is_sim_busy(reply))
		return STEP_NEXT_WAIT;
	if (reply->result != CHAT_RESULT_OK && step->is_needed) {
		modem_go(modem, MODEM_STATE_LOST, "refused, error %d: %s", reply->error,
			 step->why);
		return STEP_NEXT_STOP;
	}
	if (step->on_reply == NULL)
		return STEP_NEXT_GO_ON;
	return step->on_reply(modem, reply);
}

static void replied(void *context, const struct chat_reply *reply)
{
	struct modem *modem = context;
	struct startup *startup = &modem->startup;

	switch (judge(modem, &steps_of_startup()[startup->at], reply)) {
	case STEP_NEXT_GO_ON:
		startup->at++;
		startup->busy_until_ms = 0;
		break;
	case STEP_NEXT_WAIT:
		wait_for_sim(modem);
		break;
	case STEP_NEXT_STOP:
		startup->is_running = false;
		break;
	case STEP_NEXT_AGAIN:
		break;
	}
}

static bool say(struct modem *modem, const struct step *step)
{
	char line[CHAT_LINE_SIZE];
	struct text text;

	text_init(&text, line, sizeof line);
	if (step->say != NULL)
		text_add(&text, step->say);
	else if (!step->make(modem, &text))
		return false;
	return chat_send(modem->chat, &(struct chat_command){
					      .line = line,
					      .prefix = step->prefix,
					      .timeout_ms = step->timeout_ms,
					      .takes_bare = step->takes_bare,
					      .is_secret = step->is_secret,
					      .is_repeatable = !step->is_secret,
					      .on_reply = replied,
				      }) == 0;
}

bool startup_work(struct modem *modem)
{
	struct startup *startup = &modem->startup;
	const struct step *steps = steps_of_startup();

	if (!startup->is_running || startup->again_ms > clock_mono_ms())
		return false;
	startup->again_ms = 0;
	while (steps[startup->at].why != NULL) {
		const struct step *step = &steps[startup->at];
		bool is_wanted = step->is_wanted == NULL || step->is_wanted(modem);

		if (is_wanted && say(modem, step))
			return true;
		if (!startup->is_running)
			return true; /* saying it was impossible; the state has changed */
		startup->at++;
	}
	finished(modem);
	return true;
}

bool startup_again_work(struct modem *modem)
{
	if (!modem->startup.is_again_due)
		return false;
	modem_go(modem, MODEM_STATE_PROBING, "the modem has started anew");
	return true;
}

int64_t startup_due_ms(const struct modem *modem)
{
	return modem->startup.is_running ? modem->startup.again_ms : 0;
}
