// SPDX-License-Identifier: MIT
#pragma once

/* A DL envelope (220 x 110 mm) for a letter: from whom, which letter, to whom. */

#include <stdbool.h>
#include <stdint.h>

struct content;
struct letter_options;
struct pdf;
struct text;

/* Draw it into `out`, which was made by pdf_init(). `made_at` is the file's only time.
 * False: `why` says in Indonesian what is wrong. */
bool envelope_draw(const struct content *content, const struct letter_options *options,
		   int64_t made_at, struct pdf *out, struct text *why);
