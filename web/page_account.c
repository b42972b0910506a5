// SPDX-License-Identifier: MIT
#include "web/page_account.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "store/store.h"
#include "web/exchange.h"
#include "web/layout.h"
#include "web/show.h"

enum {
	VIEW_ROWS = 200,
};

static int show_account(struct exchange *exchange, const char *why)
{
	struct html *html = &exchange->answer.body;

	layout_begin(exchange, "Akun saya");
	html_add(html, "<section class=\"card narrow\"><h1>Kata sandi baru</h1>");
	if (why != NULL)
		layout_warning(exchange, why);
	layout_form(exchange, "/akun", "stack");
	html_add(
		html,
		"<label>Kata sandi sekarang<input name=\"lama\" type=\"password\" "
		"maxlength=\"128\" autocomplete=\"current-password\" required></label>"
		"<label>Kata sandi baru, paling sedikit %d huruf<input name=\"sandi\" "
		"type=\"password\" maxlength=\"128\" autocomplete=\"new-password\" "
		"required></label>"
		"<label>Sekali lagi<input name=\"ulang\" type=\"password\" "
		"maxlength=\"128\" autocomplete=\"new-password\" required></label>"
		"<button class=\"primary\">Simpan</button></form><p class=\"hint\">Semua "
		"yang masuk dengan akun ini harus masuk lagi.</p></section>",
		ACCOUNT_PASSWORD_MIN);
	layout_end(exchange);
	return 0;
}

int page_account(struct exchange *exchange)
{
	return show_account(exchange, NULL);
}

static int set_password(struct exchange *exchange, struct text *why)
{
	int error = store_begin(exchange->office->store);

	if (error < 0)
		return error;
	error = account_set_password(exchange->office, &exchange->officer,
				     exchange_field(exchange, "sandi"), exchange->now_s,
				     why);
	return exchange_end_transaction(exchange, error);
}

/* The old one is judged like a login: with its count of wrong ones, and its wait. */
static int check_old(struct exchange *exchange, struct text *why)
{
	const struct login login = { .name = exchange->officer.name,
				     .password = exchange_field(exchange, "lama"),
				     .address = exchange->request.address };
	char token[WEB_TOKEN_SIZE];
	struct officer officer;
	int wait_s;
	int error = account_login(exchange->office, &login, exchange->now_s, &officer,
				  token, &wait_s);

	if (error == -EACCES)
		text_say(why, "Kata sandi sekarang salah.");
	else if (error == -EAGAIN)
		text_say(why, "Terlalu banyak percobaan. Tunggu %d menit.",
			 (wait_s + 59) / 60);
	else if (error == 0)
		return account_logout(exchange->office, token);
	return error;
}

int page_account_post(struct exchange *exchange)
{
	char buffer[LIMIT_WHY_SIZE];
	struct text why;
	int error = -EINVAL;

	text_init(&why, buffer, sizeof buffer);
	if (strlen(exchange_field(exchange, "lama")) > ACCOUNT_PASSWORD_MAX)
		text_say(&why, "Kata sandi sekarang salah.");
	else if (strcmp(exchange_field(exchange, "sandi"),
			exchange_field(exchange, "ulang")) != 0)
		text_say(&why, "Kedua kata sandi tidak sama.");
	else
		error = check_old(exchange, &why);
	if (error == 0)
		error = set_password(exchange, &why);
	if (error < 0 && why.length == 0)
		return error;
	if (error == 0)
		return exchange_redirect(exchange, "/masuk", "sandi");
	exchange->answer.status = 422;
	return show_account(exchange, buffer);
}

static bool add_view(void *context, const struct web_view *view)
{
	struct exchange *exchange = context;
	char at[SHOW_TIME_SIZE];

	html_add(&exchange->answer.body,
		 "<tr><td class=\"masuk\">%s</td><td>%s</td><td>%s</td><td>%s</td>"
		 "<td>%s</td></tr>\n",
		 show_time(exchange->now_s, view->at, at), view->account, view->action,
		 view->subject, view->address[0] != '\0' ? view->address : "terminal");
	return true;
}

int page_views(struct exchange *exchange)
{
	struct html *html = &exchange->answer.body;
	int error;

	layout_begin(exchange, "Catatan akses");
	html_add(
		html,
		"<div class=\"title\"><h1>Catatan akses<small>Siapa melihat data siapa"
		"</small></h1></div><table class=\"queue\"><thead><tr><th>Kapan</th><th>Petugas</th>"
		"<th>Apa</th><th>Tentang</th><th>Dari</th></tr></thead><tbody>");
	error = web_view_list(exchange->office->store, exchange->office->village->code,
			      NULL, VIEW_ROWS, add_view, exchange);
	html_add(html, "</tbody></table>");
	layout_end(exchange);
	return error;
}
