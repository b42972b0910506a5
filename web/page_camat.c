// SPDX-License-Identifier: MIT
#include "web/page_camat.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/cursor.h"
#include "base/text.h"
#include "handlers/acting.h"
#include "handlers/camat.h"
#include "handlers/code.h"
#include "handlers/csv_write.h"
#include "letters/catalogue.h"
#include "letters/spelling.h"
#include "store/camat.h"
#include "store/reports.h"
#include "store/store.h"
#include "store/tickets.h"
#include "web/exchange.h"
#include "web/layout.h"
#include "web/show.h"

enum {
	ROWS_MAX = 200,
	MONTH_SIZE = 32,
	COUNT_SIZE = 16,
	ROW_SIZE = 512,
	DAY_S = 86400,
	RECAP_COLUMNS = 8,
};

struct month {
	int year, month; /* 1 to 12 */
	struct report_span span;
	char spelled[MONTH_SIZE]; /* "November 2026" */
};

static int64_t begin_of(int year, int month)
{
	struct tm local = {
		.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = 1, .tm_isdst = -1
	};

	return clock_utc_of_local(&local);
}

/* "2026-11", or this month when nothing was asked. */
static bool read_month(const struct exchange *exchange, struct month *out)
{
	const char *asked = exchange_query(exchange, "bulan");
	struct cursor cursor = cursor_over_string(asked);
	char day[MONTH_SIZE], spelled[MONTH_SIZE];
	struct text text;
	struct tm local;

	clock_local(exchange->now_s, &local);
	out->year = local.tm_year + 1900;
	out->month = local.tm_mon + 1;
	if (asked[0] != '\0' &&
	    (!cursor_next_int(&cursor, &out->year) || !cursor_skip_char(&cursor, '-') ||
	     !cursor_next_int(&cursor, &out->month) || !cursor_is_at_end(&cursor) ||
	     out->year < 2000 || out->year > 2199 || out->month < 1 || out->month > 12))
		return false;
	out->span.village = exchange->office->village->code;
	out->span.from_at = begin_of(out->year, out->month);
	out->span.until_at = begin_of(out->year, out->month + 1);
	snprintf(day, sizeof day, "%04d-%02d-01", out->year, out->month);
	text_init(&text, spelled, sizeof spelled);
	spelling_add_day(day, &text);
	text_copy(out->spelled, sizeof out->spelled, strchr(spelled, ' ') + 1);
	return true;
}

static const char *title_of(const struct exchange *exchange, const char *kind)
{
	const struct letter *letter = catalogue_find(exchange->office->catalogue, kind);

	return letter != NULL ? letter->title : kind;
}

/* --- Letters for the camat -------------------------------------------------------- */

struct listing {
	struct exchange *exchange;
	bool may_enter, is_waiting;
	int n_shown;
};

static void add_entry(struct exchange *exchange, const struct camat_letter *letter)
{
	char path[64];

	snprintf(path, sizeof path, "/camat/%s", letter->code);
	layout_form(exchange, path, "row");
	html_add(
		&exchange->answer.body,
		"<label>Nomor<input name=\"nomor\" value=\"%s\" maxlength=\"47\" "
		"required></label><label>Tanggal (kosong: hari ini)<input type=\"date\" name=\"tanggal\" "
		"value=\"%s\"></label><button>Simpan</button></form>",
		letter->camat_number, letter->camat_day);
}

/* What waits has a form; what is there may be corrected. */
static void add_number(const struct listing *listing, const struct camat_letter *letter)
{
	struct html *html = &listing->exchange->answer.body;

	if (!listing->is_waiting)
		html_add(html, "%s<small>%s</small>",
			 letter->camat_number[0] != '\0' ? letter->camat_number : "belum",
			 letter->camat_day);
	if (!listing->may_enter || (!listing->is_waiting && letter->camat_day[0] == '\0'))
		return;
	if (!listing->is_waiting)
		html_add(html, "<details><summary>Ubah</summary>");
	add_entry(listing->exchange, letter);
	if (!listing->is_waiting)
		html_add(html, "</details>");
}

static int add_letter(void *context, const struct camat_letter *letter)
{
	struct listing *listing = context;
	struct exchange *exchange = listing->exchange;
	struct html *html = &exchange->answer.body;
	char code[CODE_SHOWN_SIZE], day[SHOW_TIME_SIZE];

	if (listing->n_shown++ == 0)
		html_add(html, "<table class=\"queue camat\"><thead><tr><th>Surat</th>"
			       "<th>Nama</th><th>Tanggal</th><th>Register camat</th>"
			       "</tr></thead><tbody>");
	html_add(html,
		 "<tr data-key=\"%s\"><td>%s<small>%s, kode %s</small></td><td>%s</td>"
		 "<td>%s</td><td>",
		 letter->code, title_of(exchange, letter->kind), letter->number,
		 code_show(letter->code, code), letter->name,
		 show_day(letter->issued_at, day));
	add_number(listing, letter);
	html_add(html, "</td></tr>\n");
	return 0;
}

static int add_letters(struct exchange *exchange, const char *heading,
		       const struct camat_filter *filter, const char *none)
{
	struct html *html = &exchange->answer.body;
	struct listing listing = { .exchange = exchange,
				   .is_waiting = filter->is_waiting_only,
				   .may_enter =
					   exchange->officer.role != OFFICER_ROLE_HEAD };
	int error;

	html_add(html, "<section class=\"card\"><h2>%s</h2>", heading);
	error = camat_list(exchange->office->store, filter, add_letter, &listing);
	html_add(html, listing.n_shown > 0 ? "</tbody></table>" : "");
	if (listing.n_shown == 0)
		html_add(html, "<p class=\"empty\">%s</p>", none);
	else if (listing.n_shown == filter->limit)
		html_add(html, "<p class=\"hint\">Hanya %d yang terbaru.</p>",
			 filter->limit);
	html_add(html, "</section>");
	return error;
}

/* --- The month --------------------------------------------------------------------- */

/* Counts as texts, the days last. */
struct recap_row {
	char texts[RECAP_COLUMNS - 1][COUNT_SIZE];
	const char *cells[RECAP_COLUMNS];
};

static void fill_row(const struct report_letter *letter, const char *title,
		     struct recap_row *out)
{
	const int counts[] = { letter->filed,    letter->by_sms,    letter->issued,
			       letter->rejected, letter->cancelled, letter->waiting };

	out->cells[0] = title;
	for (int i = 0; i < RECAP_COLUMNS - 2; i++)
		snprintf(out->texts[i], COUNT_SIZE, "%d", counts[i]);
	/* Half of the letters took no longer. */
	snprintf(out->texts[RECAP_COLUMNS - 2], COUNT_SIZE, "-");
	if (letter->median_s >= 0)
		snprintf(out->texts[RECAP_COLUMNS - 2], COUNT_SIZE, "%.1f",
			 (double)letter->median_s / DAY_S);
	for (int i = 1; i < RECAP_COLUMNS; i++)
		out->cells[i] = out->texts[i - 1];
}

static const char *const headings[RECAP_COLUMNS] = {
	"Surat",   "Masuk",      "Lewat SMS", "Terbit",
	"Ditolak", "Dibatalkan", "Diproses",  "Hari",
};

struct recap {
	struct exchange *exchange;
	struct report_letter all;
};

static void sum(struct report_letter *all, const struct report_letter *letter)
{
	all->filed += letter->filed;
	all->by_sms += letter->by_sms;
	all->issued += letter->issued;
	all->rejected += letter->rejected;
	all->cancelled += letter->cancelled;
	all->waiting += letter->waiting;
}

static void add_cells(struct html *html, const char *tag,
		      const char *const cells[RECAP_COLUMNS])
{
	html_add(html, "<tr>");
	for (int i = 0; i < RECAP_COLUMNS; i++)
		html_add(html, i > 0 ? "<%s class=\"count\">%s</%s>" : "<%s>%s</%s>", tag,
			 cells[i], tag);
	html_add(html, "</tr>\n");
}

static int add_recap_row(void *context, const struct report_letter *letter)
{
	struct recap *recap = context;
	struct recap_row row;

	fill_row(letter, title_of(recap->exchange, letter->kind), &row);
	add_cells(&recap->exchange->answer.body, "td", row.cells);
	sum(&recap->all, letter);
	return 0;
}

static void add_recap_head(struct exchange *exchange, const struct month *month)
{
	int months = month->year * 12 + month->month - 1;

	html_add(&exchange->answer.body,
		 "<section class=\"card\"><h2>Rekap %s</h2><nav class=\"row no-print\" "
		 "aria-label=\"Bulan\"><a class=\"button\" href=\"/camat?bulan=%d-%d\">"
		 "Bulan sebelumnya</a><a class=\"button\" href=\"/camat?bulan=%d-%d\">"
		 "Bulan berikutnya</a><a class=\"button\" "
		 "href=\"/camat/rekap.csv?bulan=%d-%d\">Unduh CSV</a></nav>"
		 "<table class=\"recap\"><thead>",
		 month->spelled, (months - 1) / 12, (months - 1) % 12 + 1,
		 (months + 1) / 12, (months + 1) % 12 + 1, month->year, month->month);
	add_cells(&exchange->answer.body, "th", headings);
	html_add(&exchange->answer.body, "</thead><tbody>");
}

static int add_recap(struct exchange *exchange, const struct month *month)
{
	struct recap recap = { .exchange = exchange, .all = { .median_s = -1 } };
	struct store *store = exchange->office->store;
	struct report_totals totals = { .median_s = -1 };
	struct recap_row row;
	int error;

	add_recap_head(exchange, month);
	error = report_letters(store, &month->span, add_recap_row, &recap);
	if (error == 0)
		error = report_totals(store, &month->span, &totals);
	if (error < 0)
		return error;
	recap.all.median_s = totals.median_s;
	fill_row(&recap.all, "Jumlah", &row);
	add_cells(&exchange->answer.body, "th", row.cells);
	html_add(&exchange->answer.body,
		 "</tbody></table><p class=\"hint\">Menurut bulan masuk, seperti "
		 "keadaannya sekarang. Hari: separuh surat disetujui dalam waktu itu."
		 "</p></section>");
	return 0;
}

static int show(struct exchange *exchange, const char *why)
{
	struct html *html = &exchange->answer.body;
	struct camat_filter waiting = {
		.span = { .village = exchange->office->village->code,
			  .from_at = exchange->now_s - CAMAT_WAIT_S,
			  .until_at = INT64_MAX },
		.is_waiting_only = true,
		.limit = ROWS_MAX,
	};
	struct camat_filter all = { .limit = ROWS_MAX };
	char heading[MONTH_SIZE + 32];
	struct month month;
	int error;

	if (!read_month(exchange, &month))
		return -ENOENT;
	error = exchange_note_view(exchange, "camat", month.spelled);
	if (error < 0)
		return error;
	layout_begin(exchange, "Camat dan rekap");
	html_add(html, "<div class=\"title\"><h1>Surat untuk camat<small>dan rekap "
		       "bulanan desa</small></h1></div>");
	if (why != NULL)
		layout_warning(exchange, why);
	error = add_letters(exchange, "Menunggu nomor register", &waiting,
			    "Tidak ada yang menunggu nomor register.");
	all.span = month.span;
	snprintf(heading, sizeof heading, "Semua surat %s", month.spelled);
	if (error == 0)
		error = add_letters(exchange, heading, &all,
				    "Tidak ada surat untuk camat di bulan ini.");
	if (error == 0)
		error = add_recap(exchange, &month);
	layout_end(exchange);
	return error;
}

int page_camat(struct exchange *exchange)
{
	return show(exchange, NULL);
}

static int enter(struct exchange *exchange, const struct camat_entry *entry,
		 struct text *why)
{
	struct actor actor;
	struct ticket ticket;
	int error = store_begin(exchange->office->store);

	if (error < 0)
		return error;
	acting_as_himself(&exchange->officer, &actor);
	actor.door = "web";
	error = exchange_find_ticket(exchange, &ticket);
	if (error == 0)
		error = camat_enter(exchange->office, &ticket, entry, &actor,
				    exchange->now_s, why);
	return exchange_end_transaction(exchange, error);
}

int page_camat_post(struct exchange *exchange)
{
	char number[CAMAT_NUMBER_SIZE], day[CAMAT_DAY_SIZE], buffer[LIMIT_WHY_SIZE];
	const struct camat_entry entry = { number, day };
	struct text why;
	int error = -EINVAL;

	text_init(&why, buffer, sizeof buffer);
	if (!exchange_take(exchange, "nomor", number, sizeof number, false) ||
	    !exchange_take(exchange, "tanggal", day, sizeof day, false))
		text_say(&why, "nomor terlalu panjang, atau berisi huruf kendali");
	else
		error = enter(exchange, &entry, &why);
	if (error == -EINVAL && why.length > 0) {
		exchange->answer.status = 422;
		return show(exchange, buffer);
	}
	return error < 0 ? error : exchange_redirect(exchange, "/camat", "camat");
}

/* --- The month as CSV --------------------------------------------------------------- */

static void add_csv(struct exchange *exchange, const char *const cells[RECAP_COLUMNS])
{
	char buffer[ROW_SIZE];
	struct text row;

	text_init(&row, buffer, sizeof buffer);
	csv_write_row(&row, cells, RECAP_COLUMNS);
	html_add_raw(&exchange->answer.body, buffer, row.length);
}

static int add_csv_row(void *context, const struct report_letter *letter)
{
	struct recap_row row;

	fill_row(letter, letter->kind, &row);
	add_csv(context, row.cells);
	return 0;
}

int page_recap_csv(struct exchange *exchange)
{
	struct answer *answer = &exchange->answer;
	struct month month;
	struct text name;

	if (!read_month(exchange, &month))
		return -ENOENT;
	answer->type = "text/csv; charset=utf-8";
	text_init(&name, answer->file_name, sizeof answer->file_name);
	text_add_format(&name, "rekap-%04d-%02d.csv", month.year, month.month);
	add_csv(exchange, headings);
	return report_letters(exchange->office->store, &month.span, add_csv_row,
			      exchange);
}
