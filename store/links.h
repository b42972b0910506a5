// SPDX-License-Identifier: MIT
#pragma once

/*
 * Whose phone is whose, as the desk confirmed it with the identity card in view: each
 * linking and unlinking is a row that is never changed; a resident's newest one counts.
 * Phones in residents may also come from a file: those are nobody's word.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/limits.h"

struct store;

struct phone_link {
	int64_t id;
	char village[LIMIT_VILLAGE_CODE_SIZE];
	char nik[LIMIT_NIK_SIZE];
	char phone[LIMIT_ADDRESS_SIZE]; /* "" from then on none */
	int64_t at;                     /* who did it when, and by which door */
	char actor[64], role[16], door[16];
};

/* `link->id` is not read. */
int phone_link_add(struct store *store, const struct phone_link *link);
/* The resident's newest row; -ENOENT none. */
int phone_link_last(struct store *store, const char *nik, struct phone_link *out);

typedef bool (*phone_link_visit_fn)(void *context, const struct phone_link *link);
/* All of a resident's, the newest first; `visit` says false to stop. */
int phone_link_list(struct store *store, const char *nik, phone_link_visit_fn visit,
		    void *context);

/* Phones that asked by DAFTAR to belong to a NIK (store/drafts.h, notes of the kind
 * "register"), the newest first: `at`, `phone`, `nik` and `village` are filled. */
int phone_link_wishes(struct store *store, const char *village, const char *nik,
		      phone_link_visit_fn visit, void *context);
