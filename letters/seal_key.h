// SPDX-License-Identifier: MIT
#pragma once

/* The public keys by which seals are checked (Ed25519), written as base64url. */

#include <stdbool.h>

enum {
	SEAL_KEY_BYTES = 32,
	SEAL_SEED_BYTES = 32, /* the private half */
	SEAL_KEY_SIZE = 43 + 1,
	SEAL_FINGERPRINT_SIZE = 4 * 4 + 3 + 1,
};

/* False when the text is none, or is not written as seal_key_write() does. */
bool seal_key_read(const char *text, unsigned char out[SEAL_KEY_BYTES]);
void seal_key_write(const unsigned char key[SEAL_KEY_BYTES], char out[SEAL_KEY_SIZE]);

/* The public half of a private key. */
void seal_key_of_seed(const unsigned char seed[SEAL_SEED_BYTES], char out[SEAL_KEY_SIZE]);

/* "3F2A-91C4-07DE-55B1": to compare two keys over the telephone. */
void seal_key_fingerprint(const char *key, char out[SEAL_FINGERPRINT_SIZE]);
