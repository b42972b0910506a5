// SPDX-License-Identifier: MIT
#include "handlers/export.h"

#include "handlers/csv.h"
#include "handlers/csv_write.h"
#include "handlers/import_cells.h"
#include "store/residents.h"

/* The cells of `resident`, or the headers when it is NULL. */
static void add_row(struct text *out, const struct resident *resident)
{
	const char *cells[CSV_CELLS_MAX];
	const struct import_column *column;
	size_t n = 0;

	for (size_t i = 0; (column = import_column_at(i)) != NULL; i++) {
		if (column->read == NULL || n == CSV_CELLS_MAX)
			continue;
		cells[n++] = resident == NULL ? column->name
					      : (const char *)resident + column->offset;
	}
	csv_write_row(out, cells, n);
}

void export_add_header(struct text *out)
{
	add_row(out, NULL);
}

void export_add_resident(struct text *out, const struct resident *resident)
{
	add_row(out, resident);
}
