// SPDX-License-Identifier: MIT
#include "handlers/copies.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"
#include "store/store.h"

bool copies_folder(const struct store_options *options, char out[LIMIT_PATH_SIZE])
{
	struct text text;

	text_init(&text, out, LIMIT_PATH_SIZE);
	if (options->backup_folder[0] != '\0')
		text_add(&text, options->backup_folder);
	else
		text_add_format(&text, "%s.backup", options->path);
	return !text.is_cut;
}

int copies_make_folder(const char *folder)
{
	return mkdir(folder, 0770) < 0 && errno != EEXIST ? -errno : 0;
}

void copies_draw_name(int64_t now_s, char out[COPIES_NAME_SIZE + 1])
{
	struct tm local;

	clock_local(now_s, &local);
	strftime(out, COPIES_NAME_SIZE + 1, "surat-%Y%m%d-%H%M%S.db", &local);
}

bool copies_is_name(const char *name)
{
	static const char pattern[] = "surat-########-######.db";

	for (size_t i = 0; i < sizeof pattern; i++) {
		bool is_digit = name[i] >= '0' && name[i] <= '9';

		if (pattern[i] == '#' ? !is_digit : name[i] != pattern[i])
			return false;
	}
	return true;
}

/* The names tell the time: the newest is the last of the alphabet. */
static int compare(const void *left, const void *right)
{
	const struct copy *a = left, *b = right;

	return strcmp(b->name, a->name);
}

static bool read_copy(int folder, const char *name, struct copy *out)
{
	struct stat status;

	if (!copies_is_name(name) ||
	    fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) < 0 ||
	    !S_ISREG(status.st_mode))
		return false;
	text_copy(out->name, sizeof out->name, name);
	out->bytes = status.st_size;
	out->at = status.st_mtim.tv_sec;
	return true;
}

int copies_list(const char *folder, struct copy out[COPIES_LISTED_MAX])
{
	DIR *listing = opendir(folder);
	const struct dirent *entry;
	int n = 0;

	if (listing == NULL)
		return errno == ENOENT ? 0 : -errno;
	while (n < COPIES_LISTED_MAX && (entry = readdir(listing)) != NULL)
		n += read_copy(dirfd(listing), entry->d_name, &out[n]);
	closedir(listing);
	qsort(out, (size_t)n, sizeof *out, compare);
	return n;
}

void copies_forget_old(const char *folder)
{
	struct copy copies[COPIES_LISTED_MAX];
	int n = copies_list(folder, copies);
	int file =
		n <= COPIES_KEPT ? -1 : open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (file < 0)
		return;
	for (int i = COPIES_KEPT; i < n; i++)
		(void)unlinkat(file, copies[i].name, 0);
	close(file);
}

const char *copies_reason(int error)
{
	switch (-error) {
	case EEXIST:
		return "berkas dengan nama itu sudah ada";
	case ENOSPC:
	case EDQUOT:
		return "tempat di disk tidak cukup; 64 MB harus tetap kosong untuk SMS";
	case EINVAL:
		return "itu bukan salinan layanan ini, atau dari program yang lebih baru";
	case EIO:
		return "berkasnya rusak";
	case ENOENT:
	case ENOTDIR:
		return "berkas atau foldernya tidak ada";
	case EACCES:
	case EPERM:
	case EROFS:
		return "folder atau berkas itu tidak boleh dibaca atau ditulisi";
	default:
		return strerror(-error);
	}
}
