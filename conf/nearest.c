// SPDX-License-Identifier: MIT
#include "conf/nearest.h"

#include <stdio.h>
#include <string.h>

enum {
	NAME_MAX_CHARS = 40 /* longer names are not compared */
};

static size_t smallest(size_t a, size_t b, size_t c)
{
	size_t least = a < b ? a : b;

	return least < c ? least : c;
}

/* Levenshtein: letters to add, drop or change. */
static size_t distance_between(const char *a, const char *b)
{
	size_t row[NAME_MAX_CHARS + 1], a_length = strlen(a), b_length = strlen(b);

	if (a_length > NAME_MAX_CHARS || b_length > NAME_MAX_CHARS)
		return NAME_MAX_CHARS;
	for (size_t j = 0; j <= b_length; j++)
		row[j] = j;
	for (size_t i = 1; i <= a_length; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= b_length; j++) {
			size_t above = row[j];

			row[j] = smallest(above + 1, row[j - 1] + 1,
					  diagonal + (a[i - 1] != b[j - 1]));
			diagonal = above;
		}
	}
	return row[b_length];
}

void nearest_init(struct nearest *nearest, const char *wrong)
{
	/* More than every second letter wrong is another word. */
	*nearest = (struct nearest){ .wrong = wrong, .distance = strlen(wrong) / 2 + 1 };
}

void nearest_offer(struct nearest *nearest, const char *known)
{
	size_t distance = distance_between(nearest->wrong, known);

	/* A name that was left off in the middle: "pace" for "pace_s". */
	if (nearest->distance > 1 &&
	    strncmp(nearest->wrong, known, strlen(nearest->wrong)) == 0)
		distance = 1;
	if (distance < nearest->distance) {
		nearest->distance = distance;
		nearest->best = known;
	}
}

const char *nearest_hint(struct nearest *nearest)
{
	nearest->hint[0] = '\0';
	if (nearest->best != NULL)
		snprintf(nearest->hint, sizeof nearest->hint, "; did you mean '%s'?",
			 nearest->best);
	return nearest->hint;
}
