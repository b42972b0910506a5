// SPDX-License-Identifier: MIT
#include "apps/surat_print.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/utf8.h"

enum {
	GLYPH_SIZE = 16,
	FIELD_LABEL_COLUMNS = 16,
};

/* One character as it is shown. */
struct glyph {
	char bytes[GLYPH_SIZE];
	int columns;
	bool is_break; /* a line break in the text */
};

/* Read the next character of `text`; returns the bytes it took. */
static size_t glyph_next(const char *text, struct glyph *out)
{
	uint32_t code;
	size_t taken = utf8_decode(text, strlen(text), &code);
	struct text shown;

	text_init(&shown, out->bytes, sizeof out->bytes);
	text_add_escaped(&shown, text, taken);
	out->is_break = code == '\n';
	if (shown.length != taken)
		out->columns = (int)shown.length;
	else /* from Hangul on a terminal may take two; counting two never overflows */
		out->columns = code >= 0x1100 ? 2 : 1;
	return taken;
}

static void spaces(int n)
{
	printf("%*s", n > 0 ? n : 0, "");
}

/* One line of at most `width` columns; a break is a space. Returns the columns used. */
static int print_cut(const char *text, int width)
{
	struct glyph glyph, next;
	int used = 0;

	while (*text != '\0') {
		text += glyph_next(text, &glyph);
		if (glyph.is_break)
			glyph = (struct glyph){ .bytes = " ", .columns = 1 };
		if (*text != '\0')
			glyph_next(text, &next);
		else
			next.columns = 0;
		if (used + glyph.columns > width - (next.columns > 0)) {
			putchar('~');
			return used + 1;
		}
		fputs(glyph.bytes, stdout);
		used += glyph.columns;
	}
	return used;
}

/* Where the line that begins at `text` ends: behind the last word that fits, at a break,
 * or in the middle of a word that is wider than the line. */
static size_t line_length(const char *text, int width)
{
	size_t at = 0, word_end = 0;
	int used = 0;

	while (text[at] != '\0') {
		struct glyph glyph;
		size_t taken = glyph_next(text + at, &glyph);

		if (glyph.is_break)
			return at;
		if (text[at] == ' ')
			word_end = at;
		if (used > 0 && used + glyph.columns > width)
			return word_end > 0 ? word_end : at;
		used += glyph.columns;
		at += taken;
	}
	return at;
}

/* The whole text in lines of `width`, each but the first begun at `indent`. */
static void print_wrapped(const char *text, int width, int indent)
{
	bool is_first = true;

	do {
		size_t length = line_length(text, width), at = 0;
		struct glyph glyph;

		if (!is_first)
			spaces(indent);
		is_first = false;
		while (at < length) {
			at += glyph_next(text + at, &glyph);
			fputs(glyph.bytes, stdout);
		}
		text += length;
		if (*text == '\n' || *text == ' ')
			text++;
		putchar('\n');
	} while (*text != '\0');
}

static int width_of(const struct print_column *column, int begun_at)
{
	return column->width > 0 ? column->width : PRINT_LINE_COLUMNS - begun_at;
}

static void print_cells(const struct print_table *table, const char *const *cells,
			bool is_wrapped)
{
	int begun_at = 0;

	for (size_t i = 0; i < table->n_columns; i++) {
		int width = width_of(&table->columns[i], begun_at);
		bool is_last = i + 1 == table->n_columns;

		if (is_last && is_wrapped) {
			print_wrapped(cells[i], width, begun_at);
			return;
		}
		width -= print_cut(cells[i], width);
		if (!is_last)
			spaces(width + PRINT_GAP_COLUMNS);
		begun_at += table->columns[i].width + PRINT_GAP_COLUMNS;
	}
	putchar('\n');
}

void print_headings(const struct print_table *table)
{
	const char *headings[16];

	for (size_t i = 0; i < table->n_columns && i < 16; i++)
		headings[i] = table->columns[i].heading;
	print_cells(table, headings, false);
}

void print_row(const struct print_table *table, const char *const *cells)
{
	print_cells(table, cells, table->is_wrapped);
}

void print_field(const char *label, const char *value)
{
	if (*value == '\0')
		return;
	printf("%-*s", FIELD_LABEL_COLUMNS, label);
	print_wrapped(value, PRINT_LINE_COLUMNS - FIELD_LABEL_COLUMNS,
		      FIELD_LABEL_COLUMNS);
}

void print_line(const char *format, ...)
{
	char buffer[LIMIT_MESSAGE_SIZE];
	struct text text;
	va_list values;

	text_init(&text, buffer, sizeof buffer);
	va_start(values, format);
	text_add_valist(&text, format, values);
	va_end(values);
	print_wrapped(buffer, PRINT_LINE_COLUMNS, 0);
}

const char *print_time(int64_t at, char out[PRINT_TIME_SIZE])
{
	struct tm local;

	if (at == 0)
		return "-";
	clock_local(at, &local);
	if (strftime(out, PRINT_TIME_SIZE, "%d-%m-%Y %H:%M", &local) == 0)
		return "?";
	return out;
}

const char *print_short_time(int64_t at, char out[PRINT_TIME_SIZE])
{
	struct tm local;

	if (at == 0)
		return "-";
	clock_local(at, &local);
	if (strftime(out, PRINT_TIME_SIZE, "%d-%m %H:%M", &local) == 0)
		return "?";
	return out;
}

/* SQLite escapes C0 only; a terminal must not obey the others either. Outside of strings
 * JSON is plain ASCII, so each escape lands inside of one. */
static void print_json(const char *json)
{
	while (*json != '\0') {
		uint32_t code;
		size_t taken = utf8_decode(json, strlen(json), &code);

		if (code >= 0x7F && utf8_is_control(code))
			printf("\\u%04X", (unsigned)code);
		else
			fwrite(json, 1, taken, stdout);
		json += taken;
	}
}

void print_list_begin(struct print_list *list, bool is_array)
{
	*list = (struct print_list){ .is_array = is_array };
	if (is_array)
		putchar('[');
}

void print_list_add(struct print_list *list, const char *json)
{
	if (list->is_array)
		fputs(list->has_any ? ",\n" : "\n", stdout);
	print_json(json);
	if (!list->is_array)
		putchar('\n');
	list->has_any = true;
}

void print_list_end(struct print_list *list)
{
	if (list->is_array)
		fputs(list->has_any ? "\n]\n" : "]\n", stdout);
}
