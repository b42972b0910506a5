// SPDX-License-Identifier: MIT
#pragma once

/*
 * What falls due without anybody asking: suratd makes its rounds every ten minutes. Each
 * duty is one transaction of its own and leaves its mark in the rows it looked at, in the
 * same transaction as the text it sends: after a crash it is done again or was done,
 * never both.
 */

#include <stddef.h>
#include <stdint.h>

struct office;

struct duty {
	const char *name;
	/* In an open transaction. Returns how many rows it saw to, or -errno. */
	int (*run)(const struct office *office, int64_t now_s);
};

const struct duty *rounds(size_t *out_count);
