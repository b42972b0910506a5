// SPDX-License-Identifier: MIT
#include "handlers/pins.h"

#include <errno.h>
#include <string.h>

#include <sodium.h>

#include "base/log.h"
#include "base/must.h"
#include "base/text.h"
#include "handlers/office.h"
#include "handlers/pepper.h"

enum {
	KIB = 1024,
	MARK_AT = 1, /* "p" mark hash */
	HASH_AT = MARK_AT + PEPPER_MARK_SIZE - 1,
};

#define PEPPERED "p"

static const struct officer_options fallback_options = { .pin_memory_kib = 8192,
							 .pin_passes = 3 };

static const struct officer_options *options_of(const struct office *office)
{
	return office->officers == NULL ? &fallback_options : office->officers;
}

static bool has_pepper(const struct office *office)
{
	return options_of(office)->pepper[0] != '\0';
}

static void hash(const struct office *office, const char *secret,
		 char out[crypto_pwhash_STRBYTES])
{
	const struct officer_options *options = options_of(office);

	must(sodium_init() >= 0);
	/* It fails for want of memory only; that is not worth surviving (base/must.h). */
	must(crypto_pwhash_str_alg(out, secret, strlen(secret),
				   (unsigned long long)options->pin_passes,
				   (size_t)options->pin_memory_kib * KIB,
				   crypto_pwhash_ALG_ARGON2ID13) == 0);
}

static int verify(const char *kept, const char *secret)
{
	must(sodium_init() >= 0);
	return crypto_pwhash_str_verify(kept, secret, strlen(secret)) == 0 ? 0 : -EACCES;
}

static void make_peppered(const struct office *office, struct pepper *pepper,
			  const char *pin, char out[OFFICER_PIN_HASH_SIZE])
{
	char hashed[crypto_pwhash_STRBYTES], mixed[PEPPER_MIXED_SIZE];
	struct text text;

	text_init(&text, out, OFFICER_PIN_HASH_SIZE);
	pepper_mix(pepper, pin, mixed);
	hash(office, mixed, hashed);
	text_add_format(&text, PEPPERED "%s%s", pepper->mark, hashed);
	must(!text.is_cut);
	sodium_memzero(mixed, sizeof mixed);
	pepper_forget(pepper);
}

int pins_make(const struct office *office, const char *pin,
	      char out[OFFICER_PIN_HASH_SIZE], struct text *why)
{
	struct pepper pepper;

	must(OFFICER_PIN_HASH_SIZE >= crypto_pwhash_STRBYTES);
	if (!has_pepper(office)) {
		hash(office, pin, out);
		return 0;
	}
	if (pepper_make(options_of(office)->pepper, &pepper, why) < 0)
		return -ENOKEY;
	make_peppered(office, &pepper, pin, out);
	return 0;
}

void pins_raise(const struct office *office, const char *pin,
		char kept[OFFICER_PIN_HASH_SIZE])
{
	struct pepper pepper;

	/* Never makes one: a lost one may come back from a copy. */
	if (has_pepper(office) && kept[0] != PEPPERED[0] &&
	    pepper_read(options_of(office)->pepper, &pepper, NULL) == 0)
		make_peppered(office, &pepper, pin, kept);
}

static bool is_peppered(const char *kept)
{
	return kept[0] == PEPPERED[0] && strlen(kept) > HASH_AT;
}

static bool is_of(const struct pepper *pepper, const char *kept)
{
	return memcmp(kept + MARK_AT, pepper->mark, PEPPER_MARK_SIZE - 1) == 0;
}

/* The pepper that this PIN was made with. */
static int find_pepper(const struct office *office, const char *kept,
		       struct pepper *pepper)
{
	const char *path = options_of(office)->pepper;
	char buffer[LIMIT_WHY_SIZE];
	struct text why;
	int error;

	text_init(&why, buffer, sizeof buffer);
	error = pepper_read(path, pepper, &why);
	if (error == 0 && !is_of(pepper, kept)) {
		text_say(&why, "%s is not the pepper that this PIN was made with", path);
		error = -EINVAL;
	}
	if (error == 0)
		return 0;
	log_error("PIN cannot be judged why=\"%s\"", buffer);
	return -ENOKEY;
}

int pins_judge(const struct office *office, const char *kept, const char *pin)
{
	char mixed[PEPPER_MIXED_SIZE], spent[crypto_pwhash_STRBYTES];
	struct pepper pepper;
	int error;

	if (!is_peppered(kept) && kept[0] != '\0')
		return verify(kept, pin);
	error = kept[0] == '\0' ? -EACCES : find_pepper(office, kept, &pepper);
	if (error < 0) {
		hash(office, pin, spent);
		return error;
	}
	pepper_mix(&pepper, pin, mixed);
	error = verify(kept + HASH_AT, mixed);
	sodium_memzero(mixed, sizeof mixed);
	pepper_forget(&pepper);
	return error;
}

int pins_count_lost(const struct office *office, struct text *why)
{
	char begin[HASH_AT + 1] = PEPPERED;
	int n_all, n_good = 0;
	struct pepper pepper;

	if (!has_pepper(office))
		return 0;
	n_all = officer_count_pins(office->store, PEPPERED);
	if (n_all > 0 && pepper_read(options_of(office)->pepper, &pepper, why) == 0) {
		memcpy(begin + MARK_AT, pepper.mark, PEPPER_MARK_SIZE);
		pepper_forget(&pepper);
		n_good = officer_count_pins(office->store, begin);
		if (n_good != n_all)
			text_say(why, "%s is another pepper", options_of(office)->pepper);
	}
	if (n_all < 0 || n_good < 0)
		return n_all < 0 ? n_all : n_good;
	return n_all - n_good;
}

int pins_prepare(const struct office *office, struct text *why)
{
	struct pepper pepper;
	int n_lost = pins_count_lost(office, why);

	if (n_lost != 0)
		return n_lost < 0 ? n_lost : -ENOKEY;
	if (!has_pepper(office))
		return 0;
	if (pepper_make(options_of(office)->pepper, &pepper, why) < 0)
		return -ENOKEY;
	pepper_forget(&pepper);
	return 0;
}
