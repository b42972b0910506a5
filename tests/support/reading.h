// SPDX-License-Identifier: MIT
#pragma once

/*
 * The words and letters of conf/ for tests that read texts, loaded once per group:
 * cmocka_run_group_tests(tests, reading_begin, reading_end).
 */

#include "handlers/words.h"

int reading_begin(void **state);
int reading_end(void **state);

/* words_read() of one text; `*out` is filled with garbage before. */
void reading_of(void **state, const char *utf8, struct reading *out);

/* What it reads with. */
const struct words *reading_words(void **state);
const struct catalogue *reading_catalogue(void **state);

/* Key words of the letters read, apart by commas. */
const char *reading_letters(const struct reading *reading, char *out, size_t size);

/* NIKs apart by commas. */
const char *reading_niks(const struct reading *reading, char *out, size_t size);
