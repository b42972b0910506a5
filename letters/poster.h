// SPDX-License-Identifier: MIT
#pragma once

/* The A5 poster that hangs at the balai desa and in every neighbourhood: which number,
 * which letters, how to ask. */

#include <stdbool.h>
#include <stdint.h>

struct catalogue;
struct pdf;
struct text;

struct poster {
	const char *village, *service_number, *office_phone, *open_hours, *font;
	const struct catalogue *catalogue;
	int64_t made_at;
};

/* Draw it into `out`. False: `why` says in Indonesian what is wrong. */
bool poster_draw(const struct poster *poster, struct pdf *out, struct text *why);
