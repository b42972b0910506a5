// SPDX-License-Identifier: MIT
#include "web/strip.h"

#include <string.h>

#include "base/text.h"
#include "handlers/credit_alarm.h"
#include "handlers/labels.h"
#include "store/complaints.h"
#include "store/doorbell.h"
#include "store/inbox.h"
#include "store/modems.h"
#include "store/outbox.h"
#include "web/exchange.h"
#include "web/routes.h"

enum {
	SIGNAL_BARS = 5,
	SIGNAL_WEAK_PERCENT = 25,
	WAITING_MANY = 10,
};

struct strip {
	struct html *html;
	int n_modems;
};

static void add_signal(struct html *html, int percent)
{
	int n_bars = (percent * SIGNAL_BARS + 99) / 100;

	if (percent < 0)
		return;
	html_add(html, " <span class=\"bars\" title=\"Sinyal %d persen\">", percent);
	for (int i = 1; i <= SIGNAL_BARS; i++)
		html_add(html, "<i class=\"h%d%s\"></i>", i, i <= n_bars ? " on" : "");
	html_add(html, "</span> <span class=\"wide\">%d%%</span>", percent);
}

static void add_credit(struct html *html, const struct modem_row *row)
{
	char buffer[32];
	struct text text;

	if (row->credit_rupiah < 0)
		return;
	text_init(&text, buffer, sizeof buffer);
	credit_add_rupiah(&text, row->credit_rupiah);
	html_add(html, "<li class=\"%s\">Pulsa <b>Rp %s</b></li>",
		 row->credit_alarms != 0 ? "bad" : "", buffer);
}

static bool add_modem(void *context, const struct modem_row *row)
{
	struct strip *strip = context;
	bool is_ready = strcmp(row->state, "ready") == 0;

	strip->n_modems++;
	html_add(strip->html,
		 "<li class=\"%s\"><span class=\"dot\"></span>Modem %s <b>%s</b>",
		 is_ready && row->signal_percent >= SIGNAL_WEAK_PERCENT ? "good"
		 : is_ready                                             ? "warn"
									: "bad",
		 row->name, label_modem_state(row->state));
	if (is_ready) {
		html_add(strip->html, " <span class=\"wide\">%s</span>",
			 row->operator_name);
		add_signal(strip->html, row->signal_percent);
	}
	html_add(strip->html, "</li>");
	if (row->is_receiving_stopped)
		html_add(strip->html,
			 "<li class=\"bad\"><b>Penerimaan berhenti: disk penuh</b></li>");
	add_credit(strip->html, row);
	return true;
}

void strip_add(struct exchange *exchange)
{
	struct store *store = exchange->office->store;
	struct strip strip = { .html = &exchange->answer.body };
	int n_waiting = outbox_count_waiting(store);
	int n_unread = inbox_count_for_humans(store);
	int n_complaints = complaint_count_open(store, exchange->office->village->code);

	html_add(strip.html, "<ul class=\"strip\" id=\"strip\" data-fresh "
			     "aria-label=\"Keadaan layanan SMS\">");
	if (!doorbell_is_heard(exchange->web->store_path, "suratd"))
		html_add(
			strip.html,
			"<li class=\"bad\"><span class=\"dot\"></span><b>Layanan SMS tidak "
			"berjalan</b></li>");
	else if (modem_row_list(store, add_modem, &strip) < 0 || strip.n_modems == 0)
		html_add(strip.html,
			 "<li class=\"bad\"><span class=\"dot\"></span><b>Belum ada "
			 "modem</b></li>");
	html_add(strip.html, "<li class=\"%s\">SMS menunggu dikirim <b>%d</b></li>",
		 n_waiting > WAITING_MANY ? "warn" : "", n_waiting < 0 ? 0 : n_waiting);
	if (exchange_has_role(exchange, ROUTE_OFFICE) && n_unread > 0)
		html_add(
			strip.html,
			"<li class=\"warn\"><a href=\"/pesan\">Perlu dibaca <b>%d</b></a></li>",
			n_unread);
	if (exchange_has_role(exchange, ROUTE_OFFICE) && n_complaints > 0)
		html_add(strip.html,
			 "<li class=\"warn\"><a href=\"/lapor\">LAPOR <b>%d</b></a></li>",
			 n_complaints);
	if (exchange->web->training[0] != '\0')
		html_add(strip.html,
			 "<li class=\"warn\">Modem simulasi <a href=\"/latihan\">HP "
			 "latihan</a></li>");
	html_add(strip.html, "</ul>\n");
}
