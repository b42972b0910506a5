// SPDX-License-Identifier: MIT
#include "handlers/import.h"

#include <errno.h>
#include <search.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/must.h"
#include "base/text.h"
#include "handlers/csv.h"
#include "handlers/date.h"
#include "handlers/import_cells.h"
#include "handlers/nik.h"
#include "handlers/office.h"
#include "store/store.h"

enum {
	/* So many numbers that all end in 0 are no chance: a spreadsheet keeps 15 digits.
	 */
	DAMAGED_NIKS_MIN = 5,
};

/* A NIK of this file and where it stood; a node of a tsearch() tree. */
struct seen_nik {
	char nik[LIMIT_NIK_SIZE];
	unsigned line;
};

struct import {
	const struct office *office;
	const struct import_column *columns[CSV_CELLS_MAX]; /* of this file, in its order
							     */
	size_t n_columns, nik_index;
	size_t n_header_cells; /* with the empty ones at the end */
	void *seen;            /* tree of struct seen_nik */
	struct import_row row;
	struct import_report *report;
	struct import_report committed; /* as it was at the last commit */
	unsigned n_pending;             /* rows since then */
};

/* --- The file as a whole --- */

static int refuse_format(const char *bytes, size_t length, struct text *why)
{
	static const struct {
		const char *start;
		size_t length;
		const char *what;
	} formats[] = {
		{ "PK\x03\x04", 4, "berkas ini lembar kerja Excel" },
		{ "\xD0\xCF\x11\xE0", 4, "berkas ini lembar kerja Excel lama" },
		{ "\xFF\xFE", 2, "berkas ini memakai UTF-16" },
		{ "\xFE\xFF", 2, "berkas ini memakai UTF-16" },
	};

	if (length > IMPORT_FILE_MAX_BYTES) {
		text_say(why, "berkas lebih besar dari %d MiB",
			 IMPORT_FILE_MAX_BYTES >> 20);
		return -EINVAL;
	}
	for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
		if (length < formats[i].length ||
		    memcmp(bytes, formats[i].start, formats[i].length) != 0)
			continue;
		text_say(why, "%s; simpan dulu sebagai \"CSV UTF-8\"", formats[i].what);
		return -EINVAL;
	}
	return 0;
}

static bool is_header_twice(const struct import *import,
			    const struct import_column *column)
{
	for (size_t i = 0; i < import->n_columns; i++)
		if (import->columns[i] == column)
			return true;
	return false;
}

/* Empty headers at the end are what a spreadsheet leaves behind. */
static size_t count_headers(const struct csv_row *row)
{
	size_t n = row->n_cells;

	while (n > 0 && row->cells[n - 1][0] == '\0')
		n--;
	return n;
}

static int read_header(struct import *import, const struct csv_row *row, struct text *why)
{
	size_t n_headers = count_headers(row);
	bool has_name = false, has_nik = false;

	import->n_header_cells = row->n_cells;
	for (size_t i = 0; i < n_headers; i++) {
		const struct import_column *column = import_column_find(row->cells[i]);

		if (column == NULL || is_header_twice(import, column)) {
			text_say(why, "baris %u, kolom ke-%zu: judul '%.*s' %s",
				 row->line, i + 1, import_shown(row->cells[i]),
				 row->cells[i],
				 column == NULL ? "tidak dikenal" : "ada dua kali");
			return -EINVAL;
		}
		if (strcmp(column->name, "nik") == 0) {
			import->nik_index = i;
			has_nik = true;
		}
		has_name = has_name || strcmp(column->name, "nama") == 0;
		import->columns[import->n_columns++] = column;
	}
	if (has_nik && has_name)
		return 0;
	text_say(why, "baris %u: judul kolom '%s' tidak ada", row->line,
		 has_nik ? "nama" : "nik");
	return -EINVAL;
}

/* OpenSID's template ends its data with ### in the second cell. */
static bool is_end_mark(const struct csv_row *row)
{
	return row->n_cells > 1 && strcmp(row->cells[1], "###") == 0;
}

/* A first walk through the file, which changes nothing. */
static int refuse_damaged(const struct import *import, struct csv csv,
			  struct csv_row *row, struct text *why)
{
	unsigned n_rows = 0, n_niks = 0, n_rounded = 0;
	char digits[LIMIT_NIK_SIZE];
	int result;

	while ((result = csv_next(&csv, row, NULL)) != 0) {
		if (result > 0 && is_end_mark(row))
			break;
		if (++n_rows > IMPORT_ROWS_MAX) {
			text_say(why, "lebih dari %d baris", IMPORT_ROWS_MAX);
			return -EINVAL;
		}
		if (result < 0 || row->n_cells <= import->nik_index ||
		    import_digits(row->cells[import->nik_index], digits, sizeof digits) !=
			    sizeof digits - 1)
			continue;
		n_niks++;
		n_rounded += digits[sizeof digits - 2] == '0';
	}
	if (n_niks < DAMAGED_NIKS_MIN || n_rounded < n_niks)
		return 0;
	text_say(why, "semua NIK berakhir dengan 0: angka terakhir hilang di Excel; "
		      "format kolom NIK sebagai Teks lalu isi ulang");
	return -EINVAL;
}

/* --- One row --- */

static int compare_seen(const void *a, const void *b)
{
	const struct seen_nik *one = a, *other = b;

	return strcmp(one->nik, other->nik);
}

/* Refuse the second row of one person: which of the two is right, only a human knows. */
static void check_seen(struct import *import)
{
	const struct import_column *column = import->columns[import->nik_index];
	struct seen_nik *seen = must_alloc(sizeof *seen), **found;

	(void)text_copy(seen->nik, sizeof seen->nik, import->row.resident.nik);
	seen->line = import->row.line;
	found = tsearch(seen, &import->seen, compare_seen);
	must(found != NULL);
	if (*found == seen)
		return;
	import_refuse(&import->row, column, "NIK ini sudah ada di baris %u",
		      (*found)->line);
	free(seen);
}

static int two_digits(const char *digits)
{
	return (digits[0] - '0') * 10 + digits[1] - '0';
}

/* Odd but possible: a NIK is not corrected when the birth date is (DOMAIN 4.3). */
static void warn_about_nik(struct import *import)
{
	const struct resident *person = &import->row.resident;
	const struct import_column *column = import->columns[import->nik_index];
	int day = two_digits(person->nik + 6);
	bool is_woman = day > 40;
	char date[16];

	if (nik_is_odd(person->nik, clock_utc_s())) {
		import_warn(&import->row, column,
			    "provinsi atau tanggal lahir di dalam NIK tidak ada");
		return;
	}
	if (person->sex[0] != '\0' && (person->sex[0] == 'P') != is_woman)
		import_warn(&import->row, column,
			    "jenis kelamin berbeda dengan yang di NIK");
	snprintf(date, sizeof date, "%.2s-%.2s-%02d", person->nik + 10, person->nik + 8,
		 is_woman ? day - 40 : day);
	if (person->birth_date[0] != '\0' && strcmp(person->birth_date + 2, date) != 0)
		import_warn(&import->row, column,
			    "tanggal lahir berbeda dengan yang di NIK");
}

/* A separator inside of a text moves all that follows, even when nothing follows it. */
static bool has_shifted(const struct import *import, const struct csv_row *row)
{
	if (row->n_cells > import->n_header_cells)
		return true;
	for (size_t i = import->n_columns; i < row->n_cells; i++)
		if (row->cells[i][0] != '\0')
			return true;
	return false;
}

static void read_cells(struct import *import, const struct csv_row *row)
{
	for (size_t i = 0; i < import->n_columns; i++) {
		const struct import_column *column = import->columns[i];
		const char *cell = i < row->n_cells ? row->cells[i] : "";

		if (column->read != NULL && i != import->nik_index)
			column->read(column, import_unguarded(cell), &import->row);
	}
	if (has_shifted(import, row))
		import_refuse(&import->row, NULL,
			      "isi lebih dari %zu kolom: teks yang berisi pemisah kolom "
			      "harus di dalam tanda kutip",
			      import->n_columns);
}

/* What the file does not say about somebody known stays as it is. Returns 0, -EBADMSG for
 * a refused row, or a store error. */
static int read_person(struct import *import, const struct csv_row *row, bool *out_is_new)
{
	const struct import_column *nik_column = import->columns[import->nik_index];
	struct resident *person = &import->row.resident;
	const char *cell =
		import->nik_index < row->n_cells ? row->cells[import->nik_index] : "";
	char nik[LIMIT_NIK_SIZE];
	int error;

	*person = (struct resident){ .nik = "" };
	nik_column->read(nik_column, cell, &import->row);
	if (!import->row.is_refused && person->nik[0] == '\0')
		import_refuse(&import->row, nik_column,
			      "belum punya NIK; warga ini dilayani di kantor");
	if (import->row.is_refused)
		return -EBADMSG;
	check_seen(import);
	memcpy(nik, person->nik, sizeof nik);
	error = resident_find(import->office->store, NULL, nik, person);
	*out_is_new = error == -ENOENT;
	if (error == -ENOENT)
		*person = (struct resident){ .nik = "" };
	else if (error < 0)
		return error;
	memcpy(person->nik, nik, sizeof nik);
	read_cells(import, row);
	return import->row.is_refused ? -EBADMSG : 0;
}

static int take_row(struct import *import, const struct csv_row *row)
{
	struct resident *person = &import->row.resident;
	bool is_new;
	int error = read_person(import, row, &is_new);

	if (error == 0 && person->name[0] == '\0') {
		import_refuse(&import->row, NULL, "nama kosong");
		error = -EBADMSG;
	}
	if (error < 0)
		return error;
	warn_about_nik(import);
	if (person->life_state[0] == '\0')
		(void)text_copy(person->life_state, sizeof person->life_state, "HIDUP");
	(void)text_copy(person->village, sizeof person->village,
			import->office->village->code);
	error = resident_put(import->office->store, person);
	if (error == 0 && is_new)
		import->report->added++;
	else if (error == 0)
		import->report->changed++;
	return error;
}

/* --- All rows --- */

static int commit(struct import *import)
{
	int error = store_commit(import->office->store);

	if (error == 0)
		import->committed = *import->report;
	import->n_pending = 0;
	return error;
}

static int begin_batch(struct import *import)
{
	int error = 0;

	if (import->n_pending == IMPORT_BATCH_ROWS)
		error = commit(import);
	if (error == 0 && import->n_pending++ == 0)
		error = store_begin(import->office->store);
	return error;
}

static int take_rows(struct import *import, struct csv *csv, struct csv_row *row)
{
	char buffer[LIMIT_WHY_SIZE];
	struct text why;
	int result, error;

	text_init(&why, buffer, sizeof buffer);
	while ((result = csv_next(csv, row, &why)) != 0) {
		if (result > 0 && is_end_mark(row))
			break;
		import->report->rows++;
		import->row.line = row->line;
		import->row.is_refused = false;
		error = begin_batch(import);
		if (error < 0)
			return error;
		if (result < 0)
			import_refuse(&import->row, NULL, "%s", buffer);
		else
			error = take_row(import, row);
		if (error < 0 && error != -EBADMSG) {
			store_rollback(import->office->store);
			return error;
		}
		import->report->refused += import->row.is_refused;
		text_clear(&why);
	}
	return import->n_pending > 0 ? commit(import) : 0;
}

static int import_rows(struct import *import, struct csv *csv, struct csv_row *row,
		       struct text *why)
{
	int error = csv_next(csv, row, why);

	if (error == 0)
		text_say(why, "berkas kosong");
	if (error <= 0)
		return -EINVAL;
	error = read_header(import, row, why);
	if (error == 0)
		error = refuse_damaged(import, *csv, row, why);
	if (error < 0)
		return error;
	error = take_rows(import, csv, row);
	if (error < 0) /* what was not committed did not happen */
		*import->report = import->committed;
	return error;
}

int import_residents(const struct office *office, const char *bytes, size_t length,
		     import_issue_fn on_issue, void *context,
		     struct import_report *out_report, struct text *why)
{
	struct import import = { .office = office, .report = out_report };
	struct csv_row *row;
	struct csv csv;
	int error = refuse_format(bytes, length, why);

	*out_report = (struct import_report){ 0 };
	if (error < 0)
		return error;
	import.row.on_issue = on_issue;
	import.row.context = context;
	import.row.report = out_report;
	row = must_alloc(sizeof *row);
	csv_init(&csv, bytes, length);
	error = import_rows(&import, &csv, row, why);
	tdestroy(import.seen, free);
	free(row);
	return error;
}
