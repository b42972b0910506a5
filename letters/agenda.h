// SPDX-License-Identifier: MIT
#pragma once

/* The book of letters that went out (buku agenda surat keluar, Permendagri 47/2016) as a
 * table on landscape sheets, a month at a time, with room for two signatures. */

#include <stdbool.h>
#include <stdint.h>

struct agenda;
struct pdf;

struct agenda_facts {
	const char *village, *subdistrict, *regency;
	const char *month;      /* "November 2026" */
	const char *head_title; /* "Kepala Desa" */
	const char *head_name;
	const char *paper, *font; /* as of letter_options.h */
	int64_t made_at; /* the file's only time: the same rows, the same bytes */
};

/* One letter; all are plain texts. */
struct agenda_row {
	const char *day, *number, *recipient, *subject, *signer, *note;
};

/* Begin it in `out`, which was made by pdf_init(). What `facts` points to must live until
 * agenda_close(), which gives the memory back. */
struct agenda *agenda_open(const struct agenda_facts *facts, struct pdf *out);
void agenda_add(struct agenda *agenda, const struct agenda_row *row);
/* False when it could not be made, as for a book of more than PDF_BYTES_MAX. */
bool agenda_close(struct agenda *agenda);
