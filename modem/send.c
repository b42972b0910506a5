// SPDX-License-Identifier: MIT
#include "modem/send.h"

#include <errno.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "modem/at.h"
#include "modem/modem_internal.h"

enum {
	ANSWER_MS = 300000, /* bad radio: up to four minutes were seen (ModemManager) */
	REFERENCES = 256,   /* TP-MR, 23.040 9.2.3.6 */
};

static const char *const result_names[] = {
	[MODEM_SEND_RESULT_SENT] = "sent",
	[MODEM_SEND_RESULT_NOT_GIVEN] = "not-given",
	[MODEM_SEND_RESULT_REFUSED] = "refused",
	[MODEM_SEND_RESULT_UNSURE] = "unsure",
};

void send_init(struct send *send)
{
	send->reference = -1;
	send->late_reference = -1;
}

static void tell(struct modem *modem, enum modem_send_result result, int error,
		 int reference)
{
	struct modem_sent sent = {
		.id = modem->send.id,
		.result = result,
		.error = error,
		.reference = reference,
	};

	modem->send.is_taken = false;
	modem->send.is_begun = false;
	work_begin_ahead(modem); /* the line works while the rest is done */
	log_info("send modem=%s id=%lld result=%s error=%d reference=%d",
		 modem->options.name, (long long)sent.id, result_names[result], error,
		 reference);
	modem->owner.on_sent(modem->owner.context, modem, &sent);
	modem_offer_free(modem);
}

static bool is_unsure(const struct chat_reply *reply)
{
	return reply->is_given && reply->result != CHAT_RESULT_REFUSED;
}

/* 27.005 3.5.1: a +CMGS line is said of a message that the network took, whether or not
 * the OK behind it arrives. */
static void replied(void *context, const struct chat_reply *reply)
{
	struct modem *modem = context;
	struct send *send = &modem->send;
	int reference = at_parse_reference(reply->line);

	if (reply->line[0] != '\0') {
		send->reference = reference;
		send->late_reference = -1;
		tell(modem, MODEM_SEND_RESULT_SENT, -1, reference);
	} else if (is_unsure(reply)) {
		if (send->reference >= 0)
			send->late_reference = (send->reference + 1) % REFERENCES;
		send->reference = send->late_reference;
		tell(modem, MODEM_SEND_RESULT_UNSURE, -1, -1);
	} else if (reply->is_given) {
		centre_refused(modem, reply->error);
		tell(modem, MODEM_SEND_RESULT_REFUSED, reply->error, -1);
	} else {
		tell(modem, MODEM_SEND_RESULT_NOT_GIVEN, reply->error, -1);
	}
}

/* The answer to a message that was reported UNSURE may come after all, while the next one
 * waits for its own. The modem counts references, so the older one's is known. */
static bool may_be_late(void *context, const char *line)
{
	struct modem *modem = context;
	int late = modem->send.late_reference;

	return late >= 0 && at_parse_reference(line) == late;
}

bool send_work(struct modem *modem)
{
	struct send *send = &modem->send;
	char line[CHAT_LINE_SIZE];
	struct text text;

	if (!send->is_taken || send->is_begun)
		return false;
	text_init(&text, line, sizeof line);
	text_add_format(&text, "AT+CMGS=%d", send->tpdu_octets);
	send->is_begun = true;
	return chat_send(modem->chat, &(struct chat_command){
					      .line = line,
					      .prefix = "+CMGS:",
					      .body = send->pdu_hex,
					      .timeout_ms = ANSWER_MS,
					      .may_be_late = may_be_late,
					      .on_reply = replied,
				      }) == 0;
}

void send_cancel(struct modem *modem)
{
	if (modem->send.is_taken && !modem->send.is_begun)
		tell(modem, MODEM_SEND_RESULT_NOT_GIVEN, -1, -1);
}

bool modem_is_free(const struct modem *modem)
{
	return modem->health.state == MODEM_STATE_READY && !modem->send.is_taken;
}

int modem_send(struct modem *modem, int64_t id, const char *pdu_hex, int tpdu_octets)
{
	struct send *send = &modem->send;

	if (!modem_is_free(modem))
		return -EBUSY;
	if (!text_copy(send->pdu_hex, sizeof send->pdu_hex, pdu_hex) ||
	    tpdu_octets <= 0 ||
	    strspn(pdu_hex, "0123456789ABCDEFabcdef") != strlen(pdu_hex))
		return -EINVAL;
	send->id = id;
	send->tpdu_octets = tpdu_octets;
	send->is_taken = true;
	send->is_begun = false;
	work_begin(modem);
	return 0;
}
