// SPDX-License-Identifier: MIT
#pragma once

/* A finished PDF in memory. */

#include <stdbool.h>
#include <stddef.h>

enum {
	PDF_BYTES_MAX = 32 * 1024 * 1024, /* a letter has 30 KB; a logo may add some MB */
};

struct pdf {
	unsigned char *bytes; /* owned; pdf_clear() */
	size_t length, capacity;
	bool is_cut; /* it was larger than that */
};

void pdf_init(struct pdf *pdf);
void pdf_clear(struct pdf *pdf);
/* Add at the end. False when it grew too large; then it is cut for good. */
bool pdf_add(struct pdf *pdf, const void *bytes, size_t length);

/*
 * Write a file that is there as a whole or not at all: a new one beside it takes its
 * place when all of it is on the disk. Only its owner may read it. Returns 0 or -errno.
 */
int pdf_write(const struct pdf *pdf, const char *path);
