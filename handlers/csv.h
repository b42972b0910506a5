// SPDX-License-Identifier: MIT
#pragma once

/*
 * Reading comma separated values (RFC 4180) as spreadsheets in Indonesia write them: the
 * separator is ',', ';' or a tab, found by looking at the first line; a byte order mark
 * in front and any line end are taken. Works on bytes that the caller holds; a bad row is
 * told and the reader goes on with the next line, so that one lost quote costs one row.
 */

#include <stdbool.h>
#include <stddef.h>

struct text;

enum {
	CSV_CELLS_MAX = 96,   /* OpenSID has 43 columns */
	CSV_ROW_SIZE = 16384, /* all cells of one row with their NULs */
};

struct csv {
	const char *at;
	const char *end;
	char separator;
	unsigned line; /* the line that `at` is on, 1 first */
};

struct csv_row {
	unsigned line;                    /* where it begins */
	const char *cells[CSV_CELLS_MAX]; /* valid UTF-8 without NUL, spaces trimmed */
	size_t n_cells;
	char bytes[CSV_ROW_SIZE];
};

/* `bytes` stay the caller's and must outlive the reader. Cannot fail. */
void csv_init(struct csv *csv, const char *bytes, size_t length);

/*
 * Read the next row that is not blank. Returns 1, or 0 at the end, or -EBADMSG with the
 * reason (in Indonesian, for the operator) in `why` and the line in out_row->line; then
 * the next call goes on behind that line.
 */
int csv_next(struct csv *csv, struct csv_row *out_row, struct text *why);
