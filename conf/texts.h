// SPDX-License-Identifier: MIT
#pragma once

/* Reads the word lists, words = { greeting = [ "halo", ... ]; ... };, and the phrases,
 * phrases = { R01 = "..."; ... }; */

#include <stddef.h>

#include <libconfig.h>

struct phrases;
struct report;
struct words;

void words_read_lists(struct report *report, const config_t *config,
		      struct words *out_words);
void phrases_read(struct report *report, const config_t *config,
		  struct phrases *out_phrases);

/*
 * Read a list of words or short phrases in lower case, words apart by one space, into an
 * array of `max` strings of `size` bytes each. Returns how many there are.
 */
size_t texts_read_list(struct report *report, const config_setting_t *list,
		       const char *name, char *out, size_t size, size_t max);
