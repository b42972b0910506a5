// SPDX-License-Identifier: MIT
#include "web/layout.h"

#include <string.h>

#include "letters/catalogue.h"
#include "web/exchange.h"
#include "web/routes.h"
#include "web/strip.h"

/* What was just done, or why not: a redirect names one of these. No text of a request is
 * ever shown as a message. */
struct message {
	const char *name, *class, *words;
};

static const struct message messages[] = {
	{ "accept", "good", "Sudah diperiksa. Kepala desa dimintai persetujuan." },
	{ "incomplete", "good", "Pemohon dikabari lewat SMS apa yang masih kurang." },
	{ "complete", "good", "Permohonan kembali ke antrean." },
	{ "approve", "good", "Disetujui. Surat sudah mendapat nomor." },
	{ "withdraw", "good", "Persetujuan ditarik." },
	{ "reject", "good", "Ditolak. Pemohon dikabari lewat SMS dengan alasannya." },
	{ "ready", "good", "Siap diambil. Pemohon dikabari lewat SMS." },
	{ "collected", "good", "Sudah diambil. Selesai." },
	{ "revoke", "good", "Surat dicabut; nomornya tetap terpakai." },
	{ "cancel", "good", "Permohonan dibatalkan." },
	{ "expire", "good", "Diarsipkan karena tidak diambil." },
	{ "berubah", "bad",
	  "Belum dilakukan: keadaan permohonan ini baru saja berubah. Lihat lagi." },
	{ "alasan", "bad", "Belum dilakukan: pilih atau tulis alasannya dulu." },
	{ "pin-salah", "bad", "Belum dilakukan: PIN salah." },
	{ "pin-gagal", "bad",
	  "Belum dilakukan: penyimpanan sedang bermasalah. Coba lagi sebentar." },
	{ "pin-tunggu", "bad",
	  "Belum dilakukan: PIN salah 2x. Percobaan terakhir baru diterima 15 menit "
	  "kemudian." },
	{ "pin-kunci", "bad",
	  "Belum dilakukan: berkas kunci PIN hilang. Minta PIN baru kepada admin." },
	{ "pin-terkunci", "bad",
	  "Belum dilakukan: PIN terkunci. Buka di kantor: surat officers unlock NAMA" },
	{ "pin-belum", "bad",
	  "Belum dilakukan: Anda belum punya PIN. Buat di kantor: surat officers pin "
	  "NAMA" },
	{ "setuju", "good", "Disetujui. Surat yang dipilih sudah mendapat nomor." },
	{ "tolak", "good", "Ditolak. Pemohon dikabari lewat SMS dengan alasannya." },
	{ "tarik", "good", "Persetujuan ditarik. Nomornya tetap untuk permohonan itu." },
	{ "putus-sebagian", "bad",
	  "Sebagian belum diputuskan: keadaannya baru saja berubah. Lihat lagi daftar ini." },
	{ "pilih-dulu", "bad", "Belum dilakukan: pilih suratnya dulu." },
	{ "mandat", "good", "Mandat disimpan." },
	{ "mandat-akhir", "good", "Mandat diakhiri." },
	{ "mandat-salah", "bad",
	  "Mandat belum disimpan: pilih petugas dan isi kedua tanggal; akhir tidak boleh "
	  "sebelum awal." },
	{ "betul", "good", "Sudah dibetulkan." },
	{ "isian", "bad",
	  "Belum disimpan: NIK harus 16 angka, keperluan harus diisi, dan tidak terlalu "
	  "panjang." },
	{ "isian-baik", "good", "Isian surat disimpan." },
	{ "isian-salah", "bad",
	  "Belum disimpan: isian terlalu panjang, atau memuat huruf yang tidak dapat "
	  "dicetak." },
	{ "baru", "good", "Permohonan masuk antrean. Cetak tanda terimanya." },
	{ "sudah-ada", "bad",
	  "Permohonan yang sama masih diproses: ini dia. Tidak dibuat lagi." },
	{ "lapor-assign", "good", "Laporan diserahkan. Petugasnya dikabari lewat SMS." },
	{ "lapor-answer", "good", "Jawaban masuk antrean kirim ke pelapor." },
	{ "lapor-close", "good", "Laporan ditutup." },
	{ "lapor-reopen", "good", "Laporan dibuka lagi." },
	{ "lapor-berubah", "bad",
	  "Belum dilakukan: keadaan laporan ini baru saja berubah. Lihat lagi." },
	{ "hp", "good",
	  "Nomor HP disambungkan. SMS dari nomor ini tidak perlu menulis NIK." },
	{ "hp-lepas", "good", "Nomor HP dilepas." },
	{ "informasi", "good",
	  "Halaman disimpan. Mulai sekarang warga mendapat isi ini." },
	{ "informasi-hapus", "good", "Halaman dihapus." },
	{ "camat", "good", "Nomor register camat disimpan." },
	{ "terkirim", "good", "SMS masuk antrean kirim." },
	{ "dibaca", "good", "Ditandai sudah diurus." },
	{ "sandi", "good", "Kata sandi diganti. Silakan masuk lagi." },
	{ "masuk", "good", "Selamat datang." },
	{ "keluar", "good", "Anda sudah keluar." },
	{ "siap", "good", "Akun admin sudah dibuat. Silakan masuk." },
};

static void add_message(struct exchange *exchange)
{
	const char *name = exchange_query(exchange, "pesan");

	for (size_t i = 0; i < sizeof messages / sizeof messages[0]; i++) {
		if (strcmp(messages[i].name, name) == 0)
			html_add(&exchange->answer.body,
				 "<p class=\"message %s\" role=\"status\">%s</p>",
				 messages[i].class, messages[i].words);
	}
}

/* The page itself, or one below it. */
static bool is_here(const struct exchange *exchange, const struct route *route)
{
	return exchange->route != NULL &&
	       strcmp(exchange->route->pattern, route->pattern) == 0;
}

static void add_menu(struct exchange *exchange)
{
	struct html *html = &exchange->answer.body;

	html_add(html, "<nav aria-label=\"Menu\">");
	for (const struct route *route = routes; route->pattern != NULL; route++) {
		if (route->menu == NULL || !exchange_has_role(exchange, route->roles))
			continue;
		html_add(html, "<a href=\"%s\"%s>%s</a>", route->pattern,
			 is_here(exchange, route) ? " aria-current=page" : "",
			 route->menu);
	}
	html_add(html, "</nav>");
}

static void add_account(struct exchange *exchange)
{
	struct html *html = &exchange->answer.body;

	layout_form(exchange, "/keluar", "account");
	html_add(html,
		 "<a class=\"who\" href=\"/akun\">%s<small>%s</small></a>"
		 "<button class=\"quiet\">Keluar</button></form>",
		 exchange->officer.name, officer_role_name(exchange->officer.role));
}

void layout_begin(struct exchange *exchange, const char *title)
{
	struct html *html = &exchange->answer.body;
	const struct village *village = exchange->office->village;

	html_add(html,
		 "<!doctype html>\n<html lang=\"id\"><head><meta charset=\"utf-8\">"
		 "<meta name=\"viewport\" content=\"width=device-width, "
		 "initial-scale=1\">"
		 "<title>%s - Desa %s</title>"
		 "<link rel=\"icon\" href=\"/ikon.svg\" type=\"image/svg+xml\">"
		 "<link rel=\"stylesheet\" href=\"/gaya.css\">"
		 "<script src=\"/skrip.js\" defer></script>",
		 title, village->name);
	if (exchange->answer.script != NULL)
		html_add(html, "<script src=\"%s\" defer></script>",
			 exchange->answer.script);
	if (exchange->answer.reset_s > 0)
		html_add(html, "<meta http-equiv=\"refresh\" content=\"%d;url=%s\">",
			 exchange->answer.reset_s, exchange->route->pattern);
	html_add(html,
		 "</head>\n<body%s>"
		 "<a class=\"skip\" href=\"#isi\">Langsung ke isi</a>"
		 "<header><a class=\"brand\" href=\"/\">Desa %s<small>Kec. %s, Kab. "
		 "%s</small></a>",
		 exchange->is_logged_in ? " data-live=/kabar" : "", village->name,
		 village->subdistrict, village->regency);
	if (exchange->is_logged_in) {
		add_menu(exchange);
		add_account(exchange);
	}
	html_add(html, "</header>\n");
	if (exchange->is_logged_in)
		strip_add(exchange);
	html_add(html, "<main id=\"isi\">");
	add_message(exchange);
}

void layout_end(struct exchange *exchange)
{
	struct html *html = &exchange->answer.body;

	html_add(html, "</main>\n<footer>Layanan surat Desa %s. Semua surat GRATIS.",
		 exchange->office->village->name);
	if (exchange_has_role(exchange, ROUTE_OFFICE))
		html_add(html, "<span class=\"keys\" hidden>Tombol: <kbd>/</kbd> cari, "
			       "<kbd>j</kbd> <kbd>k</kbd> pilih, <kbd>Enter</kbd> buka, "
			       "<kbd>b</kbd> permohonan baru, <kbd>a</kbd> antrean"
			       "</span>");
	html_add(html, "</footer></body></html>\n");
}

void layout_form(struct exchange *exchange, const char *action, const char *class)
{
	html_add(&exchange->answer.body,
		 "<form method=\"post\" action=\"%s\" class=\"%s\">"
		 "<input type=\"hidden\" name=\"token\" value=\"%s\">",
		 action, class, exchange->form_token);
}

void layout_fact(struct exchange *exchange, const char *label, const char *value)
{
	if (value[0] != '\0')
		html_add(&exchange->answer.body, "<dt>%s</dt><dd>%s</dd>", label, value);
}

void layout_letters(struct exchange *exchange, const char *chosen)
{
	const struct catalogue *catalogue = exchange->office->catalogue;
	struct html *html = &exchange->answer.body;

	html_add(html, "<label>Surat<select name=\"surat\" required>");
	if (chosen[0] == '\0')
		html_add(html, "<option value=\"\">Pilih surat</option>");
	for (size_t i = 0; i < catalogue->n_letters; i++) {
		const struct letter *letter = &catalogue->letters[i];

		html_add(html, "<option value=\"%s\"%s>%s</option>", letter->keyword,
			 strcmp(letter->keyword, chosen) == 0 ? " selected" : "",
			 letter->title);
	}
	html_add(html, "</select></label>");
}

void layout_warning(struct exchange *exchange, const char *words)
{
	html_add(&exchange->answer.body, "<p class=\"message bad\" role=\"alert\">%s</p>",
		 words);
}
