// SPDX-License-Identifier: MIT
#include "letters/envelope.h"

#include <stdio.h>

#include "base/text.h"
#include "letters/content.h"
#include "letters/letter_options.h"
#include "letters/sheet.h"

#define MM SHEET_MM

enum {
	LINE_SIZE = CONTENT_LINE_SIZE + 32,
	ROW_NAME = 0, /* of content.rows: who gets it */
	ROW_ADDRESS = CONTENT_ROWS - 1,
};

static const double sender_width = MM(120), at_addressee = MM(95);

static void draw_sender(struct sheet *sheet, const struct content *content)
{
	const struct sheet_style large = { .points = 13,
					   .is_bold = true,
					   .is_capital = true };
	const struct sheet_style plain = { .points = 10.5 }, small = { .points = 9 };

	if (content->signature.n > 0)
		sheet_write(sheet, content->signature.lines[0], 0, sender_width, &large);
	for (size_t i = 0; i + 1 < CONTENT_HEAD_LINES; i++) {
		if (content->head[i][0] != '\0')
			sheet_write(sheet, content->head[i], 0, sender_width, &plain);
	}
	sheet_write(sheet, content->address, 0, sender_width, &small);
	sheet_skip(sheet, MM(2));
	sheet_rule(sheet, 0, sheet_width(sheet), 1);
	sheet_skip(sheet, MM(5));
}

static void draw_letter(struct sheet *sheet, const struct content *content)
{
	const struct sheet_style number = { .points = 12, .is_bold = true };
	const struct sheet_style plain = { .points = 10.5 };
	double width = at_addressee - MM(6), top = sheet->y;
	char line[LINE_SIZE];

	snprintf(line, sizeof line, "Nomor : %s", content->number);
	sheet_write(sheet, line, 0, width, &number);
	sheet_write(sheet, content->title, 0, width, &plain);
	sheet_write(sheet, content->place_and_day, 0, width, &plain);
	snprintf(line, sizeof line, "Kode %s", content->code);
	sheet_write(sheet, line, 0, width, &plain);
	sheet->y = top;
}

static void draw_addressee(struct sheet *sheet, const struct content *content)
{
	const struct sheet_style plain = { .points = 12 };
	const struct sheet_style name = { .points = 14, .is_bold = true };
	double width = sheet_width(sheet) - at_addressee;

	sheet_skip(sheet, MM(12));
	sheet_write(sheet, "Kepada Yth.", at_addressee, width, &plain);
	sheet_write(sheet, content->rows[ROW_NAME].value, at_addressee, width, &name);
	sheet_write(sheet, content->rows[ROW_ADDRESS].value, at_addressee, width, &plain);
}

bool envelope_draw(const struct content *content, const struct letter_options *options,
		   int64_t made_at, struct pdf *out, struct text *why)
{
	char title[2 * LINE_SIZE], author[LINE_SIZE];
	const struct sheet_facts facts = { .title = title,
					   .author = author,
					   .made_at = made_at };
	struct sheet sheet;

	snprintf(title, sizeof title, "Amplop surat %s", content->number);
	snprintf(author, sizeof author, "Desa %s", content->village);
	sheet_open(&sheet, sheet_format("DL"), options->font, &facts, out);
	draw_sender(&sheet, content);
	draw_letter(&sheet, content);
	draw_addressee(&sheet, content);
	if (sheet_close(&sheet))
		return true;
	text_say(why, "PDF tidak dapat dibuat");
	return false;
}
