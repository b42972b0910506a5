// SPDX-License-Identifier: MIT
#include "letters/letter.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "letters/content.h"
#include "letters/letter_foot.h"
#include "letters/letter_options.h"
#include "letters/logo.h"
#include "letters/pdf.h"
#include "letters/sheet.h"

#define MM SHEET_MM

struct drawing {
	struct sheet sheet;
	const struct letter_print *print;
	const struct content *content;
	double points; /* of the text */
	double width;
	const struct spacing *spacing;
};

/* A letter takes the widest that fits one sheet. One of two sheets is spaced as usual. */
static const struct spacing {
	double leading; /* between lines */
	double white;   /* between two parts, times the usual */
} spacings[] = {
	{ 1.5, 1.2 }, { 1.36, 1.1 }, { 1.22, 1.0 }, { 1.14, 0.8 }, { 1.05, 0.6 }, { 1.0, 0.5 },
}, usual = { 1.22, 1.0 };

/* White between two parts. */
static void leave(struct drawing *drawing, double millimetres)
{
	sheet_skip(&drawing->sheet, MM(millimetres * drawing->spacing->white));
}

static struct sheet_style plain(const struct drawing *drawing)
{
	return (struct sheet_style){ .points = drawing->points,
				     .leading = drawing->spacing->leading };
}

static struct sheet_style paragraph(const struct drawing *drawing)
{
	struct sheet_style style = plain(drawing);

	style.is_justified = true;
	style.indent = MM(12.5);
	return style;
}

/* Logo at the left; the lines stay in the middle of the page all the same. */
static bool draw_head(struct drawing *drawing, struct text *why)
{
	static const double logo_width = MM(24), logo_height = MM(27);
	const struct sheet_style styles[CONTENT_HEAD_LINES] = {
		{ .points = 13, .align = PANGO_ALIGN_CENTER, .is_capital = true },
		{ .points = 13, .align = PANGO_ALIGN_CENTER, .is_capital = true },
		{ .points = 17,
		  .align = PANGO_ALIGN_CENTER,
		  .is_capital = true,
		  .is_bold = true },
	};
	const struct sheet_style script = { .points = 14, .align = PANGO_ALIGN_CENTER };
	const struct sheet_style small = { .points = 9.5, .align = PANGO_ALIGN_CENTER };
	const struct content *content = drawing->content;
	struct sheet *sheet = &drawing->sheet;
	bool has_logo = drawing->print->options->logo[0] != '\0';
	double x = has_logo ? logo_width : 0, width = drawing->width - 2 * x;
	double top = sheet->y;

	if (has_logo && !logo_draw(sheet, drawing->print->options->logo, 0, logo_width,
				   logo_height, why))
		return false;
	cairo_set_source_rgb(sheet->cairo, 0, 0, 0);
	for (size_t i = 0; i < CONTENT_HEAD_LINES; i++) {
		if (content->head[i][0] != '\0')
			sheet_write(sheet, content->head[i], x, width, &styles[i]);
	}
	if (content->head_script[0] != '\0')
		sheet_write(sheet, content->head_script, x, width, &script);
	sheet_write(sheet, content->address, x, width, &small);
	if (has_logo && sheet->y < top + logo_height)
		sheet->y = top + logo_height;
	sheet_skip(sheet, MM(1.5));
	sheet_rule(sheet, 0, drawing->width, 2.4);
	sheet_skip(sheet, 3.6);
	sheet_rule(sheet, 0, drawing->width, 0.8);
	leave(drawing, 7);
	return true;
}

static void draw_title(struct drawing *drawing)
{
	const struct sheet_style title = { .points = drawing->points + 2.5,
					   .align = PANGO_ALIGN_CENTER,
					   .is_bold = true,
					   .is_underlined = true,
					   .is_capital = true };
	const struct sheet_style number = { .points = drawing->points,
					    .align = PANGO_ALIGN_CENTER };
	char line[CONTENT_LINE_SIZE + 16];

	snprintf(line, sizeof line, "Nomor : %s", drawing->content->number);
	sheet_write(&drawing->sheet, drawing->content->title, 0, drawing->width, &title);
	sheet_skip(&drawing->sheet, MM(0.8));
	sheet_write(&drawing->sheet, line, 0, drawing->width, &number);
	leave(drawing, 7);
}

static void draw_rows(struct drawing *drawing)
{
	static const double at_label = MM(12.5), at_colon = MM(58), at_value = MM(61);
	const struct sheet_style style = plain(drawing);
	struct sheet *sheet = &drawing->sheet;
	double width = drawing->width - at_value;

	for (size_t i = 0; i < CONTENT_ROWS; i++) {
		const char *value = drawing->content->rows[i].value;
		struct sheet_style shown = style;

		shown.is_bold = i == 0; /* the name */
		sheet_need(sheet, sheet_measure(sheet, value, width, &shown));
		sheet_put(sheet, drawing->content->rows[i].label, at_label,
			  at_colon - at_label, &style);
		sheet_put(sheet, ":", at_colon, MM(3), &style);
		sheet_write(sheet, value, at_value, width, &shown);
	}
	leave(drawing, 2.5);
}

static void draw_paragraph(struct drawing *drawing, const char *written)
{
	const struct sheet_style style = paragraph(drawing);

	sheet_write(&drawing->sheet, written, 0, drawing->width, &style);
	leave(drawing, 2.5);
}

/* A signature stands never alone on a sheet: the last paragraph goes with it. */
static void draw_end(struct drawing *drawing)
{
	const struct sheet_style style = paragraph(drawing);
	struct sheet *sheet = &drawing->sheet;
	const struct letter_foot foot = { .content = drawing->content,
					  .qr_text = drawing->print->qr_text,
					  .points = drawing->points };
	double closing =
		sheet_measure(sheet, drawing->content->closing, drawing->width, &style);
	double rest = letter_foot_height(sheet, &foot);

	if (closing + rest + MM(4) < drawing->sheet.format->height * 0.8)
		sheet_need(sheet, closing + rest + MM(4));
	draw_paragraph(drawing, drawing->content->closing);
	sheet_need(sheet, rest);
	letter_foot_draw(sheet, &foot);
}

/* Nobody shall take a specimen for a letter. */
static void draw_specimen(struct sheet *sheet)
{
	const struct sheet_style style = { .points = 90,
					   .align = PANGO_ALIGN_CENTER,
					   .is_bold = true };
	cairo_t *cairo = sheet->cairo;
	double y = sheet->y;

	cairo_save(cairo);
	cairo_translate(cairo, sheet->format->width / 2, sheet->format->height / 2);
	cairo_rotate(cairo, -0.9);
	cairo_translate(cairo, -sheet->format->width / 2, -60);
	cairo_set_source_rgb(cairo, 0.9, 0.9, 0.9);
	sheet->y = 0;
	sheet_put(sheet, "CONTOH", -sheet->format->left, sheet->format->width, &style);
	sheet->y = y;
	cairo_restore(cairo);
}

static bool draw(struct drawing *drawing, struct text *why)
{
	if (drawing->print->qr_text == NULL)
		draw_specimen(&drawing->sheet);
	if (!draw_head(drawing, why))
		return false;
	draw_title(drawing);
	draw_paragraph(drawing, drawing->content->opening);
	draw_rows(drawing);
	draw_paragraph(drawing, drawing->content->body);
	draw_end(drawing);
	return true;
}

/* Draw it all once. Sets *out_pages. */
static bool draw_once(const struct letter_print *print, const struct spacing *spacing,
		      struct pdf *out, int *out_pages, struct text *why)
{
	const struct content *content = print->content;
	char title[2 * CONTENT_LINE_SIZE], author[CONTENT_LINE_SIZE + 16];
	char on_next[2 * CONTENT_LINE_SIZE + 32];
	const struct sheet_facts facts = { .title = title,
					   .author = author,
					   .made_at = print->issued_at,
					   .on_next = on_next };
	struct drawing drawing = { .print = print,
				   .content = content,
				   .points = print->options->font_points,
				   .spacing = spacing };
	bool is_drawn, is_closed;

	snprintf(title, sizeof title, "%s %s", content->title, content->number);
	snprintf(author, sizeof author, "Desa %s", content->village);
	snprintf(on_next, sizeof on_next, "Lanjutan surat nomor %s, kode %s",
		 content->number, content->code);
	pdf_clear(out);
	sheet_open(&drawing.sheet, sheet_format(print->options->paper),
		   print->options->font, &facts, out);
	drawing.width = sheet_width(&drawing.sheet);
	is_drawn = draw(&drawing, why);
	*out_pages = drawing.sheet.page;
	is_closed = sheet_close(&drawing.sheet);
	if (is_drawn && !is_closed)
		text_say(why, "PDF tidak dapat dibuat");
	return is_drawn && is_closed;
}

bool letter_draw(const struct letter_print *print, struct pdf *out, struct text *why)
{
	int pages;

	if (sheet_format(print->options->paper) == NULL ||
	    !letter_foot_check(print->qr_text, why))
		return false;
	for (size_t i = 0; i < sizeof spacings / sizeof spacings[0]; i++) {
		if (!draw_once(print, &spacings[i], out, &pages, why))
			return false;
		if (pages == 1)
			return true;
	}
	return draw_once(print, &usual, out, &pages, why);
}
