// SPDX-License-Identifier: MIT
#include "letters/pdf.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/must.h"
#include "base/text.h"

void pdf_init(struct pdf *pdf)
{
	*pdf = (struct pdf){ .bytes = NULL };
}

void pdf_clear(struct pdf *pdf)
{
	free(pdf->bytes);
	pdf_init(pdf);
}

static void grow(struct pdf *pdf, size_t wanted)
{
	size_t capacity = pdf->capacity > 0 ? pdf->capacity : 64 * 1024;
	unsigned char *bytes;

	while (capacity < wanted)
		capacity *= 2;
	bytes = must_alloc(capacity);
	if (pdf->length > 0)
		memcpy(bytes, pdf->bytes, pdf->length);
	free(pdf->bytes);
	pdf->bytes = bytes;
	pdf->capacity = capacity;
}

bool pdf_add(struct pdf *pdf, const void *bytes, size_t length)
{
	if (pdf->is_cut || length > PDF_BYTES_MAX - pdf->length) {
		pdf->is_cut = true;
		return false;
	}
	if (pdf->length + length > pdf->capacity)
		grow(pdf, pdf->length + length);
	memcpy(pdf->bytes + pdf->length, bytes, length);
	pdf->length += length;
	return true;
}

static int write_all(int fd, const struct pdf *pdf)
{
	size_t done = 0;

	while (done < pdf->length) {
		ssize_t n = write(fd, pdf->bytes + done, pdf->length - done);

		if (n < 0 && errno != EINTR)
			return -errno;
		if (n > 0)
			done += (size_t)n;
	}
	return fsync(fd) < 0 ? -errno : 0;
}

int pdf_write(const struct pdf *pdf, const char *path)
{
	char beside[LIMIT_PATH_SIZE];
	struct stat there;
	struct text text;
	int fd, error;

	/* A device or a folder is not to be replaced. */
	if (stat(path, &there) == 0 && !S_ISREG(there.st_mode))
		return S_ISDIR(there.st_mode) ? -EISDIR : -EINVAL;
	text_init(&text, beside, sizeof beside);
	text_add_format(&text, "%s.XXXXXX", path);
	if (text.is_cut)
		return -ENAMETOOLONG;
	fd = mkstemp(beside);
	if (fd < 0)
		return -errno;
	error = write_all(fd, pdf);
	if (close(fd) < 0 && error == 0)
		error = -errno;
	if (error == 0 && rename(beside, path) < 0)
		error = -errno;
	if (error < 0)
		unlink(beside);
	return error;
}
