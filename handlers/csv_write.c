// SPDX-License-Identifier: MIT
#include "handlers/csv_write.h"

#include <string.h>

#include "base/text.h"

static void write_cell(struct text *out, const char *cell)
{
	text_add_char(out, '"');
	if (cell[0] != '\0' && strchr("=+-@\t\r\n", cell[0]) != NULL)
		text_add_char(out, '\'');
	for (; *cell != '\0'; cell++) {
		if (*cell == '"')
			text_add_char(out, '"');
		text_add_char(out, *cell);
	}
	text_add_char(out, '"');
}

void csv_write_row(struct text *out, const char *const *cells, size_t n_cells)
{
	for (size_t i = 0; i < n_cells; i++) {
		if (i > 0)
			text_add_char(out, ',');
		write_cell(out, cells[i]);
	}
	text_add(out, "\r\n");
}
