// SPDX-License-Identifier: MIT
#include "web/page_ticket_print.h"

#include <errno.h>
#include <stdlib.h>

#include "base/must.h"
#include "base/text.h"
#include "handlers/acting.h"
#include "handlers/code.h"
#include "handlers/printing.h"
#include "letters/letter.h"
#include "letters/pdf.h"
#include "store/register.h"
#include "store/store.h"
#include "store/tickets.h"
#include "web/exchange.h"
#include "web/layout.h"
#include "web/routes.h"

/* Whoever hands the letters out prints them. */
static bool fill_actor(const struct exchange *exchange, struct actor *out)
{
	if (!acting_fill(exchange->office, &exchange->officer, STEP_READY,
			 exchange->now_s, out))
		return false;
	out->door = "web";
	return true;
}

static bool is_issued(enum ticket_state state)
{
	return state == TICKET_STATE_APPROVED || state == TICKET_STATE_READY ||
	       state == TICKET_STATE_COLLECTED;
}

void page_ticket_print_add(struct exchange *exchange, const struct ticket *ticket,
			   const struct register_entry *entry)
{
	struct html *html = &exchange->answer.body;
	char action[64];
	struct actor actor;
	struct text text;

	if (!is_issued(ticket->state) || !exchange_has_role(exchange, ROUTE_DESK) ||
	    !fill_actor(exchange, &actor))
		return;
	html_add(html, "<div class=\"steps\" id=\"cetak\" data-fresh>");
	if (entry->seal[0] == '\0') {
		html_add(html, "<p class=\"hint\">Surat belum dapat dicetak: belum "
			       "disegel. suratd menyegelnya sebentar lagi.</p></div>");
		return;
	}
	text_init(&text, action, sizeof action);
	text_add_format(&text, "/permohonan/%s/cetak", ticket->code);
	layout_form(exchange, action, "");
	/* Beside this page: here the next step waits. */
	html_add(html, "<button formtarget=\"_blank\">Cetak surat</button></form></div>");
}

/* In Indonesian, why there is no letter to print; the page stays what it was. */
static int say_why(struct exchange *exchange, const char *code, const char *why)
{
	struct html *html = &exchange->answer.body;

	exchange->answer.status = 409;
	layout_begin(exchange, "Belum dapat dicetak");
	html_add(html,
		 "<section class=\"card narrow\"><h1>Belum dapat dicetak</h1><p>%s</p>"
		 "<p><a class=\"button\" href=\"/permohonan/%s\">Ke permohonannya</a></p>"
		 "</section>",
		 why, code);
	layout_end(exchange);
	return 0;
}

/* Into the history before anybody has it: a print without an event must not be. */
static int record(struct exchange *exchange, const struct ticket *drawn,
		  const struct actor *actor)
{
	struct store *store = exchange->office->store;
	struct ticket ticket;
	int error = store_begin(store);

	if (error < 0)
		return error;
	error = ticket_get(store, drawn->id, &ticket);
	/* It may have been revoked while it was drawn. */
	if (error == 0 && ticket.state != drawn->state)
		error = -ESTALE;
	if (error == 0)
		error = printing_record(exchange->office, &ticket, actor,
					"dicetak: berkas PDF", exchange->now_s);
	return exchange_end_transaction(exchange, error);
}

static int draw(struct exchange *exchange, struct printing *printing, struct pdf *pdf,
		struct text *why)
{
	struct letter_print letter = {
		.content = &printing->content,
		.options = &exchange->office->village->letter,
		.qr_text = printing->qr_text,
	};
	int error = printing_prepare(exchange->office, printing->ticket.code,
				     exchange->web->verify_url, printing, why);

	if (error < 0)
		return error;
	letter.issued_at = printing->entry.issued_at;
	return letter_draw(&letter, pdf, why) ? 0 : -EPERM;
}

static int answer(struct exchange *exchange, const struct actor *actor,
		  struct printing *printing, struct pdf *pdf)
{
	struct answer *answer = &exchange->answer;
	char buffer[LIMIT_WHY_SIZE];
	struct text why, name;
	int error;

	text_init(&why, buffer, sizeof buffer);
	error = exchange_find_ticket(exchange, &printing->ticket);
	if (error == 0)
		error = draw(exchange, printing, pdf, &why);
	if (error == -EPERM && why.length > 0)
		return say_why(exchange, printing->ticket.code, buffer);
	if (error == 0)
		error = record(exchange, &printing->ticket, actor);
	if (error < 0)
		return error;
	answer->type = "application/pdf";
	text_init(&name, answer->file_name, sizeof answer->file_name);
	text_add_format(&name, "%s.pdf", printing->ticket.code);
	html_add_raw(&answer->body, (const char *)pdf->bytes, pdf->length);
	return 0;
}

int page_ticket_print_post(struct exchange *exchange)
{
	struct printing *printing;
	struct actor actor;
	struct pdf pdf;
	int error;

	if (!fill_actor(exchange, &actor))
		return -EACCES;
	printing = must_alloc(sizeof *printing); /* large */
	pdf_init(&pdf);
	error = answer(exchange, &actor, printing, &pdf);
	pdf_clear(&pdf);
	free(printing);
	return error;
}
