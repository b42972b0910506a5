// SPDX-License-Identifier: MIT
#include "web/page_texts.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "base/text.h"
#include "handlers/code.h"
#include "handlers/labels.h"
#include "handlers/phone.h"
#include "handlers/texts.h"
#include "letters/catalogue.h"
#include "store/inbox.h"
#include "store/outbox.h"
#include "store/residents.h"
#include "store/store.h"
#include "store/tickets.h"
#include "web/exchange.h"
#include "web/layout.h"
#include "web/routes.h"
#include "web/show.h"

enum {
	TALK_ROWS = 60, /* of each direction */
	UNREAD_ROWS = 100,
	PHONE_TICKETS = 20,
};

/* One text of either direction. */
struct said {
	int64_t at, id;
	bool is_ours;
	char text[LIMIT_MESSAGE_SIZE];
	char state[24];
};

struct talk {
	struct exchange *exchange;
	struct said *texts; /* 2 * TALK_ROWS */
	size_t n_texts;
};

static bool take_in(void *context, const struct inbox_row *row)
{
	struct talk *talk = context;
	struct said *said = &talk->texts[talk->n_texts++];

	*said = (struct said){ .at = row->received_at, .id = row->id };
	text_copy(said->text, sizeof said->text,
		  row->text[0] != '\0' ? row->text : row->note);
	if (row->state == INBOX_STATE_UNREAD || row->state == INBOX_STATE_DAMAGED)
		text_copy(said->state, sizeof said->state, label_inbox_state(row->state));
	return true;
}

static bool take_out(void *context, const struct outbox_row *row)
{
	struct talk *talk = context;
	struct said *said = &talk->texts[talk->n_texts++];

	*said = (struct said){ .at = row->created_at, .id = row->id, .is_ours = true };
	/* A one-time number reaches the head's phone, and no screen. */
	text_copy(said->text, sizeof said->text,
		  row->phrase[0] == 'K' ? "(SMS untuk pejabat; isinya hanya di HP-nya)"
					: row->text);
	text_copy(said->state, sizeof said->state, label_outbox_state(row->state));
	return true;
}

/* A question stands before its answer of the same second. */
static int compare(const void *left, const void *right)
{
	const struct said *a = left, *b = right;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	if (a->is_ours != b->is_ours)
		return a->is_ours ? 1 : -1;
	return a->id < b->id ? -1 : 1;
}

static void add_talk(struct talk *talk)
{
	struct html *html = &talk->exchange->answer.body;
	char at[SHOW_TIME_SIZE];

	html_add(html, "<div class=\"talk\" id=\"percakapan\" data-fresh>");
	for (size_t i = 0; i < talk->n_texts; i++) {
		const struct said *said = &talk->texts[i];

		html_add(html,
			 "<blockquote class=\"sms %s\" data-key=\"%s%lld\"><p>%s</p>"
			 "<footer>%s %s</footer></blockquote>",
			 said->is_ours ? "out" : "in", said->is_ours ? "k" : "m",
			 (long long)said->id, said->text,
			 show_time(talk->exchange->now_s, said->at, at), said->state);
	}
	if (talk->n_texts == 0)
		html_add(html, "<p class=\"empty\">Belum ada SMS dengan nomor ini.</p>");
	html_add(html, "</div>");
}

static bool add_ticket(void *context, const struct ticket *ticket)
{
	struct exchange *exchange = context;
	const struct letter *letter =
		catalogue_find(exchange->office->catalogue, ticket->kind);
	char code[CODE_SHOWN_SIZE];

	html_add(
		&exchange->answer.body,
		"<li><a class=\"kode\" href=\"/permohonan/%s\">%s</a> %s <span class=\"pill "
		"%s\">%s</span></li>",
		ticket->code, code_show(ticket->code, code),
		letter != NULL ? letter->short_name : ticket->kind,
		ticket_state_name(ticket->state), label_ticket_state(ticket->state));
	return true;
}

static int add_tickets(struct exchange *exchange, const char *phone)
{
	struct ticket_filter filter = { .village = exchange->office->village->code,
					.phone = phone,
					.is_newest_first = true,
					.limit = PHONE_TICKETS };
	int error;

	html_add(&exchange->answer.body,
		 "<section class=\"card\"><h2>Permohonan dari nomor ini</h2><ul "
		 "class=\"plain\">");
	error = ticket_list(exchange->office->store, &filter, add_ticket, exchange);
	/* A list of none is said by its style. */
	html_add(&exchange->answer.body, "</ul><p class=\"hint none\">Belum ada "
					 "permohonan.</p></section>");
	return error;
}

static void add_reply_form(struct exchange *exchange, const char *phone,
			   const char *typed, const char *why)
{
	char action[EXCHANGE_SEGMENT_SIZE + 16];
	struct text text;

	text_init(&text, action, sizeof action);
	text_add_format(&text, "/nomor/%s", phone);
	html_add(&exchange->answer.body, "<section class=\"card\"><h2>Balas</h2>");
	if (why != NULL)
		layout_warning(exchange, why);
	layout_form(exchange, action, "stack");
	html_add(
		&exchange->answer.body,
		"<textarea name=\"isi\" rows=\"4\" maxlength=\"%d\" required "
		"aria-label=\"Isi SMS\" placeholder=\"Tulis SMS\">%s</textarea>"
		"<button class=\"primary\">Kirim SMS</button>"
		"<p class=\"hint\">160 huruf biasa adalah satu SMS.</p></form></section>",
		TEXTS_REPLY_MAX, typed);
}

static int load_talk(struct talk *talk, const char *number)
{
	struct store *store = talk->exchange->office->store;
	int error;

	talk->texts = must_alloc(2 * TALK_ROWS * sizeof *talk->texts);
	error = inbox_list_of_sender(store, number, TALK_ROWS, take_in, talk);
	if (error == 0)
		error = outbox_list_to(store, number, TALK_ROWS, take_out, talk);
	if (error == 0)
		qsort(talk->texts, talk->n_texts, sizeof *talk->texts, compare);
	return error;
}

/* Whose number it is; "" when several share it, or nobody of the village has it. */
static int name_of(struct exchange *exchange, const char *number,
		   char out[LIMIT_NAME_SIZE])
{
	struct resident resident;
	int error = resident_find_by_phone(exchange->office->store, number, &resident);

	out[0] = '\0';
	if (error == 0 && strcmp(resident.village, exchange->office->village->code) == 0)
		text_copy(out, LIMIT_NAME_SIZE, resident.name);
	return error == -ENOENT || error == -EEXIST ? 0 : error;
}

static int show_talk(struct exchange *exchange, const char *typed, const char *why)
{
	const char *number = exchange->segments[0];
	struct talk talk = { .exchange = exchange };
	struct html *html = &exchange->answer.body;
	char shown[SHOW_NUMBER_SIZE], name[LIMIT_NAME_SIZE];
	int error = load_talk(&talk, number);

	if (error == 0)
		error = exchange_note_view(exchange, "percakapan", number);
	if (error == 0)
		error = name_of(exchange, number, name);
	if (error == 0) {
		layout_begin(exchange, show_phone(number, shown));
		html_add(html,
			 "<div class=\"title\"><h1>%s<small>%s</small></h1></div>"
			 "<div class=\"columns\"><section class=\"card\">",
			 shown, name);
		add_talk(&talk);
		html_add(html, "</section><div>");
		if (phone_is_mobile(number) && exchange_has_role(exchange, ROUTE_DESK))
			add_reply_form(exchange, number, typed, why);
		error = add_tickets(exchange, number);
		html_add(html, "</div></div>");
		layout_end(exchange);
	}
	free(talk.texts);
	return error;
}

int page_talk(struct exchange *exchange)
{
	return show_talk(exchange, "", NULL);
}

int page_talk_post(struct exchange *exchange)
{
	char typed[4 * TEXTS_REPLY_MAX + 1], buffer[LIMIT_WHY_SIZE];
	char location[EXCHANGE_SEGMENT_SIZE + 16];
	struct text why, text;
	int error = -EINVAL;

	text_init(&why, buffer, sizeof buffer);
	text_init(&text, location, sizeof location);
	text_add_format(&text, "/nomor/%s", exchange->segments[0]);
	if (!exchange_take(exchange, "isi", typed, sizeof typed, true)) {
		text_say(&why, "SMS ini terlalu panjang atau berisi huruf kendali.");
	} else {
		error = store_begin(exchange->office->store);
		if (error < 0)
			return error;
		error = texts_reply(exchange->office, exchange->segments[0], typed, 0,
				    exchange->now_s, &why);
		if (error == 0)
			error = exchange_note_deed(exchange, "balas",
						   exchange->segments[0]);
		error = exchange_end_transaction(exchange, error);
	}
	if (error == -EINVAL && why.length > 0) {
		exchange->answer.status = 422;
		return show_talk(exchange, typed, buffer);
	}
	return error < 0 ? error : exchange_redirect(exchange, location, "terkirim");
}

static bool add_unread(void *context, const struct inbox_row *row)
{
	struct exchange *exchange = context;
	struct html *html = &exchange->answer.body;
	char at[SHOW_TIME_SIZE], phone[SHOW_NUMBER_SIZE], action[48];

	snprintf(action, sizeof action, "/pesan/%lld/dibaca", (long long)row->id);
	html_add(
		html,
		"<li class=\"card message-row\" data-key=\"m%lld\"><blockquote "
		"class=\"sms in\"><p>%s</p><footer>%s, %s%s%s</footer></blockquote><div "
		"class=\"steps\"><a class=\"button primary\" href=\"/nomor/%s\">Baca dan "
		"balas</a>",
		(long long)row->id, row->text[0] != '\0' ? row->text : row->pdu,
		show_phone(row->sender, phone),
		show_time(exchange->now_s, row->received_at, at),
		row->note[0] != '\0' ? ": " : "", row->note, row->sender);
	if (exchange_has_role(exchange, ROUTE_DESK)) {
		layout_form(exchange, action, "");
		html_add(html, "<button>Sudah diurus</button></form>");
	}
	html_add(html, "</div></li>\n");
	return true;
}

int page_unread(struct exchange *exchange)
{
	struct html *html = &exchange->answer.body;
	int n_unread = inbox_count_for_humans(exchange->office->store);
	int error = n_unread < 0 ? n_unread : exchange_note_view(exchange, "pesan", "");

	if (error < 0)
		return error;
	layout_begin(exchange, "Pesan");
	html_add(html, "<div class=\"title\"><h1>Pesan<small>SMS yang harus dibaca "
		       "petugas</small></h1></div><ul class=\"plain\" id=\"pesan\" "
		       "data-fresh>");
	error = inbox_list_for_humans(exchange->office->store, UNREAD_ROWS, add_unread,
				      exchange);
	if (n_unread == 0)
		html_add(html, "<li class=\"empty\">Semua pesan sudah dibaca.</li>");
	html_add(html, "</ul>");
	layout_end(exchange);
	return error;
}

int page_unread_post(struct exchange *exchange)
{
	char *end;
	long long id = strtoll(exchange->segments[0], &end, 10);
	int error;

	if (*end != '\0' || id <= 0)
		return -ENOENT;
	error = store_begin(exchange->office->store);
	if (error < 0)
		return error;
	error = texts_mark_seen(exchange->office->store, id, exchange->officer.name);
	error = exchange_end_transaction(exchange, error);
	if (error < 0 && error != -ENOENT)
		return error;
	return exchange_redirect(exchange, "/pesan", error == 0 ? "dibaca" : "berubah");
}
