// SPDX-License-Identifier: MIT
#include "web/page_residents.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "handlers/code.h"
#include "handlers/labels.h"
#include "letters/catalogue.h"
#include "store/residents.h"
#include "store/tickets.h"
#include "web/exchange.h"
#include "web/layout.h"
#include "web/page_link.h"
#include "web/routes.h"
#include "web/show.h"

enum {
	FOUND_ROWS = 50,
	WORDS_MIN = 2, /* one letter would list half the village */
	TICKET_ROWS = 20,
	PLACE_DIGITS = 3, /* of RT and RW */
};

struct found {
	struct exchange *exchange;
	char for_code[LIMIT_CODE_SIZE]; /* the request that needs a NIK; "" none */
	int n_rows;
};

/* Whose request it is: one press puts his NIK in. */
static void add_choice(struct found *found, const struct resident *resident)
{
	struct html *html = &found->exchange->answer.body;
	char action[48], shown[CODE_SHOWN_SIZE];

	snprintf(action, sizeof action, "/permohonan/%s/ubah", found->for_code);
	layout_form(found->exchange, action, "");
	html_add(html,
		 "<input type=\"hidden\" name=\"nik\" value=\"%s\"><button "
		 "class=\"primary\">Pakai untuk %s</button></form>",
		 resident->nik, code_show(found->for_code, shown));
}

static bool add_resident(void *context, const struct resident *resident)
{
	struct found *found = context;
	struct html *html = &found->exchange->answer.body;
	char birth[SHOW_TIME_SIZE];

	found->n_rows++;
	html_add(html,
		 "<tr data-key=\"%s\"><td class=\"nama\"><a href=\"/penduduk/%s\">%s</a>"
		 "<small>%s, %s</small></td><td class=\"kode\">%s<small>KK "
		 "%s</small></td><td>RT %s RW %s<small>%s</small></td><td>",
		 resident->nik, resident->nik, resident->name, resident->birth_place,
		 show_date(resident->birth_date, birth), resident->nik,
		 resident->family_card, resident->rt, resident->rw, resident->hamlet);
	if (found->for_code[0] != '\0')
		add_choice(found, resident);
	else if (exchange_has_role(found->exchange, ROUTE_DESK))
		html_add(html, "<a class=\"button\" href=\"/baru?nik=%s\">Buat surat</a>",
			 resident->nik);
	html_add(html, "</td></tr>\n");
	return true;
}

static void add_search_form(struct found *found)
{
	struct exchange *exchange = found->exchange;

	html_add(&exchange->answer.body,
		 "<form class=\"search card\" action=\"/penduduk\" role=\"search\">"
		 "<input type=\"search\" name=\"cari\" value=\"%s\" maxlength=\"60\" "
		 "placeholder=\"Nama, NIK, nomor KK, atau dusun\" aria-label=\"Cari "
		 "penduduk\" autofocus>"
		 "<input name=\"rt\" value=\"%s\" maxlength=\"3\" class=\"short\" "
		 "inputmode=\"numeric\" placeholder=\"RT\" aria-label=\"RT\">"
		 "<input name=\"rw\" value=\"%s\" maxlength=\"3\" class=\"short\" "
		 "inputmode=\"numeric\" placeholder=\"RW\" aria-label=\"RW\">"
		 "<input type=\"hidden\" name=\"untuk\" value=\"%s\">"
		 "<button class=\"primary\">Cari</button></form>",
		 exchange_query(exchange, "cari"), exchange_query(exchange, "rt"),
		 exchange_query(exchange, "rw"), found->for_code);
}

static bool is_place(const char *digits)
{
	return strlen(digits) <= PLACE_DIGITS &&
	       digits[strspn(digits, "0123456789")] == '\0';
}

/* Who was listed: "krajan RT 1". */
static int note_search(struct exchange *exchange, const struct resident_search *search)
{
	char subject[WEB_SUBJECT_SIZE];
	struct text text;

	text_init(&text, subject, sizeof subject);
	text_add(&text, search->words);
	if (search->rt[0] != '\0')
		text_add_format(&text, "%sRT %s", text.length > 0 ? " " : "", search->rt);
	if (search->rw[0] != '\0')
		text_add_format(&text, "%sRW %s", text.length > 0 ? " " : "", search->rw);
	return exchange_note_view(exchange, "cari", subject);
}

static int add_found(struct found *found)
{
	struct exchange *exchange = found->exchange;
	struct html *html = &exchange->answer.body;
	const struct resident_search search = {
		.village = exchange->office->village->code,
		.words = exchange_query(exchange, "cari"),
		.rt = exchange_query(exchange, "rt"),
		.rw = exchange_query(exchange, "rw"),
		.limit = FOUND_ROWS,
	};
	int error;

	if (!is_place(search.rt) || !is_place(search.rw))
		return -EINVAL;
	if (strlen(search.words) < WORDS_MIN && search.rt[0] == '\0')
		return 0;
	error = note_search(exchange, &search);
	if (error < 0)
		return error;
	html_add(
		html,
		"<table class=\"queue\"><thead><tr><th>Nama</th><th>NIK</th><th>Alamat</th><th></th>"
		"</tr></thead><tbody>");
	error = resident_search(exchange->office->store, &search, add_resident, found);
	html_add(html, "</tbody></table>");
	if (found->n_rows == 0)
		html_add(html, "<p class=\"empty\">Tidak ada yang cocok.</p>");
	if (found->n_rows == FOUND_ROWS)
		html_add(html,
			 "<p class=\"hint\">Hanya %d yang pertama; tulis lebih "
			 "lengkap.</p>",
			 FOUND_ROWS);
	return error;
}

int page_residents(struct exchange *exchange)
{
	struct found found = { .exchange = exchange };
	int error;

	if (exchange_has_role(exchange, ROUTE_DESK))
		code_read(exchange_query(exchange, "untuk"), found.for_code);
	layout_begin(exchange, "Penduduk");
	html_add(&exchange->answer.body, "<div class=\"title\"><h1>Penduduk</h1></div>");
	add_search_form(&found);
	error = add_found(&found);
	layout_end(exchange);
	return error;
}

static bool add_ticket(void *context, const struct ticket *ticket)
{
	struct exchange *exchange = context;
	const struct letter *letter =
		catalogue_find(exchange->office->catalogue, ticket->kind);
	char code[CODE_SHOWN_SIZE], at[SHOW_TIME_SIZE];

	html_add(&exchange->answer.body,
		 "<li><a class=\"kode\" href=\"/permohonan/%s\">%s</a> %s, %s <span "
		 "class=\"pill %s\">%s</span></li>",
		 ticket->code, code_show(ticket->code, code),
		 letter != NULL ? letter->short_name : ticket->kind,
		 show_time(exchange->now_s, ticket->created_at, at),
		 ticket_state_name(ticket->state), label_ticket_state(ticket->state));
	return true;
}

static void add_facts(struct exchange *exchange, const struct resident *resident)
{
	const char *sex = strcmp(resident->sex, "L") == 0 ? "Laki-laki" : "Perempuan";
	char place[256], phone[SHOW_NUMBER_SIZE], birth[SHOW_TIME_SIZE];

	snprintf(place, sizeof place, "%s, RT %s RW %s, %s", resident->address,
		 resident->rt, resident->rw, resident->hamlet);
	html_add(&exchange->answer.body, "<section class=\"card\"><dl>");
	layout_fact(exchange, "NIK", resident->nik);
	layout_fact(exchange, "Nomor KK", resident->family_card);
	layout_fact(exchange, "Jenis kelamin", resident->sex[0] == '\0' ? "" : sex);
	layout_fact(exchange, "Tempat lahir", resident->birth_place);
	layout_fact(exchange, "Tanggal lahir", show_date(resident->birth_date, birth));
	layout_fact(exchange, "Agama", resident->religion);
	layout_fact(exchange, "Status", resident->marital_status);
	layout_fact(exchange, "Pekerjaan", resident->occupation);
	layout_fact(exchange, "Alamat", place);
	layout_fact(exchange, "Keadaan", resident->life_state);
	layout_fact(exchange, "HP", show_phone(resident->phone, phone));
	html_add(&exchange->answer.body, "</dl></section>");
}

int resident_show(struct exchange *exchange, const char *why)
{
	struct html *html = &exchange->answer.body;
	struct resident resident;
	int error =
		resident_find(exchange->office->store, exchange->office->village->code,
			      exchange->segments[0], &resident);

	if (error == 0)
		error = exchange_note_view(exchange, "penduduk", resident.nik);
	if (error < 0)
		return error;
	layout_begin(exchange, resident.name);
	html_add(html, "<div class=\"title\"><h1>%s</h1>", resident.name);
	if (exchange_has_role(exchange, ROUTE_DESK))
		html_add(html,
			 "<a class=\"button primary right\" href=\"/baru?nik=%s\">Buat "
			 "surat</a>",
			 resident.nik);
	html_add(html, "</div><div class=\"columns\">");
	add_facts(exchange, &resident);
	html_add(
		html,
		"<div><section class=\"card\"><h2>Surat-suratnya</h2><ul class=\"plain\">");
	error = ticket_list_of_nik(exchange->office->store, resident.village,
				   resident.nik, TICKET_ROWS, add_ticket, exchange);
	html_add(html, "</ul><p class=\"hint none\">Belum ada surat.</p></section>");
	if (error == 0)
		error = link_section(exchange, &resident, why);
	html_add(html, "</div></div>");
	layout_end(exchange);
	return error;
}

int page_resident(struct exchange *exchange)
{
	return resident_show(exchange, NULL);
}
