// SPDX-License-Identifier: MIT
#pragma once

/*
 * What a reply may speak of. Whoever writes a reply says which letter, ticket, number or
 * list it is about; here that becomes the values of a phrase's {names}, so that a village
 * may use any of them in any text.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "handlers/phrases.h"

struct letter;
struct office;
struct text;
struct ticket;

struct facts {
	const struct letter *letter; /* NULL allowed, like every pointer here */
	const struct ticket *ticket;
	const char *nik; /* only its last four digits are ever shown */
	const char *purpose;
	const char *list; /* {daftar}, {keadaan}, {menu}, {halaman}, {tanya}: whichever is
			     asked */
	int64_t date_at;  /* {tgl}, {pukul}; 0 none */
	int64_t number;   /* {n}, {angka}, {catatan} */
	const struct phrase_value *more; /* what else; goes before the others */
	size_t n_more;
};

/* Fill phrase `id` with what is known. False when there is no such phrase. */
bool facts_fill(const struct office *office, const char *id, const struct facts *facts,
		struct text *out);

/* The state as a resident knows it: "SIAP DIAMBIL". */
const char *facts_state_word(const struct ticket *ticket);

/* Write "Tdk mampu 4829-1372", with its state if asked, at the end of a list. */
void facts_add_item(const struct office *office, const struct ticket *ticket,
		    bool has_state, struct text *list);
