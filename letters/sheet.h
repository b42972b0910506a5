// SPDX-License-Identifier: MIT
#pragma once

/*
 * Sheets of paper to write on from top to bottom: what does not fit goes on the next one.
 * Lengths are points (1/72 inch). A text is always plain: never markup, never anything
 * but what it shows. The same calls give the same bytes.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cairo.h>
#include <pango/pango.h>

struct pdf;

#define SHEET_MM(mm) ((mm)*72.0 / 25.4)

struct sheet_format {
	double width, height;            /* of the paper */
	double top, bottom, left, right; /* margins */
};

/* "F4" (215 x 330 mm), "A4", "A5", "DL" (an envelope). NULL when there is no such paper.
 */
const struct sheet_format *sheet_format(const char *paper);

struct sheet_style {
	double points;
	double leading; /* between lines, times the line's height; 0 as 1 */
	double indent;  /* of the first line */
	PangoAlignment align;
	/* Of a line in capitals: the bytes in front that stay small, and where the
	 * capitals end, 0 at its end. */
	size_t kept, capitals_end;
	bool is_bold, is_italic, is_underlined, is_justified, is_capital;
};

/* What the file says of itself. */
struct sheet_facts {
	const char *title, *author;
	int64_t made_at;     /* seconds UTC; its only time */
	const char *on_next; /* written on top of the second sheet and those behind it */
};

struct sheet {
	const struct sheet_format *format;
	struct sheet_facts facts;
	cairo_surface_t *surface;
	cairo_t *cairo;
	PangoContext *context;
	const char *font;
	double y;    /* where the next thing begins */
	double foot; /* kept free above the lower margin */
	int page;    /* 1 first */
};

void sheet_open(struct sheet *sheet, const struct sheet_format *format, const char *font,
		const struct sheet_facts *facts, struct pdf *out);
/* Finish. False when it could not be written. */
bool sheet_close(struct sheet *sheet);

double sheet_width(const struct sheet *sheet); /* between the margins */
double sheet_left_over(const struct sheet *sheet);
void sheet_next(struct sheet *sheet);
/* Go to the next sheet unless so much is left. */
void sheet_need(struct sheet *sheet, double height);
void sheet_skip(struct sheet *sheet, double height);

/* The height that a text takes. */
double sheet_measure(const struct sheet *sheet, const char *string, double width,
		     const struct sheet_style *style);

/* Write at the current height, `x` from the left margin, as wide as `width`, and go below
 * it; lines that do not fit go on the next sheet. */
void sheet_write(struct sheet *sheet, const char *string, double x, double width,
		 const struct sheet_style *style);

/* The same without going below, without a new sheet. Returns the height. */
double sheet_put(struct sheet *sheet, const char *string, double x, double width,
		 const struct sheet_style *style);

/* A line across at the current height. */
void sheet_rule(struct sheet *sheet, double x, double width, double thickness);
