// SPDX-License-Identifier: MIT
#include "letters/seal.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>

#include <sodium.h>

#include "base/must.h"
#include "base/text.h"

_Static_assert(SEAL_SIGNATURE_BYTES == crypto_sign_BYTES, "Ed25519");

enum {
	SIGNATURE_SIZE = 86 + 1,
	BASE64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING,
};

static const char beginning[] = SEAL_BEGINNING "|";

/* Without this libsodium may choose slower code, and random bytes fail. */
static void start_sodium(void)
{
	must(sodium_init() >= 0);
}

static void write_seal(const struct seal *seal, struct text *out)
{
	char signature[SIGNATURE_SIZE];

	sodium_bin2base64(signature, sizeof signature, seal->signature,
			  sizeof seal->signature, BASE64);
	seal_facts_write(&seal->facts, out);
	text_add_char(out, '|');
	text_add(out, signature);
}

int seal_make(const struct seal_facts *facts, const unsigned char seed[SEAL_SEED_BYTES],
	      struct text *out, struct text *why)
{
	unsigned char public_key[SEAL_KEY_BYTES];
	unsigned char secret_key[crypto_sign_SECRETKEYBYTES];
	struct seal seal = { .facts = *facts };
	char buffer[SEAL_TEXT_SIZE];
	struct text signed_text;

	if (!seal_facts_check(facts, why))
		return -EINVAL;
	start_sodium();
	text_init(&signed_text, buffer, sizeof buffer);
	seal_facts_write(facts, &signed_text);
	must(!signed_text.is_cut);
	crypto_sign_seed_keypair(public_key, secret_key, seed);
	crypto_sign_detached(seal.signature, NULL, (const unsigned char *)buffer,
			     signed_text.length, secret_key);
	sodium_memzero(secret_key, sizeof secret_key);
	write_seal(&seal, out);
	return 0;
}

static bool take_signature(const char *at, const char *end, struct seal *seal)
{
	size_t length;

	return end - at == SIGNATURE_SIZE - 1 &&
	       sodium_base642bin(seal->signature, sizeof seal->signature, at,
				 SIGNATURE_SIZE - 1, NULL, &length, NULL, BASE64) == 0 &&
	       length == sizeof seal->signature;
}

/* Written again it must be the same bytes: one meaning, one text. */
static bool is_canonical(const struct seal *seal, const char *bytes, size_t length)
{
	char buffer[SEAL_TEXT_SIZE];
	struct text again;

	text_init(&again, buffer, sizeof buffer);
	write_seal(seal, &again);
	return !again.is_cut && again.length == length &&
	       memcmp(buffer, bytes, length) == 0;
}

static bool read_text(const char *bytes, size_t length, struct seal *out,
		      struct text *why)
{
	const char *at = bytes + sizeof beginning - 1, *end = bytes + length;
	struct seal seal = { .facts = { .village = "" } };

	if (length < sizeof beginning - 1 || length >= SEAL_TEXT_SIZE ||
	    memcmp(bytes, beginning, sizeof beginning - 1) != 0) {
		text_say(why, "does not begin as a seal, or is too long");
		return false;
	}
	if (!seal_facts_take(&at, end, &seal.facts) || !take_signature(at, end, &seal)) {
		text_say(why, "is not whole");
		return false;
	}
	if (!seal_facts_check(&seal.facts, why))
		return false;
	if (!is_canonical(&seal, bytes, length)) {
		text_say(why, "is written in another way");
		return false;
	}
	*out = seal;
	return true;
}

static int digit_of(char byte)
{
	static const char digits[] = "0123456789ABCDEF";
	const char *found = strchr(digits, toupper((unsigned char)byte));

	return byte == '\0' || found == NULL ? -1 : (int)(found - digits);
}

/* Undo the percent-encoding of a URL (RFC 3986 2.1), which is not part of the seal. */
static bool decode_percents(const char *at, const char *end, struct text *out)
{
	for (; at < end; at++) {
		int high, low;

		if (*at != '%') {
			text_add_char(out, *at);
			continue;
		}
		if (end - at < 3 || (high = digit_of(at[1])) < 0 ||
		    (low = digit_of(at[2])) < 0)
			return false;
		text_add_char(out, (char)(high * 16 + low));
		at += 2;
	}
	return !out->is_cut;
}

bool seal_read(const char *bytes, size_t length, struct seal *out, struct text *why)
{
	char buffer[SEAL_TEXT_SIZE];
	const char *mark = memchr(bytes, '#', length);
	struct text decoded;

	if (mark == NULL || (length >= sizeof beginning - 1 &&
			     memcmp(bytes, beginning, sizeof beginning - 1) == 0))
		return read_text(bytes, length, out, why);
	text_init(&decoded, buffer, sizeof buffer);
	if (!decode_percents(mark + 1, bytes + length, &decoded)) {
		text_say(why, "is too long, or wrongly encoded");
		return false;
	}
	return read_text(buffer, decoded.length, out, why);
}

bool seal_is_meant(const char *typed)
{
	const char *mark = strchr(typed, '#');
	const size_t length = sizeof beginning - 2; /* a '|' may be encoded */

	return strncmp(typed, beginning, length) == 0 ||
	       (mark != NULL && strncmp(mark + 1, beginning, length) == 0);
}

bool seal_is_signed(const struct seal *seal, const char *public_key)
{
	unsigned char key[SEAL_KEY_BYTES];
	char buffer[SEAL_TEXT_SIZE];
	struct text signed_text;

	start_sodium();
	if (!seal_key_read(public_key, key))
		return false;
	text_init(&signed_text, buffer, sizeof buffer);
	seal_facts_write(&seal->facts, &signed_text);
	return crypto_sign_verify_detached(seal->signature, (const unsigned char *)buffer,
					   signed_text.length, key) == 0;
}

void seal_add_qr(const char *verify_url, const char *sealed, struct text *out)
{
	if (verify_url[0] == '\0') {
		text_add(out, sealed);
		return;
	}
	text_add(out, verify_url);
	text_add_char(out, '#');
	for (; *sealed != '\0'; sealed++) {
		unsigned char byte = (unsigned char)*sealed;

		if (isalnum(byte) || strchr("-._~/:", byte) != NULL)
			text_add_char(out, *sealed);
		else
			text_add_format(out, "%%%02X", byte);
	}
}
