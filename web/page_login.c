// SPDX-License-Identifier: MIT
#include "web/page_login.h"

#include <errno.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "handlers/officers.h"
#include "store/store.h"
#include "web/exchange.h"
#include "web/layout.h"
#include "web/routes.h"

enum {
	SETUP_TRIES = 5,
};

#define SETUP_LIMIT "kode pemasangan"

void page_login_give_token(struct exchange *exchange)
{
	char token[WEB_TOKEN_SIZE];

	if (exchange->form_token[0] != '\0')
		return;
	account_draw_token(token);
	account_form_token(token, exchange->form_token);
	text_copy(exchange->answer.cookie, sizeof exchange->answer.cookie, token);
}

static int show_login(struct exchange *exchange, const char *name, const char *why)
{
	struct html *html = &exchange->answer.body;

	page_login_give_token(exchange);
	layout_begin(exchange, "Masuk");
	html_add(html, "<section class=\"card narrow\"><h1>Masuk</h1>");
	if (why != NULL)
		layout_warning(exchange, why);
	layout_form(exchange, "/masuk", "stack");
	html_add(
		html,
		"<label>Nama<input name=\"nama\" value=\"%s\" autocomplete=\"username\" "
		"maxlength=\"63\" required %s></label>"
		"<label>Kata sandi<input name=\"sandi\" type=\"password\" "
		"autocomplete=\"current-password\" maxlength=\"128\" required %s></label>"
		"<button class=\"primary\">Masuk</button></form>",
		name, name[0] == '\0' ? "autofocus" : "",
		name[0] != '\0' ? "autofocus" : "");
	html_add(html, "<p class=\"hint\">Lupa kata sandi? Di komputer kantor: "
		       "<code>surat officers password NAMA</code></p></section>");
	layout_end(exchange);
	return 0;
}

int page_login(struct exchange *exchange)
{
	if (exchange->is_logged_in)
		return exchange_redirect(exchange, "/", NULL);
	if (exchange->web->setup_code[0] != '\0' && !account_has_any(exchange->office))
		return exchange_redirect(exchange, "/siapkan", NULL);
	return show_login(exchange, "", NULL);
}

static int refuse_login(struct exchange *exchange, const char *name, int error,
			int wait_s)
{
	char buffer[LIMIT_WHY_SIZE];
	struct text why;

	text_init(&why, buffer, sizeof buffer);
	if (error == -EAGAIN)
		text_add_format(
			&why,
			"Terlalu banyak percobaan. Tunggu %d menit, lalu coba lagi.",
			(wait_s + 59) / 60);
	else
		text_add(&why, "Nama atau kata sandi salah.");
	exchange->answer.status = error == -EAGAIN ? 429 : 403;
	return show_login(exchange, name, buffer);
}

int page_login_post(struct exchange *exchange)
{
	const struct login login = { .name = exchange_field(exchange, "nama"),
				     .password = exchange_field(exchange, "sandi"),
				     .address = exchange->request.address };
	int wait_s, error;

	if (strlen(login.name) >= sizeof exchange->officer.name ||
	    strlen(login.password) > ACCOUNT_PASSWORD_MAX)
		return refuse_login(exchange, "", -EACCES, 0);
	/* A new login ends what this browser had. */
	if (exchange->is_logged_in)
		account_logout(exchange->office, exchange->request.token);
	exchange->is_logged_in = false;
	error = account_login(exchange->office, &login, exchange->now_s,
			      &exchange->officer, exchange->answer.cookie, &wait_s);
	if (error == -EACCES || error == -EAGAIN)
		return refuse_login(exchange, login.name, error, wait_s);
	return error < 0 ? error : exchange_redirect(exchange, "/", "masuk");
}

int page_logout_post(struct exchange *exchange)
{
	int error = account_logout(exchange->office, exchange->request.token);

	if (error < 0)
		return error;
	text_copy(exchange->answer.cookie, sizeof exchange->answer.cookie, "-");
	return exchange_redirect(exchange, "/masuk", "keluar");
}

/* Where each role works. */
int page_home(struct exchange *exchange)
{
	for (const struct route *route = routes; route->pattern != NULL; route++) {
		if (route->menu != NULL && exchange_has_role(exchange, route->roles))
			return exchange_redirect(
				exchange, route->pattern,
				exchange_query(exchange, "pesan")[0] != '\0' ? "masuk"
									     : NULL);
	}
	return exchange_redirect(exchange, exchange->is_logged_in ? "/akun" : "/masuk",
				 NULL);
}

static int show_setup(struct exchange *exchange, const char *name, const char *why)
{
	struct html *html = &exchange->answer.body;

	page_login_give_token(exchange);
	layout_begin(exchange, "Pemasangan");
	html_add(html,
		 "<section class=\"card narrow\"><h1>Akun pertama</h1>"
		 "<p>Kode sekali pakai tertulis di terminal tempat <code>suratweb</code> "
		 "berjalan, atau: <code>journalctl -u suratweb</code></p>");
	if (why != NULL)
		layout_warning(exchange, why);
	layout_form(exchange, "/siapkan", "stack");
	html_add(html,
		 "<label>Kode<input name=\"kode\" class=\"code\" maxlength=\"16\" "
		 "autocomplete=\"off\" required autofocus></label>"
		 "<label>Nama Anda<input name=\"nama\" value=\"%s\" maxlength=\"63\" "
		 "autocomplete=\"username\" required></label>"
		 "<label>Kata sandi, paling sedikit %d huruf"
		 "<input name=\"sandi\" type=\"password\" maxlength=\"128\" "
		 "autocomplete=\"new-password\" required></label>"
		 "<label>Sekali lagi<input name=\"ulang\" type=\"password\" "
		 "maxlength=\"128\" autocomplete=\"new-password\" required></label>"
		 "<button class=\"primary\">Buat akun admin</button></form></section>",
		 name, ACCOUNT_PASSWORD_MIN);
	layout_end(exchange);
	return 0;
}

int page_setup(struct exchange *exchange)
{
	if (exchange->web->setup_code[0] == '\0' || account_has_any(exchange->office))
		return exchange_redirect(exchange, "/masuk", NULL);
	return show_setup(exchange, "", NULL);
}

/* Whether the code is right; a wrong one counts, and five make everybody wait. */
static bool is_right_code(struct exchange *exchange, struct text *why)
{
	const char *typed = exchange_field(exchange, "kode");
	int wait_s = account_wait_s(exchange->office, SETUP_LIMIT, exchange->now_s);

	if (wait_s > 0) {
		text_say(why, "Terlalu banyak percobaan. Tunggu %d menit.",
			 (wait_s + 59) / 60);
		return false;
	}
	if (wait_s == 0 && account_is_same_secret(exchange->web->setup_code, typed))
		return true;
	account_count_failure(exchange->office, SETUP_LIMIT, SETUP_TRIES,
			      exchange->now_s);
	text_say(why, "Kode salah.");
	return false;
}

/* The admin may be an officer already, who only has no password yet. */
static int make_admin(struct exchange *exchange, const char *name, struct text *why)
{
	const struct officer_request request = { name, "admin", "", "" };
	const char *password = exchange_field(exchange, "sandi");
	struct officer officer = { .id = 0 };
	int error = store_begin(exchange->office->store);

	if (error < 0)
		return error;
	error = officer_find(exchange->office->store, exchange->office->village->code,
			     name, &officer);
	if (error == -ENOENT)
		error = officers_add(exchange->office, &request, exchange->now_s,
				     &officer, why);
	else if (error == 0 && officer.role != OFFICER_ROLE_ADMIN) {
		text_say(why, "%s sudah terdaftar dengan peran lain; pakai nama lain",
			 officer.name);
		error = -EINVAL;
	}
	if (error == 0)
		error = account_set_password(exchange->office, &officer, password,
					     exchange->now_s, why);
	return exchange_end_transaction(exchange, error);
}

int page_setup_post(struct exchange *exchange)
{
	char name[sizeof exchange->officer.name], buffer[LIMIT_WHY_SIZE];
	struct text why;
	int error = -EINVAL;

	text_init(&why, buffer, sizeof buffer);
	if (exchange->web->setup_code[0] == '\0' || account_has_any(exchange->office))
		return exchange_redirect(exchange, "/masuk", NULL);
	if (!exchange_take(exchange, "nama", name, sizeof name, false))
		text_say(&why, "Nama terlalu panjang.");
	else if (strcmp(exchange_field(exchange, "sandi"),
			exchange_field(exchange, "ulang")) != 0)
		text_say(&why, "Kedua kata sandi tidak sama.");
	else if (is_right_code(exchange, &why))
		error = make_admin(exchange, name, &why);
	if (error < 0 && why.length == 0)
		return error;
	if (error < 0) {
		exchange->answer.status = 422;
		return show_setup(exchange, name, buffer);
	}
	exchange->web->setup_code[0] = '\0';
	log_info("first account made address=%s", exchange->request.address);
	return exchange_redirect(exchange, "/masuk", "siap");
}

int page_live(struct exchange *exchange)
{
	exchange->answer.type = "text/event-stream";
	exchange->answer.is_stream = true;
	return 0;
}
