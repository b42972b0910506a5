// SPDX-License-Identifier: MIT
#pragma once

/*
 * Answers to a letter's own questions: a flat JSON object of texts, kept in the draft and
 * copied into the ticket. Also the escaping that any JSON text needs.
 */

#include <stdbool.h>
#include <stddef.h>

struct text;

/* The NIK of the parent who asks for a child's letter. */
#define DETAILS_PARENT "nik_orang_tua"

/* Add `value` with quotes, escaped (RFC 8259 section 7). */
void json_add_text(struct text *out, const char *value);

/* Whether `details` has `name`, with its value in `out` (NULL: only ask). */
bool details_get(const char *details, const char *name, char *out, size_t size);

/* Set `name`; false (and nothing changed) when it no longer fits into `size`. */
bool details_set(char *details, size_t size, const char *name, const char *value);

/* How many there are. */
int details_count(const char *details);
