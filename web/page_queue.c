// SPDX-License-Identifier: MIT
#include "web/page_queue.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "handlers/code.h"
#include "handlers/labels.h"
#include "letters/catalogue.h"
#include "store/tickets.h"
#include "web/exchange.h"
#include "web/layout.h"
#include "web/show.h"

enum {
	PAGE_ROWS = 50,
	SEARCH_SIZE = 64,
};

#define LATE_WORD "terlambat"

/* What is asked for: a state or all that is open, words, from where on. */
struct queue {
	struct exchange *exchange;
	char words[SEARCH_SIZE];
	struct ticket_filter filter;
	bool is_late_only;
	int n_shown;
	int64_t last_id;
	bool has_more;
};

static bool is_late(const struct exchange *exchange, const struct ticket *ticket)
{
	return ticket->state < TICKET_STATE_READY && ticket->due_at > 0 &&
	       ticket->due_at < exchange->now_s;
}

static bool has_words(const struct ticket *ticket, const char *words)
{
	return strcasestr(ticket->name, words) != NULL ||
	       strcasestr(ticket->purpose, words) != NULL ||
	       strcasestr(ticket->kind, words) != NULL ||
	       strstr(ticket->nik, words) != NULL ||
	       strstr(ticket->phone, words[0] == '0' ? words + 1 : words) != NULL ||
	       strstr(ticket->code, words) != NULL;
}

static void add_row(struct exchange *exchange, const struct ticket *ticket)
{
	const struct letter *letter =
		catalogue_find(exchange->office->catalogue, ticket->kind);
	char code[CODE_SHOWN_SIZE], at[SHOW_TIME_SIZE], nik[SHOW_NUMBER_SIZE];
	struct html *html = &exchange->answer.body;

	code_show(ticket->code, code);
	html_add(html,
		 "<tr data-key=\"%s\" class=\"%s\"><td class=\"kode\"><a "
		 "href=\"/permohonan/%s\">%s</a></td><td class=\"masuk\">%s</td>"
		 "<td class=\"surat\"><b>%s</b></td>",
		 ticket->code, is_late(exchange, ticket) ? "late" : "", ticket->code,
		 code, show_time(exchange->now_s, ticket->created_at, at),
		 letter != NULL ? letter->short_name : ticket->kind);
	html_add(
		html,
		"<td class=\"nama\">%s<small>NIK %s</small></td><td class=\"untuk\">%s</td>"
		"<td class=\"keadaan\"><span class=\"pill %s\">%s</span></td>",
		ticket->name[0] != '\0' ? ticket->name : "-", show_nik(ticket->nik, nik),
		ticket->purpose, ticket_state_name(ticket->state),
		label_ticket_state(ticket->state));
	html_add(html, "<td class=\"batas\">%s%s</td></tr>\n",
		 is_late(exchange, ticket) ? "TERLAMBAT, " : "",
		 show_time(exchange->now_s, ticket->due_at, at));
}

static bool visit(void *context, const struct ticket *ticket)
{
	struct queue *queue = context;

	if (queue->is_late_only && !is_late(queue->exchange, ticket))
		return true;
	if (queue->words[0] != '\0' && !has_words(ticket, queue->words))
		return true;
	if (queue->n_shown == PAGE_ROWS) {
		queue->has_more = true;
		return false;
	}
	queue->n_shown++;
	queue->last_id = ticket->id;
	add_row(queue->exchange, ticket);
	return true;
}

static void add_chip(struct queue *queue, const char *word, const char *label, int count)
{
	const char *now = exchange_query(queue->exchange, "keadaan");

	html_add(&queue->exchange->answer.body,
		 "<a class=\"chip %s\" href=\"/antrean?keadaan=%s\"%s>%s <b>%d</b></a>",
		 word, word, strcmp(now, word) == 0 ? " aria-current=true" : "", label,
		 count < 0 ? 0 : count);
}

static void add_chips(struct queue *queue)
{
	struct store *store = queue->exchange->office->store;
	const char *village = queue->exchange->office->village->code;
	struct html *html = &queue->exchange->answer.body;
	int counts[TICKET_STATE_READY + 1], all = 0;

	for (int i = 0; i <= TICKET_STATE_READY; i++) {
		counts[i] = ticket_count_state(store, village, (enum ticket_state)i);
		all += counts[i] > 0 ? counts[i] : 0;
	}
	html_add(html, "<nav class=\"chips\" id=\"keadaan\" data-fresh "
		       "aria-label=\"Saring menurut keadaan\">");
	add_chip(queue, "", "Semua", all);
	add_chip(queue, LATE_WORD, "Terlambat",
		 ticket_count_late(store, village, queue->exchange->now_s));
	for (int i = 0; i <= TICKET_STATE_READY; i++)
		add_chip(queue, ticket_state_name((enum ticket_state)i),
			 label_ticket_state((enum ticket_state)i), counts[i]);
	html_add(html, "</nav>");
}

static void add_head(struct queue *queue)
{
	char day[SHOW_TIME_SIZE];
	struct html *html = &queue->exchange->answer.body;

	layout_begin(queue->exchange, "Antrean");
	html_add(html,
		 "<div class=\"title\"><h1>Antrean<small>%s</small></h1>"
		 "<form class=\"search\" action=\"/antrean\" role=\"search\">"
		 "<input type=\"search\" name=\"cari\" value=\"%s\" maxlength=\"60\" "
		 "placeholder=\"Cari kode, nama, NIK, HP\" aria-label=\"Cari\">"
		 "<button>Cari</button></form></div>",
		 show_day(queue->exchange->now_s, day), queue->words);
	add_chips(queue);
	html_add(html,
		 "<div id=\"antrean\" data-fresh><table class=\"queue\"><thead><tr>"
		 "<th>Kode</th><th>Masuk</th><th>Surat</th><th>Pemohon</th>"
		 "<th>Untuk</th><th>Keadaan</th><th>Batas</th></tr></thead><tbody>\n");
}

static void add_foot(struct queue *queue)
{
	struct html *html = &queue->exchange->answer.body;

	html_add(html, "</tbody></table>");
	if (queue->n_shown == 0)
		html_add(html, "<p class=\"empty\">%s</p>",
			 queue->words[0] != '\0' ? "Tidak ada yang cocok."
						 : "Tidak ada permohonan yang menunggu.");
	if (queue->has_more) {
		html_add(html,
			 "<p><a class=\"button\" href=\"/antrean?keadaan=%s"
			 "&amp;sesudah=%lld&amp;cari=",
			 exchange_query(queue->exchange, "keadaan"),
			 (long long)queue->last_id);
		html_add_query(html, queue->words);
		html_add(html, "\">Lebih banyak</a></p>");
	}
	html_add(html, "</div>");
	layout_end(queue->exchange);
}

/* False when such a state is not known. */
static bool read_filter(struct queue *queue)
{
	const char *state = exchange_query(queue->exchange, "keadaan");
	const char *after = exchange_query(queue->exchange, "sesudah");

	text_copy(queue->words, sizeof queue->words,
		  exchange_query(queue->exchange, "cari"));
	queue->filter = (struct ticket_filter){
		.village = queue->exchange->office->village->code,
		.is_open_only = true,
		.limit = INT_MAX,
	};
	if (after[0] != '\0')
		queue->filter.after_id = strtoll(after, NULL, 10);
	queue->is_late_only = strcmp(state, LATE_WORD) == 0;
	if (state[0] == '\0' || queue->is_late_only)
		return true;
	queue->filter.has_state = true;
	queue->filter.is_open_only = false;
	return ticket_state_of_name(state, &queue->filter.state);
}

int page_queue(struct exchange *exchange)
{
	struct queue queue = { .exchange = exchange };
	char code[LIMIT_CODE_SIZE], location[64];
	struct text text;
	int error = 0;

	if (!read_filter(&queue))
		return -ENOENT;
	if (code_read(queue.words, code)) {
		text_init(&text, location, sizeof location);
		text_add_format(&text, "/permohonan/%s", code);
		return exchange_redirect(exchange, location, NULL);
	}
	if (queue.words[0] != '\0')
		error = exchange_note_view(exchange, "cari", queue.words);
	if (error == 0) {
		add_head(&queue);
		error = ticket_list(exchange->office->store, &queue.filter, visit,
				    &queue);
	}
	if (error == 0)
		add_foot(&queue);
	return error;
}
