// SPDX-License-Identifier: MIT
#include "modem/offer.h"

#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "modem/modem_internal.h"

static void set_stopped(struct modem *modem, bool is_stopped)
{
	if (modem->health.is_receiving_stopped == is_stopped)
		return;
	modem->health.is_receiving_stopped = is_stopped;
	/* A modem whose direct message is not acknowledged stops telling of any (27.005
	 * 3.4.4). */
	if (!is_stopped && modem->receive.is_refused)
		modem->startup.is_again_due = true;
	modem->receive.is_refused = false;
	log_warning("receiving modem=%s %s", modem->options.name,
		    is_stopped ? "stopped: the owner cannot store" : "goes on");
	modem_tell_health(modem);
}

void offer_hold(struct modem *modem, int storage, int index, const char *pdu_hex)
{
	struct held *held = &modem->receive.held;

	held->storage = storage;
	held->index = index;
	held->pdu_length = strlen(pdu_hex);
	text_copy(held->pdu_hex, sizeof held->pdu_hex, pdu_hex);
}

void offer_decode(struct held *held, int octets)
{
	struct text why;

	text_init(&why, held->why, sizeof held->why);
	held->is_decoded = sms_decode(held->pdu_hex, held->pdu_length, octets, &held->sms,
				      &why) == 0;
	if (held->is_decoded)
		text_clear(&why);
}

enum modem_verdict offer_held(struct modem *modem)
{
	struct receive *receive = &modem->receive;
	struct held *held = &receive->held;
	bool is_direct = held->storage < 0;
	struct modem_message message = {
		.storage = is_direct ? "" : receive->slots.storages[held->storage].name,
		.slot = held->index,
		.pdu_hex = held->pdu_hex,
		.pdu_length = held->pdu_length,
		.is_decoded = held->is_decoded,
		.why = held->why,
		.sms = &held->sms,
	};
	enum modem_verdict verdict =
		modem->owner.on_message(modem->owner.context, modem, &message);

	receive->may_probe = false;
	if (verdict != MODEM_VERDICT_STORED)
		sweep_stop(&modem->sweep);
	set_stopped(modem, verdict != MODEM_VERDICT_STORED);
	return verdict;
}

void offer_resume(struct modem *modem)
{
	set_stopped(modem, false);
}
