// SPDX-License-Identifier: MIT
#include "tests/support/ussd_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "modem/modem.h"

struct ussd_rig *ussd_rig_of(struct rig *rig)
{
	return (struct ussd_rig *)rig; /* its first member */
}

static enum modem_verdict on_message(void *context, struct modem *modem,
				     const struct modem_message *message)
{
	struct ussd_rig *owner = context;

	(void)modem;
	if (message->is_decoded && message->sms->kind == SMS_KIND_DELIVER) {
		owner->n_stored++;
		owner->n_replies_due++;
	}
	return MODEM_VERDICT_STORED;
}

static void on_sent(void *context, struct modem *modem, const struct modem_sent *sent)
{
	(void)context, (void)modem;
	assert_int_equal(sent->result, MODEM_SEND_RESULT_SENT);
}

static void on_free(void *context, struct modem *modem)
{
	struct ussd_rig *owner = context;
	const struct sms_submit submit = { .to = "+6281234567890",
					   .utf8 = "ya",
					   .part = 1 };
	char hex[LIMIT_PDU_HEX_SIZE];
	int octets;

	if (owner->n_replies_due == 0)
		return;
	owner->n_replies_due--;
	assert_int_equal(sms_encode(&submit, hex, &octets), 0);
	assert_int_equal(modem_send(modem, 1, hex, octets), 0);
}

static void on_health(void *context, struct modem *modem)
{
	(void)context, (void)modem;
}

static void on_ussd(void *context, struct modem *modem,
		    const struct modem_ussd_answer *answer)
{
	struct ussd_rig *owner = context;

	(void)modem;
	if (answer->result == MODEM_USSD_RESULT_UNASKED) {
		text_copy(owner->push, sizeof owner->push, answer->text);
		owner->n_pushes++;
		return;
	}
	owner->n_answers++;
	owner->answer = *answer;
	text_copy(owner->text, sizeof owner->text, answer->text);
}

void ussd_rig_open(struct ussd_rig *owner, const char *arguments, unsigned hurry)
{
	const struct modem_owner modem_owner = { .context = owner,
						 .on_message = on_message,
						 .on_sent = on_sent,
						 .on_free = on_free,
						 .on_health = on_health,
						 .on_ussd = on_ussd };
	struct rig *rig = &owner->rig;

	*owner = (struct ussd_rig){ .n_stored = 0 };
	rig_open(rig, arguments, hurry);
	modem_free(rig->modem);
	rig->modem = modem_new(rig->loop, &rig->options, &modem_owner);
	modem_start(rig->modem);
	rig_run_until_state(rig, MODEM_STATE_READY);
}

static bool is_over(struct rig *rig)
{
	return ussd_rig_of(rig)->n_answers > 0;
}

void ussd_rig_ask(struct ussd_rig *owner, const struct modem_ussd_habit *habit)
{
	owner->n_answers = 0;
	assert_true(modem_may_ussd(owner->rig.modem));
	assert_int_equal(modem_ussd(owner->rig.modem, "*888#", habit), 0);
}

void ussd_rig_wait(struct ussd_rig *owner)
{
	rig_run_until(&owner->rig, is_over, "an answer");
	assert_int_equal(owner->n_answers, 1);
}

void ussd_rig_assert_answer(struct ussd_rig *owner, const char *text)
{
	ussd_rig_wait(owner);
	assert_int_equal(owner->answer.result, MODEM_USSD_RESULT_ANSWERED);
	assert_string_equal(owner->text, text);
	assert_true(modem_may_ussd(owner->rig.modem));
}

/* Lines of the ledger that say exactly this. */
size_t ussd_rig_count(const struct ussd_rig *owner, const char *what)
{
	FILE *file = fopen(owner->rig.ledger, "r");
	char line[4096];
	size_t n = 0;

	assert_non_null(file);
	while (fgets(line, sizeof line, file) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		n += strcmp(line, what) == 0;
	}
	fclose(file);
	return n;
}
