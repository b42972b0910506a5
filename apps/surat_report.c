// SPDX-License-Identifier: MIT
/* surat report, register: the month's figures, and the book of letters by number. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "apps/surat_commands.h"
#include "apps/surat_print.h"
#include "apps/surat_sheet.h"
#include "base/clock.h"
#include "base/cursor.h"
#include "base/text.h"
#include "handlers/code.h"
#include "letters/agenda.h"
#include "letters/catalogue.h"
#include "letters/pdf.h"
#include "letters/spelling.h"
#include "store/reports.h"

enum {
	ROW_SIZE = 4096,
	COUNT_SIZE = 16,
	HOUR_S = 3600,
	DAY_S = 86400,
	REPORT_COLUMNS = 9,
};

static const struct print_column letter_columns[] = {
	{ "SURAT", 16 }, { "MASUK", 6 },    { "SMS", 6 },
	{ "TERBIT", 7 }, { "DIAMBIL", 8 },  { "DITOLAK", 8 },
	{ "BATAL", 6 },  { "MENUNGGU", 9 }, { "HARI", 0 },
};
static const struct print_column book_columns[] = {
	{ "NOMOR", 32 }, { "TANGGAL", 16 }, { "SURAT", 10 },
	{ "NAMA", 20 },  { "KEADAAN", 0 },
};

static const struct print_table letter_table = { letter_columns, REPORT_COLUMNS, false };
static const struct print_table book_table = { book_columns, 5, false };

bool surat_read_month(const struct surat *surat, struct report_span *span,
		      char shown[COUNT_SIZE])
{
	const char *typed = surat->options[SURAT_OPTION_MONTH];
	struct cursor cursor = cursor_over_string(typed == NULL ? "" : typed);
	int year, month;
	struct tm local;

	clock_local(clock_utc_s(), &local);
	year = local.tm_year + 1900;
	month = local.tm_mon + 1;
	if (typed != NULL &&
	    (!cursor_next_int(&cursor, &year) || !cursor_skip_char(&cursor, '-') ||
	     !cursor_next_int(&cursor, &month) || !cursor_is_at_end(&cursor) ||
	     year < 2000 || year > 2199 || month < 1 || month > 12)) {
		surat_complain("'%s' bukan bulan; tulis seperti 2026-11", typed);
		return false;
	}
	local = (struct tm){ .tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = 1 };
	span->from_at = clock_utc_of_local(&local);
	local = (struct tm){ .tm_year = year - 1900, .tm_mon = month, .tm_mday = 1 };
	span->until_at = clock_utc_of_local(&local);
	span->village = surat->office.village->code;
	snprintf(shown, COUNT_SIZE, "%04d-%02d", year, month);
	return true;
}

struct sums {
	struct sheet *sheet;
	struct report_letter all;
};

static void put_letter(struct sheet *sheet, const struct report_letter *letter)
{
	const int counts[] = { letter->filed,     letter->by_sms,   letter->issued,
			       letter->collected, letter->rejected, letter->cancelled,
			       letter->waiting };
	char shown[7][COUNT_SIZE];
	const char *cells[REPORT_COLUMNS] = { letter->kind };
	char days[COUNT_SIZE] = "-";

	for (size_t i = 0; i < 7; i++) {
		snprintf(shown[i], COUNT_SIZE, "%d", counts[i]);
		cells[i + 1] = shown[i];
	}
	/* Half of the letters took no longer. */
	if (letter->median_s >= 0)
		snprintf(days, sizeof days, "%.1f", (double)letter->median_s / DAY_S);
	cells[REPORT_COLUMNS - 1] = days;
	sheet_add(sheet, cells);
}

static int add_letter(void *context, const struct report_letter *letter)
{
	struct sums *sums = context;
	struct report_letter *all = &sums->all;

	all->filed += letter->filed;
	all->by_sms += letter->by_sms;
	all->issued += letter->issued;
	all->collected += letter->collected;
	all->rejected += letter->rejected;
	all->cancelled += letter->cancelled;
	all->waiting += letter->waiting;
	put_letter(sums->sheet, letter);
	return 0;
}

static void print_totals(const struct surat *surat, const struct report_totals *totals)
{
	int price_rp = surat->settings->outbox.price_rp;

	if (totals->median_s >= 0)
		print_line("Waktu tengah dari masuk sampai disetujui: %.1f jam",
			   (double)totals->median_s / HOUR_S);
	print_line("Laporan warga: %d masuk, %d dijawab, %d lewat batas",
		   totals->complaints, totals->answered, totals->late);
	print_line("SMS keluar: %d pesan, %d SMS terkirim", totals->texts, totals->parts);
	if (price_rp > 0)
		print_line("Biaya SMS: Rp %lld (%d SMS x Rp %d)",
			   (long long)totals->parts * price_rp, totals->parts, price_rp);
}

int surat_report(struct surat *surat)
{
	static const char *const keys[] = { "kind",       "#filed",     "#by_sms",
					    "#issued",    "#collected", "#rejected",
					    "#cancelled", "#waiting",   "days" };
	struct sheet sheet = { .surat = surat,
			       .table = &letter_table,
			       .keys = keys,
			       .n_keys = sizeof keys / sizeof keys[0] };
	struct sums sums = { .sheet = &sheet, .all = { .kind = "JUMLAH" } };
	struct report_totals totals = { .median_s = -1 };
	struct report_span span;
	char month[COUNT_SIZE];
	bool is_plain;
	int error;

	if (!surat_read_month(surat, &span, month))
		return SURAT_EXIT_USAGE;
	is_plain = sheet_is_plain(&sheet);
	if (is_plain)
		print_line("Desa %s, %s", surat->office.village->name, month);
	sheet_begin(&sheet);
	error = report_letters(surat->store, &span, add_letter, &sums);
	if (error == 0)
		error = report_totals(surat->store, &span, &totals);
	sums.all.median_s = totals.median_s;
	if (error == 0)
		put_letter(&sheet, &sums.all);
	sheet_end(&sheet);
	if (error < 0)
		return surat_store_failed("membaca laporan", error);
	if (is_plain)
		print_totals(surat, &totals);
	return SURAT_EXIT_OK;
}

static const char *word_of(const struct report_entry *entry)
{
	if (strcmp(entry->state, "revoked") == 0)
		return "DICABUT";
	if (strcmp(entry->state, "withdrawn") == 0)
		return "DITARIK";
	return entry->collected_at > 0 ? "SUDAH DIAMBIL" : "TERBIT";
}

static int put_entry(void *context, const struct report_entry *entry)
{
	char at[PRINT_TIME_SIZE], collected[PRINT_TIME_SIZE], code[CODE_SHOWN_SIZE];
	const char *cells[] = { entry->number,
				print_time(entry->issued_at, at),
				entry->kind,
				entry->name,
				word_of(entry),
				entry->purpose,
				entry->signer,
				code_show(entry->code, code),
				print_time(entry->collected_at, collected) };

	sheet_add(context, cells);
	return 0;
}

/* "21-11-2026" */
static const char *day_of(int64_t at, char out[COUNT_SIZE])
{
	struct tm local;

	clock_local(at, &local);
	strftime(out, COUNT_SIZE, "%d-%m-%Y", &local);
	return out;
}

struct book {
	const struct surat *surat;
	struct agenda *agenda;
};

static int add_to_book(void *context, const struct report_entry *entry)
{
	const struct book *book = context;
	const struct letter *letter =
		catalogue_find(book->surat->office.catalogue, entry->kind);
	char day[COUNT_SIZE], collected[COUNT_SIZE], subject_buffer[ROW_SIZE],
		note_buffer[ROW_SIZE];
	struct text subject, note;

	text_init(&subject, subject_buffer, sizeof subject_buffer);
	text_add_format(&subject, "%s: %s", letter != NULL ? letter->title : entry->kind,
			entry->purpose);
	text_init(&note, note_buffer, sizeof note_buffer);
	text_add_format(
		&note, "%s%s%s", word_of(entry), entry->collected_at > 0 ? " " : "",
		entry->collected_at > 0 ? day_of(entry->collected_at, collected) : "");
	agenda_add(book->agenda,
		   &(struct agenda_row){ .day = day_of(entry->issued_at, day),
					 .number = entry->number,
					 .recipient = entry->name,
					 .subject = subject_buffer,
					 .signer = entry->signer,
					 .note = note_buffer });
	return 0;
}

/* "2026-11" -> "November 2026". */
static void spell_month(const char *month, struct text *out)
{
	char day[2 * COUNT_SIZE], buffer[2 * COUNT_SIZE];
	struct text spelled;

	snprintf(day, sizeof day, "%s-01", month);
	text_init(&spelled, buffer, sizeof buffer);
	spelling_add_day(day, &spelled);
	text_add(out, buffer + strcspn(buffer, " ") + 1);
}

static int write_book(struct surat *surat, const struct report_span *span,
		      const char *month)
{
	const struct village *village = surat->office.village;
	const char *path = surat->options[SURAT_OPTION_PDF];
	char spelled_buffer[2 * COUNT_SIZE];
	const struct agenda_facts facts = { .village = village->name,
					    .subdistrict = village->subdistrict,
					    .regency = village->regency,
					    .month = spelled_buffer,
					    .head_title = village->head_title,
					    .head_name = village->head_name,
					    .paper = village->letter.paper,
					    .font = village->letter.font,
					    .made_at = span->from_at };
	struct book book = { .surat = surat };
	struct text spelled;
	struct pdf pdf;
	bool is_drawn;
	int error, written = 0;

	text_init(&spelled, spelled_buffer, sizeof spelled_buffer);
	spell_month(month, &spelled);
	pdf_init(&pdf);
	book.agenda = agenda_open(&facts, &pdf);
	error = report_register(surat->store, span, add_to_book, &book);
	is_drawn = agenda_close(book.agenda);
	if (error == 0 && is_drawn)
		written = pdf_write(&pdf, path);
	pdf_clear(&pdf);
	if (error < 0)
		return surat_store_failed("membaca register", error);
	if (!is_drawn)
		surat_complain("PDF tidak dapat dibuat");
	else if (written < 0)
		surat_complain("berkas '%s' tidak dapat ditulis: %s", path,
			       strerror(-written));
	return is_drawn && written == 0 ? SURAT_EXIT_OK : SURAT_EXIT_NO;
}

int surat_register(struct surat *surat)
{
	static const char *const headings[] = { "NOMOR",          "TANGGAL", "SURAT",
						"NAMA",           "KEADAAN", "KEPERLUAN",
						"PENANDA TANGAN", "KODE",    "DIAMBIL" };
	static const char *const keys[] = { "number", "issued_at", "kind",
					    "name",   "state",     "purpose",
					    "signer", "code",      "collected_at" };
	struct sheet sheet = { .surat = surat,
			       .table = &book_table,
			       .headings = headings,
			       .keys = keys,
			       .n_keys = sizeof keys / sizeof keys[0] };
	struct report_span span;
	char month[COUNT_SIZE];
	int error;

	if (!surat_read_month(surat, &span, month))
		return SURAT_EXIT_USAGE;
	if (surat_has(surat, SURAT_OPTION_PDF))
		return write_book(surat, &span, month);
	sheet_begin(&sheet);
	error = report_register(surat->store, &span, put_entry, &sheet);
	sheet_end(&sheet);
	return error < 0 ? surat_store_failed("membaca register", error) : SURAT_EXIT_OK;
}
