// SPDX-License-Identifier: MIT
#include "handlers/pepper.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "base/limits.h"
#include "base/must.h"
#include "base/text.h"

#define HEAD "surat-pepper 1 "

enum {
	LINE_SIZE = sizeof HEAD - 1 + 2 * PEPPER_BYTES + 1 + 1,
	FILE_MODE = 0640, /* the pages and the terminal are in the group */
};

static int fail(const char *doing, const char *path, struct text *why)
{
	int error = errno;

	text_say(why, "cannot %s %s: %s", doing, path, strerror(error));
	return -error;
}

static int check_mode(int fd, const char *path, struct text *why)
{
	struct stat status;

	if (fstat(fd, &status) < 0)
		return fail("look at", path, why);
	if (!S_ISREG(status.st_mode)) {
		text_say(why, "%s is no file", path);
		return -EINVAL;
	}
	if ((status.st_mode & (S_IWGRP | S_IRWXO)) == 0)
		return 0;
	text_say(why, "%s is open to others (mode %04o): chmod 0640 %s", path,
		 (unsigned)(status.st_mode & 07777), path);
	return -EACCES;
}

static void set_mark(struct pepper *pepper)
{
	static const char purpose[] = "surat pepper mark";
	unsigned char hash[crypto_generichash_BYTES_MIN];

	must(crypto_generichash(hash, sizeof hash, (const unsigned char *)purpose,
				sizeof purpose - 1, pepper->key, PEPPER_BYTES) == 0);
	sodium_bin2hex(pepper->mark, sizeof pepper->mark, hash, PEPPER_MARK_SIZE / 2);
}

static bool parse(const char *line, size_t length, struct pepper *out)
{
	const char *hex = line + sizeof HEAD - 1;
	size_t n_bytes;

	if (length != LINE_SIZE - 1 || memcmp(line, HEAD, sizeof HEAD - 1) != 0 ||
	    line[length - 1] != '\n' ||
	    sodium_hex2bin(out->key, PEPPER_BYTES, hex, (size_t)2 * PEPPER_BYTES, NULL,
			   &n_bytes, NULL) != 0 ||
	    n_bytes != PEPPER_BYTES)
		return false;
	set_mark(out);
	return true;
}

static int read_open(int fd, const char *path, struct pepper *out, struct text *why)
{
	char line[LINE_SIZE + 1];
	ssize_t length;
	int error = check_mode(fd, path, why);

	if (error < 0)
		return error;
	length = read(fd, line, sizeof line);
	if (length < 0)
		return fail("read", path, why);
	if (!parse(line, (size_t)length, out)) {
		text_say(why, "%s holds no pepper of surat", path);
		error = -EINVAL;
	}
	sodium_memzero(line, sizeof line);
	return error;
}

int pepper_read(const char *path, struct pepper *out, struct text *why)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	int error;

	must(sodium_init() >= 0);
	*out = (struct pepper){ .mark = "" };
	if (fd < 0)
		return fail("open", path, why);
	error = read_open(fd, path, out, why);
	close(fd);
	return error;
}

/* On the disk under its own name first, then linked: nobody sees half of one, and of two
 * programs that make one at once the first wins. */
static int write_new(int fd, const char *new_path, const char *path, struct text *why)
{
	char line[LINE_SIZE], hex[2 * PEPPER_BYTES + 1];
	unsigned char key[PEPPER_BYTES];
	struct text text;
	ssize_t written;
	int error = 0;

	randombytes_buf(key, sizeof key);
	sodium_bin2hex(hex, sizeof hex, key, sizeof key);
	text_init(&text, line, sizeof line);
	text_add_format(&text, HEAD "%s\n", hex);
	written = write(fd, line, text.length);
	if (written >= 0 && (size_t)written < text.length)
		errno = ENOSPC;
	/* The mask of the account may have taken the group's right away. */
	if (written != (ssize_t)text.length || fchmod(fd, FILE_MODE) < 0 || fsync(fd) < 0)
		error = fail("write", new_path, why);
	else if (link(new_path, path) < 0 && errno != EEXIST)
		error = fail("make", path, why);
	sodium_memzero(key, sizeof key);
	sodium_memzero(hex, sizeof hex);
	sodium_memzero(line, sizeof line);
	return error;
}

/* Its entry must be on the disk before a PIN depends on it. */
static int sync_folder(const char *path, struct text *why)
{
	char folder[LIMIT_PATH_SIZE];
	char *slash;
	int fd, error = 0;

	if (!text_copy(folder, sizeof folder, path))
		return -ENAMETOOLONG;
	slash = strrchr(folder, '/');
	if (slash != NULL)
		slash[slash == folder ? 1 : 0] = '\0';
	fd = open(slash == NULL ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 || fsync(fd) < 0)
		error = fail("sync", folder, why);
	if (fd >= 0)
		close(fd);
	return error;
}

int pepper_make(const char *path, struct pepper *out, struct text *why)
{
	char new_path[LIMIT_PATH_SIZE];
	struct text text;
	int fd, error = pepper_read(path, out, why);

	if (error != -ENOENT)
		return error;
	text_init(&text, new_path, sizeof new_path);
	text_add_format(&text, "%s.%ld", path, (long)getpid());
	if (text.is_cut)
		return -ENAMETOOLONG;
	unlink(new_path); /* left by a power cut */
	fd = open(new_path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
		  FILE_MODE);
	if (fd < 0)
		return fail("make", new_path, why);
	error = write_new(fd, new_path, path, why);
	close(fd);
	unlink(new_path);
	if (error == 0)
		error = sync_folder(path, why);
	return error < 0 ? error : pepper_read(path, out, why);
}

void pepper_mix(const struct pepper *pepper, const char *pin, char out[PEPPER_MIXED_SIZE])
{
	unsigned char hash[PEPPER_BYTES];

	must(sodium_init() >= 0);
	must(crypto_generichash(hash, sizeof hash, (const unsigned char *)pin,
				strlen(pin), pepper->key, PEPPER_BYTES) == 0);
	sodium_bin2hex(out, PEPPER_MIXED_SIZE, hash, sizeof hash);
	sodium_memzero(hash, sizeof hash);
}

void pepper_forget(struct pepper *pepper)
{
	sodium_memzero(pepper, sizeof *pepper);
}
