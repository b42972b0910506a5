// SPDX-License-Identifier: MIT
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "ussd/euse_internal.h"

enum {
	REPLY_SIZE = 1024,
};

void euse_look_up(struct euse *euse, struct euse_session *session)
{
	char words[96];
	uint8_t bytes[128];
	struct ipa_frame frame = { .protocol = IPA_PROTOCOL_OSMO,
				   .extension = IPA_OSMO_CONTROL,
				   .payload = (const uint8_t *)words };
	struct text text;

	session->state = SESSION_LOOKED_UP;
	session->lookup = ++euse->n_lookups;
	session->until_ms = clock_mono_ms() + EUSE_LOOKUP_MS;
	text_init(&text, words, sizeof words);
	text_add_format(&text, "GET %u subscriber.by-imsi-%s.info", session->lookup,
			session->imsi);
	frame.length = text.length;
	link_send(euse->control, bytes, ipa_write(&frame, bytes, sizeof bytes));
}

static struct euse_session *find(struct euse *euse, unsigned long lookup)
{
	for (size_t i = 0; i < EUSE_SESSIONS_MAX; i++) {
		struct euse_session *session = &euse->sessions[i];

		if (session->state == SESSION_LOOKED_UP && session->lookup == lookup)
			return session;
	}
	return NULL;
}

/* The line "msisdn<tab>6281..." of the subscriber's facts. */
static void read_number(const char *facts, char *out, size_t size)
{
	static const char name[] = "\nmsisdn\t";
	const char *at = strstr(facts, name);
	size_t length;
	struct text text;

	text_init(&text, out, size);
	if (at == NULL)
		return;
	at += sizeof name - 1;
	length = strspn(at, "0123456789");
	if (length < size - 1 && (at[length] == '\n' || at[length] == '\0'))
		text_add_bytes(&text, at, length);
}

void euse_take_control(struct euse *euse, const struct ipa_frame *frame)
{
	static const char reply[] = "GET_REPLY ", error[] = "ERROR ";
	char words[REPLY_SIZE], *end;
	struct euse_session *session;
	const char *at;
	struct text text;

	if (frame->protocol != IPA_PROTOCOL_OSMO || frame->extension != IPA_OSMO_CONTROL)
		return;
	text_init(&text, words, sizeof words);
	text_add_bytes(&text, (const char *)frame->payload, frame->length);
	if (strncmp(words, reply, sizeof reply - 1) == 0)
		at = words + sizeof reply - 1;
	else if (strncmp(words, error, sizeof error - 1) == 0)
		at = words + sizeof error - 1;
	else
		return;
	session = find(euse, strtoul(at, &end, 10));
	if (session == NULL)
		return;
	read_number(at, session->number, sizeof session->number);
	euse_go_on(euse, session);
}
