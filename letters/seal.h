// SPDX-License-Identifier: MIT
#pragma once

/*
 * The seal of a letter (kode verifikasi): readable facts (letters/seal_facts.h) and an
 * Ed25519 signature of them (RFC 8032) by the village's key, as one text:
 *
 *   SURAT1|village|code|number|KIND|NAME|issued|valid until|signature
 *
 * The signature is over all in front of the last '|', written as base64url without
 * padding (RFC 4648 5). A text has one meaning and a meaning one text: whatever would be
 * written differently is refused. A seal proves the facts; only the register knows what
 * became of the letter. suratd makes it (apps/sealer.h), the register keeps it, and the
 * QR code is made from it by seal_add_qr().
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/limits.h"
#include "letters/seal_facts.h"
#include "letters/seal_key.h"

struct text;

enum {
	SEAL_SIGNATURE_BYTES = 64, /* RFC 8032 5.1.6 */
	SEAL_URL_SIZE = 128,
	SEAL_QR_SIZE = SEAL_URL_SIZE + 3 * SEAL_TEXT_SIZE,
};

/* `seal` in the settings. */
struct seal_options {
	char folder[LIMIT_PATH_SIZE];   /* of the private keys; "" beside the store */
	char verify_url[SEAL_URL_SIZE]; /* of a page that checks; "" none */
};

struct seal {
	struct seal_facts facts;
	unsigned char signature[SEAL_SIGNATURE_BYTES];
};

/* Write the sealed text of these facts at the end of `out`. Returns 0, or -EINVAL with
 * the reason when a fact is none. */
int seal_make(const struct seal_facts *facts, const unsigned char seed[SEAL_SEED_BYTES],
	      struct text *out, struct text *why);

/* Read a sealed text, or a URL that holds one behind its '#'. The bytes may be anything.
 * False, with the reason, when it is not exactly one. Proves nothing yet. */
bool seal_read(const char *bytes, size_t length, struct seal *out, struct text *why);

/* Whether somebody who typed this meant a sealed text, whole or not. */
bool seal_is_meant(const char *typed);

/* Whether the facts were signed with the private half of this key. */
bool seal_is_signed(const struct seal *seal, const char *public_key);

/* What the QR code holds for a sealed text: the text itself or, with an URL, the URL, '#'
 * and the text, percent-encoded (RFC 3986 3.5). */
void seal_add_qr(const char *verify_url, const char *sealed, struct text *out);
