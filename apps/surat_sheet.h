// SPDX-License-Identifier: MIT
#pragma once

/*
 * Rows of a book or a report: a table on the terminal, with --csv a file for
 * spreadsheets (no cell is a formula there), with --json objects. The table shows the
 * first cells of a row, the others all.
 */

#include <stdbool.h>
#include <stddef.h>

#include "apps/surat_print.h"

struct report_span;
struct surat;

struct sheet {
	const struct surat *surat;
	const struct print_table *table;
	const char *const *headings; /* of the CSV file; NULL those of the table */
	const char *const *keys;     /* in JSON; "#name" of a number */
	size_t n_keys;
	struct print_list list;
};

/* Whether people read it; then more may stand around it. */
bool sheet_is_plain(const struct sheet *sheet);
void sheet_begin(struct sheet *sheet);
/* As many cells as there are keys. */
void sheet_add(struct sheet *sheet, const char *const *cells);
void sheet_end(struct sheet *sheet);

/* --month "2026-11", else this month: from its first second to the next month's. False
 * after stderr was told. */
bool surat_read_month(const struct surat *surat, struct report_span *span,
		      char shown[16]);
