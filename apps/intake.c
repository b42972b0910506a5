// SPDX-License-Identifier: MIT
#include "apps/intake.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "apps/sealer.h"
#include "apps/sender.h"
#include "apps/service.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "handlers/answer.h"
#include "handlers/phone.h"
#include "handlers/session.h"
#include "modem/modem_ussd.h"
#include "modem/sms.h"
#include "store/inbox.h"

enum {
	/* Below this the store takes no new message: what is under way must find room. */
	STORE_RESERVE_BYTES = 1 << 20,
	PROTOCOL_SILENT = 0x40, /* TP-PID: short message type 0 (23.040 9.2.3.9) */
};

static void add_whole_text(struct inbox_row *row, const struct sms *sms)
{
	struct text text;

	text_init(&text, row->text, sizeof row->text);
	sms_add_units(&text, sms->units, sms->n_units);
}

/* Why a well-formed message is not for people; NULL when it is. */
static const char *not_for_people(const struct sms *sms)
{
	if (sms->kind == SMS_KIND_SUBMIT)
		return "our own, stored on the SIM";
	if (sms->protocol_id == PROTOCOL_SILENT)
		return "silent type 0";
	if (sms->is_waiting_indication && sms->n_units == 0)
		return "voicemail indication";
	if (sms->has_port)
		return "for an application port";
	if (sms->alphabet == SMS_ALPHABET_BINARY)
		return "binary";
	return NULL;
}

static void describe_sms(struct inbox_row *row, const struct sms *sms)
{
	const char *reason = not_for_people(sms);

	phone_normalise(sms->peer.text, row->sender);
	row->service_at = sms->has_time ? sms->time_s : 0;
	add_whole_text(row, sms);
	if (reason != NULL) {
		row->state = INBOX_STATE_IGNORED;
		text_copy(row->note, sizeof row->note, reason);
	} else if (sms->is_part_illegal || sms->part.total > LIMIT_SMS_PARTS) {
		row->state = INBOX_STATE_UNREAD;
		text_copy(row->note, sizeof row->note, "part number out of range");
	} else if (sms->part.total > 1) {
		row->state = INBOX_STATE_PART;
		row->part_reference = sms->part.reference;
		row->part_bits = sms->part.reference_bits;
		row->part_total = sms->part.total;
		row->part_number = sms->part.number;
	}
}

static void describe(struct inbox_row *row, const struct modem *modem,
		     const struct modem_message *message)
{
	char pdu[sizeof row->pdu];

	*row = (struct inbox_row){ .received_at = clock_utc_s(),
				   .state = INBOX_STATE_NEW,
				   .slot = message->slot,
				   .seen = 1 };
	text_copy(row->door, sizeof row->door, "sms");
	text_copy(row->modem, sizeof row->modem, modem_name(modem));
	text_copy(row->storage, sizeof row->storage, message->storage);
	snprintf(pdu, sizeof pdu, "%.*s", (int)message->pdu_length, message->pdu_hex);
	text_copy(row->pdu, sizeof row->pdu, pdu);
	if (message->is_decoded) {
		describe_sms(row, message->sms);
	} else {
		row->state = INBOX_STATE_DAMAGED;
		text_copy(row->note, sizeof row->note, message->why);
	}
}

/* What makes a message the same one: its TPDU, whichever centre or slot brought it. */
static int add_row(struct store *store, struct inbox_row *row,
		   const struct modem_message *message)
{
	const char *tpdu = NULL;

	if (message->is_decoded)
		tpdu = sms_tpdu_hex(message->pdu_hex, message->pdu_length);
	if (tpdu == NULL)
		tpdu = message->pdu_hex;
	return inbox_add(store, row, tpdu,
			 message->pdu_length - (size_t)(tpdu - message->pdu_hex));
}

/* All parts are in: their units, not their UTF-8, make the text (a cut may split a pair).
 */
static void join_text(const struct inbox_row *parts, int n_parts, struct text *text)
{
	uint16_t units[LIMIT_SMS_PARTS * LIMIT_SMS_UNITS];
	size_t n_units = 0;

	for (int i = 0; i < n_parts; i++) {
		struct sms sms;

		if (sms_decode(parts[i].pdu, strlen(parts[i].pdu), -1, &sms, NULL) < 0)
			continue; /* it was decoded when it came in */
		memcpy(units + n_units, sms.units, sms.n_units * sizeof units[0]);
		n_units += sms.n_units;
	}
	sms_add_units(text, units, n_units);
}

static int take_part(struct service *service, struct inbox_row *row)
{
	struct inbox_row parts[LIMIT_SMS_PARTS];
	char joined[LIMIT_MESSAGE_SIZE];
	struct text text;
	int found = inbox_find_parts(service->store, row, parts, LIMIT_SMS_PARTS);
	int error;

	if (found < 0)
		return found;
	if ((unsigned)found < row->part_total)
		return 0;
	text_init(&text, joined, sizeof joined);
	join_text(parts, found, &text);
	error = inbox_join(service->store, row, joined);
	if (error < 0)
		return error;
	return answer_message(&service->office, row, clock_utc_s());
}

/*
 * A report is a hint, not a message from a person: it gets no row and no commit of its
 * own. When a power cut takes one away, a text whose answer was lost may go out twice;
 * nothing else rests on it.
 */
static void note_report(struct service *service, const struct sms *sms)
{
	struct service_report *report;

	if (service->n_reports == SERVICE_REPORTS_MAX)
		service_save_notes(service);
	if (service->n_reports == SERVICE_REPORTS_MAX)
		return; /* the store is full or broken, and has been complained about */
	report = &service->reports[service->n_reports++];
	phone_normalise(sms->peer.text, report->to);
	report->reference = sms->message_reference;
	/* 23.040 9.2.3.15: 0x00..0x1F short message transaction completed. */
	report->is_delivered = sms->status < 0x20;
}

/* What follows from a new row, inside its transaction. */
static int take(struct service *service, struct inbox_row *row)
{
	switch (row->state) {
	case INBOX_STATE_NEW:
		return answer_message(&service->office, row, clock_utc_s());
	case INBOX_STATE_PART:
		return take_part(service, row);
	case INBOX_STATE_REPORT:
	case INBOX_STATE_IGNORED:
	case INBOX_STATE_UNREAD:
	case INBOX_STATE_DAMAGED:
	case INBOX_STATE_JOINED:
	case INBOX_STATE_HANDLED:
		break; /* the row says it all */
	}
	return 0;
}

static void log_taken(const struct inbox_row *row, bool is_repeat)
{
	char number[LOG_NUMBER_SIZE];

	log_info("message taken inbox=%lld modem=%s from=%s state=%s%s%s%s",
		 (long long)row->id, row->modem, log_number(number, row->sender),
		 inbox_state_name(row->state), is_repeat ? " repeat=yes" : "",
		 row->note[0] != '\0' ? " note=" : "", row->note);
}

static bool has_room(struct service *service)
{
	int64_t free_bytes = store_free_bytes(service->store);

	return free_bytes < 0 || free_bytes >= STORE_RESERVE_BYTES;
}

static enum modem_verdict refuse(struct service *service, const char *doing, int error)
{
	if (error == -ENOSPC && !service->is_store_full) {
		service->is_store_full = true;
		log_error("store full what=\"messages stay on the SIM\" path=%s",
			  service->settings->store.path);
	}
	service_store_failed(service, doing, error);
	return MODEM_VERDICT_NOT_STORED;
}

/* One transaction: the row and, if `is_read`, all that follows from it. */
static int store_message(struct service_modem *at, struct inbox_row *row,
			 const struct modem_message *message, bool is_read,
			 bool *out_is_repeat)
{
	struct service *service = at->service;
	int error = store_begin(service->store);

	if (error < 0)
		return error;
	error = add_row(service->store, row, message);
	*out_is_repeat = error == -EEXIST;
	if (*out_is_repeat)
		error = 0;
	else if (error == 0 && is_read)
		error = take(service, row);
	if (error == 0)
		error = sender_prepare(at);
	if (error == 0)
		error = store_commit(service->store);
	else
		store_rollback(service->store);
	if (error < 0)
		sender_forget(at);
	return error;
}

/* The disk's troubles pass; anything else would come back with this message for ever. */
static bool is_store_trouble(int error)
{
	return error == -ENOSPC || error == -EBUSY || error == -EIO;
}

enum modem_verdict intake_message(void *context, struct modem *modem,
				  const struct modem_message *message)
{
	struct service_modem *at = context;
	struct inbox_row row;
	bool is_repeat;
	int error;

	if (message->is_decoded && message->sms->kind == SMS_KIND_STATUS_REPORT) {
		note_report(at->service, message->sms);
		service_note_health(at);
		return MODEM_VERDICT_STORED;
	}
	if (!has_room(at->service))
		return refuse(at->service, "take a message", -ENOSPC);
	describe(&row, modem, message);
	error = store_message(at, &row, message, true, &is_repeat);
	if (error < 0 && !is_store_trouble(error)) {
		log_error("message could not be handled modem=%s error=\"%s\"",
			  modem_name(modem), strerror(-error));
		describe(&row, modem, message);
		row.state = INBOX_STATE_UNREAD;
		text_copy(row.note, sizeof row.note, "could not be handled");
		error = store_message(at, &row, message, false, &is_repeat);
	}
	if (error < 0)
		return refuse(at->service, "take a message", error);
	at->last_in_at = row.received_at;
	service_note_health(at);
	log_taken(&row, is_repeat);
	sender_go(at);
	sealer_look(at->service); /* it may have been the head's approval */
	if (!is_repeat)
		credit_take_message(at, &row);
	return MODEM_VERDICT_STORED;
}

static void describe_call(struct inbox_row *row, const struct modem *modem,
			  const char *number)
{
	*row = (struct inbox_row){ .received_at = clock_utc_s(),
				   .state = INBOX_STATE_NEW,
				   .slot = -1,
				   .seen = 1 };
	text_copy(row->door, sizeof row->door, "call");
	text_copy(row->modem, sizeof row->modem, modem_name(modem));
	phone_normalise(number, row->sender);
}

/* A repeat is one of the same number on the same local day. */
static int add_call(struct store *store, struct inbox_row *row)
{
	char key[96];
	struct text text;
	struct tm day;

	clock_local(row->received_at, &day);
	text_init(&text, key, sizeof key);
	text_add_format(&text, "call %s %04d-%02d-%02d", row->sender, day.tm_year + 1900,
			day.tm_mon + 1, day.tm_mday);
	return inbox_add(store, row, key, text.length);
}

static int store_call(struct service *service, struct inbox_row *row)
{
	int error = store_begin(service->store);

	if (error < 0)
		return error;
	error = add_call(service->store, row);
	if (error == 0)
		error = answer_message(&service->office, row, clock_utc_s());
	if (error == 0)
		error = store_commit(service->store);
	else /* a repeat changes nothing, so that ringing on costs no commit */
		store_rollback(service->store);
	return error;
}

void intake_call(void *context, struct modem *modem, const char *number)
{
	struct service_modem *at = context;
	struct inbox_row row;
	int error;

	/* A call is no message: without room it is let go. */
	if (!has_room(at->service))
		return;
	describe_call(&row, modem, number);
	error = store_call(at->service, &row);
	if (error < 0 && error != -EEXIST)
		service_store_failed(at->service, "take a missed call", error);
	else
		log_taken(&row, error == -EEXIST);
}

void intake_session(void *context, struct modem *modem,
		    const struct modem_session_step *step,
		    struct modem_session_page *out_page)
{
	struct service_modem *at = context;
	struct service *service = at->service;
	char number[16], answers[SESSION_STEP_SIZE];
	struct session_input input = { .door = "cusd",
				       .modem = modem_name(modem),
				       .key = step->key,
				       .caller = step->number,
				       .step = number,
				       .text = step->text };
	struct session_page page;
	int error;

	snprintf(number, sizeof number, "%u", step->step);
	if (step->step == 0)
		input.text = session_dialled(step->text, service->settings->ussd.code,
					     answers, sizeof answers);
	error = session_step(&service->office, &input, clock_utc_s(), &page);
	if (error < 0)
		service_store_failed(service, "take a step of a session", error);
	text_copy(out_page->text, sizeof out_page->text, page.text);
	out_page->is_end = page.is_end;
	out_page->form = at->credit.habit.form;
	sender_look(service);
}

void intake_sweep_parts(struct service *service)
{
	int error = store_begin(service->store);

	if (error == 0) {
		error = answer_incomplete_parts(&service->office, clock_utc_s());
		if (error == 0)
			error = store_commit(service->store);
		else
			store_rollback(service->store);
	}
	if (error < 0)
		service_store_failed(service, "look for incomplete messages", error);
}
