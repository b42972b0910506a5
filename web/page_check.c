// SPDX-License-Identifier: MIT
#include "web/page_check.h"

#include "base/text.h"
#include "handlers/check.h"
#include "handlers/code.h"
#include "letters/catalogue.h"
#include "web/exchange.h"
#include "web/layout.h"
#include "web/pages.h"
#include "web/show.h"

/* How a verdict looks: green says yes, amber ask the village, red no. */
static const char *class_of(enum check_verdict verdict)
{
	static const char *const classes[CHECK_VERDICT_COUNT] = {
		[CHECK_VERDICT_UNKNOWN] = "bad",    [CHECK_VERDICT_GOOD] = "good",
		[CHECK_VERDICT_REVOKED] = "bad",    [CHECK_VERDICT_WITHDRAWN] = "bad",
		[CHECK_VERDICT_EXPIRED] = "bad",    [CHECK_VERDICT_UNASKED] = "good",
		[CHECK_VERDICT_UNTRUSTED] = "warn", [CHECK_VERDICT_KEY_REVOKED] = "warn",
		[CHECK_VERDICT_FORGED] = "bad",     [CHECK_VERDICT_DIFFERS] = "bad",
		[CHECK_VERDICT_FUTURE] = "warn",    [CHECK_VERDICT_BROKEN] = "warn",
	};

	return classes[verdict];
}

static void add_day(struct exchange *exchange, const char *label, const char *day)
{
	char shown[SHOW_TIME_SIZE];

	layout_fact(exchange, label, show_date(day, shown));
}

/* As the letter says them: whoever holds the paper compares line by line. */
static void add_facts(struct exchange *exchange, const struct check *check)
{
	const struct seal_facts *facts = &check->facts;
	const struct letter *letter =
		catalogue_find(exchange->office->catalogue, facts->kind);
	struct html *html = &exchange->answer.body;
	char code[CODE_SHOWN_SIZE];

	html_add(html,
		 "<h2>Samakan dengan yang tertulis di surat</h2><dl class=\"large\">");
	layout_fact(exchange, "Nomor surat", facts->number);
	layout_fact(exchange, "Nama", facts->name);
	layout_fact(exchange, "Surat", letter != NULL ? letter->title : facts->kind);
	add_day(exchange, "Tanggal surat", facts->issued);
	add_day(exchange, "Berlaku sampai", facts->valid_until);
	layout_fact(exchange, "Kode", code_show(facts->code, code));
	layout_fact(exchange, "Kode desa", facts->village);
	if (check->is_known) {
		layout_fact(exchange, "Ditandatangani", check->letter.signer_name);
		layout_fact(exchange, "Jabatan", check->letter.signer_title);
	}
	html_add(html, "</dl>");
}

static void add_verdict(struct exchange *exchange, const struct check *check)
{
	struct html *html = &exchange->answer.body;
	char buffer[LIMIT_MESSAGE_SIZE];
	const char *phrase;
	struct text sentence;

	text_init(&sentence, buffer, sizeof buffer);
	html_add(html,
		 "<section class=\"card verdict %s\" role=\"status\" id=\"putusan\"><p "
		 "class=\"word\">%s</p>",
		 class_of(check->verdict), check_word(check->verdict));
	if (check_say(exchange->office, check, &phrase, &sentence))
		html_add(html, "<p class=\"sentence\">%s</p>", buffer);
	if (check->has_facts)
		add_facts(exchange, check);
	html_add(html, "</section>");
}

/* A scanner types what the QR code holds and presses Enter: the field has the focus, and
 * whatever was in it is marked, so that the next one takes its place. */
static void add_form(struct exchange *exchange)
{
	html_add(
		&exchange->answer.body,
		"<form class=\"card scan\" action=\"/periksa\" role=\"search\"><label>Kode, "
		"nomor surat, atau isi kode QR<input type=\"search\" name=\"surat\" "
		"maxlength=\"1600\" autocomplete=\"off\" spellcheck=\"false\" autofocus "
		"required></label><button class=\"primary\">Periksa</button><p "
		"class=\"hint\">Pindai kode QR dengan alat pemindai, atau ketik kode "
		"seperti 4829-1372 atau nomor yang tertulis di surat, lalu Enter.</p>"
		"</form>");
}

static void add_eyes(struct exchange *exchange)
{
	/* What the script can do is there when the script is. */
	html_add(
		&exchange->answer.body,
		"<div id=\"cara\" class=\"card no-print\" hidden><p class=\"row\"><button "
		"type=\"button\" id=\"kamera\" hidden>Pakai kamera</button><label "
		"class=\"button\">Foto kode QR<input type=\"file\" id=\"foto\" "
		"class=\"unseen\" accept=\"image/*\"></label></p><div id=\"tampilan\" "
		"hidden><video playsinline muted></video><button type=\"button\" "
		"id=\"tutup\">Tutup kamera</button></div><p class=\"hint\" "
		"id=\"kata-kamera\" role=\"status\" hidden></p></div>");
}

int page_check(struct exchange *exchange)
{
	const char *asked = exchange_query(exchange, "surat");
	struct html *html = &exchange->answer.body;
	struct check check;
	int error = 0;

	if (asked[0] != '\0') {
		error = check_any(exchange->office, asked, exchange->now_s, &check);
		if (error == 0 && check.has_facts)
			error = exchange_note_view(exchange, "periksa", check.facts.code);
	}
	if (error < 0)
		return error;
	exchange->answer.script = "/kamera.js";
	exchange->answer.may_see = true;
	layout_begin(exchange, "Periksa surat");
	html_add(html, "<div class=\"title\"><h1>Periksa keaslian surat</h1></div>"
		       "<div class=\"checking\">");
	add_form(exchange);
	if (asked[0] != '\0')
		add_verdict(exchange, &check);
	add_eyes(exchange);
	html_add(html, "</div>");
	layout_end(exchange);
	return 0;
}
