// SPDX-License-Identifier: MIT
#include "tests/support/cut_image.h"

#include <stdlib.h>
#include <string.h>

#include "base/must.h"

enum {
	/* An image grows by so much; and SQLite's files take no more than 128 KiB in one
	 * piece. */
	ROOM_BYTES = 64 * 1024,
};

bool cut_image_toss(uint64_t *random)
{
	*random ^= *random >> 12;
	*random ^= *random << 25;
	*random ^= *random >> 27;
	return (*random * UINT64_C(2685821657736338717)) >> 63;
}

static void make_room(struct cut_image *image, sqlite3_int64 size)
{
	sqlite3_int64 room = size / ROOM_BYTES * ROOM_BYTES + ROOM_BYTES;
	unsigned char *bytes;
	bool *is_dirty;

	if (size <= image->room)
		return;
	bytes = must_alloc((size_t)room);
	is_dirty = must_alloc((size_t)room / CUT_SECTOR_BYTES);
	if (image->room > 0) {
		memcpy(bytes, image->bytes, (size_t)image->room);
		memcpy(is_dirty, image->is_dirty, (size_t)image->room / CUT_SECTOR_BYTES);
	}
	free(image->bytes);
	free(image->is_dirty);
	image->bytes = bytes;
	image->is_dirty = is_dirty;
	image->room = room;
}

struct cut_image *cut_image_new(const char *path, sqlite3_file *real)
{
	struct cut_image *image = must_alloc(sizeof *image);

	must(strlen(path) < sizeof image->path);
	memcpy(image->path, path, strlen(path) + 1);
	must(real->pMethods->xFileSize(real, &image->size) == SQLITE_OK);
	image->durable_size = image->size;
	make_room(image, image->size + 1);
	for (sqlite3_int64 at = 0; at < image->size; at += ROOM_BYTES) {
		sqlite3_int64 left = image->size - at;
		int length = left > ROOM_BYTES ? ROOM_BYTES : (int)left;

		must(real->pMethods->xRead(real, image->bytes + at, length, at) ==
		     SQLITE_OK);
	}
	return image;
}

void cut_image_free(struct cut_image *image)
{
	free(image->bytes);
	free(image->is_dirty);
	free(image);
}

void cut_image_add_handle(struct cut_image *image, sqlite3_file *real)
{
	must(image->n_handles < CUT_HANDLES_MAX);
	image->handles[image->n_handles++] = real;
}

void cut_image_remove_handle(struct cut_image *image, const sqlite3_file *real)
{
	int i = 0;

	while (image->handles[i] != real)
		i++;
	image->handles[i] = image->handles[--image->n_handles];
}

bool cut_image_read(const struct cut_image *image, void *out, int amount,
		    sqlite3_int64 at)
{
	sqlite3_int64 have = image->size - at;

	if (have >= amount) {
		memcpy(out, image->bytes + at, (size_t)amount);
		return true;
	}
	memset(out, 0, (size_t)amount);
	if (have > 0)
		memcpy(out, image->bytes + at, (size_t)have);
	return false;
}

void cut_image_write(struct cut_image *image, const void *bytes, int amount,
		     sqlite3_int64 at)
{
	make_room(image, at + amount);
	memcpy(image->bytes + at, bytes, (size_t)amount);
	for (sqlite3_int64 i = at / CUT_SECTOR_BYTES; i * CUT_SECTOR_BYTES < at + amount;
	     i++)
		image->is_dirty[i] = true;
	if (at + amount > image->size)
		image->size = at + amount;
}

void cut_image_truncate(struct cut_image *image, sqlite3_int64 size)
{
	if (size >= image->size)
		return;
	memset(image->bytes + size, 0, (size_t)(image->size - size));
	image->size = size;
}

/* Any handle will do for the disk. */
static void write_sectors(struct cut_image *image, sqlite3_int64 first, sqlite3_int64 n)
{
	sqlite3_int64 at = first * CUT_SECTOR_BYTES, length = image->size - at;
	sqlite3_file *real = image->handles[0];

	if (length > n * CUT_SECTOR_BYTES)
		length = n * CUT_SECTOR_BYTES;
	if (length <= 0)
		return;
	must(real->pMethods->xWrite(real, image->bytes + at, (int)length, at) ==
	     SQLITE_OK);
	if (at + length > image->durable_size)
		image->durable_size = at + length;
}

static void shorten(struct cut_image *image)
{
	sqlite3_file *real = image->handles[0];

	if (image->durable_size <= image->size)
		return;
	must(real->pMethods->xTruncate(real, image->size) == SQLITE_OK);
	image->durable_size = image->size;
}

void cut_image_sync(struct cut_image *image)
{
	sqlite3_int64 n_sectors = image->room / CUT_SECTOR_BYTES, first = 0;

	shorten(image);
	for (sqlite3_int64 i = 0; i < n_sectors; i++) {
		if (!image->is_dirty[i])
			first = i + 1;
		else if (i + 1 == n_sectors || !image->is_dirty[i + 1] ||
			 (i + 1) % (ROOM_BYTES / CUT_SECTOR_BYTES) == 0) {
			write_sectors(image, first, i + 1 - first);
			first = i + 1;
		}
	}
	memset(image->is_dirty, 0, (size_t)n_sectors);
}

void cut_image_cut(struct cut_image *image, uint64_t *random)
{
	if (image->n_handles == 0)
		return;
	if (cut_image_toss(random))
		shorten(image);
	for (sqlite3_int64 i = 0; i < image->room / CUT_SECTOR_BYTES; i++) {
		if (image->is_dirty[i] && cut_image_toss(random))
			write_sectors(image, i, 1);
		image->is_dirty[i] = false;
	}
}
