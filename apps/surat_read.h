// SPDX-License-Identifier: MIT
#pragma once

/* Files that an officer names on the command line. */

#include <stddef.h>
#include <sys/types.h>

/* Read a file of at most `max` bytes and one more, so that a longer one is noticed. The
 * caller frees *out_bytes. Returns the length or -errno. */
ssize_t surat_read_file(const char *path, size_t max, char **out_bytes);
