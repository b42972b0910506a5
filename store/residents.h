// SPDX-License-Identifier: MIT
#pragma once

/* The village's people, as imported from OpenSID; phones that belong to them. */

#include <stdbool.h>
#include <stdint.h>

#include "base/limits.h"

struct store;

struct resident {
	char nik[LIMIT_NIK_SIZE];
	char village[LIMIT_VILLAGE_CODE_SIZE];
	char family_card[LIMIT_NIK_SIZE]; /* no KK */
	char name[LIMIT_NAME_SIZE];
	char sex[2]; /* "L", "P", "" */
	char birth_place[64];
	char birth_date[11]; /* 2006-01-31, "" unknown */
	char religion[32];
	char marital_status[24];
	char occupation[64];
	char citizenship[24];
	char address[128], hamlet[48], rt[4], rw[4];
	char life_state[16]; /* HIDUP MATI PINDAH HILANG PERGI */
	char phone[LIMIT_ADDRESS_SIZE];
	char desil[3]; /* welfare, "1" the poorest tenth to "10"; "" unknown */
};

/* Add or replace by NIK. */
int resident_put(struct store *store, const struct resident *resident);
/* Of that village; NULL of any. */
int resident_find(struct store *store, const char *village, const char *nik,
		  struct resident *out);
/* Whether any resident has this family card number. */
bool resident_is_family_card(struct store *store, const char *number);
/* The resident whose phone this is; -ENOENT none, -EEXIST several. */
int resident_find_by_phone(struct store *store, const char *phone, struct resident *out);
/*
 * Those whose name, NIK, family card, phone or hamlet holds `words`, by name. `rt` and
 * `rw` "" are any; "1" finds "001".
 */
typedef bool (*resident_visit_fn)(void *context, const struct resident *resident);
struct resident_search {
	const char *village, *words, *rt, *rw;
	const char *desil; /* NULL or "" any */
	int limit;
};
int resident_search(struct store *store, const struct resident_search *search,
		    resident_visit_fn visit, void *context);
/* All of the village, by NIK; `visit` says false to stop. */
int resident_list(struct store *store, const char *village, resident_visit_fn visit,
		  void *context);
int resident_count(struct store *store, int64_t *out_count);
