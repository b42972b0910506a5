// SPDX-License-Identifier: MIT
#pragma once

/* Draws a letter as PDF: letterhead, title, text, signatures, QR code. */

#include <stdbool.h>
#include <stdint.h>

struct content;
struct letter_options;
struct pdf;
struct text;

struct letter_print {
	const struct content *content;
	const struct letter_options *options;
	const char *qr_text; /* what the QR code says; NULL: a specimen without one */
	int64_t issued_at;   /* the file's only time: the same letter is the same bytes */
};

/* Draw it into `out`, which was made by pdf_init() and is the caller's to clear. False:
 * `why` says in Indonesian what is wrong. Names no file but the logo. */
bool letter_draw(const struct letter_print *print, struct pdf *out, struct text *why);
