// SPDX-License-Identifier: MIT
#include "letters/letter_foot.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "letters/content.h"
#include "letters/qr.h"
#include "letters/sheet.h"

#define MM SHEET_MM

/*
 * At 0.6 mm a module a bad scan is read at once. Of 200 codes each, scanned at 150 dpi,
 * turned by 3 degrees, with noise and a tenth smeared, zbarimg misses with 25 % spare (Q)
 * on 40 mm 1 to 3, on 45 mm none; with 15 % (M) on 40 mm 97 to 200; with 30 % (H), whose
 * modules are smaller, 3 to 4. At 100 dpi, of 100: 13 on 40 mm, 1 on 45 mm, 67 with M.
 */
static const double qr_side = MM(45);
static const double strip_height = MM(49);
static const double signer_height = MM(11);
static const double signature_gap = MM(23); /* for pen and stamp */
static const double column = MM(80);

static struct sheet_style centred(const struct letter_foot *foot)
{
	return (struct sheet_style){ .points = foot->points,
				     .align = PANGO_ALIGN_CENTER };
}

static struct sheet_style small(const struct letter_foot *foot)
{
	return (struct sheet_style){ .points = foot->points - 1.5 };
}

/* One column of a signature: what stands above the gap. */
static double put_above(struct sheet *sheet, const struct letter_foot *foot,
			const struct content_list *lines, double x)
{
	struct sheet_style style = centred(foot);
	double began = sheet->y;

	for (size_t i = 0; i < lines->n; i++) {
		const char *line = lines->lines[i];
		size_t word = strcspn(line, " ");

		/* "a.n." and "u.b." keep their small letters. */
		style.kept = word > 0 && line[word - 1] == '.' ? word : 0;
		style.is_capital = true;
		sheet_skip(sheet, sheet_put(sheet, line, x, column, &style));
	}
	began = sheet->y - began;
	sheet->y -= began;
	return began;
}

/* "H. CONTOH SAMPURNA, S.Pd.": what was studied stays as it is written. */
static struct sheet_style name_style(const struct letter_foot *foot)
{
	struct sheet_style style = centred(foot);

	style.is_bold = style.is_underlined = style.is_capital = true;
	style.capitals_end = strcspn(foot->content->signer, ",");
	return style;
}

/* The name, and what stands below it. */
static double name_height(const struct sheet *sheet, const struct letter_foot *foot)
{
	const struct sheet_style name = name_style(foot), style = centred(foot);
	double height = sheet_measure(sheet, foot->content->signer, column, &name);

	if (foot->content->signer_nip[0] != '\0')
		height += sheet_measure(sheet, foot->content->signer_nip, column, &style);
	return height;
}

static void put_office(struct sheet *sheet, const struct letter_foot *foot, double above)
{
	const struct sheet_style name = name_style(foot), style = centred(foot);
	double x = sheet_width(sheet) - column;

	put_above(sheet, foot, &foot->content->signature, x);
	sheet_skip(sheet, above + signature_gap);
	sheet_skip(sheet, sheet_put(sheet, foot->content->signer, x, column, &name));
	if (foot->content->signer_nip[0] != '\0')
		sheet_skip(sheet, sheet_put(sheet, foot->content->signer_nip, x, column,
					    &style));
}

/* His name is not known here; he writes it, and the number of his own register. */
static void put_camat(struct sheet *sheet, const struct letter_foot *foot, double above)
{
	struct sheet_style style = centred(foot);
	double began = sheet->y, line;

	line = sheet_put(sheet, "Mengetahui,", 0, column, &style);
	sheet_skip(sheet, line);
	style.is_capital = true;
	sheet_put(sheet, foot->content->camat, 0, column, &style);
	style.is_capital = false;
	sheet->y = began + above + signature_gap;
	sheet_put(sheet, "(......................................................)", 0,
		  column, &style);
	sheet_skip(sheet, line);
	style = small(foot);
	style.align = PANGO_ALIGN_CENTER;
	sheet_put(sheet, "Nomor register: ........................ tgl. ................",
		  0, column, &style);
	sheet->y = began;
}

static double line_height(const struct sheet *sheet, const struct sheet_style *style)
{
	return sheet_measure(sheet, "X", column, style);
}

/* Two in a row, each with a line to sign on. */
static double signers_height(const struct letter_foot *foot)
{
	size_t n_rows = (foot->content->signers.n + 1) / 2;

	return (double)n_rows * signer_height;
}

static double copies_height(const struct sheet *sheet, const struct letter_foot *foot)
{
	const struct sheet_style style = small(foot);
	size_t n = foot->content->copies_to.n;

	return n == 0 ? 0 : (double)(n + 1) * line_height(sheet, &style);
}

/* From the place and day to the name. */
static double above_gap(const struct sheet *sheet, const struct letter_foot *foot)
{
	const struct sheet_style style = centred(foot);
	size_t n_lines = foot->content->signature.n;

	if (foot->content->camat[0] != '\0' && n_lines < 2)
		n_lines = 2;
	return (double)n_lines * line_height(sheet, &style);
}

static void put_signers(struct sheet *sheet, const struct letter_foot *foot)
{
	const struct content_list *list = &foot->content->signers;
	const struct sheet_style style = { .points = foot->points };

	for (size_t i = 0; i < list->n; i++) {
		char line[2 * CONTENT_LINE_SIZE];
		double x = i % 2 == 0 ? 0 : sheet_width(sheet) / 2;

		snprintf(line, sizeof line, "%zu. %s", i + 1, list->lines[i]);
		sheet_put(sheet, line, x, MM(34), &style);
		sheet_put(sheet, "( .................................. )", x + MM(34),
			  MM(48), &style);
		if (i % 2 == 1 || i + 1 == list->n)
			sheet_skip(sheet, signer_height);
	}
}

static void put_copies(struct sheet *sheet, const struct letter_foot *foot)
{
	const struct content_list *list = &foot->content->copies_to;
	const struct sheet_style style = small(foot);

	if (list->n > 0)
		sheet_skip(sheet,
			   sheet_put(sheet, "Tembusan:", 0, sheet_width(sheet), &style));
	for (size_t i = 0; i < list->n; i++) {
		char line[2 * CONTENT_LINE_SIZE];

		snprintf(line, sizeof line, "%zu. %s", i + 1, list->lines[i]);
		sheet_skip(sheet, sheet_put(sheet, line, 0, sheet_width(sheet), &style));
	}
}

/* At the foot of the sheet, wherever the text above it ended. */
static void put_strip(struct sheet *sheet, const struct letter_foot *foot)
{
	struct sheet_style style = { .points = 8.5, .is_bold = true };
	double x = qr_side + MM(8), width = sheet_width(sheet) - qr_side - MM(8);
	double top = sheet->format->height - sheet->format->bottom - strip_height;

	sheet->y = top;
	sheet_rule(sheet, 0, sheet_width(sheet), 0.5);
	sheet->y = top + MM(3); /* the quiet zone is 4 modules: 2.6 mm */
	if (foot->qr_text != NULL)
		qr_draw(sheet, foot->qr_text, MM(2), qr_side);
	sheet_skip(sheet, MM(3));
	sheet_skip(sheet, sheet_put(sheet, "KODE VERIFIKASI", x, width, &style));
	style.points = 17;
	sheet_skip(sheet, sheet_put(sheet, foot->content->code, x, width, &style));
	style = (struct sheet_style){ .points = 9, .leading = 1.15 };
	sheet_skip(sheet, MM(1));
	sheet_skip(sheet, sheet_put(sheet,
				    "Keaslian surat ini dapat diperiksa pada register "
				    "desa.",
				    x, width, &style));
	sheet_skip(sheet, sheet_put(sheet, foot->content->check, x, width, &style));
	sheet_skip(sheet, MM(1));
	style.points = 8;
	style.is_italic = true;
	sheet_put(sheet,
		  "Kode ini bukan tanda tangan: surat berlaku bila ditandatangani dan "
		  "distempel. Pelayanan surat ini gratis.",
		  x, width, &style);
}

bool letter_foot_check(const char *qr_text, struct text *why)
{
	if (qr_text == NULL || (qr_text[0] != '\0' && strlen(qr_text) < QR_TEXT_SIZE))
		return true;
	text_say(why, "teks kode QR kosong atau terlalu panjang");
	return false;
}

double letter_foot_height(const struct sheet *sheet, const struct letter_foot *foot)
{
	const struct sheet_style style = centred(foot);
	double name = name_height(sheet, foot);
	double lines = line_height(sheet, &style);
	bool has_camat = foot->content->camat[0] != '\0';

	return MM(3) + signers_height(foot) + lines + above_gap(sheet, foot) +
	       signature_gap + name + (has_camat ? MM(7) : MM(3)) +
	       copies_height(sheet, foot) + MM(2) + strip_height;
}

void letter_foot_draw(struct sheet *sheet, const struct letter_foot *foot)
{
	const struct sheet_style style = centred(foot);
	double x = sheet_width(sheet) - column, above = above_gap(sheet, foot);

	sheet_skip(sheet, MM(3));
	put_signers(sheet, foot);
	sheet_skip(sheet,
		   sheet_put(sheet, foot->content->place_and_day, x, column, &style));
	if (foot->content->camat[0] != '\0')
		put_camat(sheet, foot, above);
	put_office(sheet, foot, above);
	sheet_skip(sheet, foot->content->camat[0] != '\0' ? MM(7) : MM(3));
	put_copies(sheet, foot);
	put_strip(sheet, foot);
}
