// SPDX-License-Identifier: MIT
#include "letters/seal_key.h"

#include <string.h>

#include <sodium.h>

#include "base/must.h"
#include "base/text.h"

_Static_assert(SEAL_KEY_BYTES == crypto_sign_PUBLICKEYBYTES, "Ed25519");
_Static_assert(SEAL_SEED_BYTES == crypto_sign_SEEDBYTES, "Ed25519");

enum {
	BASE64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING,
};

bool seal_key_read(const char *text, unsigned char out[SEAL_KEY_BYTES])
{
	char again[SEAL_KEY_SIZE];
	size_t length;

	if (strlen(text) != SEAL_KEY_SIZE - 1 ||
	    sodium_base642bin(out, SEAL_KEY_BYTES, text, SEAL_KEY_SIZE - 1, NULL, &length,
			      NULL, BASE64) != 0 ||
	    length != SEAL_KEY_BYTES)
		return false;
	seal_key_write(out, again);
	return strcmp(again, text) == 0;
}

void seal_key_write(const unsigned char key[SEAL_KEY_BYTES], char out[SEAL_KEY_SIZE])
{
	sodium_bin2base64(out, SEAL_KEY_SIZE, key, SEAL_KEY_BYTES, BASE64);
}

void seal_key_of_seed(const unsigned char seed[SEAL_SEED_BYTES], char out[SEAL_KEY_SIZE])
{
	unsigned char public_key[SEAL_KEY_BYTES];
	unsigned char secret_key[crypto_sign_SECRETKEYBYTES];

	must(sodium_init() >= 0);
	crypto_sign_seed_keypair(public_key, secret_key, seed);
	sodium_memzero(secret_key, sizeof secret_key);
	seal_key_write(public_key, out);
}

void seal_key_fingerprint(const char *key, char out[SEAL_FINGERPRINT_SIZE])
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	struct text text;

	crypto_hash_sha256(hash, (const unsigned char *)key, strlen(key));
	text_init(&text, out, SEAL_FINGERPRINT_SIZE);
	for (int i = 0; i < 8; i++)
		text_add_format(&text, "%s%02X", i > 0 && i % 2 == 0 ? "-" : "", hash[i]);
}
