// SPDX-License-Identifier: MIT
#pragma once

/*
 * Residents as a CSV file that handlers/import.h reads back without a change: OpenSID's
 * column names, the words that the store has, formulas made harmless.
 */

struct resident;
struct text;

enum {
	EXPORT_ROW_SIZE = 2048, /* more than the longest row with every quote doubled */
};

/* Add the row of the column names. */
void export_add_header(struct text *out);
void export_add_resident(struct text *out, const struct resident *resident);
