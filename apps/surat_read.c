// SPDX-License-Identifier: MIT
#include "apps/surat_read.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/must.h"

ssize_t surat_read_file(const char *path, size_t max, char **out_bytes)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char *bytes;
	size_t length = 0;
	ssize_t got = 1;

	if (fd < 0)
		return -errno;
	bytes = must_alloc(max + 1);
	while (got > 0 && length <= max) {
		got = read(fd, bytes + length, max + 1 - length);
		if (got < 0 && errno == EINTR)
			got = 1;
		else if (got > 0)
			length += (size_t)got;
	}
	if (got < 0) {
		got = -errno;
		free(bytes);
		bytes = NULL;
	}
	close(fd);
	*out_bytes = bytes;
	return got < 0 ? got : (ssize_t)length;
}
