// SPDX-License-Identifier: MIT
#include "apps/surat_sheet.h"

#include <stdio.h>

#include "apps/surat.h"
#include "base/text.h"
#include "handlers/csv_write.h"
#include "handlers/details.h"

enum {
	ROW_SIZE = 8192,
	COLUMNS_MAX = 16,
};

static bool has(const struct sheet *sheet, enum surat_option option)
{
	return surat_has(sheet->surat, option);
}

bool sheet_is_plain(const struct sheet *sheet)
{
	return !has(sheet, SURAT_OPTION_CSV) && !has(sheet, SURAT_OPTION_JSON);
}

static void put_csv(const struct sheet *sheet, const char *const *cells)
{
	char buffer[ROW_SIZE];
	struct text row;

	text_init(&row, buffer, sizeof buffer);
	csv_write_row(&row, cells, sheet->n_keys);
	fputs(buffer, stdout);
}

static void put_json(struct sheet *sheet, const char *const *cells)
{
	char buffer[ROW_SIZE];
	struct text json;

	text_init(&json, buffer, sizeof buffer);
	for (size_t i = 0; i < sheet->n_keys; i++) {
		const char *key = sheet->keys[i];
		bool is_number = key[0] == '#';

		text_add(&json, i == 0 ? "{" : ",");
		json_add_text(&json, key + is_number);
		text_add_char(&json, ':');
		if (is_number)
			text_add(&json, cells[i][0] == '\0' ? "null" : cells[i]);
		else
			json_add_text(&json, cells[i]);
	}
	text_add_char(&json, '}');
	print_list_add(&sheet->list, buffer);
}

void sheet_begin(struct sheet *sheet)
{
	const char *headings[COLUMNS_MAX];

	for (size_t i = 0; i < sheet->table->n_columns; i++)
		headings[i] = sheet->table->columns[i].heading;
	if (has(sheet, SURAT_OPTION_JSON))
		print_list_begin(&sheet->list, true);
	else if (has(sheet, SURAT_OPTION_CSV))
		put_csv(sheet, sheet->headings != NULL ? sheet->headings : headings);
	else
		print_headings(sheet->table);
}

void sheet_add(struct sheet *sheet, const char *const *cells)
{
	if (has(sheet, SURAT_OPTION_JSON))
		put_json(sheet, cells);
	else if (has(sheet, SURAT_OPTION_CSV))
		put_csv(sheet, cells);
	else
		print_row(sheet->table, cells);
}

void sheet_end(struct sheet *sheet)
{
	if (has(sheet, SURAT_OPTION_JSON))
		print_list_end(&sheet->list);
}
