// SPDX-License-Identifier: MIT
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "modem/modem_internal.h"
#include "modem/ussd_internal.h"

enum {
	RELEASED_MS = 1500, /* "Initiating Release", then the answer (Vodacom) */
};

void ussd_fail(struct ussd *ussd, enum modem_ussd_result result, int error)
{
	if (ussd->answer.result == MODEM_USSD_RESULT_GONE) {
		ussd->answer.result = result;
		ussd->answer.error = error;
	}
	ussd->phase = USSD_PHASE_CLOSE;
	ussd->is_asked = result == MODEM_USSD_RESULT_SILENT;
}

static void take_text(struct ussd *ussd, const struct cusd *cusd)
{
	text_copy(ussd->text, sizeof ussd->text, cusd->text);
	ussd->answer.is_cut = cusd->is_cut;
	ussd->answer.status = cusd->status;
	ussd->is_answered = true;
}

static void answered(struct modem *modem, const struct cusd *cusd)
{
	struct ussd *ussd = &modem->ussd;

	take_text(ussd, cusd);
	ussd->is_asked = cusd->status == CUSD_STATUS_ASKED;
	ussd->phase = USSD_PHASE_CLOSE;
	ussd->answer.habit.is_ok_first = ussd->is_ok_seen;
}

/* Some networks release first and answer then; of others this is the answer. */
static void released(struct modem *modem, const struct cusd *cusd)
{
	struct ussd *ussd = &modem->ussd;

	if (cusd->text[0] != '\0' && !ussd->is_answered)
		take_text(ussd, cusd);
	ussd->answer.habit.is_ok_first = ussd->is_ok_seen;
	if (ussd->phase == USSD_PHASE_RELEASED)
		return;
	ussd->phase = USSD_PHASE_RELEASED;
	ussd->until_ms = modem_after_ms(modem, RELEASED_MS);
}

static void failed(struct modem *modem, const struct cusd *cusd)
{
	modem->ussd.answer.status = cusd->status;
	if (!modem->ussd.is_answered)
		ussd_fail(&modem->ussd, MODEM_USSD_RESULT_REFUSED, -1);
}

/* By <m> (27.007 7.15); the others mean nothing to us. */
static void (*const takers[])(struct modem *modem, const struct cusd *cusd) = {
	[CUSD_STATUS_DONE] = answered,     [CUSD_STATUS_ASKED] = answered,
	[CUSD_STATUS_RELEASED] = released, [CUSD_STATUS_NOT_SUPPORTED] = failed,
	[CUSD_STATUS_TIMED_OUT] = failed,
};

/* A push, or an answer that comes when nobody waits for it any more. */
static void take_unasked(struct modem *modem, const struct cusd *cusd)
{
	struct modem_ussd_answer answer = {
		.result = MODEM_USSD_RESULT_UNASKED,
		.text = cusd->text,
		.is_cut = cusd->is_cut,
		.status = cusd->status,
		.error = -1,
	};

	log_warning("ussd unasked modem=%s status=%d bytes=%zu", modem->options.name,
		    cusd->status, strlen(cusd->text));
	if (cusd->status == CUSD_STATUS_ASKED)
		modem->ussd.is_call_off_due = true;
	if (cusd->text[0] != '\0' && modem->owner.on_ussd != NULL)
		modem->owner.on_ussd(modem->owner.context, modem, &answer);
}

void ussd_told(struct modem *modem, const char *line)
{
	struct ussd *ussd = &modem->ussd;
	size_t n_takers = sizeof takers / sizeof takers[0];
	struct cusd cusd;

	if (!cusd_parse(line, strlen(line), &cusd))
		return;
	/* What a text without its quote has swallowed may have been a +CMTI. */
	if (cusd.is_cut)
		sweep_soon(modem);
	if (cusd_door_told(modem, &cusd))
		log_debug("ussd session modem=%s status=%d", modem->options.name,
			  cusd.status);
	else if (ussd->phase == USSD_PHASE_NONE)
		take_unasked(modem, &cusd);
	else if (ussd->phase > USSD_PHASE_RELEASED && ussd->is_answered)
		log_debug("ussd ended modem=%s status=%d", modem->options.name,
			  cusd.status);
	else if ((size_t)cusd.status < n_takers && takers[cusd.status] != NULL)
		takers[cusd.status](modem, &cusd);
	else
		log_info("ussd ignored modem=%s status=%d", modem->options.name,
			 cusd.status);
	modem_rearm(modem);
}
