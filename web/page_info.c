// SPDX-License-Identifier: MIT
#include "web/page_info.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "handlers/acting.h"
#include "handlers/info_pages.h"
#include "handlers/steps.h"
#include "store/store.h"
#include "web/exchange.h"
#include "web/layout.h"
#include "web/routes.h"
#include "web/show.h"

enum {
	SMS_CHARS = 160,
	TYPED_SIZE =
		4 * 2 * SMS_CHARS + 1, /* some more: what is too long is shown again */
};

/* What stands in the form. */
struct typed {
	char name[2 * INFO_ENTRY_SIZE];
	char words[2 * INFO_WORDS_SIZE];
	char text[TYPED_SIZE];
	int64_t id; /* what the writer saw */
};

struct listing {
	struct exchange *exchange;
	int n_shown;
};

static bool add_page(void *context, const struct info_page *page)
{
	struct listing *listing = context;
	struct exchange *exchange = listing->exchange;
	char at[SHOW_TIME_SIZE];

	listing->n_shown++;
	html_add(&exchange->answer.body,
		 "<li class=\"card\" data-key=\"i%lld\"><div class=\"title\"><h2>%s"
		 "<small>%s</small></h2><a class=\"button right\" "
		 "href=\"/informasi/%s\">Ubah</a></div><blockquote class=\"sms "
		 "out\"><p>%s</p><footer>%s, %s</footer></blockquote></li>",
		 (long long)page->id, page->name, page->words, page->name, page->text,
		 show_time(exchange->now_s, page->at, at), page->actor);
	return true;
}

static void add_form(struct exchange *exchange, const struct typed *typed, bool is_new)
{
	struct html *html = &exchange->answer.body;

	layout_form(exchange, "/informasi", "stack");
	html_add(html, "<input type=\"hidden\" name=\"dari\" value=\"%lld\">",
		 (long long)typed->id);
	if (is_new)
		html_add(html,
			 "<label>Nama halaman, satu kata<input name=\"nama\" "
			 "value=\"%s\" maxlength=\"%d\" required autocomplete=\"off\" "
			 "placeholder=\"posyandu\"></label>",
			 typed->name, INFO_NAME_SIZE - 1);
	else
		html_add(html, "<input type=\"hidden\" name=\"nama\" value=\"%s\">",
			 typed->name);
	html_add(html,
		 "<label>Kata lain yang memanggilnya, dipisah koma<input name=\"kata\" "
		 "value=\"%s\" maxlength=\"%d\" autocomplete=\"off\" "
		 "placeholder=\"imunisasi, timbang balita\"></label>"
		 "<label>Isi, satu SMS<textarea name=\"isi\" rows=\"4\" required "
		 "data-count=\"%d\">%s</textarea></label>"
		 "<p class=\"hint\" aria-live=\"polite\">Paling banyak %d huruf biasa."
		 "</p><button class=\"primary\">Simpan</button></form>",
		 typed->words, INFO_WORDS_SIZE - 1, SMS_CHARS, typed->text, SMS_CHARS);
}

static void add_refusal(struct exchange *exchange, const char *why)
{
	if (why != NULL)
		html_add(&exchange->answer.body,
			 "<p class=\"message bad\" role=\"alert\">Belum disimpan: "
			 "%s.</p>",
			 why);
}

static int show_list(struct exchange *exchange, const struct typed *typed,
		     const char *why)
{
	struct listing listing = { .exchange = exchange };
	struct html *html = &exchange->answer.body;
	int error;

	layout_begin(exchange, "Informasi");
	html_add(html, "<div class=\"title\"><h1>Informasi<small>Warga mengirim INFO, "
		       "atau nama halaman, dan mendapat satu SMS</small></h1></div>"
		       "<div class=\"columns\"><ul class=\"plain\" id=\"halaman\" "
		       "data-fresh>");
	error = info_list(exchange->office->store, exchange->office->village->code,
			  add_page, &listing);
	if (listing.n_shown == 0)
		html_add(html, "<li class=\"empty\">Belum ada halaman.</li>");
	html_add(html, "</ul><section class=\"card\"><h2>Halaman baru</h2>");
	add_refusal(exchange, why);
	add_form(exchange, typed, true);
	html_add(html, "</section></div>");
	layout_end(exchange);
	return error;
}

int page_info(struct exchange *exchange)
{
	return show_list(exchange, &(struct typed){ .id = 0 }, NULL);
}

static bool add_change(void *context, const struct info_page *page)
{
	struct exchange *exchange = context;
	char at[SHOW_TIME_SIZE];

	html_add(&exchange->answer.body,
		 "<li><time>%s</time> <b>%s</b> <span>%s lewat %s</span> <q>%s</q></li>",
		 show_time(exchange->now_s, page->at, at),
		 page->is_removed ? "dihapus" : "ditulis", page->actor, page->door,
		 page->text);
	return true;
}

static int show_page(struct exchange *exchange, const struct typed *typed,
		     const char *why)
{
	struct html *html = &exchange->answer.body;
	char action[2 * INFO_ENTRY_SIZE + 24];
	int error;

	snprintf(action, sizeof action, "/informasi/%s/hapus", typed->name);
	layout_begin(exchange, typed->name);
	html_add(html,
		 "<div class=\"title\"><h1>%s<small>Halaman INFO</small></h1>"
		 "<a class=\"button right\" href=\"/informasi\">Semua halaman</a></div>",
		 typed->name);
	add_refusal(exchange, why);
	html_add(html, "<div class=\"columns\"><section class=\"card\">");
	add_form(exchange, typed, false);
	html_add(html, "</section><section class=\"card\"><h2>Riwayat</h2><ol "
		       "class=\"history\">");
	error = info_history(exchange->office->store, exchange->office->village->code,
			     typed->name, add_change, exchange);
	html_add(html, "</ol><details class=\"step\"><summary class=\"button\">Hapus "
		       "halaman</summary>");
	layout_form(exchange, action, "stack card");
	html_add(html, "<p>Warga tidak akan mendapat isi ini lagi. Riwayatnya tetap "
		       "ada.</p><button class=\"danger\">Hapus</button></form></details>"
		       "</section></div>");
	layout_end(exchange);
	return error;
}

int page_info_one(struct exchange *exchange)
{
	struct info_page page;
	struct typed typed = { .id = 0 };
	int error = info_find(exchange->office, exchange->segments[0], &page);

	if (error < 0)
		return error;
	text_copy(typed.name, sizeof typed.name, page.name);
	text_copy(typed.words, sizeof typed.words, page.words);
	text_copy(typed.text, sizeof typed.text, page.text);
	typed.id = page.id;
	return show_page(exchange, &typed, NULL);
}

/* As at the terminal: whoever may refuse a request. */
static int begin(struct exchange *exchange, struct actor *actor)
{
	if (!acting_fill(exchange->office, &exchange->officer, STEP_REJECT,
			 exchange->now_s, actor))
		return -EACCES;
	actor->door = "web";
	return store_begin(exchange->office->store);
}

static int write_page(struct exchange *exchange, const struct typed *typed,
		      struct text *why)
{
	const struct info_writing writing = { .name = typed->name,
					      .words = typed->words,
					      .text = typed->text,
					      .expected_id = typed->id };
	struct info_page page;
	struct actor actor;
	int error = begin(exchange, &actor);

	if (error < 0)
		return error;
	error = info_set(exchange->office, &writing, &actor, exchange->now_s, &page, why);
	if (error == -ESTALE && typed->id == 0) {
		text_say(why, "halaman itu sudah ada; ubah di daftar");
		error = -EINVAL;
	} else if (error == -ESTALE) {
		text_say(why, "halaman ini baru saja diubah orang lain; lihat riwayat, "
			      "lalu tulis lagi dari daftar");
		error = -EINVAL;
	}
	return exchange_end_transaction(exchange, error);
}

int page_info_post(struct exchange *exchange)
{
	struct typed typed = { .id = 0 };
	char buffer[LIMIT_WHY_SIZE], *end;
	struct text why;
	int error = -EINVAL;

	text_init(&why, buffer, sizeof buffer);
	typed.id = strtoll(exchange_field(exchange, "dari"), &end, 10);
	if (*end != '\0' || typed.id < 0)
		return -EINVAL;
	if (!exchange_take(exchange, "nama", typed.name, sizeof typed.name, false) ||
	    !exchange_take(exchange, "kata", typed.words, sizeof typed.words, false) ||
	    !exchange_take(exchange, "isi", typed.text, sizeof typed.text, true))
		text_say(&why, "terlalu panjang, atau berisi huruf kendali");
	else
		error = write_page(exchange, &typed, &why);
	if (error == -EINVAL && why.length > 0) {
		exchange->answer.status = 422;
		return typed.id == 0 ? show_list(exchange, &typed, buffer)
				     : show_page(exchange, &typed, buffer);
	}
	return error < 0 ? error : exchange_redirect(exchange, "/informasi", "informasi");
}

int page_info_remove_post(struct exchange *exchange)
{
	struct actor actor;
	int error = begin(exchange, &actor);

	if (error < 0)
		return error;
	error = exchange_end_transaction(exchange, info_remove(exchange->office,
							       exchange->segments[0],
							       &actor, exchange->now_s));
	return error < 0 ? error
			 : exchange_redirect(exchange, "/informasi", "informasi-hapus");
}
