// SPDX-License-Identifier: MIT
#pragma once

/*
 * One row of a CSV file that spreadsheets open: every cell in quotes (RFC 4180), and one
 * that a spreadsheet would take for a formula with ' in front (OWASP, CSV injection).
 */

#include <stddef.h>

struct text;

/* Add the cells apart by commas, and CR LF. */
void csv_write_row(struct text *out, const char *const *cells, size_t n_cells);
