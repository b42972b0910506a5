// SPDX-License-Identifier: MIT
#include "letters/agenda.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/must.h"
#include "base/text.h"
#include "letters/pdf.h"
#include "letters/sheet.h"

#define MM SHEET_MM

enum {
	N_COLUMNS = 7,
	LINE_SIZE = 256,
};

/* Parts of the width; together 100. */
static const struct {
	const char *heading;
	double share;
} columns[N_COLUMNS] = {
	{ "No.", 4 },          { "Tanggal", 8 },
	{ "Nomor surat", 17 }, { "Ditujukan kepada", 17 },
	{ "Isi singkat", 27 }, { "Penanda tangan", 13 },
	{ "Keterangan", 14 },
};

static const struct sheet_style heading_style = { .points = 9.5,
						  .align = PANGO_ALIGN_CENTER,
						  .is_bold = true };
static const struct sheet_style cell_style = { .points = 9.5 };

struct agenda {
	struct agenda_facts facts;
	struct sheet_format format;
	struct sheet sheet;
	struct pdf *out;
	char title[LINE_SIZE];
	int n_rows;
};

static double column_width(const struct sheet *sheet, int i)
{
	return sheet_width(sheet) * columns[i].share / 100;
}

static double cell_text_width(const struct sheet *sheet, int i)
{
	return column_width(sheet, i) - MM(2);
}

static double measure(const struct sheet *sheet, const char *const cells[N_COLUMNS],
		      const struct sheet_style *style)
{
	double highest = 0;

	for (int i = 0; i < N_COLUMNS; i++) {
		double height =
			sheet_measure(sheet, cells[i], cell_text_width(sheet, i), style);

		highest = height > highest ? height : highest;
	}
	return highest + MM(2);
}

static void draw_cells(struct sheet *sheet, const char *const cells[N_COLUMNS],
		       const struct sheet_style *style)
{
	double height = measure(sheet, cells, style), x = 0;

	cairo_set_line_width(sheet->cairo, 0.5);
	for (int i = 0; i < N_COLUMNS; i++) {
		cairo_rectangle(sheet->cairo, sheet->format->left + x, sheet->y,
				column_width(sheet, i), height);
		cairo_stroke(sheet->cairo);
		sheet_skip(sheet, MM(1));
		sheet_put(sheet, cells[i], x + MM(1), cell_text_width(sheet, i), style);
		sheet_skip(sheet, -MM(1));
		x += column_width(sheet, i);
	}
	sheet_skip(sheet, height);
}

static void draw_headings(struct sheet *sheet)
{
	const char *cells[N_COLUMNS];

	for (int i = 0; i < N_COLUMNS; i++)
		cells[i] = columns[i].heading;
	draw_cells(sheet, cells, &heading_style);
}

static void draw_head(struct agenda *agenda)
{
	const struct sheet_style large = { .points = 14,
					   .align = PANGO_ALIGN_CENTER,
					   .is_bold = true,
					   .is_capital = true };
	const struct sheet_style plain = { .points = 11, .align = PANGO_ALIGN_CENTER };
	const struct sheet_style small = { .points = 9, .align = PANGO_ALIGN_RIGHT };
	const struct agenda_facts *facts = &agenda->facts;
	struct sheet *sheet = &agenda->sheet;
	double width = sheet_width(sheet);
	char line[LINE_SIZE];

	sheet_put(sheet, "Halaman 1", 0, width, &small);
	sheet_write(sheet, "Buku agenda surat keluar", 0, width, &large);
	snprintf(line, sizeof line, "Desa %s, Kecamatan %s, Kabupaten %s", facts->village,
		 facts->subdistrict, facts->regency);
	sheet_write(sheet, line, 0, width, &plain);
	snprintf(line, sizeof line, "Bulan %s", facts->month);
	sheet_write(sheet, line, 0, width, &plain);
	sheet_skip(sheet, MM(4));
	draw_headings(sheet);
}

struct agenda *agenda_open(const struct agenda_facts *facts, struct pdf *out)
{
	struct agenda *agenda = must_alloc(sizeof *agenda);
	const struct sheet_format *upright = sheet_format(facts->paper);
	struct sheet_facts said = { .title = agenda->title,
				    .author = facts->village,
				    .made_at = facts->made_at,
				    .on_next = agenda->title };

	must(upright != NULL); /* conf/ knows the papers */
	agenda->facts = *facts;
	agenda->out = out;
	agenda->n_rows = 0;
	/* The binding is on the left, as for every book. */
	agenda->format = (struct sheet_format){ .width = upright->height,
						.height = upright->width,
						.top = MM(13),
						.bottom = MM(13),
						.left = MM(20),
						.right = MM(13) };
	snprintf(agenda->title, sizeof agenda->title,
		 "Buku agenda surat keluar Desa %s, %s", facts->village, facts->month);
	sheet_open(&agenda->sheet, &agenda->format, facts->font, &said, out);
	draw_head(agenda);
	return agenda;
}

void agenda_add(struct agenda *agenda, const struct agenda_row *row)
{
	struct sheet *sheet = &agenda->sheet;
	char order[16];
	const char *const cells[N_COLUMNS] = { order,          row->day,     row->number,
					       row->recipient, row->subject, row->signer,
					       row->note };

	snprintf(order, sizeof order, "%d", ++agenda->n_rows);
	/* A row stays together, under headings of its own sheet. */
	if (sheet_left_over(sheet) < measure(sheet, cells, &cell_style)) {
		sheet_next(sheet);
		draw_headings(sheet);
	}
	draw_cells(sheet, cells, &cell_style);
}

static void draw_signatures(struct agenda *agenda)
{
	const struct sheet_style style = { .points = 10.5, .align = PANGO_ALIGN_CENTER };
	const struct sheet_style name = { .points = 10.5,
					  .align = PANGO_ALIGN_CENTER,
					  .is_bold = true,
					  .is_underlined = true };
	struct sheet *sheet = &agenda->sheet;
	double width = MM(80), right = sheet_width(sheet) - width;
	char line[LINE_SIZE];

	sheet_need(sheet, MM(45));
	sheet_skip(sheet, MM(6));
	sheet_put(sheet, "Mengetahui,", 0, width, &style);
	sheet_skip(sheet, MM(5));
	snprintf(line, sizeof line, "%s %s", agenda->facts.head_title,
		 agenda->facts.village);
	sheet_put(sheet, line, 0, width, &style);
	sheet_put(sheet, "Sekretaris Desa", right, width, &style);
	sheet_skip(sheet, MM(25));
	sheet_put(sheet, agenda->facts.head_name, 0, width, &name);
	sheet_put(sheet, "( ........................................ )", right, width,
		  &style);
}

bool agenda_close(struct agenda *agenda)
{
	const struct sheet_style plain = { .points = 11, .align = PANGO_ALIGN_CENTER };
	bool is_done;

	if (agenda->n_rows == 0) {
		sheet_skip(&agenda->sheet, MM(3));
		sheet_write(&agenda->sheet, "Tidak ada surat keluar bulan ini.", 0,
			    sheet_width(&agenda->sheet), &plain);
	}
	draw_signatures(agenda);
	is_done = sheet_close(&agenda->sheet) && !agenda->out->is_cut;
	free(agenda);
	return is_done;
}
