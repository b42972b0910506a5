// SPDX-License-Identifier: MIT
#pragma once

/*
 * What the pages need to remember: officers' passwords, who is logged in, who tried in
 * vain, and who looked at whose data. Secrets are kept as hashes only.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/limits.h"

struct store;

enum {
	WEB_PASSWORD_HASH_SIZE = 128, /* libsodium's crypto_pwhash_STRBYTES */
	WEB_TOKEN_SIZE = 64 + 1,      /* 32 bytes as hex digits */
	WEB_ADDRESS_SIZE = 46,        /* an IPv6 address as text */
	WEB_LIMIT_NAME_SIZE = 80,
	WEB_SUBJECT_SIZE = 48,
};

/* An officer's password, "" none. -ENOENT when he has never had one. */
int web_password_get(struct store *store, int64_t officer_id,
		     char out_hash[WEB_PASSWORD_HASH_SIZE]);
int web_password_put(struct store *store, int64_t officer_id, const char *hash,
		     int64_t now_s);
/* How many active officers of a village have one, or -errno. */
int web_password_count(struct store *store, const char *village);

struct web_session {
	char token[WEB_TOKEN_SIZE]; /* its hash */
	int64_t officer_id;
	int64_t created_at, seen_at;
	char address[WEB_ADDRESS_SIZE];
};

int web_session_add(struct store *store, const struct web_session *session);
/* Of an officer who is active still. */
int web_session_find(struct store *store, const char *token, struct web_session *out);
/* He is here still. */
int web_session_touch(struct store *store, const char *token, int64_t now_s);
/* Each ends; nothing to do when there is none. */
int web_session_end(struct store *store, const char *token);
int web_session_end_of_officer(struct store *store, int64_t officer_id);
int web_session_end_before(struct store *store, int64_t created_s);

/* Tries in vain, by a name or an address: no more are judged until a time. */
struct web_limit {
	char name[WEB_LIMIT_NAME_SIZE];
	int failures; /* in a row */
	int64_t until_at;
	int64_t updated_at;
};

/* -ENOENT when there is none (out is then an empty one of that name). */
int web_limit_get(struct store *store, const char *name, struct web_limit *out);
int web_limit_put(struct store *store, const struct web_limit *limit);
int web_limit_delete(struct store *store, const char *name);
int web_limit_delete_before(struct store *store, int64_t updated_s);

/* Who looked at what, or did what that leaves no other trace. */
struct web_view {
	int64_t id;
	int64_t at;
	int64_t officer_id;             /* 0 an account at the terminal */
	char account[64];               /* in a list, an officer's name as well */
	char address[WEB_ADDRESS_SIZE]; /* "" the terminal */
	char action[16];                /* "lihat", "cari", "balas"... */
	char subject[WEB_SUBJECT_SIZE]; /* a code, a NIK, a number, words searched for */
};

/* Add one, unless the same was noted since `since_s`: a page that is looked at again and
 * again is one look. */
int web_view_add(struct store *store, const struct web_view *view, int64_t since_s);
typedef bool (*web_view_visit_fn)(void *context, const struct web_view *view);
/* Those of a village's officers and of the terminal, the newest first; of this subject
 * alone unless it is NULL. */
int web_view_list(struct store *store, const char *village, const char *subject,
		  int limit, web_view_visit_fn visit, void *context);
