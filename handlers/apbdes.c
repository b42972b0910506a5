// SPDX-License-Identifier: MIT
#include "handlers/apbdes.h"

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/cursor.h"
#include "base/limits.h"
#include "base/must.h"
#include "base/text.h"
#include "handlers/apbdes_amount.h"
#include "handlers/csv.h"
#include "handlers/import_cells.h"
#include "handlers/plain.h"

enum {
	YEAR_MIN = 2014, /* UU 6/2014: before it there was no Dana Desa */
	YEAR_MAX = 2099,
	SHOWN_SIZE = 24,
};

enum column {
	COLUMN_KIND,
	COLUMN_LABEL,
	COLUMN_AMOUNT,
	COLUMN_YEAR,
	COLUMN_CODE,
	COLUMN_VILLAGE,
	COLUMN_CHANGED, /* after the year's change of the budget */
	COLUMN_COUNT,
};

/* Headers in small letters without '_' and spaces. */
static const struct {
	const char *header;
	enum column column;
} headers[] = {
	{ "jenis", COLUMN_KIND },      { "uraian", COLUMN_LABEL },
	{ "jumlah", COLUMN_AMOUNT },   { "tahun", COLUMN_YEAR },
	{ "kdrincian", COLUMN_CODE },  { "kddesa", COLUMN_VILLAGE },
	{ "anggaran", COLUMN_AMOUNT }, { "anggaranstlhpak", COLUMN_CHANGED },
};

/* Permendagri 20/2018, as Siskeudes' table Ref_Rek2 names them. */
static const struct group {
	const char *code, *label;
	enum apbdes_kind kind;
} groups[] = {
	{ "4.1", "Pendapatan Asli Desa", APBDES_INCOME },
	{ "4.2", "Transfer", APBDES_INCOME },
	{ "4.3", "Pendapatan Lain", APBDES_INCOME },
	{ "5.1", "Belanja Pegawai", APBDES_SPENDING },
	{ "5.2", "Barang dan Jasa", APBDES_SPENDING },
	{ "5.3", "Belanja Modal", APBDES_SPENDING },
	{ "5.4", "Tidak Terduga", APBDES_SPENDING },
	{ "6.1", "Penerimaan", APBDES_FINANCING_IN },
	{ "6.2", "Pengeluaran", APBDES_FINANCING_OUT },
};

static const struct {
	const char *word;
	enum apbdes_kind kind;
} kinds[] = {
	{ "pendapatan", APBDES_INCOME },
	{ "belanja", APBDES_SPENDING },
	{ "penerimaan", APBDES_FINANCING_IN },
	{ "penerimaan pembiayaan", APBDES_FINANCING_IN },
	{ "pengeluaran", APBDES_FINANCING_OUT },
	{ "pengeluaran pembiayaan", APBDES_FINANCING_OUT },
};

struct budget_reading {
	size_t columns[COLUMN_COUNT]; /* index of the cell + 1; 0 there is none */
	char village[32];
	struct apbdes *out;
	apbdes_issue_fn on_issue;
	void *context;
	unsigned line;
};

static void tell(struct budget_reading *reading, const struct text *what)
{
	if (reading->out->n_issues++ < APBDES_ISSUES_MAX)
		reading->on_issue(reading->context, reading->line, what->bytes);
}

__attribute__((format(printf, 2, 3))) static void issue(struct budget_reading *reading,
							const char *format, ...)
{
	char buffer[LIMIT_WHY_SIZE];
	struct text what;
	va_list arguments;

	text_init(&what, buffer, sizeof buffer);
	va_start(arguments, format);
	text_add_valist(&what, format, arguments);
	va_end(arguments);
	tell(reading, &what);
}

static const char *cell_of(const struct budget_reading *reading,
			   const struct csv_row *row, enum column column)
{
	size_t at = reading->columns[column];

	return at == 0 || at > row->n_cells ? "" : row->cells[at - 1];
}

/* --- Rows --- */

static bool take_amount(struct budget_reading *reading, const char *cell,
			int64_t *out_sen)
{
	if (apbdes_read_amount(cell, out_sen))
		return true;
	if (cell[0] == '\0')
		issue(reading, "jumlahnya kosong");
	else if (cell[0] == '=')
		issue(reading, "jumlah '%.*s' adalah rumus; simpan nilainya",
		      import_shown(cell), cell);
	else if (cell[0] == '-')
		issue(reading, "jumlah '%.*s' kurang dari nol", import_shown(cell), cell);
	else
		issue(reading, "jumlah '%.*s' bukan angka rupiah", import_shown(cell),
		      cell);
	return false;
}

static struct apbdes_post *find_post(struct apbdes *out, enum apbdes_kind kind,
				     const char *label)
{
	for (size_t i = 0; i < out->n_posts; i++) {
		if (out->posts[i].kind == kind &&
		    strcasecmp(out->posts[i].label, label) == 0)
			return &out->posts[i];
	}
	if (out->n_posts == APBDES_POSTS_MAX)
		return NULL;
	out->posts[out->n_posts] = (struct apbdes_post){ .kind = kind };
	text_copy(out->posts[out->n_posts].label, APBDES_LABEL_SIZE, label);
	return &out->posts[out->n_posts++];
}

static void add_post(struct budget_reading *reading, enum apbdes_kind kind,
		     const char *label, int64_t sen)
{
	struct apbdes *out = reading->out;
	struct apbdes_post *post = find_post(out, kind, label);

	if (post == NULL) {
		issue(reading, "lebih dari %d uraian; gabungkan dulu", APBDES_POSTS_MAX);
	} else if (out->totals[kind] > APBDES_SEN_MAX - sen) {
		issue(reading, "jumlah seluruhnya terlalu besar");
	} else {
		post->sen += sen;
		out->totals[kind] += sen;
	}
}

static bool is_total(const char *label)
{
	return strncasecmp(label, "jumlah", 6) == 0 ||
	       strncasecmp(label, "total", 5) == 0;
}

static void check_total(struct budget_reading *reading, enum apbdes_kind kind,
			int64_t sen)
{
	if (sen != reading->out->totals[kind])
		issue(reading,
		      "tertulis %lld rupiah, tetapi baris-baris sebelumnya berjumlah %lld",
		      (long long)(sen / 100),
		      (long long)(reading->out->totals[kind] / 100));
}

/* A label as it may stand in an SMS. */
static void take_label(const char *cell, char out[APBDES_LABEL_SIZE])
{
	struct text label;

	text_init(&label, out, APBDES_LABEL_SIZE);
	plain_add(&label, cell, APBDES_LABEL_SIZE - 1);
	plain_mask_digits(out);
}

static void take_simple_row(struct budget_reading *reading, const struct csv_row *row)
{
	const char *kind = cell_of(reading, row, COLUMN_KIND);
	char label[APBDES_LABEL_SIZE];
	int64_t sen;
	size_t i = 0;

	while (i < sizeof kinds / sizeof kinds[0] && strcasecmp(kinds[i].word, kind) != 0)
		i++;
	if (i == sizeof kinds / sizeof kinds[0]) {
		issue(reading,
		      "jenis '%.*s' tidak dikenal: pendapatan, belanja, penerimaan atau "
		      "pengeluaran",
		      import_shown(kind), kind);
		return;
	}
	take_label(cell_of(reading, row, COLUMN_LABEL), label);
	if (label[0] == '\0')
		issue(reading, "uraiannya kosong");
	else if (!take_amount(reading, cell_of(reading, row, COLUMN_AMOUNT), &sen))
		return;
	else if (is_total(label))
		check_total(reading, kinds[i].kind, sen);
	else
		add_post(reading, kinds[i].kind, label, sen);
}

static const struct group *find_group(const char *code)
{
	for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
		size_t length = strlen(groups[i].code);

		if (strncmp(code, groups[i].code, length) == 0 &&
		    (code[length] == '.' || code[length] == '\0'))
			return &groups[i];
	}
	return NULL;
}

/* A budget that was changed within the year counts as changed. */
static void take_siskeudes_row(struct budget_reading *reading, const struct csv_row *row)
{
	bool has_changed = reading->columns[COLUMN_CHANGED] != 0;
	const char *code = cell_of(reading, row, COLUMN_CODE);
	const char *village = cell_of(reading, row, COLUMN_VILLAGE);
	const struct group *group = find_group(code);
	int64_t sen;

	if (reading->village[0] == '\0')
		text_copy(reading->village, sizeof reading->village, village);
	if (strcmp(reading->village, village) != 0)
		issue(reading,
		      "Kd_Desa '%.*s' lain dari baris sebelumnya: satu berkas, "
		      "satu desa",
		      import_shown(village), village);
	else if (group == NULL)
		issue(reading, "Kd_Rincian '%.*s' bukan 4.1 sampai 6.2",
		      import_shown(code), code);
	else if (take_amount(reading,
			     cell_of(reading, row,
				     has_changed ? COLUMN_CHANGED : COLUMN_AMOUNT),
			     &sen))
		add_post(reading, group->kind, group->label, sen);
}

static void take_year(struct budget_reading *reading, const struct csv_row *row)
{
	const char *cell = cell_of(reading, row, COLUMN_YEAR);
	struct cursor cursor = cursor_over_string(cell);
	int year;

	if (reading->columns[COLUMN_YEAR] == 0)
		return;
	if (!cursor_next_int(&cursor, &year) || !cursor_is_at_end(&cursor) ||
	    year < YEAR_MIN || year > YEAR_MAX)
		issue(reading, "tahun '%.*s' tidak mungkin", import_shown(cell), cell);
	else if (reading->out->year != 0 && reading->out->year != year)
		issue(reading,
		      "tahun %d lain dari baris sebelumnya: satu berkas, satu "
		      "tahun",
		      year);
	else
		reading->out->year = year;
}

/* --- The file --- */

static void fold_header(const char *cell, char out[SHOWN_SIZE])
{
	size_t n = 0;

	for (; *cell != '\0' && n + 1 < SHOWN_SIZE; cell++) {
		if (*cell != '_' && *cell != ' ')
			out[n++] = (char)tolower((unsigned char)*cell);
	}
	out[n] = '\0';
}

static int read_header(struct budget_reading *reading, const struct csv_row *row,
		       struct text *why)
{
	const size_t *columns = reading->columns;

	for (size_t i = 0; i < row->n_cells; i++) {
		char folded[SHOWN_SIZE];

		fold_header(row->cells[i], folded);
		for (size_t j = 0; j < sizeof headers / sizeof headers[0]; j++) {
			if (strcmp(headers[j].header, folded) != 0)
				continue;
			if (columns[headers[j].column] != 0) {
				text_say(why, "judul kolom '%s' ada dua kali",
					 row->cells[i]);
				return -EINVAL;
			}
			reading->columns[headers[j].column] = i + 1;
		}
	}
	if (columns[COLUMN_CODE] != 0
		    ? columns[COLUMN_CHANGED] != 0 || columns[COLUMN_AMOUNT] != 0
		    : columns[COLUMN_KIND] != 0 && columns[COLUMN_LABEL] != 0 &&
			      columns[COLUMN_AMOUNT] != 0)
		return 0;
	text_say(why, "baris pertama harus jenis,uraian,jumlah atau judul kolom "
		      "Siskeudes: Tahun, Kd_Desa, Kd_Rincian, Anggaran");
	return -EINVAL;
}

static void read_rows(struct budget_reading *reading, struct csv *csv,
		      struct csv_row *row)
{
	char buffer[LIMIT_WHY_SIZE];
	struct text why;
	int found;

	for (;;) {
		text_init(&why, buffer, sizeof buffer);
		found = csv_next(csv, row, &why);
		if (found == 0)
			return;
		reading->line = row->line;
		reading->out->n_rows++;
		if (found < 0) {
			tell(reading, &why);
			continue;
		}
		take_year(reading, row);
		if (reading->columns[COLUMN_CODE] != 0)
			take_siskeudes_row(reading, row);
		else
			take_simple_row(reading, row);
	}
}

static int judge(const struct apbdes *budget, struct text *why)
{
	if (budget->n_issues > 0)
		text_say(why, "%u baris salah; tidak ada yang disimpan",
			 budget->n_issues);
	else if (budget->totals[APBDES_INCOME] == 0)
		text_say(why, "tidak ada pendapatan di berkas ini");
	else if (budget->totals[APBDES_SPENDING] == 0)
		text_say(why, "tidak ada belanja di berkas ini");
	else
		return 0;
	return -EINVAL;
}

int apbdes_read(const char *bytes, size_t length, apbdes_issue_fn on_issue, void *context,
		struct apbdes *out, struct text *why)
{
	struct budget_reading reading = { .out = out,
					  .on_issue = on_issue,
					  .context = context };
	struct csv_row *row;
	struct csv csv;
	int error = -EINVAL;

	*out = (struct apbdes){ .year = 0 };
	if (length > APBDES_FILE_MAX_BYTES) {
		text_say(why, "berkas lebih besar dari %d MiB",
			 APBDES_FILE_MAX_BYTES >> 20);
		return -EINVAL;
	}
	row = must_alloc(sizeof *row);
	csv_init(&csv, bytes, length);
	if (csv_next(&csv, row, why) == 1)
		error = read_header(&reading, row, why);
	else if (why == NULL || why->length == 0)
		text_say(why, "berkas ini kosong");
	if (error == 0) {
		read_rows(&reading, &csv, row);
		error = judge(out, why);
	}
	free(row);
	return error;
}
