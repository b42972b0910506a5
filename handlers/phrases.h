// SPDX-License-Identifier: MIT
#pragma once

/*
 * Every text that a person receives, by its id (R01, K01, V01...), from
 * conf/phrases.conf. Values are cut to the lengths that keep a filled text within one SMS
 * (DOMAIN.md 6); a test fills every phrase with the longest values and counts septets.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/limits.h"

struct text;

enum {
	PHRASE_SIZE = 321,   /* template; the filled text has at most 160 septets */
	PHRASE_ID_SIZE = 32, /* R10 */
	PHRASES_MAX = 192,
};

struct phrase {
	char id[PHRASE_ID_SIZE];
	char text[PHRASE_SIZE];
};

struct phrases {
	struct phrase phrases[PHRASES_MAX];
	size_t n_phrases;
};

/* One {name} and what stands for it. */
struct phrase_value {
	const char *name;
	const char *value;
};

/*
 * Fill phrase `id` into `out`: each value cut to its name's longest length and turned
 * into plain GSM-7. Returns false (and logs) when there is no such phrase.
 */
bool phrase_fill(const struct phrases *phrases, const char *id,
		 const struct phrase_value *values, size_t n_values, struct text *out);

/* The longest length of a placeholder in characters; 0 for an unknown name. */
size_t phrase_value_max(const char *name);

/* Called by conf/ for each phrase: unknown placeholder, not GSM-7, may exceed 160
 * septets. */
bool phrase_check(const struct phrase *phrase, struct text *why);

/* Ids that the programs use and the file must have; `*out_count` of them. */
const char *const *phrase_needed_ids(size_t *out_count);
