// SPDX-License-Identifier: MIT
#pragma once

/*
 * Who works in the office: by which phone and PIN they are known, and who stands in for
 * the head from when to when. An officer is never deleted, since letters name him; he is
 * only not active any more.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/limits.h"

struct store;
struct text;

enum {
	OFFICER_PIN_HASH_SIZE = 128, /* libsodium's crypto_pwhash_STRBYTES */
	/* Wrong PINs in a row; then only the office opens it again. */
	OFFICER_FAILURES_MAX = 3,
	OFFICER_FAILURES_LOCKED = 100, /* the office locked it, whatever was tried */
	OFFICER_NIP_SIZE = 18 + 1,
};

enum officer_role {
	OFFICER_ROLE_OPERATOR,
	OFFICER_ROLE_SECRETARY, /* sekdes */
	OFFICER_ROLE_HEAD,      /* kades */
	OFFICER_ROLE_SUBDISTRICT,
	OFFICER_ROLE_ADMIN,
	OFFICER_ROLE_COUNT
};

/* "sekdes": the words of the store and of the command line. */
const char *officer_role_name(enum officer_role role);
bool officer_role_of_name(const char *name, enum officer_role *out_role);

struct officer {
	int64_t id;
	char village[LIMIT_VILLAGE_CODE_SIZE];
	char name[64], title[48];
	enum officer_role role;
	char phone[LIMIT_ADDRESS_SIZE];  /* "" none */
	char pin[OFFICER_PIN_HASH_SIZE]; /* hash, "" not set */
	int failures;                    /* tries since the last right PIN */
	int64_t failed_at;               /* when the last of them was */
	int misses;        /* one-time numbers of the last day that were none */
	int64_t misses_at; /* when the first of them came */
	int64_t digest_at; /* when he was last told how many wait */
	int64_t phone_at;  /* since when the phone is another one; 0 always */
	bool is_active;
	char nip[OFFICER_NIP_SIZE]; /* 18 digits; "" he is no civil servant */
	int64_t created_at;
};

/* Add; sets officer->id. -EEXIST when an active one has this name or this phone. */
int officer_add(struct store *store, struct officer *officer);
/* Active ones only. The name may be in capitals or not. */
int officer_find(struct store *store, const char *village, const char *name,
		 struct officer *out);
int officer_find_by_phone(struct store *store, const char *phone, struct officer *out);
int officer_get(struct store *store, int64_t id, struct officer *out);

typedef bool (*officer_visit_fn)(void *context, const struct officer *officer);
int officer_list(struct store *store, const char *village, officer_visit_fn visit,
		 void *context);

/* The whole row but id, village and created_at. */
int officer_put(struct store *store, const struct officer *officer);

/* Count one try of a PIN before it is looked at, so that a kill in between gives none
 * away. -EACCES when there is no try left. */
int officer_take_try(struct store *store, struct officer *officer, int64_t now_s);

/* Somebody acts as head from one second until another. */
struct delegation {
	int64_t id;
	int64_t officer_id;
	char kind[8]; /* "a.n.", "u.b.", "Plh.", "Plt.", "Pj." */
	int64_t from_at, until_at;
	int64_t created_at;
	char created_by[LIMIT_ADDRESS_SIZE];
};

int delegation_add(struct store *store, struct delegation *delegation);
/* The newest one that is in force for this officer; officer_id 0: for anybody active of
 * the village. */
int delegation_find(struct store *store, const char *village, int64_t officer_id,
		    int64_t now_s, struct delegation *out);
/* What is in force or to come in a village, the next to begin first. */
typedef bool (*delegation_visit_fn)(void *context, const struct delegation *delegation);
int delegation_list(struct store *store, const char *village, int64_t now_s,
		    delegation_visit_fn visit, void *context);
/* End what is in force or to come for an officer. Returns how many, or -errno. */
int delegation_end(struct store *store, int64_t officer_id, int64_t now_s);

/* How many active officers' PINs begin so, in all villages; or -errno. */
int officer_count_pins(struct store *store, const char *begin);

/* One officer as JSON, without his PIN. */
int officer_add_json(struct store *store, int64_t id, struct text *text);
