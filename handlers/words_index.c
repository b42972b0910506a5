// SPDX-License-Identifier: MIT
#include "handlers/words_index.h"

#include <string.h>

/* a-z are 1 to 26; anything else, the end included, is 0. */
static size_t letter_number(char byte)
{
	if (byte >= 'A' && byte <= 'Z')
		return (size_t)byte - 'A' + 1;
	return byte >= 'a' && byte <= 'z' ? (size_t)byte - 'a' + 1 : 0;
}

static size_t bucket_of(const char *word)
{
	size_t first = letter_number(word[0]);

	return first * 27 + (first != 0 ? letter_number(word[1]) : 0);
}

static bool is_word_end(char byte)
{
	return byte == '\0' || byte == ' ' || byte == '?' || byte == '!';
}

size_t index_word_length(const char *entry)
{
	size_t length = 0;

	while (!is_word_end(entry[length]))
		length++;
	return length;
}

bool index_is_word(const char *entry, const char *word, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		char byte = entry[i];

		if (byte >= 'A' && byte <= 'Z')
			byte = (char)(byte - 'A' + 'a');
		if (byte != word[i])
			return false;
	}
	return is_word_end(entry[length]);
}

/* Offset of the word behind the one at `offset`, or 0 when it was the last. */
static size_t next_word(const char *entry, size_t offset)
{
	offset += index_word_length(entry + offset);
	return entry[offset] == ' ' ? offset + 1 : 0;
}

/* With `index->at` = counted: count the words of an entry, or put them in their places.
 */
static void take_entry(struct word_index *index, const char *entry, size_t list,
		       size_t item, bool is_counting)
{
	size_t offset = 0;

	do {
		size_t bucket = bucket_of(entry + offset);

		if (is_counting)
			index->bucket[bucket + 1]++;
		else if (index->bucket[bucket] < INDEX_WORDS_MAX)
			index->at[index->bucket[bucket]++] = (struct index_word){
				.list = (uint8_t)list,
				.offset = (uint8_t)offset,
				.item = (uint16_t)item,
			};
		/* Of "tdk tidak" only the first is looked for. */
		offset = list == WORD_LIST_SAME ? 0 : next_word(entry, offset);
	} while (offset != 0);
}

static bool has_key_word_alias(const struct letter *letter)
{
	for (size_t i = 0; i < letter->n_aliases; i++) {
		const char *alias = letter->aliases[i];
		size_t length = index_word_length(alias);

		if (alias[length] != ' ' && index_is_word(letter->keyword, alias, length))
			return true;
	}
	return false;
}

static void take_all(struct word_index *index, bool is_counting)
{
	const struct words *words = index->words;

	for (size_t list = 0; list < WORD_LIST_COUNT; list++) {
		if (list == WORD_LIST_PERSON_END)
			continue; /* ends of words are no words */
		for (size_t i = 0; i < words->n_words[list]; i++)
			take_entry(index, words->words[list][i], list, i, is_counting);
	}
	for (size_t i = 0; i < index->catalogue->n_letters; i++) {
		const struct letter *letter = &index->catalogue->letters[i];

		for (size_t j = 0; j < letter->n_aliases; j++)
			take_entry(index, letter->aliases[j], INDEX_IS_ALIAS,
				   i * INDEX_ALIASES + j, is_counting);
		if (!has_key_word_alias(letter))
			take_entry(index, letter->keyword, INDEX_IS_ALIAS,
				   i * INDEX_ALIASES + LETTER_ALIASES_MAX, is_counting);
	}
}

bool index_is_forgiven(int list)
{
	return list == WORD_LIST_THANKS || list == WORD_LIST_REQUIREMENTS;
}

/* The words that slips are mended by: of aliases, those for "letter", and thanks. */
static void list_letter_words(struct word_index *index)
{
	index->n_letter_words = 0;
	for (size_t i = 0; i < index->bucket[INDEX_BUCKETS]; i++) {
		if ((index->at[i].list == INDEX_IS_ALIAS ||
		     index->at[i].list == WORD_LIST_LETTER ||
		     index_is_forgiven(index->at[i].list)) &&
		    index->n_letter_words < INDEX_LETTER_WORDS_MAX)
			index->letter_word[index->n_letter_words++] = (uint16_t)i;
	}
}

void index_build(struct word_index *index, const struct words *words,
		 const struct catalogue *catalogue)
{
	index->words = words;
	index->catalogue = catalogue;
	memset(index->bucket, 0, sizeof index->bucket);
	take_all(index, true);
	for (size_t i = 0; i < INDEX_BUCKETS; i++) {
		size_t end = (size_t)index->bucket[i] + index->bucket[i + 1];

		index->bucket[i + 1] =
			(uint16_t)(end < INDEX_WORDS_MAX ? end : INDEX_WORDS_MAX);
	}
	take_all(index, false);
	/* Filling moved each bucket's begin to its end: the begin of the next. */
	memmove(index->bucket + 1, index->bucket,
		INDEX_BUCKETS * sizeof index->bucket[0]);
	index->bucket[0] = 0;
	list_letter_words(index);
}

void index_range(const struct word_index *index, const char *word, size_t *out_first,
		 size_t *out_end)
{
	size_t bucket = bucket_of(word);

	*out_first = index->bucket[bucket];
	*out_end = index->bucket[bucket + 1];
}

void index_letter_range(const struct word_index *index, char letter, size_t *out_first,
			size_t *out_end)
{
	size_t first = letter_number(letter) * 27;

	*out_first = index->bucket[first];
	*out_end = index->bucket[first + 27];
}

const char *index_entry(const struct word_index *index, const struct index_word *word)
{
	if (word->list == INDEX_IS_ALIAS) {
		const struct letter *letter =
			&index->catalogue->letters[word->item / INDEX_ALIASES];
		size_t alias = word->item % INDEX_ALIASES;

		return alias < LETTER_ALIASES_MAX ? letter->aliases[alias]
						  : letter->keyword;
	}
	return index->words->words[word->list][word->item];
}

size_t index_word_copy(const struct word_index *index, const struct index_word *word,
		       char out[WORD_SIZE])
{
	const char *entry = index_entry(index, word) + word->offset;
	size_t length = index_word_length(entry);

	for (size_t i = 0; i < length; i++)
		out[i] = entry[i] >= 'A' && entry[i] <= 'Z' ? (char)(entry[i] - 'A' + 'a')
							    : entry[i];
	out[length] = '\0';
	return length;
}

int alias_tier(const char *alias)
{
	int tier = TIER_SURE;

	for (; *alias != '\0'; alias++)
		tier += *alias == '?';
	return tier < TIER_GENERIC ? tier : TIER_GENERIC;
}

bool alias_is_dominant(const char *alias)
{
	return strchr(alias, '!') != NULL;
}

bool index_knows(const struct word_index *index, const char *word, bool is_key)
{
	size_t length = strlen(word);
	size_t first, end;

	index_range(index, word, &first, &end);
	for (size_t i = first; i < end; i++) {
		const struct index_word *candidate = &index->at[i];
		const char *entry = index_entry(index, candidate) + candidate->offset;

		if (is_key && (candidate->list == WORD_LIST_COMMON ||
			       candidate->list == WORD_LIST_PERSON))
			continue;
		if (index_is_word(entry, word, length))
			return true;
	}
	return false;
}

bool index_names_letter(const struct word_index *index, const char *word)
{
	size_t length = strlen(word);
	size_t first, end;

	index_range(index, word, &first, &end);
	for (size_t i = first; i < end; i++) {
		const struct index_word *candidate = &index->at[i];

		if ((candidate->list == INDEX_IS_ALIAS ||
		     candidate->list == WORD_LIST_LETTER) &&
		    index_is_word(index_entry(index, candidate) + candidate->offset, word,
				  length))
			return true;
	}
	return false;
}

uint64_t index_lists(const struct word_index *index, const char *word)
{
	size_t length = strlen(word);
	uint64_t lists = 0;
	size_t first, end;

	index_range(index, word, &first, &end);
	for (size_t i = first; i < end; i++) {
		const struct index_word *candidate = &index->at[i];
		const char *entry = index_entry(index, candidate);

		if (candidate->offset == 0 && index_is_word(entry, word, length) &&
		    entry[length] != ' ' &&
		    (candidate->list != INDEX_IS_ALIAS || entry[length] == '\0'))
			lists |= UINT64_C(1) << candidate->list;
	}
	return lists;
}

const char *index_main_spelling(const struct word_index *index, const char *word)
{
	size_t length = strlen(word);
	size_t first, end;

	index_range(index, word, &first, &end);
	for (size_t i = first; i < end; i++) {
		const char *entry;

		if (index->at[i].list != WORD_LIST_SAME)
			continue;
		entry = index_entry(index, &index->at[i]);
		if (strncmp(entry, word, length) == 0 && entry[length] == ' ')
			return entry + length + 1;
	}
	return word;
}
