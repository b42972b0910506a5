// SPDX-License-Identifier: MIT
#pragma once

/*
 * The register of letters: which number each one has, who signs it, and every value that
 * is printed on it, as it was at that moment. A number is given once and is never taken
 * back; a letter that is not valid any more keeps its number and says so.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/limits.h"

struct store;
struct text;

enum {
	REGISTER_NUMBER_SIZE = 48,
	REGISTER_SNAPSHOT_SIZE = 8192,
	REGISTER_VALUE_SIZE = 1280, /* the longest is a letter's own paragraph */
	REGISTER_SCOPE_SIZE = 32,
	REGISTER_SEAL_SIZE = 512,
};

enum register_state {
	REGISTER_STATE_VALID,
	REGISTER_STATE_WITHDRAWN, /* by the head at once; the number waits for the ticket
				   */
	REGISTER_STATE_REVOKED,
	REGISTER_STATE_COUNT
};

struct register_entry {
	int64_t id;
	int64_t ticket_id;
	char village[LIMIT_VILLAGE_CODE_SIZE];
	int year;
	char scope[REGISTER_SCOPE_SIZE]; /* what is counted together: "", a kind, a code
					  */
	int64_t sequence;
	char number[REGISTER_NUMBER_SIZE];
	char kind[LIMIT_KEYWORD_SIZE];
	char signer_name[64], signer_title[48];
	char signer_role[16];
	char signer_kind[8]; /* "a.n.", "Plh."...; "" the head himself */
	char snapshot[REGISTER_SNAPSHOT_SIZE]; /* JSON object of texts */
	int64_t issued_at, valid_until;        /* valid_until 0 = no end */
	enum register_state state;
	int64_t revoked_at; /* or withdrawn */
	char revoked_why[LIMIT_REASON_SIZE];
	char seal[REGISTER_SEAL_SIZE]; /* letters/seal.h; "" until suratd has made it */
};

/* The number after the last one of that year and scope, not below `start`, and past what
 * is kept for letters written by hand. In the transaction that adds it. */
int register_next(struct store *store, const char *village, int year, const char *scope,
		  int64_t start, int64_t *out_sequence);

/* Add; sets entry->id. -EEXIST when ticket, sequence or number is there already. */
int register_add(struct store *store, struct register_entry *entry);

/* The letter of a ticket is issued again after it was withdrawn: signer, snapshot, dates;
 * number and sequence stay. */
int register_reissue(struct store *store, const struct register_entry *entry);

int register_of_ticket(struct store *store, int64_t ticket_id,
		       struct register_entry *out);
/* By number, spaces and capitals aside. */
int register_find(struct store *store, const char *village, const char *number,
		  struct register_entry *out);

int register_set_state(struct store *store, int64_t ticket_id, enum register_state state,
		       int64_t at, const char *why);

/* Numbers first to last are for letters written by hand, or are left out. */
struct register_kept {
	const char *village;
	int year;
	const char *scope;
	int64_t first, last;
	const char *why, *by;
};
int register_keep(struct store *store, const struct register_kept *kept, int64_t now_s);

/* What the office adds to the values of the ticket and of the resident. */
struct register_print {
	const char *number, *title, *code;
	const char *village, *subdistrict, *regency, *province, *address;
	const char *date, *valid_until; /* 2026-11-21; "" no end */
	const char *signer_name, *signer_title, *signer_kind;
	const char *head_title, *phone, *service_number;
	/* Texts with {placeholders}: letters/template.h. */
	const char *opening, *body, *closing, *copies_to, *signers;
	const char *camat; /* "1" when he signs too */
	const char *signer_nip;
};

/* Every value that the letter of this ticket prints, as JSON. -EMSGSIZE when cut. */
int register_make_snapshot(struct store *store, int64_t ticket_id,
			   const struct register_print *print, struct text *out);

/* Each text in a snapshot, those of the ticket's own questions behind the others. The
 * visitor stops it with false, and it returns -EINVAL then, as for what is no JSON. */
typedef bool (*register_value_fn)(void *context, const char *name, const char *value);
int register_read_snapshot(struct store *store, const char *snapshot,
			   register_value_fn visit, void *context);
