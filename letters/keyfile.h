// SPDX-License-Identifier: MIT
#pragma once

/*
 * The file of a village's private key: <folder>/<village>.key, readable by its owner
 * alone. One line of text: "surat-key 1 <village> <base64url>".
 */

#include "letters/seal_key.h"

struct text;

/*
 * Read the key. Returns 0; -ENOENT there is no file; -EACCES file or folder could be read
 * or changed by others, or belongs to somebody else; -EINVAL it is no key of this
 * village; or another -errno; each with the reason. Forget the seed with
 * keyfile_forget().
 */
int keyfile_read(const char *folder, const char *village,
		 unsigned char out_seed[SEAL_SEED_BYTES], struct text *why);

/*
 * Make a new key in place of the old one, if there is one, which is lost then. Makes the
 * folder too. When this returns 0 the file has survived any power cut; before, the old
 * one is whole.
 */
int keyfile_make(const char *folder, const char *village,
		 unsigned char out_seed[SEAL_SEED_BYTES], struct text *why);

void keyfile_forget(unsigned char seed[SEAL_SEED_BYTES]);
