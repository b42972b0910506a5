// SPDX-License-Identifier: MIT
#pragma once

/* A budget told in one SMS. */

struct apbdes;
struct text;

/* Write both sums and as many of the largest posts as fit; `year` is for a budget that
 * does not say its own. */
void apbdes_write(const struct apbdes *budget, int year, struct text *out);
