// SPDX-License-Identifier: MIT
#pragma once

/*
 * The values that a letter prints, by the names of its placeholders. They come from the
 * snapshot that the register keeps, or are samples for a preview; nothing else is
 * printed.
 */

#include <stdbool.h>
#include <stddef.h>

#include "letters/template.h"
#include "store/register.h"

struct store;
struct text;

enum {
	VALUES_MAX = 80,
	VALUES_ROOM_SIZE = REGISTER_SNAPSHOT_SIZE + 2048,
};

struct values {
	size_t n_values;
	struct {
		char name[TEMPLATE_NAME_SIZE];
		size_t at; /* in room */
	} values[VALUES_MAX];
	size_t n_bytes;
	char room[VALUES_ROOM_SIZE];
};

void values_init(struct values *values);

/* Add one. A name that has a value keeps it: what the letter asks for itself never
 * replaces what the office knows. False when there is no room or the name is too long. */
bool values_add(struct values *values, const char *name, const char *value);

/* "" when there is none of that name. */
const char *values_get(const struct values *values, const char *name);

/* For template_fill(). */
struct template_source values_source(const struct values *values);

/* Fill from a snapshot. Returns 0, -EINVAL (no such object, too large) or a store error.
 * Days and the sex are written out, "tanggal" as "21 November 2026". */
int values_read_snapshot(struct store *store, const char *snapshot,
			 struct values *out_values);

/* Whether every value may be printed; false: `why` names one that may not. */
bool values_check(const struct values *values, struct text *why);
