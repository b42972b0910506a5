// SPDX-License-Identifier: MIT
#include "handlers/csv.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

static bool is_line_end(char byte)
{
	return byte == '\n' || byte == '\r';
}

/* The separator that the first line holds most often outside of quotes. */
static char guess_separator(const char *at, const char *end)
{
	static const char separators[] = { ',', ';', '\t' };
	size_t counts[sizeof separators] = { 0 }, best = 0;
	bool is_quoted = false;

	for (; at < end && (is_quoted || !is_line_end(*at)); at++) {
		if (*at == '"')
			is_quoted = !is_quoted;
		for (size_t i = 0; i < sizeof separators; i++)
			counts[i] += !is_quoted && *at == separators[i];
	}
	for (size_t i = 1; i < sizeof separators; i++)
		if (counts[i] > counts[best])
			best = i;
	return separators[best];
}

void csv_init(struct csv *csv, const char *bytes, size_t length)
{
	static const char mark[] = "\xEF\xBB\xBF";

	*csv = (struct csv){ .at = bytes, .end = bytes + length, .line = 1 };
	if (length >= 3 && memcmp(bytes, mark, 3) == 0)
		csv->at += 3;
	csv->separator = guess_separator(csv->at, csv->end);
}

/* "\n", "\r\n" and the "\r" of old programs all count as one. */
static void skip_line_end(struct csv *csv)
{
	if (*csv->at == '\r' && csv->end - csv->at > 1 && csv->at[1] == '\n')
		csv->at++;
	csv->at++;
	csv->line++;
}

static void skip_line(struct csv *csv)
{
	while (csv->at < csv->end && !is_line_end(*csv->at))
		csv->at++;
	if (csv->at < csv->end)
		skip_line_end(csv);
}

static bool is_at_cell_end(const struct csv *csv)
{
	return csv->at == csv->end || *csv->at == csv->separator || is_line_end(*csv->at);
}

/* Behind the opening quote; two quotes stand for one (RFC 4180 2.7). */
static int read_quoted(struct csv *csv, struct text *cell, struct text *why)
{
	/* A cell that outgrows the row has lost its quote: look no further. */
	while (csv->at < csv->end && !cell->is_cut) {
		char byte = *csv->at++;

		if (byte == '"' && (csv->at == csv->end || *csv->at != '"')) {
			while (csv->at < csv->end && *csv->at == ' ')
				csv->at++;
			if (is_at_cell_end(csv))
				return 0;
			text_say(why, "ada tulisan di belakang tanda kutip penutup");
			return -EBADMSG;
		}
		if (byte == '"')
			csv->at++;
		if (byte == '\n')
			csv->line++;
		text_add_char(cell, byte);
	}
	text_say(why, "tanda kutip (\") dibuka tetapi tidak ditutup");
	return -EBADMSG;
}

static int read_cell(struct csv *csv, struct text *cell, struct text *why)
{
	while (csv->at < csv->end && *csv->at == ' ')
		csv->at++;
	if (csv->at < csv->end && *csv->at == '"') {
		csv->at++;
		return read_quoted(csv, cell, why);
	}
	while (!is_at_cell_end(csv))
		text_add_char(cell, *csv->at++);
	return 0;
}

/* Close the cell that begins at `start`: no spaces at either end, one NUL. */
static int end_cell(struct csv_row *row, struct text *bytes, size_t start,
		    struct text *why)
{
	const char *cell = row->bytes + start;
	size_t length = bytes->length - start;

	if (bytes->is_cut) {
		text_say(why, "baris terlalu panjang");
		return -EBADMSG;
	}
	if (memchr(cell, '\0', length) != NULL || !utf8_is_valid(cell, length)) {
		text_say(why, "ada huruf yang rusak; simpan berkas sebagai CSV UTF-8");
		return -EBADMSG;
	}
	while (length > 0 && strchr(" \t\r\n", cell[length - 1]) != NULL)
		length--;
	bytes->length = start + length;
	text_add_char(bytes, '\0');
	row->cells[row->n_cells++] = cell + strspn(cell, " \t\r\n");
	return 0;
}

static int read_row(struct csv *csv, struct csv_row *row, struct text *why)
{
	struct text bytes;

	text_init(&bytes, row->bytes, sizeof row->bytes);
	for (;;) {
		size_t start = bytes.length;
		int error = read_cell(csv, &bytes, why);

		if (error == 0)
			error = end_cell(row, &bytes, start, why);
		if (error < 0)
			return error;
		if (csv->at == csv->end || *csv->at != csv->separator)
			break;
		csv->at++;
		if (row->n_cells == CSV_CELLS_MAX) {
			text_say(why, "lebih dari %d kolom", CSV_CELLS_MAX);
			return -EBADMSG;
		}
	}
	if (csv->at < csv->end)
		skip_line_end(csv);
	return 0;
}

static bool is_blank(const struct csv_row *row)
{
	for (size_t i = 0; i < row->n_cells; i++)
		if (row->cells[i][0] != '\0')
			return false;
	return true;
}

int csv_next(struct csv *csv, struct csv_row *out_row, struct text *why)
{
	while (csv->at < csv->end) {
		struct csv start = *csv;

		out_row->line = csv->line;
		out_row->n_cells = 0;
		if (read_row(csv, out_row, why) < 0) {
			*csv = start;
			skip_line(csv);
			return -EBADMSG;
		}
		if (!is_blank(out_row))
			return 1;
	}
	return 0;
}
