// SPDX-License-Identifier: MIT
#pragma once

/*
 * How a PIN is kept: an Argon2id hash of the PIN mixed with the pepper, behind the mark
 * of that pepper. Hashes of stores that were made without a pepper are known too, and
 * become such ones when their PIN is next right.
 */

#include "store/officers.h"

struct office;
struct text;

/* Before the first PIN is needed: make the pepper, unless PINs depend on one that is not
 * there. Returns 0; -ENOKEY with the reason: PINs cannot be judged; or a store error. */
int pins_prepare(const struct office *office, struct text *why);

/* Hash a new PIN; makes the pepper when there is none. -ENOKEY when it cannot be read. */
int pins_make(const struct office *office, const char *pin,
	      char out[OFFICER_PIN_HASH_SIZE], struct text *why);

/* Whether it is the PIN: 0, -EACCES, or -ENOKEY when its pepper is lost or another one.
 * All three take as long. */
int pins_judge(const struct office *office, const char *kept, const char *pin);

/* Hash one that was kept without a pepper again, now that it is known to be right. */
void pins_raise(const struct office *office, const char *pin,
		char kept[OFFICER_PIN_HASH_SIZE]);

/* How many PINs of active officers cannot be judged, and why; or -errno. */
int pins_count_lost(const struct office *office, struct text *why);
