// SPDX-License-Identifier: MIT
#include "modem/ussd.h"

#include <errno.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "modem/modem_internal.h"
#include "modem/ussd_internal.h"

enum {
	OK_MS = 10000,
	ANSWER_MS = 60000,
	CHARSET_MS = 5000,
	CLOSE_MS =
		3000, /* Cinterion waits behind a '>' then: ESC comes with the time-out */
	DCS = 15,     /* 23.038 5: the 7-bit alphabet, whatever form it is written in */
};

/* The forms of a code, in the order in which they are tried. */
static const enum ussd_form forms[] = {
	USSD_FORM_PLAIN,  /* the standard's, with +CSCS="GSM" */
	USSD_FORM_PACKED, /* Huawei's */
	USSD_FORM_UCS2,
};

static const char *const result_names[] = {
	[MODEM_USSD_RESULT_ANSWERED] = "answered",
	[MODEM_USSD_RESULT_REFUSED] = "refused",
	[MODEM_USSD_RESULT_SILENT] = "silent",
	[MODEM_USSD_RESULT_GONE] = "gone",
	[MODEM_USSD_RESULT_UNASKED] = "unasked",
};

const char *modem_ussd_result_name(enum modem_ussd_result result)
{
	return result_names[result];
}

static bool is_tried(const struct ussd *ussd, enum ussd_form form)
{
	return (ussd->tried & 1u << form) != 0;
}

/* --- the end of a session ---------------------------------------------------------- */

/* Everything that a new session needs is forgotten before the owner hears of this one. */
static void tell(struct modem *modem)
{
	struct ussd *ussd = &modem->ussd;
	struct modem_ussd_answer answer = ussd->answer;
	char text[CUSD_TEXT_SIZE];

	text_copy(text, sizeof text, ussd->is_answered ? ussd->text : "");
	answer.text = text;
	if (ussd->is_answered) {
		answer.result = MODEM_USSD_RESULT_ANSWERED;
		answer.error = -1;
		answer.habit.form = ussd->form;
	}
	log_info("ussd modem=%s result=%s form=%s status=%d error=%d cut=%s",
		 modem->options.name, result_names[answer.result],
		 ussd_form_name(ussd->form), answer.status, answer.error,
		 answer.is_cut ? "yes" : "no");
	*ussd = (struct ussd){ .is_call_off_due = ussd->is_call_off_due };
	if (modem->owner.on_ussd != NULL)
		modem->owner.on_ussd(modem->owner.context, modem, &answer);
}

void ussd_cancel(struct modem *modem)
{
	struct ussd *ussd = &modem->ussd;

	ussd->is_call_off_due = false;
	if (ussd->phase == USSD_PHASE_NONE)
		return;
	ussd->answer.result = MODEM_USSD_RESULT_GONE;
	tell(modem);
}

/* --- what is written --------------------------------------------------------------- */

enum turn {
	TURN_WRITTEN, /* a command is in flight */
	TURN_WAITS,   /* nothing to do now */
	TURN_NEXT,    /* the phase has changed */
};

static enum turn say(struct modem *modem, const char *line, unsigned timeout_ms,
		     bool is_repeatable,
		     void (*on_reply)(void *context, const struct chat_reply *reply))
{
	const struct chat_command command = {
		.line = line,
		.timeout_ms = timeout_ms,
		.is_repeatable = is_repeatable,
		.on_reply = on_reply,
	};

	return chat_send(modem->chat, &command) == 0 ? TURN_WRITTEN : TURN_WAITS;
}

static bool is_gone(const struct modem *modem, const struct chat_reply *reply)
{
	return reply->result == CHAT_RESULT_GONE || modem->ussd.phase == USSD_PHASE_NONE;
}

static void charset_replied(void *context, const struct chat_reply *reply)
{
	struct modem *modem = context;
	struct ussd *ussd = &modem->ussd;
	bool is_refused = reply->result == CHAT_RESULT_REFUSED;

	if (is_gone(modem, reply))
		return;
	if (ussd->form == USSD_FORM_UCS2 && !is_refused)
		ussd->is_foreign = true;
	if (ussd->phase != USSD_PHASE_CHARSET)
		return; /* a late answer has come meanwhile */
	/* Without "GSM" the default set does as well for digits, '*' and '#'. */
	ussd->phase = USSD_PHASE_DIAL;
	if (ussd->form == USSD_FORM_UCS2 && is_refused)
		ussd_fail(ussd, MODEM_USSD_RESULT_REFUSED, reply->error);
}

static enum turn choose_charset(struct modem *modem)
{
	bool is_ucs2 = modem->ussd.form == USSD_FORM_UCS2;

	return say(modem, is_ucs2 ? "AT+CSCS=\"UCS2\"" : "AT+CSCS=\"GSM\"", CHARSET_MS,
		   true, charset_replied);
}

static void dial_replied(void *context, const struct chat_reply *reply)
{
	struct modem *modem = context;
	struct ussd *ussd = &modem->ussd;

	if (is_gone(modem, reply) || ussd->phase != USSD_PHASE_ANSWER)
		return; /* the answer was here before */
	if (reply->result == CHAT_RESULT_REFUSED)
		ussd_fail(ussd, MODEM_USSD_RESULT_REFUSED, reply->error);
	else if (reply->result == CHAT_RESULT_OK)
		ussd->is_ok_seen = true;
}

static enum turn dial(struct modem *modem)
{
	struct ussd *ussd = &modem->ussd;
	bool is_ok_first = ussd->answer.habit.is_ok_first;
	char line[CHAT_LINE_SIZE];
	struct text text;

	if (modem->health.state != MODEM_STATE_READY) {
		ussd->phase = USSD_PHASE_RESTORE;
		return TURN_NEXT;
	}
	text_init(&text, line, sizeof line);
	text_add(&text, "AT+CUSD=1,\"");
	ussd_text_write(ussd->code, ussd->form, &text);
	text_add_format(&text, "\",%d", DCS);
	ussd->phase = USSD_PHASE_ANSWER;
	ussd->is_ok_seen = false;
	ussd->until_ms = modem_after_ms(modem, ANSWER_MS);
	return say(modem, line, is_ok_first ? OK_MS : ANSWER_MS, false, dial_replied);
}

static enum turn wait_for_answer(struct modem *modem)
{
	struct ussd *ussd = &modem->ussd;

	if (clock_mono_ms() < ussd->until_ms)
		return TURN_WAITS;
	ussd_fail(ussd, MODEM_USSD_RESULT_SILENT, -1);
	return TURN_NEXT;
}

static enum turn wait_after_release(struct modem *modem)
{
	struct ussd *ussd = &modem->ussd;

	if (clock_mono_ms() < ussd->until_ms)
		return TURN_WAITS;
	if (ussd->is_answered)
		ussd->phase = USSD_PHASE_RESTORE;
	else
		ussd_fail(ussd, MODEM_USSD_RESULT_REFUSED, -1);
	return TURN_NEXT;
}

/* The next form that was not tried, else the end; a late answer may want closing. */
static void go_on(struct ussd *ussd)
{
	ussd->phase = ussd->is_asked ? USSD_PHASE_CLOSE : USSD_PHASE_RESTORE;
	for (size_t i = 0; !ussd->is_answered && i < sizeof forms / sizeof forms[0];
	     i++) {
		if (is_tried(ussd, forms[i]))
			continue;
		ussd->form = forms[i];
		ussd->tried |= 1u << forms[i];
		ussd->phase = USSD_PHASE_CHARSET;
		return;
	}
}

static void close_replied(void *context, const struct chat_reply *reply)
{
	struct modem *modem = context;

	/* Without a session some say ERROR: there is none, and that was wanted. */
	if (!is_gone(modem, reply))
		go_on(&modem->ussd);
}

static enum turn close_session(struct modem *modem)
{
	struct ussd *ussd = &modem->ussd;

	if (ussd->is_asked) {
		ussd->is_asked = false;
		return say(modem, "AT+CUSD=2", CLOSE_MS, true, close_replied);
	}
	go_on(ussd);
	return TURN_NEXT;
}

static void restore_replied(void *context, const struct chat_reply *reply)
{
	(void)context, (void)reply;
}

/* In UCS2 the names of operators would come as digits. */
static enum turn restore_charset(struct modem *modem)
{
	if (!modem->ussd.is_foreign) {
		tell(modem);
		return TURN_NEXT;
	}
	modem->ussd.is_foreign = false;
	return say(modem, "AT+CSCS=\"GSM\"", CHARSET_MS, true, restore_replied);
}

static enum turn no_session(struct modem *modem)
{
	(void)modem;
	return TURN_WAITS;
}

static enum turn (*const turns[USSD_PHASE_COUNT])(struct modem *modem) = {
	[USSD_PHASE_NONE] = no_session,
	[USSD_PHASE_CHARSET] = choose_charset,
	[USSD_PHASE_DIAL] = dial,
	[USSD_PHASE_ANSWER] = wait_for_answer,
	[USSD_PHASE_RELEASED] = wait_after_release,
	[USSD_PHASE_CLOSE] = close_session,
	[USSD_PHASE_RESTORE] = restore_charset,
};

bool ussd_work(struct modem *modem)
{
	enum turn turn;

	do
		turn = turns[modem->ussd.phase](modem);
	while (turn == TURN_NEXT && chat_is_idle(modem->chat));
	return turn == TURN_WRITTEN;
}

static void called_off(void *context, const struct chat_reply *reply)
{
	(void)context, (void)reply;
}

bool ussd_call_off_work(struct modem *modem)
{
	if (!modem->ussd.is_call_off_due)
		return false;
	modem->ussd.is_call_off_due = false;
	return say(modem, "AT+CUSD=2", CLOSE_MS, true, called_off) == TURN_WRITTEN;
}

int64_t ussd_due_ms(const struct modem *modem)
{
	enum ussd_phase phase = modem->ussd.phase;
	bool is_waiting = phase == USSD_PHASE_ANSWER || phase == USSD_PHASE_RELEASED;

	return is_waiting ? modem->ussd.until_ms : 0;
}

/* --- what the owner calls ---------------------------------------------------------- */

bool modem_may_ussd(const struct modem *modem)
{
	return modem->health.state == MODEM_STATE_READY && !cusd_door_is_open(modem) &&
	       modem->ussd.phase == USSD_PHASE_NONE;
}

int modem_ussd(struct modem *modem, const char *code,
	       const struct modem_ussd_habit *habit)
{
	struct ussd *ussd = &modem->ussd;

	if (!ussd_is_code(code))
		return -EINVAL;
	if (!modem_may_ussd(modem))
		return -EBUSY;
	*ussd = (struct ussd){ .is_call_off_due = ussd->is_call_off_due };
	text_copy(ussd->code, sizeof ussd->code, code);
	ussd->answer = (struct modem_ussd_answer){
		.result = MODEM_USSD_RESULT_GONE,
		.status = -1,
		.error = -1,
	};
	if (habit != NULL && strcmp(habit->imei, modem->health.imei) == 0)
		ussd->answer.habit = *habit;
	text_copy(ussd->answer.habit.imei, sizeof ussd->answer.habit.imei,
		  modem->health.imei);
	ussd->form = ussd->answer.habit.form;
	if (ussd->form == USSD_FORM_UNKNOWN || ussd->form == USSD_FORM_BYTES)
		ussd->form = forms[0];
	ussd->tried = 1u << ussd->form;
	ussd->phase = USSD_PHASE_CHARSET;
	work_begin(modem);
	return 0;
}
