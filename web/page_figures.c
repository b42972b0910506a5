// SPDX-License-Identifier: MIT
#include "web/page_figures.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/cursor.h"
#include "handlers/office.h"
#include "letters/catalogue.h"
#include "store/reports.h"
#include "web/exchange.h"
#include "web/layout.h"
#include "web/pages.h"

enum {
	KINDS_MAX = 100, /* more than any catalogue has */
	MONTH_SIZE = 32,
	BAR_WIDTH = 300,
	HOUR_S = 3600,
};

struct figures {
	struct exchange *exchange;
	int year, month; /* 1 to 12 */
	struct report_letter letters[KINDS_MAX];
	size_t n_letters;
	struct report_letter sum; /* of all of them */
	struct report_totals totals;
};

struct figure {
	const char *label;
	int count;
};

static const char *const month_names[] = {
	"Januari", "Februari", "Maret",     "April",   "Mei",      "Juni",
	"Juli",    "Agustus",  "September", "Oktober", "November", "Desember",
};

static int64_t begin_of(int year, int month)
{
	struct tm local = {
		.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = 1, .tm_isdst = -1
	};

	return clock_utc_of_local(&local);
}

/* "2026-11", or this month when nothing was asked. */
static bool read_month(struct figures *figures)
{
	const char *asked = exchange_query(figures->exchange, "bulan");
	struct cursor cursor = cursor_over_string(asked);
	struct tm local;

	if (asked[0] == '\0') {
		clock_local(figures->exchange->now_s, &local);
		figures->year = local.tm_year + 1900;
		figures->month = local.tm_mon + 1;
		return true;
	}
	return cursor_next_int(&cursor, &figures->year) &&
	       cursor_skip_char(&cursor, '-') &&
	       cursor_next_int(&cursor, &figures->month) && cursor_is_at_end(&cursor) &&
	       figures->year >= 2000 && figures->year < 2200 && figures->month >= 1 &&
	       figures->month <= 12;
}

static int take_letter(void *context, const struct report_letter *letter)
{
	struct figures *figures = context;
	struct report_letter *sum = &figures->sum;

	if (figures->n_letters < KINDS_MAX)
		figures->letters[figures->n_letters++] = *letter;
	sum->filed += letter->filed;
	sum->by_sms += letter->by_sms;
	sum->issued += letter->issued;
	sum->collected += letter->collected;
	sum->rejected += letter->rejected;
	sum->cancelled += letter->cancelled;
	sum->waiting += letter->waiting;
	return 0;
}

static int load(struct figures *figures)
{
	struct store *store = figures->exchange->office->store;
	const struct report_span span = {
		.village = figures->exchange->office->village->code,
		.from_at = begin_of(figures->year, figures->month),
		.until_at = begin_of(figures->year, figures->month + 1),
	};
	int error = report_letters(store, &span, take_letter, figures);

	return error < 0 ? error : report_totals(store, &span, &figures->totals);
}

/* A bar is as long as its part of `most`; what there is at all has one pixel. */
static void add_bar(struct html *html, const struct figure *figure, int most)
{
	int width = most > 0 ? (int)((int64_t)figure->count * BAR_WIDTH / most) : 0;

	if (width == 0 && figure->count > 0)
		width = 1;
	html_add(html,
		 "<tr><th scope=\"row\">%s</th><td class=\"count\">%d</td><td "
		 "class=\"bar\"><svg viewBox=\"0 0 %d 20\" preserveAspectRatio=\"none\" "
		 "aria-hidden=\"true\"><rect width=\"%d\" height=\"20\" rx=\"2\"/></svg>"
		 "</td></tr>",
		 figure->label, figure->count, BAR_WIDTH, width);
}

static void add_chart(struct exchange *exchange, const char *title,
		      const struct figure *rows, size_t n_rows)
{
	struct html *html = &exchange->answer.body;
	int most = 0;

	for (size_t i = 0; i < n_rows; i++)
		most = rows[i].count > most ? rows[i].count : most;
	html_add(html,
		 "<section class=\"card\"><h2>%s</h2><table class=\"chart\"><tbody>",
		 title);
	for (size_t i = 0; i < n_rows; i++)
		add_bar(html, &rows[i], most);
	html_add(html, "</tbody></table></section>");
}

static void add_letters(const struct figures *figures)
{
	const struct catalogue *catalogue = figures->exchange->office->catalogue;
	struct figure rows[KINDS_MAX];

	for (size_t i = 0; i < figures->n_letters; i++) {
		const struct report_letter *counted = &figures->letters[i];
		const struct letter *letter = catalogue_find(catalogue, counted->kind);

		rows[i].label = letter != NULL ? letter->short_name : counted->kind;
		rows[i].count = counted->filed;
	}
	add_chart(figures->exchange, "Menurut surat", rows, figures->n_letters);
}

static void add_charts(const struct figures *figures)
{
	struct exchange *exchange = figures->exchange;
	const struct report_letter *sum = &figures->sum;
	const struct figure doors[] = {
		{ "Lewat SMS", sum->by_sms },
		{ "Cara lain", sum->filed - sum->by_sms },
	};
	const struct figure states[] = {
		{ "Masih diproses", sum->waiting },
		{ "Terbit", sum->issued },
		{ "Sudah diambil, dari yang terbit", sum->collected },
		{ "Ditolak", sum->rejected },
		{ "Dibatalkan", sum->cancelled },
	};

	html_add(&exchange->answer.body, "<div class=\"columns\"><div>");
	add_letters(figures);
	html_add(&exchange->answer.body, "</div><div>");
	add_chart(exchange, "Keadaannya sekarang", states,
		  sizeof states / sizeof states[0]);
	add_chart(exchange, "Cara meminta", doors, sizeof doors / sizeof doors[0]);
	html_add(&exchange->answer.body, "</div></div>");
}

static void add_tiles(const struct figures *figures)
{
	const struct report_totals *totals = &figures->totals;
	struct html *html = &figures->exchange->answer.body;
	int hours = (int)((totals->median_s + HOUR_S - 1) / HOUR_S);

	html_add(html,
		 "<div class=\"tiles\"><p class=\"tile\"><b>%d</b>permohonan masuk</p>"
		 "<p class=\"tile\"><b>%d</b>sudah terbit</p>",
		 figures->sum.filed, figures->sum.issued);
	if (totals->median_s >= 0)
		html_add(html,
			 "<p class=\"tile\"><b>%d jam</b>separuh surat disetujui dalam "
			 "waktu ini</p>",
			 hours);
	html_add(html,
		 "<p class=\"tile\"><b>%d</b>laporan warga, %d dijawab</p><p "
		 "class=\"tile\"><b>%d</b>SMS terkirim</p></div>",
		 totals->complaints, totals->answered, totals->parts);
}

static void add_title(const struct figures *figures)
{
	int months = figures->year * 12 + figures->month - 1;

	html_add(&figures->exchange->answer.body,
		 "<div class=\"title\"><h1>Angka bulanan<small>%s %d</small></h1><nav "
		 "class=\"right row no-print\" aria-label=\"Bulan\"><a class=\"button\" "
		 "href=\"/angka?bulan=%d-%d\">Bulan sebelumnya</a><a class=\"button\" "
		 "href=\"/angka?bulan=%d-%d\">Bulan berikutnya</a></nav></div>",
		 month_names[figures->month - 1], figures->year, (months - 1) / 12,
		 (months - 1) % 12 + 1, (months + 1) / 12, (months + 1) % 12 + 1);
}

int page_figures(struct exchange *exchange)
{
	struct figures figures = { .exchange = exchange };
	int error;

	if (!read_month(&figures))
		return -ENOENT;
	error = load(&figures);
	if (error < 0)
		return error;
	layout_begin(exchange, "Angka");
	add_title(&figures);
	add_tiles(&figures);
	if (figures.n_letters == 0)
		html_add(&exchange->answer.body,
			 "<p class=\"empty\">Tidak ada permohonan di bulan ini.</p>");
	else
		add_charts(&figures);
	layout_end(exchange);
	return 0;
}
