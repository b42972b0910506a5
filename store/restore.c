// SPDX-License-Identifier: MIT
#include "store/restore.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/clock.h"
#include "base/text.h"
#include "store/backup.h"
#include "store/connection.h"

enum {
	BLOCK_BYTES = 65536,
	BESIDE_SIZE = LIMIT_PATH_SIZE + 32,
};

static int say(int error, const char *doing, const char *path, struct text *why)
{
	text_say(why, "cannot %s '%s': %s", doing, path, strerror(-error));
	return error;
}

static int copy_bytes(int from, int into)
{
	char block[BLOCK_BYTES];
	ssize_t n;

	while ((n = read(from, block, sizeof block)) > 0) {
		for (ssize_t at = 0; at < n;) {
			ssize_t written = write(into, block + at, (size_t)(n - at));

			if (written < 0)
				return -errno;
			at += written;
		}
	}
	return n < 0 || fsync(into) != 0 ? -errno : 0;
}

/* The copy beside the store, durable, with the owner that a store has. */
static int bring(const char *copy, const char *beside, struct text *why)
{
	int from = open(copy, O_RDONLY | O_CLOEXEC), into, error;

	if (from < 0)
		return say(-errno, "read", copy, why);
	(void)unlink(beside);
	error = connection_create_file(beside);
	into = error < 0 ? error : open(beside, O_WRONLY | O_CLOEXEC);
	if (into < 0)
		error = error < 0 ? error : -errno;
	else
		error = copy_bytes(from, into);
	close(from);
	if (into >= 0)
		close(into);
	return error < 0 ? say(error, "write", beside, why) : 0;
}

/* Brings what stands in the old store's log into its file, so that the file alone is all
 * of it. One that is damaged keeps its log. */
static void empty_log(const char *path)
{
	sqlite3 *database = NULL;

	if (sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK)
		(void)sqlite3_wal_checkpoint_v2(database, NULL,
						SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	sqlite3_close(database);
}

/* The old log is of the old file: beside the new one SQLite would take it for its own. */
static int put_log_away(const char *path, const char *kept)
{
	char log[BESIDE_SIZE], shared[BESIDE_SIZE], kept_log[BESIDE_SIZE];
	struct stat status;

	snprintf(log, sizeof log, "%s-wal", path);
	snprintf(shared, sizeof shared, "%s-shm", path);
	snprintf(kept_log, sizeof kept_log, "%s-wal", kept);
	if (stat(log, &status) == 0) {
		int result = status.st_size > 0 ? rename(log, kept_log) : unlink(log);

		if (result < 0)
			return -errno;
	}
	return unlink(shared) < 0 && errno != ENOENT ? -errno : 0;
}

static int sync_folder(const char *path)
{
	char copy[LIMIT_PATH_SIZE];
	int folder, error = 0;

	text_copy(copy, sizeof copy, path);
	folder = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder < 0)
		return -errno;
	if (fsync(folder) != 0 && errno != EINVAL)
		error = -errno;
	close(folder);
	return error;
}

/* "surat.db.before-20261122-070203". A link, so that the store's own name is never
 * empty: who finds no store begins a new one. */
static int keep_old(const char *path, char out_kept[LIMIT_PATH_SIZE])
{
	char when[24];
	struct text kept;
	struct tm local;
	int error;

	out_kept[0] = '\0';
	if (access(path, F_OK) != 0)
		return errno == ENOENT ? 0 : -errno;
	empty_log(path);
	clock_local(clock_utc_s(), &local);
	strftime(when, sizeof when, "%Y%m%d-%H%M%S", &local);
	text_init(&kept, out_kept, LIMIT_PATH_SIZE);
	text_add_format(&kept, "%s.before-%s", path, when);
	if (kept.is_cut)
		return -ENAMETOOLONG;
	if (link(path, out_kept) < 0)
		return -errno;
	error = sync_folder(path);
	return error < 0 ? error : put_log_away(path, out_kept);
}

int restore_from(const char *copy, const char *store_path, struct backup_facts *out,
		 char out_kept[LIMIT_PATH_SIZE], struct text *why)
{
	char beside[BESIDE_SIZE];
	int error;

	out_kept[0] = '\0';
	snprintf(beside, sizeof beside, "%s.restoring", store_path);
	error = bring(copy, beside, why);
	if (error == 0)
		error = backup_look(beside, out, why);
	if (error < 0) {
		(void)unlink(beside);
		return error;
	}
	error = keep_old(store_path, out_kept);
	if (error == 0 && rename(beside, store_path) < 0)
		error = -errno;
	if (error == 0)
		error = sync_folder(store_path);
	return error < 0 ? say(error, "replace", store_path, why) : 0;
}
