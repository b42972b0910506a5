// SPDX-License-Identifier: MIT
#pragma once

/* The numbered menu, made from the catalogue: each page fills one SMS. */

#include <stdbool.h>

struct catalogue;
struct text;

/*
 * Write page `page` (1 first): "1 Domisili 2 Tdk mampu ... 0 Lainnya". Returns false when
 * there is no such page.
 */
bool menu_page(const struct catalogue *catalogue, int page, struct text *out);
