// SPDX-License-Identifier: MIT
#pragma once

/*
 * Where copies of the store (store/backup.h) go, what they are called, and what is said
 * of them, by the terminal and by the pages.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/limits.h"

struct store_options;
struct text;

enum {
	COPIES_KEPT = 7, /* of those in the folder; older ones are deleted */
	COPIES_LISTED_MAX = 64,
	COPIES_NAME_SIZE = 24, /* "surat-20261122-070203.db" has 24 with its end */
};

#define COPIES_HOLDS                                                                       \
	"semua data penduduk, permohonan, isi SMS, buku agenda, dan sidik PIN serta kata " \
	"sandi petugas"
#define COPIES_LACKS                                                                     \
	"kunci penyegel surat (berkas tersendiri) dan berkas pengaturan /etc/surat"

struct copy {
	char name[COPIES_NAME_SIZE + 1];
	int64_t bytes, at;
};

/* The folder of the settings, or the one beside the store. False when it is too long. */
bool copies_folder(const struct store_options *options, char out[LIMIT_PATH_SIZE]);

/* Make the folder, if need be for its owner and group alone. 0 or -errno. */
int copies_make_folder(const char *folder);

/* "surat-20261122-070203.db", local time. */
void copies_draw_name(int64_t now_s, char out[COPIES_NAME_SIZE + 1]);

/* Whether it is such a name: nothing else is ever opened. */
bool copies_is_name(const char *name);

/* Those in the folder, the newest first. How many, or -errno. */
int copies_list(const char *folder, struct copy out[COPIES_LISTED_MAX]);

/* Delete all but the newest COPIES_KEPT: they hold everybody's data. */
void copies_forget_old(const char *folder);

/* What an error of store/backup.h or store/restore.h means for an official. */
const char *copies_reason(int error);
