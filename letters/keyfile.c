// SPDX-License-Identifier: MIT
#include "letters/keyfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "base/limits.h"
#include "base/must.h"
#include "base/text.h"

enum {
	FILE_NAME_SIZE = LIMIT_VILLAGE_CODE_SIZE + 8,
	LINE_SIZE = 128,
	FILE_MODE = 0600,
	FOLDER_MODE = 0700,
};

struct keyfile {
	const char *folder_name;
	const char *village;
	struct text *why;
	int folder;
	char name[FILE_NAME_SIZE], new_name[FILE_NAME_SIZE];
};

static int fail(const struct keyfile *at, const char *doing, const char *name)
{
	int error = errno;

	text_say(at->why, "cannot %s %s/%s: %s", doing, at->folder_name, name,
		 strerror(error));
	return -error;
}

/* What others may read or change is no secret, and what they may replace is not ours. */
static int check_owner(const struct keyfile *at, int fd, mode_t forbidden,
		       const char *name)
{
	struct stat status;

	if (fstat(fd, &status) < 0)
		return fail(at, "look at", name);
	if (status.st_uid != geteuid()) {
		text_say(at->why, "%s/%s belongs to another account (uid %ld)",
			 at->folder_name, name, (long)status.st_uid);
		return -EACCES;
	}
	if ((status.st_mode & forbidden) == 0)
		return 0;
	text_say(at->why, "%s/%s is open to others (mode %04o): chmod %s %s/%s",
		 at->folder_name, name, (unsigned)(status.st_mode & 07777),
		 S_ISDIR(status.st_mode) ? "0700" : "0600", at->folder_name, name);
	return -EACCES;
}

static int open_folder(struct keyfile *at, const char *folder, const char *village,
		       struct text *why)
{
	int error;

	*at = (struct keyfile){ .folder_name = folder, .village = village, .why = why };
	must(snprintf(at->name, sizeof at->name, "%s.key", village) <
	     (int)sizeof at->name);
	must(snprintf(at->new_name, sizeof at->new_name, "%s.new", village) <
	     (int)sizeof at->new_name);
	at->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (at->folder < 0)
		return fail(at, "open", "");
	error = check_owner(at, at->folder, 077, "");
	if (error < 0)
		close(at->folder);
	return error;
}

static int read_line(const struct keyfile *at, int fd, char line[LINE_SIZE])
{
	struct stat status;
	ssize_t length;

	if (fstat(fd, &status) < 0)
		return fail(at, "look at", at->name);
	if (!S_ISREG(status.st_mode)) {
		text_say(at->why, "%s/%s is no file", at->folder_name, at->name);
		return -EINVAL;
	}
	length = read(fd, line, LINE_SIZE - 1);
	if (length < 0)
		return fail(at, "read", at->name);
	line[length] = '\0';
	return 0;
}

static void write_line(const char *village, const unsigned char seed[SEAL_SEED_BYTES],
		       struct text *line)
{
	char key[SEAL_KEY_SIZE];

	seal_key_write(seed, key);
	text_add_format(line, "surat-key 1 %s %s\n", village, key);
	sodium_memzero(key, sizeof key);
}

/* Written again it must be the same. */
static int parse_line(const struct keyfile *at, const char *line,
		      unsigned char out_seed[SEAL_SEED_BYTES])
{
	const char *key = strrchr(line, ' ');
	char again_buffer[LINE_SIZE], copy[SEAL_KEY_SIZE] = "";
	struct text again;
	bool is_same = false;

	text_init(&again, again_buffer, sizeof again_buffer);
	if (key != NULL && strlen(key) == SEAL_KEY_SIZE + 1)
		memcpy(copy, key + 1, SEAL_KEY_SIZE - 1);
	if (seal_key_read(copy, out_seed)) {
		write_line(at->village, out_seed, &again);
		is_same = strcmp(again_buffer, line) == 0;
	}
	sodium_memzero(copy, sizeof copy);
	sodium_memzero(again_buffer, sizeof again_buffer);
	if (is_same)
		return 0;
	keyfile_forget(out_seed);
	text_say(at->why, "%s/%s holds no private key of village %s", at->folder_name,
		 at->name, at->village);
	return -EINVAL;
}

int keyfile_read(const char *folder, const char *village,
		 unsigned char out_seed[SEAL_SEED_BYTES], struct text *why)
{
	char line[LINE_SIZE];
	struct keyfile at;
	int fd, error = open_folder(&at, folder, village, why);

	if (error < 0)
		return error;
	fd = openat(at.folder, at.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	error = fd < 0 ? fail(&at, "open", at.name) : check_owner(&at, fd, 077, at.name);
	if (error == 0)
		error = read_line(&at, fd, line);
	if (error == 0)
		error = parse_line(&at, line, out_seed);
	sodium_memzero(line, sizeof line);
	if (fd >= 0)
		close(fd);
	close(at.folder);
	return error;
}

static int write_all(const struct keyfile *at, int fd, const char *line, size_t length)
{
	ssize_t written = write(fd, line, length);

	if (written >= 0 && (size_t)written < length)
		errno = ENOSPC;
	if (written != (ssize_t)length || fsync(fd) < 0)
		return fail(at, "write", at->new_name);
	return 0;
}

/* On the disk, not only in its cache, before anybody relies on it. */
static int write_file(const struct keyfile *at, const char *line, size_t length)
{
	int error, fd;

	unlinkat(at->folder, at->new_name, 0); /* left by a power cut */
	fd = openat(at->folder, at->new_name,
		    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, FILE_MODE);
	if (fd < 0)
		return fail(at, "make", at->new_name);
	error = write_all(at, fd, line, length);
	if (close(fd) < 0 && error == 0)
		error = fail(at, "write", at->new_name);
	if (error == 0 && renameat(at->folder, at->new_name, at->folder, at->name) < 0)
		error = fail(at, "rename", at->new_name);
	if (error == 0 && fsync(at->folder) < 0)
		error = fail(at, "sync", "");
	return error;
}

/* Its own entry must be on the disk too. */
static int make_folder(const char *folder, struct text *why)
{
	char parent_name[LIMIT_PATH_SIZE];
	char *slash;
	int parent;

	if (mkdir(folder, FOLDER_MODE) < 0) {
		if (errno == EEXIST)
			return 0;
		text_say(why, "cannot make the folder %s: %s", folder, strerror(errno));
		return -errno;
	}
	if (!text_copy(parent_name, sizeof parent_name, folder))
		return -ENAMETOOLONG;
	slash = strrchr(parent_name, '/');
	if (slash != NULL)
		slash[slash == parent_name ? 1 : 0] = '\0';
	parent = open(slash == NULL ? "." : parent_name,
		      O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (parent >= 0) {
		fsync(parent);
		close(parent);
	}
	return 0;
}

int keyfile_make(const char *folder, const char *village,
		 unsigned char out_seed[SEAL_SEED_BYTES], struct text *why)
{
	char buffer[LINE_SIZE];
	struct keyfile at;
	struct text line;
	int error = make_folder(folder, why);

	if (error == 0)
		error = open_folder(&at, folder, village, why);
	if (error != 0)
		return error;
	must(sodium_init() >= 0);
	randombytes_buf(out_seed, SEAL_SEED_BYTES);
	text_init(&line, buffer, sizeof buffer);
	write_line(village, out_seed, &line);
	must(!line.is_cut);
	error = write_file(&at, buffer, line.length);
	sodium_memzero(buffer, sizeof buffer);
	if (error < 0)
		keyfile_forget(out_seed);
	close(at.folder);
	return error;
}

void keyfile_forget(unsigned char seed[SEAL_SEED_BYTES])
{
	sodium_memzero(seed, SEAL_SEED_BYTES);
}
