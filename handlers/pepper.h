// SPDX-License-Identifier: MIT
#pragma once

/*
 * What is mixed into every PIN before it is hashed: 32 random bytes in a file beside the
 * store. Whoever steals the store or a copy of it without this file cannot try PINs at
 * all. One line of text, "surat-pepper 1 <64 hex digits>", read by the service's account
 * and group, written by nobody else. It is kept apart from the store's copies; when it is
 * lost every officer needs a new PIN.
 */

struct text;

enum {
	PEPPER_BYTES = 32,
	PEPPER_MARK_SIZE = 8 + 1,
	PEPPER_MIXED_SIZE = 2 * PEPPER_BYTES + 1,
};

struct pepper {
	unsigned char key[PEPPER_BYTES];
	char mark[PEPPER_MARK_SIZE]; /* tells one from another, and nothing else */
};

/* Read it. Returns 0; -ENOENT there is none; -EACCES others may read or the group may
 * write it; -EINVAL it is none; or another -errno; each with the reason. */
int pepper_read(const char *path, struct pepper *out, struct text *why);

/* Make one, unless there is one already, and read it. When this returns 0 the file has
 * survived any power cut; a kill before leaves none, or a whole one. */
int pepper_make(const char *path, struct pepper *out, struct text *why);

/* Mix a PIN with it: hex digits that say nothing about either. */
void pepper_mix(const struct pepper *pepper, const char *pin,
		char out[PEPPER_MIXED_SIZE]);

void pepper_forget(struct pepper *pepper);
