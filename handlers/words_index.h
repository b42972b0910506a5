// SPDX-License-Identifier: MIT
#pragma once

/*
 * All entries of the word lists and all aliases of the catalogue, found by the first two
 * letters of each of their words.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "handlers/words.h"
#include "letters/catalogue.h"

enum {
	INDEX_IS_ALIAS = WORD_LIST_COUNT, /* `list` of an alias */
	/* The last one is the letter's key word, unless it stands among the aliases. */
	INDEX_ALIASES = LETTER_ALIASES_MAX + 1,
	TIER_SURE = 0,
	TIER_WEAK = 1,
	TIER_FAINT = 2,
	TIER_GENERIC = 3,
};

void index_build(struct word_index *index, const struct words *words,
		 const struct catalogue *catalogue);

/* The words that share two letters with `word`: from at[*out_first] to before
 * at[*out_end]. */
void index_range(const struct word_index *index, const char *word, size_t *out_first,
		 size_t *out_end);

/* The words that begin with a letter. */
void index_letter_range(const struct word_index *index, char letter, size_t *out_first,
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

/* Lists whose words are understood in spite of a slip, as those of letters are. */
bool index_is_forgiven(int list);

/* How sure an alias is (its "?" marks), and whether it takes over its neighbours ("!").
 */
int alias_tier(const char *alias);
bool alias_is_dominant(const char *alias);

/* Whether a word stands in any entry; with `is_key`, in one that is more than an everyday
 * word. */
bool index_knows(const struct word_index *index, const char *word, bool is_key);

/* Whether a word stands in an alias or means "letter". */
bool index_names_letter(const struct word_index *index, const char *word);

/* The lists that hold a word as a whole entry, one bit each; bit INDEX_IS_ALIAS when it
 * is the sure name of a letter. */
uint64_t index_lists(const struct word_index *index, const char *word);

/* The main spelling of a word: itself, or where "same" leads. */
const char *index_main_spelling(const struct word_index *index, const char *word);
