// SPDX-License-Identifier: MIT
#include "web/page_backup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/text.h"
#include "handlers/copies.h"
#include "store/store.h"
#include "web/copying.h"
#include "web/exchange.h"
#include "web/layout.h"
#include "web/show.h"

enum {
	KIB = 1024,
	MIB = 1024 * KIB,
};

static void add_size(struct html *html, int64_t bytes)
{
	char shown[32];

	if (bytes < MIB)
		snprintf(shown, sizeof shown, "%d KB", (int)(bytes / KIB));
	else
		snprintf(shown, sizeof shown, "%.1f MB", (double)bytes / MIB);
	html_add(html, "%s", shown);
}

static void add_state(struct exchange *exchange)
{
	struct html *html = &exchange->answer.body;
	struct copying_state state;

	copying_get(exchange->web->copying, &state);
	if (state.is_running)
		html_add(html,
			 "<p class=\"message good\" role=\"status\">Salinan sedang "
			 "dibuat: %d%%. Pekerjaan lain boleh terus.</p>",
			 state.percent);
	else if (state.error != 0)
		html_add(html,
			 "<p class=\"message bad\" role=\"alert\">Salinan gagal dibuat: "
			 "%s.</p>",
			 copies_reason(state.error));
	else if (state.name[0] != '\0')
		html_add(html,
			 "<p class=\"message good\" role=\"status\">Salinan selesai: "
			 "%s</p>",
			 state.name);
}

static int add_list(struct exchange *exchange, const char *folder)
{
	struct html *html = &exchange->answer.body;
	struct copy copies[COPIES_LISTED_MAX];
	char day[SHOW_TIME_SIZE], at[SHOW_TIME_SIZE];
	int n = copies_list(folder, copies);

	if (n < 0)
		return n;
	for (int i = 0; i < n; i++) {
		html_add(html,
			 "<li data-key=\"%s\"><a class=\"button\" "
			 "href=\"/cadangan/%s\" download>Unduh</a> "
			 "<span><b>%s, %s</b><small>%s, ",
			 copies[i].name, copies[i].name, show_day(copies[i].at, day),
			 show_time(exchange->now_s, copies[i].at, at), copies[i].name);
		add_size(html, copies[i].bytes);
		html_add(html, "</small></span></li>");
	}
	if (n == 0)
		html_add(html, "<li class=\"empty\">Belum ada salinan. Buat satu "
			       "sekarang.</li>");
	return 0;
}

static void add_words(struct exchange *exchange, const char *folder)
{
	html_add(
		&exchange->answer.body,
		"<section class=\"card\"><h2>Apa isinya?</h2><p>Satu berkas dengan "
		"%s.</p><p><b>Tidak termasuk:</b> %s.</p><p class=\"hint\">Siapa pun yang "
		"memegang berkas ini dapat membaca semuanya: simpan flash disk di "
		"tempat terkunci. %d salinan terbaru disimpan di <code>%s</code>, yang "
		"lebih lama dihapus.</p><h2>Memulihkan</h2><p class=\"hint\">Di komputer "
		"kantor, sebagai root: hentikan layanan (<code>systemctl stop suratd "
		"suratweb.socket suratweb</code>), lalu <code>surat restore "
		"BERKAS</code>, lalu jalankan lagi. Data yang lama tidak "
		"dibuang.</p></section>",
		COPIES_HOLDS, COPIES_LACKS, COPIES_KEPT, folder);
}

int page_backup(struct exchange *exchange)
{
	struct html *html = &exchange->answer.body;
	const char *folder = exchange->web->backup_folder;
	int error;

	layout_begin(exchange, "Cadangan");
	html_add(html, "<div class=\"title\"><h1>Cadangan data</h1></div>"
		       "<div class=\"columns\"><section class=\"card\">");
	layout_form(exchange, "/cadangan", "");
	html_add(html, "<button class=\"primary\">Buat salinan sekarang</button></form>"
		       "<div id=\"salinan\" data-fresh>");
	add_state(exchange);
	html_add(html, "<ul class=\"plain copies\">");
	error = add_list(exchange, folder);
	html_add(html, "</ul></div></section>");
	add_words(exchange, folder);
	html_add(html, "</div>");
	layout_end(exchange);
	return error;
}

int page_backup_post(struct exchange *exchange)
{
	int error = exchange_note_view(exchange, "cadangan", "dibuat");

	if (error == 0)
		error = copying_start(exchange->web->copying, exchange->web->store_path,
				      exchange->web->backup_folder, exchange->now_s);
	/* Whoever presses twice sees the one that is running. */
	if (error < 0 && error != -EBUSY)
		return error;
	return exchange_redirect(exchange, "/cadangan", NULL);
}

/* Only a name of ours is looked for, and only in our folder. */
int page_backup_file(struct exchange *exchange)
{
	const char *name = exchange->segments[0];
	char path[LIMIT_PATH_SIZE];
	struct stat status;
	struct text text;
	int error, file;

	if (!copies_is_name(name))
		return -ENOENT;
	text_init(&text, path, sizeof path);
	text_add_format(&text, "%s/%s", exchange->web->backup_folder, name);
	file = text.is_cut ? -1 : open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (file < 0 || fstat(file, &status) < 0 || !S_ISREG(status.st_mode)) {
		if (file >= 0)
			close(file);
		return -ENOENT;
	}
	error = exchange_note_view(exchange, "unduh", name);
	if (error < 0) {
		close(file);
		return error;
	}
	log_info("backup taken name=%s officer=%lld address=%s", name,
		 (long long)exchange->officer.id, exchange->request.address);
	exchange->answer.type = "application/vnd.sqlite3";
	text_copy(exchange->answer.file_name, sizeof exchange->answer.file_name, name);
	exchange->answer.file = file;
	exchange->answer.file_bytes = status.st_size;
	return 0;
}
