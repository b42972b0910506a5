// SPDX-License-Identifier: MIT
#include "letters/qr.h"

#include <string.h>

#include <qrencode.h>

#include "letters/sheet.h"

enum {
	MODULES_MAX = 85, /* version 17: just over half a millimetre each on a letter */
};

/* Dark modules side by side are one rectangle: no hairlines in between. */
static void add_row(cairo_t *cairo, const unsigned char *row, int width, double x,
		    double y, double module)
{
	for (int i = 0; i < width; i++) {
		int first = i;

		while (i < width && (row[i] & 1) != 0)
			i++;
		if (i > first)
			cairo_rectangle(cairo, x + first * module, y,
					(i - first) * module, module);
	}
}

/* As much can be lost as a code of readable size allows: 25 % (Q), else 15 % (M). */
static QRcode *encode(const char *text)
{
	const unsigned char *bytes = (const unsigned char *)text;
	size_t length = strlen(text);
	QRcode *code;

	if (length == 0 || length >= QR_TEXT_SIZE)
		return NULL;
	code = QRcode_encodeData((int)length, bytes, 0, QR_ECLEVEL_Q);
	if (code != NULL && code->width <= MODULES_MAX)
		return code;
	if (code != NULL)
		QRcode_free(code);
	return QRcode_encodeData((int)length, bytes, 0, QR_ECLEVEL_M);
}

bool qr_draw(struct sheet *sheet, const char *text, double x, double side)
{
	QRcode *code = encode(text);
	double module;

	if (code == NULL)
		return false;
	module = side / code->width;
	for (int i = 0; i < code->width; i++)
		add_row(sheet->cairo, code->data + (size_t)i * (size_t)code->width,
			code->width, sheet->format->left + x, sheet->y + i * module,
			module);
	cairo_fill(sheet->cairo);
	QRcode_free(code);
	return true;
}
