// SPDX-License-Identifier: MIT
#include "tests/support/cut_vfs.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "base/must.h"
#include "tests/support/cut_image.h"

struct cut_vfs {
	sqlite3_vfs base; /* first: SQLite's pointer is ours */
	sqlite3_vfs *real;
	struct cut_image *images;
	uint64_t random;
	long operations, cut_at, fail_at;
	int fail_code, system_errno;
	bool is_cut, is_fail_for_ever, has_failed;
	sqlite3_io_methods methods;
};

struct cut_file {
	sqlite3_file base; /* first */
	struct cut_vfs *vfs;
	struct cut_image *image; /* NULL: a temporary file, straight to the real one */
	sqlite3_file *real;      /* behind this struct */
};

static struct cut_vfs *vfs_of(sqlite3_vfs *base)
{
	return (struct cut_vfs *)base;
}

static struct cut_file *file_of(sqlite3_file *base)
{
	return (struct cut_file *)base;
}

void cut_vfs_cut(struct cut_vfs *vfs)
{
	if (vfs->is_cut)
		return;
	vfs->is_cut = true;
	for (struct cut_image *image = vfs->images; image != NULL; image = image->next)
		cut_image_cut(image, &vfs->random);
}

/* Count an operation that changes a file, and cut or fail when it is the chosen one. */
static int count_operation(struct cut_vfs *vfs)
{
	vfs->operations++;
	if (vfs->cut_at > 0 && vfs->operations >= vfs->cut_at)
		cut_vfs_cut(vfs);
	if (vfs->is_cut)
		return SQLITE_IOERR;
	if (vfs->fail_at == 0 || vfs->operations < vfs->fail_at)
		return SQLITE_OK;
	vfs->has_failed = true;
	errno = vfs->system_errno;
	if (!vfs->is_fail_for_ever)
		vfs->fail_at = 0;
	return vfs->fail_code;
}

static bool is_next_cut(const struct cut_vfs *vfs)
{
	return !vfs->is_cut && vfs->operations + 1 == vfs->cut_at;
}

static int file_close(sqlite3_file *base)
{
	struct cut_file *file = file_of(base);

	if (file->image != NULL) {
		/* A process may end without a sync; its writes stay with the system. */
		if (file->image->n_handles == 1 && !file->vfs->is_cut)
			cut_image_sync(file->image);
		cut_image_remove_handle(file->image, file->real);
	}
	return file->real->pMethods->xClose(file->real);
}

static int file_read(sqlite3_file *base, void *out, int amount, sqlite3_int64 at)
{
	const struct cut_file *file = file_of(base);

	if (file->image == NULL)
		return file->real->pMethods->xRead(file->real, out, amount, at);
	if (file->vfs->is_cut)
		return SQLITE_IOERR_READ;
	return cut_image_read(file->image, out, amount, at) ? SQLITE_OK
							    : SQLITE_IOERR_SHORT_READ;
}

static int file_write(sqlite3_file *base, const void *bytes, int amount, sqlite3_int64 at)
{
	const struct cut_file *file = file_of(base);
	int code;

	if (file->image == NULL)
		return file->real->pMethods->xWrite(file->real, bytes, amount, at);
	code = count_operation(file->vfs);
	if (code == SQLITE_OK)
		cut_image_write(file->image, bytes, amount, at);
	return code;
}

static int file_truncate(sqlite3_file *base, sqlite3_int64 size)
{
	const struct cut_file *file = file_of(base);
	int code;

	if (file->image == NULL)
		return file->real->pMethods->xTruncate(file->real, size);
	code = count_operation(file->vfs);
	if (code == SQLITE_OK)
		cut_image_truncate(file->image, size);
	return code;
}

static int file_sync(sqlite3_file *base, int flags)
{
	const struct cut_file *file = file_of(base);
	int code;

	(void)flags;
	if (file->image == NULL)
		return SQLITE_OK;
	/* The power may also go when all was done and only the answer is missing. */
	if (is_next_cut(file->vfs) && cut_image_toss(&file->vfs->random))
		cut_image_sync(file->image);
	code = count_operation(file->vfs);
	if (code == SQLITE_OK)
		cut_image_sync(file->image);
	return code;
}

static int file_size(sqlite3_file *base, sqlite3_int64 *out_size)
{
	const struct cut_file *file = file_of(base);

	if (file->image == NULL)
		return file->real->pMethods->xFileSize(file->real, out_size);
	*out_size = file->image->size;
	return SQLITE_OK;
}

/* Locks, shared memory and what the device is like: the real file's. */
static int file_lock(sqlite3_file *base, int lock)
{
	sqlite3_file *real = file_of(base)->real;

	return real->pMethods->xLock(real, lock);
}

static int file_unlock(sqlite3_file *base, int lock)
{
	sqlite3_file *real = file_of(base)->real;

	return real->pMethods->xUnlock(real, lock);
}

static int file_check_lock(sqlite3_file *base, int *out_is_locked)
{
	sqlite3_file *real = file_of(base)->real;

	return real->pMethods->xCheckReservedLock(real, out_is_locked);
}

static int file_control(sqlite3_file *base, int operation, void *argument)
{
	sqlite3_file *real = file_of(base)->real;

	/* These would change the real file behind our back. */
	if (operation == SQLITE_FCNTL_SIZE_HINT || operation == SQLITE_FCNTL_CHUNK_SIZE)
		return SQLITE_OK;
	return real->pMethods->xFileControl(real, operation, argument);
}

static int file_sector_size(sqlite3_file *base)
{
	sqlite3_file *real = file_of(base)->real;

	return real->pMethods->xSectorSize(real);
}

static int file_characteristics(sqlite3_file *base)
{
	sqlite3_file *real = file_of(base)->real;

	return real->pMethods->xDeviceCharacteristics(real);
}

static int file_shm_map(sqlite3_file *base, int page, int page_bytes, int may_extend,
			void volatile **out_page)
{
	sqlite3_file *real = file_of(base)->real;

	return real->pMethods->xShmMap(real, page, page_bytes, may_extend, out_page);
}

static int file_shm_lock(sqlite3_file *base, int offset, int n, int flags)
{
	sqlite3_file *real = file_of(base)->real;

	return real->pMethods->xShmLock(real, offset, n, flags);
}

static void file_shm_barrier(sqlite3_file *base)
{
	sqlite3_file *real = file_of(base)->real;

	real->pMethods->xShmBarrier(real);
}

static int file_shm_unmap(sqlite3_file *base, int is_deleted)
{
	sqlite3_file *real = file_of(base)->real;

	return real->pMethods->xShmUnmap(real, is_deleted);
}

static const sqlite3_io_methods file_methods = {
	.iVersion = 2, /* with shared memory, without mapped reading */
	.xClose = file_close,
	.xRead = file_read,
	.xWrite = file_write,
	.xTruncate = file_truncate,
	.xSync = file_sync,
	.xFileSize = file_size,
	.xLock = file_lock,
	.xUnlock = file_unlock,
	.xCheckReservedLock = file_check_lock,
	.xFileControl = file_control,
	.xSectorSize = file_sector_size,
	.xDeviceCharacteristics = file_characteristics,
	.xShmMap = file_shm_map,
	.xShmLock = file_shm_lock,
	.xShmBarrier = file_shm_barrier,
	.xShmUnmap = file_shm_unmap,
};

static void attach_image(struct cut_vfs *vfs, struct cut_file *file, const char *path)
{
	struct cut_image *image = vfs->images;

	while (image != NULL && strcmp(image->path, path) != 0)
		image = image->next;
	if (image == NULL) {
		image = cut_image_new(path, file->real);
		image->next = vfs->images;
		vfs->images = image;
	}
	cut_image_add_handle(image, file->real);
	file->image = image;
}

static int vfs_open(sqlite3_vfs *base, const char *path, sqlite3_file *out_file,
		    int flags, int *out_flags)
{
	struct cut_vfs *vfs = vfs_of(base);
	struct cut_file *file = file_of(out_file);
	int code;

	*file = (struct cut_file){ .vfs = vfs, .real = (sqlite3_file *)&file[1] };
	if (vfs->is_cut)
		return SQLITE_CANTOPEN;
	code = vfs->real->xOpen(vfs->real, path, file->real, flags, out_flags);
	if (code != SQLITE_OK)
		return code;
	file->base.pMethods = &vfs->methods;
	if (path != NULL)
		attach_image(vfs, file, path);
	return SQLITE_OK;
}

static int vfs_delete(sqlite3_vfs *base, const char *path, int is_folder_synced)
{
	struct cut_vfs *vfs = vfs_of(base);
	struct cut_image **link = &vfs->images;
	int code = count_operation(vfs);

	if (code != SQLITE_OK)
		return code;
	while (*link != NULL && strcmp((*link)->path, path) != 0)
		link = &(*link)->next;
	if (*link != NULL && (*link)->n_handles == 0) {
		struct cut_image *image = *link;

		*link = image->next;
		cut_image_free(image);
	}
	return vfs->real->xDelete(vfs->real, path, is_folder_synced);
}

struct cut_vfs *cut_vfs_install(unsigned seed)
{
	struct cut_vfs *vfs = must_alloc(sizeof *vfs);
	sqlite3_vfs *real = sqlite3_vfs_find(NULL);

	vfs->real = real;
	vfs->methods = file_methods;
	vfs->base = *real; /* what is not ours goes straight to the real one */
	vfs->base.zName = "cut";
	vfs->base.szOsFile = (int)sizeof(struct cut_file) + real->szOsFile;
	vfs->base.pNext = NULL;
	vfs->base.xOpen = vfs_open;
	vfs->base.xDelete = vfs_delete;
	vfs->random = UINT64_C(0x9E3779B97F4A7C15) * (seed + 1);
	must(sqlite3_vfs_register(&vfs->base, 1) == SQLITE_OK);
	return vfs;
}

void cut_vfs_power_on(struct cut_vfs *vfs)
{
	while (vfs->images != NULL) {
		struct cut_image *image = vfs->images;

		must(image->n_handles == 0);
		vfs->images = image->next;
		cut_image_free(image);
	}
	vfs->is_cut = false;
	vfs->cut_at = 0;
}

void cut_vfs_remove(struct cut_vfs *vfs)
{
	cut_vfs_power_on(vfs);
	sqlite3_vfs_unregister(&vfs->base);
	sqlite3_vfs_register(vfs->real, 1);
	free(vfs);
}

void cut_vfs_hide_shared_memory(struct cut_vfs *vfs)
{
	vfs->methods.iVersion = 1;
}

void cut_vfs_cut_at(struct cut_vfs *vfs, long n)
{
	vfs->cut_at = n == 0 ? 0 : vfs->operations + n;
}

bool cut_vfs_is_cut(const struct cut_vfs *vfs)
{
	return vfs->is_cut;
}

void cut_vfs_fail_at(struct cut_vfs *vfs, long n, int code, bool is_for_ever)
{
	vfs->fail_at = n == 0 ? 0 : vfs->operations + n;
	vfs->fail_code = code;
	vfs->is_fail_for_ever = is_for_ever;
	vfs->has_failed = false;
}

void cut_vfs_set_errno(struct cut_vfs *vfs, int system_errno)
{
	vfs->system_errno = system_errno;
}

bool cut_vfs_has_failed(const struct cut_vfs *vfs)
{
	return vfs->has_failed;
}

long cut_vfs_operations(const struct cut_vfs *vfs)
{
	return vfs->operations;
}
