// SPDX-License-Identifier: MIT
#pragma once

/*
 * A copy of the store while it is in use: one file that holds a moment of it, checked,
 * and under its name only when it is whole and on the disk. It is made piece by piece by
 * connections of its own, so whoever writes meanwhile never waits for it; the store's log
 * grows a little until it is done.
 *
 * It holds all that the store holds: residents, requests, texts, the register, hashes of
 * PINs and passwords. It does not hold the private keys that seal letters (seal.folder)
 * nor the settings.
 */

#include <stdint.h>

#include "base/limits.h"

struct backup;
struct text;

enum {
	BACKUP_PAGES_A_STEP = 128,     /* half a MiB, some ms */
	BACKUP_SPARE_BYTES = 64 << 20, /* that must stay free: SMS need room too */
	BACKUP_NUMBER_SIZE = 80,
};

/* What stands in a copy, for whoever wants to know whether it is the right one. */
struct backup_facts {
	int64_t bytes;
	int64_t tickets, residents, texts;
	int64_t waiting;                      /* texts that would go out now */
	char last_number[BACKUP_NUMBER_SIZE]; /* of the newest letter; "" none */
	int64_t last_at;                      /* of the newest text or request; 0 none */
};

/* Begin to copy into `to`, which must not be there yet. 0, or -errno with a sentence in
 * `why`: -EEXIST, -ENOSPC, -ENOENT no store. */
int backup_begin(struct backup **out_backup, const char *store_path, const char *to,
		 struct text *why);

/* Copy the next piece: 1 there is more, 0 it is done, checked quickly (up to 256 MiB) and
 * durable, or -errno with a sentence in `why`. */
int backup_step(struct backup *backup, struct text *why);

/* How much of it is copied. */
int backup_percent(const struct backup *backup);

/* What is not done is taken away; NULL is allowed. */
void backup_free(struct backup *backup);

/* All of it at once, and what it holds. */
int backup_make(const char *store_path, const char *to, struct backup_facts *out,
		struct text *why);

/* Read a copy through for damage and say what it holds. -EINVAL when it is none, or made
 * by a newer program. */
int backup_look(const char *path, struct backup_facts *out, struct text *why);
