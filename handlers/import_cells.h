// SPDX-License-Identifier: MIT
#pragma once

/*
 * The columns of OpenSID's import table and how a cell of each becomes a field of a
 * resident. Used by handlers/import.c alone.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "handlers/import.h"
#include "store/residents.h"

struct import_code;

/* The row that is being read. */
struct import_row {
	struct resident resident;
	unsigned line;
	bool is_refused;
	import_issue_fn on_issue;
	void *context;
	struct import_report *report;
};

struct import_column {
	const char *name; /* the header */
	/* NULL: no letter needs it. `cell` has no spaces around and is "" when it is
	 * empty. */
	void (*read)(const struct import_column *column, const char *cell,
		     struct import_row *row);
	size_t offset, size; /* of the field in struct resident */
	const struct import_code *codes;
};

/* NULL when no column has this header; letter case does not matter. */
const struct import_column *import_column_find(const char *name);
/* The column of this place in the table, NULL behind the last one. */
const struct import_column *import_column_at(size_t i);
/* The cell without the ' that csv_write_row() sets before a formula. */
const char *import_unguarded(const char *cell);

/* Refuse the row, or warn about it. `column` NULL: the row as a whole. */
void import_refuse(struct import_row *row, const struct import_column *column,
		   const char *format, ...) __attribute__((format(printf, 3, 4)));
void import_warn(struct import_row *row, const struct import_column *column,
		 const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Only the digits of a cell; whether a spreadsheet wrote it as 3,51E+15 is asked first.
 * Returns how many there were; no more than `size` - 1 are copied. */
size_t import_digits(const char *cell, char *out, size_t size);
bool import_is_exponent(const char *cell);

/* How many bytes of a cell to quote: "%.*s". */
int import_shown(const char *cell);
