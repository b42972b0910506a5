// SPDX-License-Identifier: MIT
#include "letters/poster.h"

#include <stdio.h>

#include "base/text.h"
#include "letters/catalogue.h"
#include "letters/pdf.h"
#include "letters/sheet.h"
#include "letters/spelling.h"

#define MM SHEET_MM

enum {
	LETTERS_SHOWN = 7,
	LINE_SIZE = 192,
};

/* White on dark, right across the sheet. */
static void draw_band(struct sheet *sheet, const struct poster *poster)
{
	const struct sheet_style small = { .points = 12.5, .align = PANGO_ALIGN_CENTER };
	const struct sheet_style large = { .points = 23,
					   .align = PANGO_ALIGN_CENTER,
					   .is_bold = true };
	char line[LINE_SIZE];
	cairo_t *cairo = sheet->cairo;
	double width = sheet_width(sheet);

	cairo_set_source_rgb(cairo, 0.07, 0.29, 0.20);
	cairo_rectangle(cairo, 0, 0, sheet->format->width, MM(36));
	cairo_fill(cairo);
	cairo_set_source_rgb(cairo, 1, 1, 1);
	sheet->y = MM(8);
	sheet_write(sheet, "Minta surat desa lewat SMS", 0, width, &large);
	snprintf(line, sizeof line, "Desa %s - tanpa internet, HP apa saja, GRATIS",
		 poster->village);
	sheet_skip(sheet, MM(1));
	sheet_write(sheet, line, 0, width, &small);
	cairo_set_source_rgb(cairo, 0, 0, 0);
	sheet->y = MM(41);
}

static void draw_number(struct sheet *sheet, const struct poster *poster)
{
	const struct sheet_style small = { .points = 12, .align = PANGO_ALIGN_CENTER };
	const struct sheet_style number = { .points = 33,
					    .align = PANGO_ALIGN_CENTER,
					    .is_bold = true };
	double width = sheet_width(sheet);
	char line[LINE_SIZE];
	struct text text;

	sheet_write(sheet, "Kirim SMS ke nomor", 0, width, &small);
	text_init(&text, line, sizeof line);
	spelling_add_phone(poster->service_number, &text);
	sheet_write(sheet, line, 0, width, &number);
	sheet_skip(sheet, MM(3));
}

static void draw_example(struct sheet *sheet, const char *text, const char *means)
{
	const struct sheet_style typed = { .points = 14, .is_bold = true };
	const struct sheet_style small = { .points = 10.5 };
	cairo_t *cairo = sheet->cairo;
	double width = sheet_width(sheet);

	cairo_set_source_rgb(cairo, 0.91, 0.95, 0.92);
	cairo_rectangle(cairo, sheet->format->left, sheet->y, width, MM(16));
	cairo_fill(cairo);
	cairo_set_source_rgb(cairo, 0, 0, 0);
	sheet_skip(sheet, MM(2));
	sheet_put(sheet, text, MM(3), width - MM(6), &typed);
	sheet_skip(sheet, MM(7));
	sheet_put(sheet, means, MM(3), width - MM(6), &small);
	sheet_skip(sheet, MM(9));
}

static void draw_examples(struct sheet *sheet)
{
	const struct sheet_style heading = { .points = 14, .is_bold = true };

	sheet_write(sheet, "Tulis: surat apa, NIK, untuk apa. Contoh:", 0,
		    sheet_width(sheet), &heading);
	sheet_skip(sheet, MM(1.5));
	draw_example(sheet, "sktm 3513155205909901 buat sekolah anak",
		     "surat keterangan tidak mampu");
	draw_example(sheet, "domisili 3513155205909901 untuk bank",
		     "surat keterangan domisili");
}

static void draw_letters(struct sheet *sheet, const struct poster *poster)
{
	const struct sheet_style heading = { .points = 14, .is_bold = true };
	const struct sheet_style word = { .points = 12.5, .is_bold = true };
	const struct sheet_style small = { .points = 12.5 };
	double width = sheet_width(sheet);
	int n_shown = 0;

	sheet_write(sheet, "Surat yang bisa diminta", 0, width, &heading);
	sheet_skip(sheet, MM(1));
	for (size_t i = 0; i < poster->catalogue->n_letters && n_shown < LETTERS_SHOWN;
	     i++) {
		const struct letter *letter = &poster->catalogue->letters[i];

		if (letter->class != LETTER_CLASS_SMS &&
		    letter->class != LETTER_CLASS_DOCUMENTS)
			continue;
		n_shown++;
		sheet_put(sheet, letter->keyword, 0, MM(34), &word);
		sheet_skip(sheet, sheet_put(sheet, letter->title, MM(34), width - MM(34),
					    &small));
	}
	sheet_skip(sheet, MM(2));
	sheet_write(sheet, "Surat lain: kirim MENU.  Sudah sampai mana: kirim STATUS.", 0,
		    width, &small);
}

static void draw_foot(struct sheet *sheet, const struct poster *poster)
{
	const struct sheet_style small = { .points = 10.5 };
	char line[2 * LINE_SIZE];
	double width = sheet_width(sheet);

	sheet_skip(sheet, MM(3));
	sheet_rule(sheet, 0, width, 0.8);
	sheet_skip(sheet, MM(2.5));
	sheet_write(sheet,
		    "Balasan berisi kode 8 angka: simpan. Bila surat siap, Anda "
		    "dikabari. Ambil di balai desa dengan KTP dan KK asli.",
		    0, width, &small);
	snprintf(line, sizeof line,
		 "Buka %s. Tanya: %s. Biaya hanya SMS biasa; surat tidak "
		 "dipungut biaya. Jangan kirim pulsa atau uang kepada siapa pun.",
		 poster->open_hours, poster->office_phone);
	sheet_skip(sheet, MM(1));
	sheet_write(sheet, line, 0, width, &small);
}

bool poster_draw(const struct poster *poster, struct pdf *out, struct text *why)
{
	const struct sheet_facts facts = { .title = "Minta surat desa lewat SMS",
					   .author = poster->village,
					   .made_at = poster->made_at };
	struct sheet sheet;

	if (poster->service_number[0] == '\0') {
		text_say(why, "village.service_number belum diisi: poster tanpa nomor "
			      "tidak berguna");
		return false;
	}
	sheet_open(&sheet, sheet_format("A5"), poster->font, &facts, out);
	draw_band(&sheet, poster);
	draw_number(&sheet, poster);
	draw_examples(&sheet);
	draw_letters(&sheet, poster);
	draw_foot(&sheet, poster);
	if (sheet_close(&sheet))
		return true;
	text_say(why, "PDF tidak dapat dibuat");
	return false;
}
