// SPDX-License-Identifier: MIT
#include "handlers/accounts.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <sodium.h>

#include "base/log.h"
#include "base/must.h"
#include "base/text.h"
#include "base/utf8.h"
#include "handlers/office.h"
#include "store/store.h"

enum {
	KIB = 1024,
	PIN_MEMORY_KIB = 8192, /* when nothing is set */
	PIN_PASSES = 3,
	MEMORY_FACTOR = 4, /* a password's memory to a PIN's */
	TOKEN_BYTES = 32,
	FORM_TOKEN_BYTES = 16,
	FIRST_WAIT_S = 60,
	TOUCH_S = 60,         /* how exactly we know when somebody was here */
	LIMIT_KEPT_S = 86400, /* tries in vain are forgotten after a day */
	DIFFERENT_LETTERS_MIN = 4,
};

static void must_have_sodium(void)
{
	must(sodium_init() >= 0 && WEB_PASSWORD_HASH_SIZE >= crypto_pwhash_STRBYTES);
}

static void hash_password(const struct office *office, const char *password,
			  char out[WEB_PASSWORD_HASH_SIZE])
{
	const struct officer_options *options = office->officers;
	size_t memory_kib = MEMORY_FACTOR * (size_t)PIN_MEMORY_KIB;
	unsigned long long passes = PIN_PASSES;

	if (options != NULL) {
		memory_kib = MEMORY_FACTOR * (size_t)options->pin_memory_kib;
		passes = (unsigned long long)options->pin_passes;
	}
	must_have_sodium();
	/* It fails for want of memory only; that is not worth surviving (base/must.h). */
	must(crypto_pwhash_str_alg(out, password, strlen(password), passes,
				   memory_kib * KIB, crypto_pwhash_ALG_ARGON2ID13) == 0);
}

static int count_different(const char *password)
{
	bool has[256] = { false };
	int n = 0;

	for (; *password != '\0'; password++) {
		n += !has[(unsigned char)*password];
		has[(unsigned char)*password] = true;
	}
	return n;
}

static bool is_good_password(const struct officer *officer, const char *password,
			     struct text *why)
{
	size_t length = strlen(password);

	if (length < ACCOUNT_PASSWORD_MIN)
		text_say(why, "kata sandi paling sedikit %d huruf", ACCOUNT_PASSWORD_MIN);
	else if (length > ACCOUNT_PASSWORD_MAX || !utf8_is_valid(password, length))
		text_say(why, "kata sandi paling banyak %d huruf", ACCOUNT_PASSWORD_MAX);
	else if (count_different(password) < DIFFERENT_LETTERS_MIN)
		text_say(why, "kata sandi ini terlalu mudah ditebak");
	else if (strcasecmp(password, officer->name) == 0)
		text_say(why, "kata sandi tidak boleh sama dengan nama");
	else
		return true;
	return false;
}

int account_set_password(const struct office *office, const struct officer *officer,
			 const char *password, int64_t now_s, struct text *why)
{
	char hash[WEB_PASSWORD_HASH_SIZE];
	int error;

	if (!is_good_password(officer, password, why))
		return -EINVAL;
	hash_password(office, password, hash);
	error = web_password_put(office->store, officer->id, hash, now_s);
	sodium_memzero(hash, sizeof hash);
	if (error == 0)
		error = web_session_end_of_officer(office->store, officer->id);
	return error;
}

bool account_has_any(const struct office *office)
{
	return web_password_count(office->store, office->village->code) != 0;
}

void account_draw_token(char out[WEB_TOKEN_SIZE])
{
	unsigned char bytes[TOKEN_BYTES];

	must_have_sodium();
	randombytes_buf(bytes, sizeof bytes);
	sodium_bin2hex(out, WEB_TOKEN_SIZE, bytes, sizeof bytes);
}

void account_draw_setup_code(char out[ACCOUNT_SETUP_CODE_SIZE])
{
	static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

	must_have_sodium();
	for (int i = 0; i < ACCOUNT_SETUP_CODE_SIZE - 1; i++)
		out[i] = letters[randombytes_uniform(sizeof letters - 1)];
	out[ACCOUNT_SETUP_CODE_SIZE - 1] = '\0';
}

/* A hash with a purpose, so that what is shown in a form is not what the store has. */
static void hash_token(const char *token, const char *purpose, size_t n_bytes, char *out)
{
	unsigned char hash[TOKEN_BYTES];

	must_have_sodium();
	must(crypto_generichash(hash, n_bytes, (const unsigned char *)token,
				strlen(token), (const unsigned char *)purpose,
				strlen(purpose)) == 0);
	sodium_bin2hex(out, 2 * n_bytes + 1, hash, n_bytes);
}

static void hash_session(const char *token, char out[WEB_TOKEN_SIZE])
{
	hash_token(token, "surat web session", TOKEN_BYTES, out);
}

void account_form_token(const char *token, char out[ACCOUNT_FORM_TOKEN_SIZE])
{
	hash_token(token, "surat web form", FORM_TOKEN_BYTES, out);
}

bool account_is_same_secret(const char *a, const char *b)
{
	size_t length = strlen(a);

	return length == strlen(b) && sodium_memcmp(a, b, length) == 0;
}

int account_wait_s(const struct office *office, const char *name, int64_t now_s)
{
	struct web_limit limit;
	int error = web_limit_get(office->store, name, &limit);
	int64_t wait_s;

	if (error < 0)
		return error == -ENOENT ? 0 : error;
	wait_s = limit.until_at - now_s;
	/* A clock that was set back must not lock anybody out for years. */
	if (wait_s > ACCOUNT_WAIT_MAX_S)
		wait_s = ACCOUNT_WAIT_MAX_S;
	return wait_s > 0 ? (int)wait_s : 0;
}

int account_count_failure(const struct office *office, const char *name, int free_tries,
			  int64_t now_s)
{
	struct web_limit limit;
	int error = web_limit_get(office->store, name, &limit);
	int64_t wait_s = FIRST_WAIT_S;

	if (error < 0 && error != -ENOENT)
		return error;
	if (now_s - limit.updated_at > LIMIT_KEPT_S)
		limit.failures = 0;
	limit.failures++;
	limit.updated_at = now_s;
	for (int i = free_tries; i < limit.failures && wait_s < ACCOUNT_WAIT_MAX_S; i++)
		wait_s *= 2;
	if (wait_s > ACCOUNT_WAIT_MAX_S)
		wait_s = ACCOUNT_WAIT_MAX_S;
	if (limit.failures >= free_tries)
		limit.until_at = now_s + wait_s;
	return web_limit_put(office->store, &limit);
}

/* The two names under which a login is counted: who, and from where. */
struct counted {
	char name[WEB_LIMIT_NAME_SIZE], address[WEB_LIMIT_NAME_SIZE];
};

static void fill_counted(const struct login *login, struct counted *out)
{
	struct text text;

	text_init(&text, out->name, sizeof out->name);
	text_add(&text, "nama ");
	for (const char *at = login->name; *at != '\0'; at++)
		text_add_char(&text, (char)tolower((unsigned char)*at));
	text_init(&text, out->address, sizeof out->address);
	text_add_format(&text, "dari %s", login->address);
}

/* Count the try as failed before it is judged, unless one must wait. Commits. */
static int count_try(const struct office *office, const struct counted *counted,
		     int64_t now_s, int *out_wait_s)
{
	int by_name, by_address;
	int error = store_begin(office->store);

	if (error < 0)
		return error;
	error = web_limit_delete_before(office->store, now_s - LIMIT_KEPT_S);
	by_name = account_wait_s(office, counted->name, now_s);
	by_address = account_wait_s(office, counted->address, now_s);
	*out_wait_s = by_name > by_address ? by_name : by_address;
	if (error == 0 && (by_name < 0 || by_address < 0))
		error = by_name < 0 ? by_name : by_address;
	if (error == 0 && *out_wait_s > 0)
		error = -EAGAIN;
	if (error == 0)
		error = account_count_failure(office, counted->name,
					      ACCOUNT_NAME_FAILURES, now_s);
	if (error == 0)
		error = account_count_failure(office, counted->address,
					      ACCOUNT_ADDRESS_FAILURES, now_s);
	if (error == 0)
		return store_commit(office->store);
	store_rollback(office->store);
	return error;
}

/* Somebody whom nobody knows takes as long. */
static int judge(const struct office *office, const struct login *login,
		 struct officer *out)
{
	char hash[WEB_PASSWORD_HASH_SIZE] = "";
	int error = officer_find(office->store, office->village->code, login->name, out);

	if (error == 0)
		error = web_password_get(office->store, out->id, hash);
	if (error < 0 && error != -ENOENT)
		return error;
	if (error < 0 || hash[0] == '\0') {
		hash_password(office, login->password, hash);
		return -EACCES;
	}
	must_have_sodium();
	return crypto_pwhash_str_verify(hash, login->password, strlen(login->password)) ==
			       0
		       ? 0
		       : -EACCES;
}

static int open_session(const struct office *office, const struct login *login,
			const struct counted *counted, const struct officer *officer,
			int64_t now_s, const char *token)
{
	struct web_session session = { .officer_id = officer->id,
				       .created_at = now_s,
				       .seen_at = now_s };
	int error = store_begin(office->store);

	if (error < 0)
		return error;
	hash_session(token, session.token);
	text_copy(session.address, sizeof session.address, login->address);
	error = web_session_end_before(office->store, now_s - ACCOUNT_SESSION_MAX_S);
	if (error == 0)
		error = web_session_add(office->store, &session);
	/* The name's tries begin anew; the address's do not, or one good account would
	 * buy tries at all others. */
	if (error == 0)
		error = web_limit_delete(office->store, counted->name);
	if (error == 0)
		return store_commit(office->store);
	store_rollback(office->store);
	return error;
}

int account_login(const struct office *office, const struct login *login, int64_t now_s,
		  struct officer *out, char out_token[WEB_TOKEN_SIZE], int *out_wait_s)
{
	struct counted counted;
	int error;

	*out_wait_s = 0;
	fill_counted(login, &counted);
	error = count_try(office, &counted, now_s, out_wait_s);
	if (error < 0)
		return error;
	error = judge(office, login, out);
	if (error < 0) {
		log_warning("login refused address=%s", login->address);
		return error;
	}
	account_draw_token(out_token);
	error = open_session(office, login, &counted, out, now_s, out_token);
	if (error == 0)
		log_info("login officer=%lld role=%s address=%s", (long long)out->id,
			 officer_role_name(out->role), login->address);
	return error;
}

int account_find(const struct office *office, const char *token, bool is_active,
		 int64_t idle_s, int64_t now_s, struct officer *out)
{
	struct web_session session;
	char hash[WEB_TOKEN_SIZE];
	int error;

	hash_session(token, hash);
	error = web_session_find(office->store, hash, &session);
	if (error < 0)
		return error;
	/* One from the future: the clock was set back, and nobody knows how old it is. */
	if (now_s - session.seen_at > idle_s ||
	    now_s - session.created_at > ACCOUNT_SESSION_MAX_S ||
	    session.created_at - now_s > ACCOUNT_SESSION_MAX_S)
		return -ENOENT;
	error = officer_get(office->store, session.officer_id, out);
	if (error == 0 &&
	    (!out->is_active || strcmp(out->village, office->village->code) != 0))
		return -ENOENT;
	if (error == 0 && is_active && now_s - session.seen_at >= TOUCH_S)
		error = web_session_touch(office->store, hash, now_s);
	return error;
}

int account_logout(const struct office *office, const char *token)
{
	char hash[WEB_TOKEN_SIZE];

	hash_session(token, hash);
	return web_session_end(office->store, hash);
}
