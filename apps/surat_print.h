// SPDX-License-Identifier: MIT
#pragma once

/*
 * What people see on the terminal: aligned columns that fit 100 characters, local times,
 * Indonesian words. Texts come from phones: every character that could move a cursor,
 * fake a line or turn the direction of reading is shown as \x...
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	PRINT_LINE_COLUMNS = 100,
	PRINT_GAP_COLUMNS = 2,
	PRINT_TIME_SIZE = 32,
};

struct print_column {
	const char *heading;
	int width; /* 0: what is left of the line, only for the last one */
};

/* One table: headings, then rows. The last cell of a row goes on below itself when
 * `is_wrapped`, the other cells are cut with "~". */
struct print_table {
	const struct print_column *columns;
	size_t n_columns;
	bool is_wrapped;
};

void print_headings(const struct print_table *table);
void print_row(const struct print_table *table, const char *const *cells);

/* One "label  value" line of a screen about one thing; a long value goes on below. An
 * empty value is not printed at all. */
void print_field(const char *label, const char *value);

/* A text of ours and texts from outside on a line of its own, escaped. */
void print_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* "21-11-2026 14:02", local; "-" for 0. */
const char *print_time(int64_t at, char out[PRINT_TIME_SIZE]);
/* "21-11 14:02". */
const char *print_short_time(int64_t at, char out[PRINT_TIME_SIZE]);

/* A JSON array, one object per line; or, when following, objects alone. */
struct print_list {
	bool is_array, has_any;
};
void print_list_begin(struct print_list *list, bool is_array);
void print_list_add(struct print_list *list, const char *json);
void print_list_end(struct print_list *list);
