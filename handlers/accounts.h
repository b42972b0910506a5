// SPDX-License-Identifier: MIT
#pragma once

/*
 * Officers at the pages: a password, and who is logged in.
 *
 * A password is kept as an Argon2id hash of four times the memory of a PIN (32 MiB, 3
 * passes: 60 ms on a PC). After five wrong ones in a row a name, and after twenty an
 * address, waits a minute, then two, up to an hour; a name that does not exist takes as
 * long and waits as long as one that does. Who is logged in holds 32 random bytes; the
 * store has their hash only. A session ends after 12 hours, or when nobody used it for
 * web.idle_minutes.
 */

#include <stdbool.h>
#include <stdint.h>

#include "store/officers.h"
#include "store/web.h"

struct office;
struct text;

enum {
	ACCOUNT_PASSWORD_MIN = 8,
	ACCOUNT_PASSWORD_MAX = 128,
	ACCOUNT_NAME_FAILURES = 5,
	ACCOUNT_ADDRESS_FAILURES = 20,
	ACCOUNT_WAIT_MAX_S = 3600,
	ACCOUNT_SESSION_MAX_S = 12 * 3600,
	ACCOUNT_FORM_TOKEN_SIZE = 32 + 1,
	ACCOUNT_SETUP_CODE_SIZE = 10 + 1,
};

/* Set it; whoever was logged in by the old one is not any more. In a transaction. -EINVAL
 * with a sentence in `why`. */
int account_set_password(const struct office *office, const struct officer *officer,
			 const char *password, int64_t now_s, struct text *why);

/* Whether anybody of the village can log in; a store error counts as yes. */
bool account_has_any(const struct office *office);

struct login {
	const char *name, *password; /* as typed */
	const char *address;
};

/*
 * Judge a login, in transactions of its own: the try is committed before the password is
 * looked at. Returns 0 with the officer and the token of his session; -EACCES wrong,
 * -EAGAIN (not judged: *out_wait_s to go), or a store error.
 */
int account_login(const struct office *office, const struct login *login, int64_t now_s,
		  struct officer *out, char out_token[WEB_TOKEN_SIZE], int *out_wait_s);

/*
 * Whose session this is. `is_active` is false for what a page asks by itself, which keeps
 * nobody logged in. -ENOENT when there is none, or not any more, or it is of another
 * village's officer.
 */
int account_find(const struct office *office, const char *token, bool is_active,
		 int64_t idle_s, int64_t now_s, struct officer *out);

int account_logout(const struct office *office, const char *token);

/* 32 random bytes as hex digits. */
void account_draw_token(char out[WEB_TOKEN_SIZE]);

/* What each form of a browser that holds this token carries, so that no other site can
 * send one. Tells nothing of the token. */
void account_form_token(const char *token, char out[ACCOUNT_FORM_TOKEN_SIZE]);

/* Whether two secrets are the same; takes as long when they are not. */
bool account_is_same_secret(const char *a, const char *b);

/* A code to be typed once: letters and digits that nobody mixes up. */
void account_draw_setup_code(char out[ACCOUNT_SETUP_CODE_SIZE]);

/* Count a try in vain by this name, and whether one may be judged now. */
int account_count_failure(const struct office *office, const char *name, int free_tries,
			  int64_t now_s);
int account_wait_s(const struct office *office, const char *name, int64_t now_s);
