// SPDX-License-Identifier: MIT
#pragma once

/*
 * Sealing: the letters that were approved get their seals (letters/seal.h), by a key that
 * the first run makes. suratd alone runs this: the private key's file is open to nobody
 * else. Whatever is killed when, the next run goes on: a key whose file is there and
 * which the store does not know is taken up, a village without a key that seals gets one.
 */

#include <stdint.h>

struct office;
struct seal_facts;
struct text;

/*
 * Seal what has no seal, in one transaction. `folder` holds the private keys. Returns how
 * many letters it sealed; `why` says what could not be sealed. Or -ENOKEY: the private
 * half of our key is lost, and only `surat keys rotate` helps; another error of
 * letters/keyfile.h or of the store; `why` says it.
 */
int sealing_run(const struct office *office, const char *folder, int64_t now_s,
		struct text *why);

/* What the seal of this ticket's letter says, by the register. -ENOENT no letter. */
int sealing_facts(const struct office *office, int64_t ticket_id, struct seal_facts *out);
