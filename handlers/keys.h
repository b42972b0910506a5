// SPDX-License-Identifier: MIT
#pragma once

/*
 * Public keys as people handle them: files that villages give to the kecamatan and to
 * each other, fingerprints that are compared over the telephone, and the end of a key.
 *
 * A file is text:
 *
 *   SURAT-KUNCI 1
 *   # any remark
 *   35.13.15.2007 <43 letters> 2026-11-22 - berlaku Krejengan
 *
 * village, key, from and until which day it seals ("-" still does), berlaku or dicabut,
 * the village's name. Private keys are not handled here: only suratd has them, so that
 * `surat keys rotate` merely ends the key, and suratd makes the next one when it sees
 * that none seals.
 */

#include <stddef.h>
#include <stdint.h>

#include "store/keys.h"

struct office;
struct text;

enum {
	KEYS_FILE_MAX_BYTES = 1 << 20,
	KEYS_LINE_SIZE = 256,
};

#define KEYS_FILE_HEADING "SURAT-KUNCI 1"

/* One key's line of a file, without its newline. */
void keys_write_line(const struct key *key, struct text *out);

struct keys_report {
	int n_new, n_changed, n_same;
};

/*
 * Trust the keys of a file; all of them or, when one line is wrong, none: -EINVAL and
 * `why` names the line. What was revoked here stays so. A key that calls itself one of
 * ours and is not known is refused. In the caller's transaction.
 */
int keys_trust(const struct office *office, const char *bytes, size_t length,
	       const char *by, int64_t now_s, struct keys_report *report,
	       struct text *why);

/* The key of this fingerprint, or its first 8 digits at least. -ENOENT, or -EINVAL when
 * it is too short or fits two. */
int keys_find(const struct office *office, const char *fingerprint, struct key *out);

/* Our key seals no more; letters that it sealed stay good. -ENOENT when none seals. */
int keys_end(const struct office *office, const char *by, int64_t now_s);

/* Nothing that this key ever sealed is believed any more. */
int keys_revoke(const struct office *office, struct key *key, const char *why_revoked,
		const char *by, int64_t now_s);
