// SPDX-License-Identifier: MIT
#pragma once

/*
 * A story: texts that come in, one after another, and what must follow from each. It is
 * told four times, each time in a fresh office: as it is; with every message brought
 * twice by the network; with the power going before each commit; with a restart of the
 * program after each message.
 */

#include <stddef.h>

struct line {
	int wait_s;       /* after the line before */
	const char *from; /* NULL: HOUSE_PHONE */
	const char *text;
	const char *phrases; /* what goes back, apart by a space; "" is silence */
	int n_tickets;       /* of this phone, from then on */
	const char *step;    /* draft.step afterwards; "" nothing is asked */
};

void story_tell(const char *name, const struct line *lines, size_t n_lines);

#define STORY(...)                                                                       \
	do {                                                                             \
		static const struct line lines[] = { __VA_ARGS__ };                      \
		story_tell(__func__, lines, sizeof(lines) / sizeof(*lines));             \
	} while (0)
