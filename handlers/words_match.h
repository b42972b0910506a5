// SPDX-License-Identifier: MIT
#pragma once

/*
 * Which entries of the lists and which aliases stand in the text. The longest phrase
 * wins: an entry within a longer one is not there ("belum nikah" hides "nikah" and
 * "belum").
 */

#include "handlers/words_index.h"
#include "handlers/words_tokens.h"

enum {
	MATCHES_MAX = 640,
	LETTER_MATCHES_MAX = 32,
};

/* A letter's alias in the text. */
struct letter_match {
	uint16_t letter; /* index in the catalogue */
	uint16_t first, last;
	int tier;
	bool is_dominant;
	bool is_fuzzy;
};

struct letter_matches {
	struct letter_match at[LETTER_MATCHES_MAX];
	size_t n;
};

/* Sets `lists` of each token and collects the aliases in the order written. */
void match_all(const struct word_index *index, struct tokens *tokens,
	       struct letter_matches *out);

/* Number (0 first) of the entry of a list that stands at a token, or -1. */
int match_entry_at(const struct word_index *index, const struct tokens *tokens,
		   enum word_list list, size_t at);
