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

/* What a text must be read as. Letters in order, apart by commas; with "?" in front they
 * are to be confirmed. */
struct reading_vector {
	const char *text;
	enum intent intent;
	const char *letters;
};

/* Read each; the first that is read otherwise fails the test. */
void reading_check(void **state, const struct reading_vector *vectors, size_t n_vectors);

#define READING_CHECK(state, vectors)                                                    \
	reading_check(state, vectors, sizeof(vectors) / sizeof(vectors)[0])
