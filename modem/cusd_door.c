// SPDX-License-Identifier: MIT
#include "modem/cusd_door.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "modem/cusd.h"
#include "modem/cusd_pattern.h"
#include "modem/modem_internal.h"

enum {
	ANSWER_MS = 10000,
	CHARSET_MS = 5000,
	CALLER_MS = 60000, /* to read and type; networks give 20 to 60 s */
	END_MS = 5000,     /* behind the last page the network ends it */
	DCS = 15,          /* 23.038 5: the 7-bit alphabet */
	ANSWER_LINE_SIZE = CHAT_LINE_SIZE,
};

/* The forms of a page, in the order in which they are tried. */
static const enum ussd_form forms[] = { USSD_FORM_PLAIN, USSD_FORM_PACKED,
					USSD_FORM_UCS2 };

bool cusd_door_is_open(const struct modem *modem)
{
	return modem->door.phase != CUSD_DOOR_CLOSED;
}

static void close_door(struct modem *modem, const char *why)
{
	struct cusd_door *door = &modem->door;

	log_info("ussd session modem=%s key=%s steps=%u over why=\"%s\"",
		 modem->options.name, door->key, door->step, why);
	*door = (struct cusd_door){ .n_sessions = door->n_sessions,
				    .good_form = door->good_form };
}

void cusd_door_cancel(struct modem *modem)
{
	if (cusd_door_is_open(modem))
		close_door(modem, "the modem is gone");
}

/* --- what the network says ---------------------------------------------------------- */

static void open_door(struct modem *modem, const char *number)
{
	struct cusd_door *door = &modem->door;

	if (cusd_door_is_open(modem))
		close_door(modem, "another one begins");
	text_copy(door->number, sizeof door->number, number);
	snprintf(door->key, sizeof door->key, "%s-%lld-%u", modem->options.name,
		 (long long)clock_utc_s(), ++door->n_sessions);
}

static void take_step(struct modem *modem, const char *text)
{
	struct cusd_door *door = &modem->door;
	const struct modem_session_step step = {
		.key = door->key, .number = door->number, .step = door->step, .text = text
	};

	door->page = (struct modem_session_page){ .is_end = true };
	modem->owner.on_session(modem->owner.context, modem, &step, &door->page);
	door->step++;
	door->form =
		door->good_form != USSD_FORM_UNKNOWN ? door->good_form : door->page.form;
	if (door->form == USSD_FORM_UNKNOWN || door->form == USSD_FORM_BYTES)
		door->form = forms[0];
	door->tried = 1u << door->form;
	door->phase = CUSD_DOOR_CHARSET;
}

static bool is_still_answering(const struct cusd_door *door)
{
	return door->phase == CUSD_DOOR_CHARSET || door->phase == CUSD_DOOR_ANSWER;
}

bool cusd_door_told(struct modem *modem, const struct cusd *cusd)
{
	struct cusd_door *door = &modem->door;
	char number[LIMIT_ADDRESS_SIZE], answer[CUSD_ANSWER_SIZE];

	if (modem->owner.on_session == NULL || modem->options.cusd_pattern[0] == '\0')
		return false;
	if (cusd->status != CUSD_STATUS_ASKED) {
		bool is_ours = cusd_door_is_open(modem);

		if (is_ours)
			close_door(modem, "the network has ended it");
		return is_ours;
	}
	if (!cusd_pattern_read(modem->options.cusd_pattern, cusd->text, number, answer)) {
		if (cusd_door_is_open(modem))
			close_door(modem, "a text that names no caller");
		return false;
	}
	if (!cusd_door_is_open(modem) || strcmp(door->number, number) != 0 ||
	    door->page.is_end)
		open_door(modem, number);
	else if (is_still_answering(door))
		return true; /* the same again: its answer is on its way */
	take_step(modem, answer);
	return true;
}

/* --- what is written ---------------------------------------------------------------- */

static void on_restored(void *context, const struct chat_reply *reply)
{
	(void)context, (void)reply;
}

static void wait_for_caller(struct modem *modem)
{
	struct cusd_door *door = &modem->door;

	door->phase = door->is_foreign ? CUSD_DOOR_RESTORE : CUSD_DOOR_WAITS;
	door->until_ms = modem_after_ms(modem, door->page.is_end ? END_MS : CALLER_MS);
}

/* The next form; none is left: the caller gets nothing, and the session is called off. */
static void try_next_form(struct modem *modem)
{
	struct cusd_door *door = &modem->door;

	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		if ((door->tried & 1u << forms[i]) != 0)
			continue;
		door->form = forms[i];
		door->tried |= 1u << forms[i];
		door->phase = CUSD_DOOR_CHARSET;
		return;
	}
	log_warning("ussd page refused modem=%s key=%s", modem->options.name, door->key);
	wait_for_caller(modem);
	door->until_ms = clock_mono_ms();
}

static void on_answered(void *context, const struct chat_reply *reply)
{
	struct modem *modem = context;
	struct cusd_door *door = &modem->door;

	if (door->phase != CUSD_DOOR_ANSWER || reply->result == CHAT_RESULT_GONE)
		return;
	if (reply->result == CHAT_RESULT_REFUSED) {
		try_next_form(modem);
		return;
	}
	/* Silence is not repeated: the page may have gone out. */
	if (reply->result == CHAT_RESULT_OK)
		door->good_form = door->form;
	wait_for_caller(modem);
}

static void on_charset(void *context, const struct chat_reply *reply)
{
	struct modem *modem = context;
	struct cusd_door *door = &modem->door;
	bool is_ucs2 = door->form == USSD_FORM_UCS2;

	if (door->phase != CUSD_DOOR_CHARSET || reply->result == CHAT_RESULT_GONE)
		return;
	if (is_ucs2 && reply->result == CHAT_RESULT_REFUSED)
		try_next_form(modem);
	else
		door->phase = CUSD_DOOR_ANSWER;
	door->is_foreign = is_ucs2 && reply->result == CHAT_RESULT_OK;
}

/* Between quotes there is room for neither a quote nor a line end, as it is. */
static void write_page(const struct cusd_door *door, struct text *line)
{
	char page[sizeof door->page.text];

	text_copy(page, sizeof page, door->page.text);
	for (char *at = page; *at != '\0'; at++) {
		if (*at == '\n' && door->form == USSD_FORM_PLAIN)
			*at = ' ';
		else if (*at == '"')
			*at = '\'';
	}
	text_add(line, "AT+CUSD=1,\"");
	ussd_text_write(page, door->form, line);
	text_add_format(line, "\",%d", DCS);
}

static bool say(struct modem *modem, const char *line, unsigned timeout_ms,
		void (*on_reply)(void *context, const struct chat_reply *reply))
{
	const struct chat_command command = { .line = line,
					      .timeout_ms = timeout_ms,
					      .on_reply = on_reply };

	return chat_send(modem->chat, &command) == 0;
}

static bool write_answer(struct modem *modem)
{
	char line[ANSWER_LINE_SIZE];
	struct text text;

	text_init(&text, line, sizeof line);
	write_page(&modem->door, &text);
	if (say(modem, line, ANSWER_MS, on_answered))
		return true;
	wait_for_caller(modem); /* it holds a byte that no command may */
	return false;
}

static bool look_at_clock(struct modem *modem)
{
	struct cusd_door *door = &modem->door;

	if (clock_mono_ms() < door->until_ms)
		return false;
	close_door(modem, door->page.is_end ? "the last page" : "no answer in time");
	modem->ussd.is_call_off_due = true;
	return ussd_call_off_work(modem);
}

bool cusd_door_work(struct modem *modem)
{
	struct cusd_door *door = &modem->door;
	bool is_ucs2 = door->form == USSD_FORM_UCS2;

	switch (door->phase) {
	case CUSD_DOOR_CLOSED:
		return false;
	case CUSD_DOOR_CHARSET:
		return say(modem, is_ucs2 ? "AT+CSCS=\"UCS2\"" : "AT+CSCS=\"GSM\"",
			   CHARSET_MS, on_charset);
	case CUSD_DOOR_ANSWER:
		return write_answer(modem);
	case CUSD_DOOR_RESTORE:
		door->phase = CUSD_DOOR_WAITS;
		door->is_foreign = false;
		return say(modem, "AT+CSCS=\"GSM\"", CHARSET_MS, on_restored);
	case CUSD_DOOR_WAITS:
		return look_at_clock(modem);
	}
	return false;
}

int64_t cusd_door_due_ms(const struct modem *modem)
{
	return modem->door.phase == CUSD_DOOR_WAITS ? modem->door.until_ms : 0;
}
