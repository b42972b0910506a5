// SPDX-License-Identifier: MIT
#pragma once

/*
 * One file of tests/support/cut_vfs.c: what the programs see is in memory, what a power
 * cut would leave is in the real file.
 */

#include <stdbool.h>
#include <stdint.h>

#include <sqlite3.h>

enum {
	CUT_SECTOR_BYTES = 512,
	CUT_PATH_BYTES = 1024,
	CUT_HANDLES_MAX = 16,
};

struct cut_image {
	char path[CUT_PATH_BYTES];
	unsigned char *bytes;
	bool *is_dirty; /* per sector: written since the last sync */
	sqlite3_int64 size, room, durable_size;
	sqlite3_file *handles[CUT_HANDLES_MAX]; /* the real file, once per opener */
	int n_handles;
	struct cut_image *next;
};

/* Read in what the real file holds. */
struct cut_image *cut_image_new(const char *path, sqlite3_file *real);
void cut_image_free(struct cut_image *image);

void cut_image_add_handle(struct cut_image *image, sqlite3_file *real);
void cut_image_remove_handle(struct cut_image *image, const sqlite3_file *real);

/* As the functions of SQLite's files; these cannot fail. False: the read was short. */
bool cut_image_read(const struct cut_image *image, void *out, int amount,
		    sqlite3_int64 at);
void cut_image_write(struct cut_image *image, const void *bytes, int amount,
		     sqlite3_int64 at);
void cut_image_truncate(struct cut_image *image, sqlite3_int64 size);

/* All unsynced sectors reach the disk. */
void cut_image_sync(struct cut_image *image);
/* A random half of them does, and the rest is gone. */
void cut_image_cut(struct cut_image *image, uint64_t *random);

/* Heads or tails: xorshift64*, so that the same seed gives the same cuts. */
bool cut_image_toss(uint64_t *random);
