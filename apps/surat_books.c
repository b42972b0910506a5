// SPDX-License-Identifier: MIT
/* surat expedition, recap, views: what was handed over, who did how much and how fast,
 * who looked at whose data. */
#include <stdio.h>
#include <string.h>

#include "apps/surat_commands.h"
#include "apps/surat_print.h"
#include "apps/surat_sheet.h"
#include "base/clock.h"
#include "base/text.h"
#include "handlers/code.h"
#include "letters/catalogue.h"
#include "store/officers.h"
#include "store/reports.h"
#include "store/store.h"
#include "store/web.h"

enum {
	COUNT_SIZE = 16,
	SUBJECT_SIZE = 512,
	VIEWS_SHOWN = 200,
	VIEWS_MAX = 1000000,
	SAME_VIEW_S = 600, /* one look, as on the pages */
	HOUR_S = 3600,
};

static const struct print_column handed_columns[] = {
	{ "NO", 4 },      { "DIAMBIL", 16 },   { "NOMOR", 32 },
	{ "KEPADA", 20 }, { "KETERANGAN", 0 },
};
static const struct print_table handed_table = { handed_columns, 5, false };

static const struct print_column recap_columns[] = {
	{ "SURAT/PETUGAS", 28 },
	{ "LANGKAH", 12 },
	{ "JUMLAH", 7 },
	{ "WAKTU TENGAH (JAM)", 0 },
};
static const struct print_table recap_table = { recap_columns, 4, false };

static const struct print_column view_columns[] = {
	{ "WAKTU", 16 }, { "SIAPA", 22 }, { "APA", 8 }, { "TENTANG", 22 }, { "DARI", 0 },
};
static const struct print_table view_table = { view_columns, 5, false };

struct expedition {
	struct sheet sheet;
	int n_rows;
};

static int put_handed(void *context, const struct report_handed *handed)
{
	struct expedition *book = context;
	const struct letter *letter =
		catalogue_find(book->sheet.surat->office.catalogue, handed->kind);
	char row[COUNT_SIZE], issued[PRINT_TIME_SIZE], at[PRINT_TIME_SIZE];
	char subject_buffer[SUBJECT_SIZE];
	struct text subject;
	const char *cells[] = { row,
				print_time(handed->handed_at, at),
				handed->number,
				handed->name,
				handed->why,
				print_time(handed->issued_at, issued),
				subject_buffer };

	snprintf(row, sizeof row, "%d", ++book->n_rows);
	text_init(&subject, subject_buffer, sizeof subject_buffer);
	text_add_format(&subject, "%s: %s", letter != NULL ? letter->title : handed->kind,
			handed->purpose);
	sheet_add(&book->sheet, cells);
	return 0;
}

int surat_expedition(struct surat *surat)
{
	static const char *const headings[] = { "NO",         "DIAMBIL",
						"NOMOR",      "KEPADA",
						"KETERANGAN", "TANGGAL SURAT",
						"ISI SINGKAT" };
	static const char *const keys[] = { "#row", "collected_at", "number", "name",
					    "note", "issued_at",    "subject" };
	struct expedition book = { .sheet = { .surat = surat,
					      .table = &handed_table,
					      .headings = headings,
					      .keys = keys,
					      .n_keys = sizeof keys / sizeof keys[0] } };
	struct report_span span;
	char month[COUNT_SIZE];
	int error;

	if (!surat_read_month(surat, &span, month))
		return SURAT_EXIT_USAGE;
	sheet_begin(&book.sheet);
	error = report_handed(surat->store, &span, put_handed, &book);
	sheet_end(&book.sheet);
	return error < 0 ? surat_store_failed("membaca register", error) : SURAT_EXIT_OK;
}

static int put_recap(void *context, const struct report_recap *recap)
{
	char count[COUNT_SIZE], hours[2 * COUNT_SIZE];
	const char *cells[] = { recap->what, recap->step, count, hours };

	snprintf(count, sizeof count, "%d", recap->count);
	snprintf(hours, sizeof hours, "%.1f", (double)recap->median_s / HOUR_S);
	sheet_add(context, cells);
	return 0;
}

int surat_recap(struct surat *surat)
{
	static const char *const keys[] = { "what", "step", "#count", "#median_hours" };
	struct sheet sheet = { .surat = surat,
			       .table = &recap_table,
			       .keys = keys,
			       .n_keys = sizeof keys / sizeof keys[0] };
	struct report_span span;
	char month[COUNT_SIZE];
	int error;

	if (!surat_read_month(surat, &span, month))
		return SURAT_EXIT_USAGE;
	sheet_begin(&sheet);
	error = report_recap_letters(surat->store, &span, put_recap, &sheet);
	if (error == 0)
		error = report_recap_officers(surat->store, &span, put_recap, &sheet);
	sheet_end(&sheet);
	return error < 0 ? surat_store_failed("membaca laporan", error) : SURAT_EXIT_OK;
}

static bool put_view(void *context, const struct web_view *view)
{
	struct sheet *sheet = context;
	char at[PRINT_TIME_SIZE];
	const char *cells[] = { print_time(view->at, at), view->account, view->action,
				view->subject,
				view->address[0] != '\0' ? view->address : "terminal" };

	sheet_add(sheet, cells);
	return true;
}

void surat_note_view(struct surat *surat, const char *action, const char *subject)
{
	struct web_view view = { .at = clock_utc_s() };
	int error = store_begin(surat->store);

	surat_account(view.account);
	text_copy(view.action, sizeof view.action, action);
	text_copy(view.subject, sizeof view.subject, subject);
	if (error == 0)
		error = surat_end_transaction(
			surat->store,
			web_view_add(surat->store, &view, view.at - SAME_VIEW_S));
	if (error < 0) /* a full disk must not hide what to do about it */
		surat_complain("catatan akses tidak dapat ditulis: %s", strerror(-error));
}

int surat_views(struct surat *surat)
{
	static const char *const keys[] = { "at", "who", "action", "subject", "from" };
	struct sheet sheet = { .surat = surat,
			       .table = &view_table,
			       .keys = keys,
			       .n_keys = sizeof keys / sizeof keys[0] };
	const char *subject = surat->n_arguments > 0 ? surat->arguments[0] : NULL;
	char code[LIMIT_CODE_SIZE];
	int error;

	if (subject != NULL && code_read(subject, code))
		subject = code;
	sheet_begin(&sheet);
	error = web_view_list(surat->store, surat->office.village->code, subject,
			      sheet_is_plain(&sheet) ? VIEWS_SHOWN : VIEWS_MAX, put_view,
			      &sheet);
	sheet_end(&sheet);
	return error < 0 ? surat_store_failed("membaca catatan akses", error)
			 : SURAT_EXIT_OK;
}
