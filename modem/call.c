// SPDX-License-Identifier: MIT
#include "modem/call.h"

#include "base/log.h"
#include "base/text.h"
#include "modem/modem_internal.h"

enum {
	HANG_UP_MS = 10000,
	RINGS_WITHOUT_NUMBER = 2,
};

void call_clear(struct call *call)
{
	*call = (struct call){ .n_rings = 0 };
}

void call_rings(struct modem *modem)
{
	struct call *call = &modem->call;

	if (++call->n_rings < RINGS_WITHOUT_NUMBER)
		return;
	call->is_hang_up_due = true; /* the chat asks for work behind each notice */
}

void call_told(struct modem *modem, const char *line)
{
	struct call *call = &modem->call;

	if (!at_parse_caller(line, call->number))
		call->number[0] = '\0';
	call->is_hang_up_due = true;
}

void call_ended(struct modem *modem)
{
	/* It is over for the modem; who it was is told all the same. */
	modem->call.n_rings = 0;
}

static void tell(struct modem *modem)
{
	struct call *call = &modem->call;
	char number[AT_NUMBER_SIZE];

	if (call->number[0] == '\0')
		return;
	text_copy(number, sizeof number, call->number);
	call->number[0] = '\0';
	if (modem->owner.on_call != NULL)
		modem->owner.on_call(modem->owner.context, modem, number);
}

static void replied(void *context, const struct chat_reply *reply)
{
	struct modem *modem = context;
	struct call *call = &modem->call;

	call->n_rings = 0;
	if (reply->result == CHAT_RESULT_REFUSED && !call->is_chup_refused) {
		call->is_chup_refused = true;
		call->is_hang_up_due = true;
	}
	modem_offer_free(modem); /* what on_call() has queued */
}

bool call_work(struct modem *modem)
{
	struct call *call = &modem->call;
	struct chat_command command = {
		.line = call->is_chup_refused ? "ATH" : "AT+CHUP",
		.timeout_ms = HANG_UP_MS,
		.on_reply = replied,
	};

	if (!call->is_hang_up_due || chat_send(modem->chat, &command) != 0)
		return false;
	call->is_hang_up_due = false;
	log_info("call ended modem=%s caller=%s", modem->options.name,
		 call->number[0] != '\0' ? "known" : "unknown");
	tell(modem);
	return true;
}
