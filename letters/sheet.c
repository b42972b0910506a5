// SPDX-License-Identifier: MIT
#include "letters/sheet.h"

#include <string.h>
#include <time.h>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "base/must.h"
#include "base/text.h"
#include "letters/pdf.h"

static const struct {
	const char *paper;
	struct sheet_format format;
} formats[] = {
	{ "F4",
	  { SHEET_MM(215), SHEET_MM(330), SHEET_MM(13), SHEET_MM(13), SHEET_MM(25),
	    SHEET_MM(20) } },
	{ "A4",
	  { SHEET_MM(210), SHEET_MM(297), SHEET_MM(11), SHEET_MM(11), SHEET_MM(25),
	    SHEET_MM(20) } },
	{ "A5",
	  { SHEET_MM(148), SHEET_MM(210), SHEET_MM(9), SHEET_MM(8), SHEET_MM(11),
	    SHEET_MM(11) } },
	{ "DL",
	  { SHEET_MM(220), SHEET_MM(110), SHEET_MM(10), SHEET_MM(8), SHEET_MM(14),
	    SHEET_MM(14) } },
};

const struct sheet_format *sheet_format(const char *paper)
{
	for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
		if (strcmp(formats[i].paper, paper) == 0)
			return &formats[i].format;
	}
	return NULL;
}

static cairo_status_t add_to_pdf(void *closure, const unsigned char *bytes,
				 unsigned int length)
{
	return pdf_add(closure, bytes, length) ? CAIRO_STATUS_SUCCESS
					       : CAIRO_STATUS_WRITE_ERROR;
}

static void say_facts(const struct sheet *sheet)
{
	time_t at = (time_t)sheet->facts.made_at;
	char made[32];
	struct tm utc;

	must(gmtime_r(&at, &utc) != NULL);
	strftime(made, sizeof made, "%Y-%m-%dT%H:%M:%SZ", &utc);
	cairo_pdf_surface_set_metadata(sheet->surface, CAIRO_PDF_METADATA_TITLE,
				       sheet->facts.title);
	cairo_pdf_surface_set_metadata(sheet->surface, CAIRO_PDF_METADATA_AUTHOR,
				       sheet->facts.author);
	cairo_pdf_surface_set_metadata(sheet->surface, CAIRO_PDF_METADATA_CREATOR,
				       "Surat Desa");
	cairo_pdf_surface_set_metadata(sheet->surface, CAIRO_PDF_METADATA_CREATE_DATE,
				       made);
}

void sheet_open(struct sheet *sheet, const struct sheet_format *format, const char *font,
		const struct sheet_facts *facts, struct pdf *out)
{
	cairo_font_options_t *options = cairo_font_options_create();

	*sheet = (struct sheet){ .format = format,
				 .facts = *facts,
				 .font = font,
				 .y = format->top,
				 .page = 1 };
	sheet->surface = cairo_pdf_surface_create_for_stream(
		add_to_pdf, out, format->width, format->height);
	say_facts(sheet);
	sheet->cairo = cairo_create(sheet->surface);
	sheet->context = pango_cairo_create_context(sheet->cairo);
	/* Letters stand where the font says, not on the dots of a screen. */
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(sheet->context, options);
	cairo_font_options_destroy(options);
	pango_context_set_round_glyph_positions(sheet->context, FALSE);
	pango_context_set_language(sheet->context, pango_language_from_string("id"));
}

bool sheet_close(struct sheet *sheet)
{
	cairo_status_t status;

	cairo_show_page(sheet->cairo);
	cairo_surface_finish(sheet->surface);
	status = cairo_surface_status(sheet->surface);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_status(sheet->cairo);
	g_object_unref(sheet->context);
	cairo_destroy(sheet->cairo);
	cairo_surface_destroy(sheet->surface);
	return status == CAIRO_STATUS_SUCCESS;
}

double sheet_width(const struct sheet *sheet)
{
	return sheet->format->width - sheet->format->left - sheet->format->right;
}

double sheet_left_over(const struct sheet *sheet)
{
	return sheet->format->height - sheet->format->bottom - sheet->foot - sheet->y;
}

void sheet_next(struct sheet *sheet)
{
	const struct sheet_style style = { .points = 9, .align = PANGO_ALIGN_RIGHT };
	char buffer[512];
	struct text line;

	cairo_show_page(sheet->cairo);
	sheet->page++;
	sheet->y = sheet->format->top;
	if (sheet->facts.on_next == NULL)
		return;
	text_init(&line, buffer, sizeof buffer);
	text_add_format(&line, "%s, halaman %d", sheet->facts.on_next, sheet->page);
	sheet->y += sheet_put(sheet, buffer, 0, sheet_width(sheet), &style);
	sheet->y += SHEET_MM(6);
}

void sheet_need(struct sheet *sheet, double height)
{
	if (sheet_left_over(sheet) < height)
		sheet_next(sheet);
}

void sheet_skip(struct sheet *sheet, double height)
{
	sheet->y += height;
}

static void add_attribute(PangoAttrList *list, PangoAttribute *attribute)
{
	pango_attr_list_insert(list, attribute); /* takes it */
}

static PangoAttrList *attributes(const struct sheet_style *style)
{
	PangoAttrList *list = pango_attr_list_new();

	/* A long name is broken where it must be, without a hyphen of ours in it. */
	add_attribute(list, pango_attr_insert_hyphens_new(FALSE));
	if (style->is_underlined)
		add_attribute(list, pango_attr_underline_new(PANGO_UNDERLINE_SINGLE));
	return list;
}

static char *in_capitals(const char *string, const struct sheet_style *style)
{
	size_t kept = style->kept;
	size_t end = style->capitals_end > 0 ? style->capitals_end : strlen(string);
	char *part = g_utf8_strup(string + kept, (gssize)(end - kept));
	char *all = g_strdup_printf("%.*s%s%s", (int)kept, string, part, string + end);

	g_free(part);
	return all;
}

static PangoLayout *lay_out(const struct sheet *sheet, const char *string, double width,
			    const struct sheet_style *style)
{
	PangoFontDescription *font = pango_font_description_from_string(sheet->font);
	PangoLayout *layout = pango_layout_new(sheet->context);
	PangoAttrList *list = attributes(style);
	char *capitals = style->is_capital ? in_capitals(string, style) : NULL;

	pango_font_description_set_absolute_size(font, style->points * PANGO_SCALE);
	pango_font_description_set_weight(font, style->is_bold ? PANGO_WEIGHT_BOLD
							       : PANGO_WEIGHT_NORMAL);
	pango_font_description_set_style(font, style->is_italic ? PANGO_STYLE_ITALIC
								: PANGO_STYLE_NORMAL);
	pango_layout_set_font_description(layout, font);
	pango_layout_set_attributes(layout, list);
	pango_layout_set_text(layout, capitals != NULL ? capitals : string, -1);
	pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_alignment(layout, style->align);
	pango_layout_set_justify(layout, style->is_justified);
	pango_layout_set_indent(layout, (int)(style->indent * PANGO_SCALE));
	/* A name in another script does not turn the line around. */
	pango_layout_set_auto_dir(layout, FALSE);
	g_free(capitals);
	pango_attr_list_unref(list);
	pango_font_description_free(font);
	return layout;
}

static double line_height(const PangoRectangle *line, const struct sheet_style *style)
{
	return line->height / (double)PANGO_SCALE *
	       (style->leading > 0 ? style->leading : 1);
}

static PangoRectangle line_at(PangoLayoutIter *iter)
{
	PangoRectangle line;

	pango_layout_iter_get_line_extents(iter, NULL, &line);
	return line;
}

double sheet_measure(const struct sheet *sheet, const char *string, double width,
		     const struct sheet_style *style)
{
	PangoLayout *layout = lay_out(sheet, string, width, style);
	PangoLayoutIter *iter = pango_layout_get_iter(layout);
	double height = 0;

	do {
		PangoRectangle line = line_at(iter);

		height += line_height(&line, style);
	} while (pango_layout_iter_next_line(iter));
	pango_layout_iter_free(iter);
	g_object_unref(layout);
	return height;
}

/* The line on which `iter` stands, with its top at the current height. */
static void draw_line(struct sheet *sheet, PangoLayoutIter *iter, double x)
{
	PangoRectangle line = line_at(iter);
	double baseline =
		(pango_layout_iter_get_baseline(iter) - line.y) / (double)PANGO_SCALE;

	cairo_move_to(sheet->cairo,
		      sheet->format->left + x + line.x / (double)PANGO_SCALE,
		      sheet->y + baseline);
	pango_cairo_show_layout_line(sheet->cairo,
				     pango_layout_iter_get_line_readonly(iter));
}

static double write_lines(struct sheet *sheet, const char *string, double x, double width,
			  const struct sheet_style *style, bool may_turn)
{
	PangoLayout *layout = lay_out(sheet, string, width, style);
	PangoLayoutIter *iter = pango_layout_get_iter(layout);
	double began = sheet->y, height;

	do {
		PangoRectangle line = line_at(iter);

		height = line_height(&line, style);
		if (may_turn)
			sheet_need(sheet, height);
		draw_line(sheet, iter, x);
		sheet->y += height;
	} while (pango_layout_iter_next_line(iter));
	pango_layout_iter_free(iter);
	g_object_unref(layout);
	height = sheet->y - began;
	if (!may_turn)
		sheet->y = began;
	return height;
}

void sheet_write(struct sheet *sheet, const char *string, double x, double width,
		 const struct sheet_style *style)
{
	write_lines(sheet, string, x, width, style, true);
}

double sheet_put(struct sheet *sheet, const char *string, double x, double width,
		 const struct sheet_style *style)
{
	return write_lines(sheet, string, x, width, style, false);
}

void sheet_rule(struct sheet *sheet, double x, double width, double thickness)
{
	cairo_set_line_width(sheet->cairo, thickness);
	cairo_move_to(sheet->cairo, sheet->format->left + x, sheet->y + thickness / 2);
	cairo_rel_line_to(sheet->cairo, width, 0);
	cairo_stroke(sheet->cairo);
}
