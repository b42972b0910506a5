// SPDX-License-Identifier: MIT
#pragma once

/*
 * The end of a letter, which stays together on one sheet: who signs, who gets a copy, and
 * at the foot of the sheet the QR code with how to check it.
 */

#include <stdbool.h>

struct content;
struct sheet;
struct text;

struct letter_foot {
	const struct content *content;
	const char *qr_text; /* NULL: none */
	double points;
};

/* Whether a QR code can hold it; NULL is fine. */
bool letter_foot_check(const char *qr_text, struct text *why);

double letter_foot_height(const struct sheet *sheet, const struct letter_foot *foot);
void letter_foot_draw(struct sheet *sheet, const struct letter_foot *foot);
