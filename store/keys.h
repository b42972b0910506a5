// SPDX-License-Identifier: MIT
#pragma once

/*
 * The public keys by which seals are checked: our own ones and those of villages that we
 * trust. No private key is ever in the store. A key is never deleted: letters that it
 * sealed are checked for years.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/limits.h"

struct store;
struct text;

enum {
	KEY_PUBLIC_SIZE = 43 + 1, /* base64url */
	KEY_NAME_SIZE = 64,
};

enum key_state {
	KEY_STATE_OWN, /* suratd has, or had, its private half */
	KEY_STATE_TRUSTED,
	KEY_STATE_REVOKED, /* nothing that it signed is believed any more */
	KEY_STATE_COUNT
};

/* "own": the words of the store and of files of keys. */
const char *key_state_name(enum key_state state);
bool key_state_of_name(const char *name, enum key_state *out_state);

struct key {
	int64_t id;
	char village[LIMIT_VILLAGE_CODE_SIZE];
	char public_key[KEY_PUBLIC_SIZE];
	char name[KEY_NAME_SIZE]; /* of the village */
	enum key_state state;
	int64_t from_at, until_at; /* when it sealed; until 0 = it still does */
	int64_t changed_at;
	char changed_by[LIMIT_ADDRESS_SIZE];
	char why[LIMIT_REASON_SIZE]; /* it was revoked */
};

/* Add; sets key->id. -EEXIST when it is there, or the village has one that seals. */
int key_add(struct store *store, struct key *key);

/* Our key that seals now. -ENOENT when there is none. */
int key_sealing(struct store *store, const char *village, struct key *out);

int key_find(struct store *store, const char *public_key, struct key *out);

/* Name, state, times and reason; the key itself stays. */
int key_put(struct store *store, const struct key *key);

/* By village and age; `village` "" is all. The visitor says whether to go on. */
typedef bool (*key_visit_fn)(void *context, const struct key *key);
int key_list(struct store *store, const char *village, key_visit_fn visit, void *context);
