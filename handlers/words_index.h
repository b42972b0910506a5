// SPDX-License-Identifier: MIT
#pragma once

/*
 * All entries of the word lists and all aliases of the catalogue, found by the first two
 * letters of each of their words. Built on the stack for each text, since reading keeps
 * nothing between texts.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "handlers/words.h"
#include "letters/catalogue.h"

enum {
	/* Words in all entries together; the lists hold some 5000. What exceeds it is not
	 * found. */
	INDEX_WORDS_MAX = 9000,
	INDEX_BUCKETS = 27 * 27,
	INDEX_IS_ALIAS = WORD_LIST_COUNT, /* `list` of an alias */
	/* The last one is the letter's key word, unless it stands among the aliases. */
	INDEX_ALIASES = LETTER_ALIASES_MAX + 1,
	TIER_SURE = 0,
	TIER_WEAK = 1,
	TIER_FAINT = 2,
	TIER_GENERIC = 3,
};

/* One word of one entry. */
struct index_word {
	uint8_t list;
	uint8_t offset; /* of the word in its entry; 0 = the first */
	uint16_t item;  /* in its list; of an alias: letter * INDEX_ALIASES + alias */
};

struct word_index {
	const struct words *words;
	const struct catalogue *catalogue;
	uint16_t bucket[INDEX_BUCKETS + 1];
	struct index_word at[INDEX_WORDS_MAX];
};

void index_build(struct word_index *index, const struct words *words,
		 const struct catalogue *catalogue);

/* The words that share two letters with `word`: from at[*out_first] to before
 * at[*out_end]. */
void index_range(const struct word_index *index, const char *word, size_t *out_first,
		 size_t *out_end);

/* The text of an entry; of an alias with its marks. */
const char *index_entry(const struct word_index *index, const struct index_word *word);

/* One word of an entry in small letters; returns its length. */
size_t index_word_copy(const struct word_index *index, const struct index_word *word,
		       char out[WORD_SIZE]);

/* Whether the word that begins at `entry` is `word`, whatever its case. */
bool index_is_word(const char *entry, const char *word, size_t length);

/* Length of the word that begins here: to a space, a mark or the end. */
size_t index_word_length(const char *entry);

/* How sure an alias is (its "?" marks), and whether it takes over its neighbours ("!").
 */
int alias_tier(const char *alias);
bool alias_is_dominant(const char *alias);

/* Whether a word stands in any entry; with `is_key`, in one that is more than an everyday
 * word. */
bool index_knows(const struct word_index *index, const char *word, bool is_key);

/* The main spelling of a word: itself, or where "same" leads. */
const char *index_main_spelling(const struct word_index *index, const char *word);
