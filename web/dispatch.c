// SPDX-License-Identifier: MIT
#include "web/dispatch.h"

#include <errno.h>
#include <string.h>

#include "base/log.h"
#include "web/callback.h"
#include "web/exchange.h"
#include "web/layout.h"
#include "web/options.h"
#include "web/routes.h"

struct refusal {
	unsigned status;
	const char *title, *words;
};

static const struct refusal refusals[] = {
	{ 400, "Permintaan tidak dapat dibaca",
	  "Ada yang rusak dalam permintaan ini. Kembali, lalu coba sekali lagi." },
	{ 403, "Tidak berwenang",
	  "Akun ini tidak berwenang untuk halaman itu, atau formulirnya sudah lama "
	  "terbuka. "
	  "Buka halamannya sekali lagi, lalu ulangi." },
	{ 404, "Tidak ditemukan",
	  "Tidak ada halaman atau permohonan dengan alamat ini." },
	{ 405, "Cara yang salah", "Halaman ini tidak dapat dipakai dengan cara itu." },
	{ 409, "Sudah berubah",
	  "Orang lain baru saja mengubah permohonan ini. Lihat keadaannya sekarang, lalu "
	  "putuskan lagi." },
	{ 413, "Terlalu besar", "Isian ini terlalu panjang." },
	{ 414, "Alamat terlalu panjang", "Alamat halaman ini terlalu panjang." },
	{ 421, "Alamat tidak dikenal",
	  "Nama komputer di alamat ini tidak terdaftar. Pakai alamat IP-nya, atau isi "
	  "web.hosts di pengaturan." },
	{ 503, "Penyimpanan sedang bermasalah",
	  "Data tidak dapat dibaca atau ditulis sekarang. SMS tetap aman di SIM. Coba "
	  "lagi sebentar; bila tetap begini, jalankan: surat doctor" },
};

static const struct refusal *refusal_of(unsigned status)
{
	for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
		if (refusals[i].status == status)
			return &refusals[i];
	}
	return &refusals[sizeof refusals / sizeof refusals[0] - 1];
}

void dispatch_refuse(struct exchange *exchange, unsigned status)
{
	const struct refusal *refusal = refusal_of(status);
	struct html *html = &exchange->answer.body;

	html_clear(html);
	exchange->answer.status = status;
	exchange->answer.type = NULL;
	exchange->answer.file_name[0] = '\0';
	exchange->answer.is_stream = false;
	exchange->answer.script = NULL;
	exchange->answer.may_see = false;
	layout_begin(exchange, refusal->title);
	html_add(html,
		 "<section class=\"card narrow\"><h1>%s</h1><p>%s</p>"
		 "<p><a class=\"button\" href=\"/\">Ke halaman depan</a></p></section>",
		 refusal->title, refusal->words);
	layout_end(exchange);
}

static unsigned status_of(int error)
{
	switch (error) {
	case -ENOENT:
		return 404;
	case -EACCES:
		return 403;
	case -EINVAL:
		return 400;
	case -ESTALE:
	case -EPERM:
		return 409;
	default:
		return 503;
	}
}

/* Who holds the cookie. A token that nobody knows still makes the form tokens of whoever
 * is not logged in. */
static int find_officer(struct exchange *exchange)
{
	const struct request *request = &exchange->request;
	int error;

	if (request->token[0] == '\0')
		return 0;
	account_form_token(request->token, exchange->form_token);
	error = account_find(exchange->office, request->token, !request->is_live,
			     (int64_t)exchange->web->options->idle_minutes * 60,
			     exchange->now_s, &exchange->officer);
	exchange->is_logged_in = error == 0;
	return error == -ENOENT ? 0 : error;
}

/* A form carries what only our own pages could give to this browser. */
static bool is_own_form(const struct exchange *exchange)
{
	return request_is_our_page(&exchange->request) &&
	       exchange->form_token[0] != '\0' &&
	       account_is_same_secret(exchange->form_token,
				      exchange_field(exchange, "token"));
}

static unsigned why_not(struct exchange *exchange)
{
	const struct request *request = &exchange->request;
	bool has_other;

	if (!request_is_our_host(exchange->web->options, exchange->web->machine,
				 request->host))
		return 421;
	exchange->route = route_find(exchange, &has_other);
	if (exchange->route == NULL)
		return has_other ? 405 : 404;
	if (find_officer(exchange) < 0)
		return 503;
	if (request->method == METHOD_POST && !is_own_form(exchange))
		return 403;
	if (exchange->route->roles == ROUTE_PUBLIC ||
	    exchange_has_role(exchange, exchange->route->roles))
		return 0;
	return exchange->is_logged_in || request->method == METHOD_POST ? 403 : 401;
}

static bool is_for_programs(const struct exchange *exchange)
{
	return strncmp(exchange->request.path, "/api/", 5) == 0 ||
	       exchange->request.is_live;
}

void dispatch(struct exchange *exchange)
{
	unsigned status;
	int error;

	if (callback_is_path(exchange->request.path)) {
		callback_serve(exchange);
		return;
	}
	status = why_not(exchange);
	exchange->answer.status = 200;
	if (status == 401 && !is_for_programs(exchange)) {
		exchange_redirect(exchange, "/masuk", NULL);
		return;
	}
	if (status != 0) {
		dispatch_refuse(exchange, status == 401 ? 403 : status);
		return;
	}
	error = exchange->route->serve(exchange);
	if (error < 0) {
		log_info("page refused path=%s error=\"%s\"", exchange->route->pattern,
			 strerror(-error));
		dispatch_refuse(exchange, status_of(error));
	}
}
