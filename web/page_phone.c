// SPDX-License-Identifier: MIT
#include "web/page_phone.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/must.h"
#include "base/text.h"
#include "handlers/phone.h"
#include "store/inbox.h"
#include "store/officers.h"
#include "store/outbox.h"
#include "web/exchange.h"
#include "web/layout.h"
#include "web/routes.h"
#include "web/show.h"
#include "web/simulator.h"

enum {
	PHONES_MAX = 12,
	SCREEN_ROWS = 20, /* of each direction */
	WORDS_MAX = 480,
};

/* Whose phone one may hold. */
struct phone {
	char number[LIMIT_ADDRESS_SIZE], owner[64];
};

struct phones {
	struct phone rows[PHONES_MAX];
	size_t n;
};

struct said {
	int64_t at, id;
	bool is_mine;
	char text[LIMIT_MESSAGE_SIZE];
};

struct screen {
	struct said *texts; /* 2 * SCREEN_ROWS */
	size_t n;
};

/* --- Which phone ------------------------------------------------------------------ */

static void add_phone(struct phones *phones, const char *number, const char *owner)
{
	struct phone *phone = &phones->rows[phones->n];

	if (phones->n == PHONES_MAX)
		return;
	phones->n++;
	text_copy(phone->number, sizeof phone->number, number);
	text_copy(phone->owner, sizeof phone->owner, owner);
}

static bool add_officer(void *context, const struct officer *officer)
{
	if (phone_is_mobile(officer->phone))
		add_phone(context, officer->phone, officer->name);
	return true;
}

/* Two residents', and those of the officers who have one. */
static int list_phones(const struct exchange *exchange, struct phones *out)
{
	out->n = 0;
	add_phone(out, "+6281234567890", "Warga pertama");
	add_phone(out, "+6285799988877", "Warga kedua");
	return officer_list(exchange->office->store, exchange->office->village->code,
			    add_officer, out);
}

/* The one that was asked for, else the first. */
static const struct phone *choose(const struct phones *phones, const char *asked)
{
	char number[LIMIT_ADDRESS_SIZE];

	if (phone_normalise(asked, number))
		for (size_t i = 0; i < phones->n; i++)
			if (strcmp(phones->rows[i].number, number) == 0)
				return &phones->rows[i];
	return &phones->rows[0];
}

/* --- Its screen ------------------------------------------------------------------- */

static bool take_mine(void *context, const struct inbox_row *row)
{
	struct screen *screen = context;
	struct said *said = &screen->texts[screen->n++];

	*said = (struct said){ .at = row->received_at, .id = row->id, .is_mine = true };
	text_copy(said->text, sizeof said->text,
		  row->text[0] != '\0' ? row->text : "(menelepon)");
	return true;
}

/* What the network has taken; what waits is on no phone yet. */
static bool take_theirs(void *context, const struct outbox_row *row)
{
	struct screen *screen = context;
	struct said *said = &screen->texts[screen->n];

	if (row->state != OUTBOX_STATE_SENT && row->state != OUTBOX_STATE_DELIVERED)
		return true;
	screen->n++;
	*said = (struct said){ .at = row->created_at, .id = row->id };
	text_copy(said->text, sizeof said->text, row->text);
	return true;
}

/* A question stands before its answer of the same second. */
static int compare(const void *left, const void *right)
{
	const struct said *a = left, *b = right;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	if (a->is_mine != b->is_mine)
		return a->is_mine ? -1 : 1;
	return a->id < b->id ? -1 : 1;
}

static int add_screen(struct exchange *exchange, const char *number)
{
	struct store *store = exchange->office->store;
	struct html *html = &exchange->answer.body;
	struct screen screen = { .texts = must_alloc(2 * SCREEN_ROWS *
						     sizeof *screen.texts) };
	char at[SHOW_TIME_SIZE];
	int error = inbox_list_of_sender(store, number, SCREEN_ROWS, take_mine, &screen);

	if (error == 0)
		error = outbox_list_to(store, number, SCREEN_ROWS, take_theirs, &screen);
	qsort(screen.texts, screen.n, sizeof *screen.texts, compare);
	html_add(html, "<div class=\"texts\" id=\"layar\" data-fresh tabindex=\"0\" "
		       "aria-label=\"Pesan di HP ini\">");
	for (size_t i = 0; i < screen.n; i++)
		html_add(html,
			 "<blockquote class=\"sms %s\"><p>%s</p><footer>%s</footer>"
			 "</blockquote>",
			 screen.texts[i].is_mine ? "out" : "in", screen.texts[i].text,
			 show_time(exchange->now_s, screen.texts[i].at, at));
	if (screen.n == 0)
		html_add(html, "<p class=\"none\">Belum ada pesan</p>");
	html_add(html, "</div>");
	free(screen.texts);
	return error;
}

/* --- Its keys --------------------------------------------------------------------- */

static void add_keys(struct html *html)
{
	/* What a key writes, pressed again and again: ITU-T E.161. */
	static const struct {
		const char *digit, *letters, *shown;
	} keys[] = {
		{ "1", ".,?!1-/@", ". , ?" }, { "2", "abc2", "abc" },
		{ "3", "def3", "def" },       { "4", "ghi4", "ghi" },
		{ "5", "jkl5", "jkl" },       { "6", "mno6", "mno" },
		{ "7", "pqrs7", "pqrs" },     { "8", "tuv8", "tuv" },
		{ "9", "wxyz9", "wxyz" },     { "*", "*", "" },
		{ "0", " 0", "spasi" },       { "#", "#", "" },
	};

	html_add(html, "<div class=\"pad\" id=\"tombol\">");
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		html_add(html,
			 "<button type=\"button\" data-letters=\"%s\">%s<small>%s</small>"
			 "</button>",
			 keys[i].letters, keys[i].digit, keys[i].shown);
	html_add(html, "</div>");
}

static int add_set(struct exchange *exchange, const struct phone *phone,
		   const char *typed)
{
	struct html *html = &exchange->answer.body;
	char shown[SHOW_NUMBER_SIZE], at[SHOW_TIME_SIZE];
	int error;

	html_add(html, "<div class=\"handset\"><p class=\"speaker\"></p>");
	layout_form(exchange, "/latihan", "write");
	html_add(
		html,
		"<div class=\"lcd\"><p class=\"bar\"><span>SIMULASI</span><span>%s</span>"
		"</p>",
		show_time(exchange->now_s, exchange->now_s, at));
	error = add_screen(exchange, phone->number);
	html_add(html,
		 "<input type=\"hidden\" name=\"hp\" value=\"%s\"><textarea name=\"isi\" "
		 "id=\"isi-sms\" rows=\"3\" maxlength=\"%d\" aria-label=\"Tulis SMS\" "
		 "placeholder=\"Tulis SMS di sini\" autofocus>%s</textarea>"
		 "<p class=\"bar\"><span id=\"hitung\"></span><span>%s</span></p></div>"
		 "<div class=\"soft\"><button name=\"langkah\" value=\"kirim\">Kirim"
		 "</button><button type=\"button\" id=\"hapus\">Hapus</button>"
		 "<button name=\"langkah\" value=\"telepon\" class=\"call\">Misscall"
		 "</button></div></form>",
		 phone->number, WORDS_MAX, typed, show_phone(phone->number, shown));
	add_keys(html);
	html_add(html, "</div>");
	return error;
}

/* --- The page --------------------------------------------------------------------- */

static void add_choice(struct exchange *exchange, const struct phones *phones,
		       const struct phone *chosen)
{
	struct html *html = &exchange->answer.body;
	char shown[SHOW_NUMBER_SIZE];

	html_add(html, "<section class=\"card\"><h2>HP siapa?</h2><p class=\"chips\">");
	for (size_t i = 0; i < phones->n; i++)
		html_add(html,
			 "<a class=\"chip\" href=\"/latihan?hp=%s\"%s>%s <b>%s</b></a>",
			 phones->rows[i].number + 1,
			 &phones->rows[i] == chosen ? " aria-current=true" : "",
			 phones->rows[i].owner,
			 show_phone(phones->rows[i].number, shown));
	html_add(html, "</p></section>");
}

static void add_help(struct exchange *exchange)
{
	static const char *const samples[] = { "menu",
					       "sktm 3513151205909901 buat sekolah anak",
					       "cek", "batal",
					       "lapor lampu jalan mati di RT 3" };
	struct html *html = &exchange->answer.body;

	html_add(html, "<section class=\"card\"><h2>Coba kirim</h2><p class=\"chips\" "
		       "id=\"contoh\">");
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++)
		html_add(html, "<button type=\"button\" class=\"chip\">%s</button>",
			 samples[i]);
	html_add(html, "</p><p class=\"hint\">Klik contoh, lalu <b>Kirim</b>. Atau tulis "
		       "sendiri: dengan papan ketik (<kbd>Enter</kbd> mengirim, "
		       "<kbd>Esc</kbd> menghapus) atau dengan tombol HP, seperti di HP "
		       "jadul.</p><p class=\"hint\">Ini HP latihan: tidak ada SMS yang "
		       "keluar dan tidak ada pulsa yang terpakai. Permohonannya masuk ke "
		       "<a href=\"/antrean\">antrean</a> seperti yang "
		       "sungguhan.</p></section>");
}

static int show(struct exchange *exchange, const char *asked, const char *typed,
		const char *why)
{
	struct html *html = &exchange->answer.body;
	const struct phone *chosen;
	struct phones phones;
	int error = list_phones(exchange, &phones);

	if (error < 0)
		return error;
	chosen = choose(&phones, asked);
	exchange->answer.script = "/hp.js";
	layout_begin(exchange, "HP latihan");
	html_add(html, "<div class=\"title\"><h1>HP latihan</h1></div>");
	if (why != NULL)
		layout_warning(exchange, why);
	html_add(html, "<div class=\"training\">");
	error = add_set(exchange, chosen, typed);
	html_add(html, "<div>");
	add_choice(exchange, &phones, chosen);
	add_help(exchange);
	html_add(html, "</div></div>");
	layout_end(exchange);
	return error;
}

int page_phone(struct exchange *exchange)
{
	return exchange->web->training[0] == '\0'
		       ? -ENOENT
		       : show(exchange, exchange_query(exchange, "hp"), "", NULL);
}

static int send_words(struct exchange *exchange, const char *number, struct text *why)
{
	char typed[4 * WORDS_MAX + 1];

	if (strcmp(exchange_field(exchange, "langkah"), "telepon") == 0)
		return simulator_call(exchange->web->training, number, why);
	if (!exchange_take(exchange, "isi", typed, sizeof typed, true) ||
	    typed[0] == '\0') {
		text_say(why, "Tulis dulu SMS-nya.");
		return -EINVAL;
	}
	return simulator_send_text(exchange->web->training, number, typed, why);
}

int page_phone_post(struct exchange *exchange)
{
	const char *asked = exchange_field(exchange, "hp");
	char location[sizeof "/latihan?hp=" + LIMIT_ADDRESS_SIZE];
	char buffer[LIMIT_WHY_SIZE];
	const struct phone *chosen;
	struct phones phones;
	struct text why, text;
	int error;

	if (exchange->web->training[0] == '\0')
		return -ENOENT;
	error = list_phones(exchange, &phones);
	if (error < 0)
		return error;
	chosen = choose(&phones, asked);
	text_init(&why, buffer, sizeof buffer);
	error = send_words(exchange, chosen->number, &why);
	if (error < 0) {
		log_info("training phone failed error=\"%s\"", strerror(-error));
		exchange->answer.status = error == -EINVAL ? 422 : 503;
		return show(exchange, asked, exchange_field(exchange, "isi"), buffer);
	}
	text_init(&text, location, sizeof location);
	text_add_format(&text, "/latihan?hp=%s", chosen->number + 1);
	return exchange_redirect(exchange, location, NULL);
}
