// SPDX-License-Identifier: MIT
#include "web/page_kiosk.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "handlers/code.h"
#include "handlers/date.h"
#include "handlers/facts.h"
#include "handlers/nik.h"
#include "handlers/office.h"
#include "letters/catalogue.h"
#include "store/residents.h"
#include "store/store.h"
#include "store/tickets.h"
#include "web/exchange.h"
#include "web/layout.h"
#include "web/options.h"
#include "web/page_login.h"
#include "web/pages.h"
#include "web/show.h"

enum {
	TICKETS_MAX = 10,
	OLD_TICKETS_MAX = 50, /* of one person, looked through for what is open */
};

#define GOING_ON "Sedang diproses. Anda dikabari bila sudah siap."

struct asked {
	struct exchange *exchange;
	char code[LIMIT_CODE_SIZE]; /* "" when he is known by the next two */
	char nik[LIMIT_NIK_SIZE];
	char birth[DATE_SIZE];
	int n_found;
};

/* --- What is shown ---------------------------------------------------------------- */

/* What to do now, by the state. */
static const char *advice_of(enum ticket_state state)
{
	static const char *const advice[TICKET_STATE_COUNT] = {
		[TICKET_STATE_RECEIVED] = GOING_ON,
		[TICKET_STATE_INCOMPLETE] = "Lengkapi dulu berkasnya di loket.",
		[TICKET_STATE_CHECKED] = GOING_ON,
		[TICKET_STATE_APPROVED] = GOING_ON,
		[TICKET_STATE_READY] = "Ambil di loket. Bawa KTP asli.",
	};

	return advice[state] != NULL ? advice[state] : "Tanyakan di loket bila perlu.";
}

/* "Antrean nomor 3", as long as somebody must still do something about it. */
static void add_place(struct exchange *exchange, const struct ticket *ticket)
{
	int n_before = ticket_count_before(exchange->office->store, ticket);

	if (ticket->state > TICKET_STATE_CHECKED || n_before < 0)
		return;
	html_add(&exchange->answer.body, "<p class=\"place\">Antrean nomor <b>%d</b></p>",
		 n_before + 1);
}

/* No name and no NIK: whoever stands behind reads along. */
static void add_slip(struct exchange *exchange, const struct ticket *ticket)
{
	const struct letter *letter =
		catalogue_find(exchange->office->catalogue, ticket->kind);
	struct html *html = &exchange->answer.body;
	char code[CODE_SHOWN_SIZE], day[SHOW_TIME_SIZE];

	html_add(html,
		 "<section class=\"card slip\"><p class=\"big kode\">%s</p>"
		 "<p class=\"what\">%s</p><p class=\"word %s\">%s</p>",
		 code_show(ticket->code, code),
		 letter != NULL ? letter->title : ticket->kind,
		 ticket_state_name(ticket->state), facts_state_word(ticket));
	add_place(exchange, ticket);
	if (ticket->state == TICKET_STATE_INCOMPLETE)
		html_add(html, "<p>Kurang: <b>%s</b></p>", ticket->reason);
	if (ticket->state < TICKET_STATE_READY && ticket->due_at > 0)
		html_add(html, "<p>Dijanjikan %s</p>", show_day(ticket->due_at, day));
	html_add(html, "<p>%s</p><p class=\"hint\">Desa %s, dilihat %s</p></section>",
		 advice_of(ticket->state), exchange->office->village->name,
		 show_day(exchange->now_s, day));
}

static void begin(struct exchange *exchange, int reset_s)
{
	exchange->answer.reset_s = reset_s;
	layout_begin(exchange, "Anjungan");
	html_add(&exchange->answer.body, "<div class=\"kiosk\">");
}

static void end(struct exchange *exchange)
{
	html_add(&exchange->answer.body, "</div>");
	layout_end(exchange);
}

static int show_form(struct exchange *exchange, const char *why)
{
	struct html *html = &exchange->answer.body;

	page_login_give_token(exchange);
	begin(exchange, why != NULL ? KIOSK_SHOWN_S : KIOSK_IDLE_S);
	html_add(html, "<h1>Sampai di mana surat saya?</h1>");
	if (why != NULL)
		layout_warning(exchange, why);
	html_add(html, "<div class=\"columns\">");
	layout_form(exchange, "/anjungan", "stack card");
	html_add(html,
		 "<h2>Saya punya kode</h2><label>Kode dari SMS atau tanda terima"
		 "<input name=\"kode\" inputmode=\"numeric\" maxlength=\"12\" "
		 "autocomplete=\"off\" placeholder=\"4829-1372\" required "
		 "autofocus></label><button class=\"primary\">Lihat</button></form>");
	layout_form(exchange, "/anjungan", "stack card");
	html_add(html, "<h2>Saya tidak punya kode</h2><label>NIK, 16 angka di KTP<input "
		       "name=\"nik\" inputmode=\"numeric\" maxlength=\"24\" "
		       "autocomplete=\"off\" required></label><label>Tanggal lahir<input "
		       "name=\"lahir\" inputmode=\"numeric\" maxlength=\"10\" "
		       "autocomplete=\"off\" placeholder=\"31-12-1980\" required></label>"
		       "<button class=\"primary\">Lihat</button></form></div>");
	end(exchange);
	return 0;
}

/* --- What was asked --------------------------------------------------------------- */

/* "3513 1512 0590 9901" as it stands on the card. */
static bool take_nik(const struct exchange *exchange, char out[LIMIT_NIK_SIZE])
{
	const char *typed = exchange_field(exchange, "nik");
	struct text text;

	text_init(&text, out, LIMIT_NIK_SIZE);
	for (; *typed != '\0'; typed++) {
		if (strchr(" .-", *typed) == NULL)
			text_add_char(&text, *typed);
	}
	return !text.is_cut && nik_is_whole(out);
}

/* Slips are told at once and are no tries: they say nothing about anybody. */
static bool read(struct asked *asked, struct text *why)
{
	struct exchange *exchange = asked->exchange;
	const char *code = exchange_field(exchange, "kode");
	struct date birth;

	if (code[0] != '\0') {
		if (!code_read(code, asked->code))
			text_say(why, "Kode ini salah ketik. Kode punya 8 angka, seperti "
				      "4829-1372.");
		return why->length == 0;
	}
	if (!take_nik(exchange, asked->nik)) {
		text_say(why, "NIK punya 16 angka. Lihat lagi di KTP.");
		return false;
	}
	if (!date_parse(exchange_field(exchange, "lahir"), &birth)) {
		text_say(why, "Tulis tanggal lahir seperti 31-12-1980.");
		return false;
	}
	date_show(&birth, asked->birth);
	return true;
}

static bool add_open(void *context, const struct ticket *ticket)
{
	struct asked *asked = context;

	if (ticket->state > TICKET_STATE_READY)
		return true;
	add_slip(asked->exchange, ticket);
	return ++asked->n_found < TICKETS_MAX;
}

/* -ENOENT: no such code; no such person, or born on another day. */
static int add_answer(struct asked *asked)
{
	const struct office *office = asked->exchange->office;
	struct resident resident;
	struct ticket ticket;
	int error;

	if (asked->code[0] != '\0') {
		error = ticket_find_by_code(office->store, asked->code, &ticket);
		if (error == 0 && strcmp(ticket.village, office->village->code) != 0)
			error = -ENOENT;
		if (error == 0)
			add_slip(asked->exchange, &ticket);
		return error;
	}
	error = resident_find(office->store, office->village->code, asked->nik,
			      &resident);
	if (error == 0 && strcmp(resident.birth_date, asked->birth) != 0)
		error = -ENOENT;
	if (error < 0)
		return error;
	error = ticket_list_of_nik(office->store, office->village->code, asked->nik,
				   OLD_TICKETS_MAX, add_open, asked);
	if (error == 0 && asked->n_found == 0)
		html_add(&asked->exchange->answer.body,
			 "<p class=\"empty\">Tidak ada surat yang sedang diproses.</p>");
	return error;
}

/* The try is on the disk before anything is answered. */
static int count_failure(struct exchange *exchange, const char *name)
{
	int error = store_begin(exchange->office->store);

	if (error < 0)
		return error;
	error = account_count_failure(exchange->office, name, KIOSK_FREE_TRIES,
				      exchange->now_s);
	if (error == 0)
		return store_commit(exchange->office->store);
	store_rollback(exchange->office->store);
	return error;
}

static int show_answer(struct asked *asked, const char *limit)
{
	struct exchange *exchange = asked->exchange;
	struct html *html = &exchange->answer.body;
	int error;

	begin(exchange, KIOSK_SHOWN_S);
	html_add(html, "<div id=\"hasil\">");
	error = add_answer(asked);
	if (error == -ENOENT) {
		html_clear(html);
		error = count_failure(exchange, limit);
		return error < 0 ? error
				 : show_form(exchange,
					     "Tidak ditemukan. Periksa lagi, atau "
					     "tanyakan di loket.");
	}
	if (error < 0)
		return error;
	log_info("kiosk answered address=%s", exchange->request.address);
	html_add(html, "</div><p class=\"row no-print\"><a class=\"button primary\" "
		       "href=\"/anjungan\">Selesai</a><button data-print>Cetak "
		       "slip</button></p><p class=\"hint no-print\">Halaman ini tertutup "
		       "sendiri dalam satu menit.</p>");
	end(exchange);
	return 0;
}

int page_kiosk(struct exchange *exchange)
{
	return exchange->web->options->is_kiosk ? show_form(exchange, NULL) : -ENOENT;
}

int page_kiosk_post(struct exchange *exchange)
{
	struct asked asked = { .exchange = exchange };
	char limit[WEB_LIMIT_NAME_SIZE], buffer[LIMIT_WHY_SIZE];
	struct text why;
	int wait_s;

	if (!exchange->web->options->is_kiosk)
		return -ENOENT;
	snprintf(limit, sizeof limit, "anjungan %s", exchange->request.address);
	wait_s = account_wait_s(exchange->office, limit, exchange->now_s);
	if (wait_s < 0)
		return wait_s;
	text_init(&why, buffer, sizeof buffer);
	if (wait_s > 0) {
		exchange->answer.status = 429;
		text_say(&why,
			 "Terlalu banyak percobaan. Tunggu %d menit, atau tanyakan "
			 "di loket.",
			 (wait_s + 59) / 60);
		return show_form(exchange, buffer);
	}
	if (!read(&asked, &why)) {
		exchange->answer.status = 422;
		return show_form(exchange, buffer);
	}
	return show_answer(&asked, limit);
}
