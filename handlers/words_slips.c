// SPDX-License-Identifier: MIT
#include "handlers/words_slips.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum {
	/* DOMAIN 5.3: from so many letters on one slip, two slips; below a word must be
	 * an acronym (no vowel) and the text speak of a letter. */
	ONE_SLIP_MIN = 5,
	ONE_SLIP_SURE_MIN = 6, /* five letters: names are too near ("Hasim", "hasil") */
	TWO_SLIPS_MIN = 8,
	NEIGHBOUR_MIN = 4, /* of a phrase whose other word is there */
	LONG_WORD_MIN = 7,
	CUT_SHORT_MIN = 5,
	ACRONYM_LETTERS = 4,
	ACRONYM_MIXED = 2, /* slips of one with the same letters in another order */
};

static int smallest(int a, int b, int c)
{
	int ab = a < b ? a : b;

	return ab < c ? ab : c;
}

/* One row of the distance table; `last` and `before` are the two rows above. Returns its
 * smallest value. */
static int fill_row(const char *a, const char *b, int i, int *row, const int *last,
		    const int *before)
{
	int best = row[0] = i;

	for (int j = 1; b[j - 1] != '\0'; j++) {
		row[j] = smallest(last[j] + 1, row[j - 1] + 1,
				  last[j - 1] + (a[i - 1] != b[j - 1]));
		if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
			row[j] = smallest(row[j], row[j], before[j - 2] + 1);
		best = smallest(best, best, row[j]);
	}
	return best;
}

int slips_distance(const char *a, const char *b, int limit)
{
	int rows[3][WORD_SIZE + 1] = { { 0 } };
	int n_a = (int)strlen(a), n_b = (int)strlen(b);

	if (abs(n_a - n_b) > limit || n_a > WORD_SIZE || n_b > WORD_SIZE)
		return limit + 1;
	for (int j = 0; j <= n_b; j++)
		rows[0][j] = j;
	for (int i = 1; i <= n_a; i++) {
		if (fill_row(a, b, i, rows[i % 3], rows[(i + 2) % 3], rows[(i + 1) % 3]) >
		    limit)
			return limit + 1;
	}
	return rows[n_a % 3][n_b];
}

static bool has_vowel(const char *word, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (strchr("aeiou", word[i]) != NULL)
			return true;
	}
	return false;
}

/* Slips that a word of this length is forgiven. */
static int slips_allowed(const char *word, size_t length, bool has_context)
{
	if (length >= TWO_SLIPS_MIN)
		return has_context ? 2 : 1;
	if (length >= ONE_SLIP_SURE_MIN || (length >= ONE_SLIP_MIN && has_context))
		return 1;
	if (length == ACRONYM_LETTERS && has_context && !has_vowel(word, length))
		return 1;
	return 0;
}

static uint32_t letter_set(const char *word, size_t length)
{
	uint32_t set = 0;

	for (size_t i = 0; i < length; i++)
		set |= UINT32_C(1) << (word[i] & 31);
	return set;
}

struct nearest {
	char word[WORD_SIZE];
	int distance;
	int letter;  /* whose alias it is, -1 of no one letter */
	bool is_tie; /* words of two letters are equally near */
};

/* A slip changes at most two letters of the set: cheaper than the distance. */
static bool may_be_near(const char *raw, uint32_t raw_set, const char *word,
			size_t length, int slips)
{
	int difference = __builtin_popcount(raw_set ^ letter_set(word, length));

	/* A first letter is mistyped, but hardly ever left out: "arisan" is no "warisan".
	 */
	if (strlen(raw) != length && raw[0] != word[0] && length < TWO_SLIPS_MIN)
		return false;
	return difference <= 2 * slips && abs((int)strlen(raw) - (int)length) <= slips;
}

static void take_nearer(struct nearest *nearest, const char *word, int distance,
			int letter)
{
	if (distance < nearest->distance) {
		text_copy(nearest->word, sizeof nearest->word, word);
		nearest->distance = distance;
		nearest->letter = letter;
		nearest->is_tie = false;
	} else if (distance == nearest->distance && strcmp(word, nearest->word) != 0) {
		nearest->is_tie |= letter < 0 || letter != nearest->letter;
	}
}

/* Words of one letter mean the same, and so do the words of thanks. */
static int letter_of(const struct index_word *word)
{
	if (word->list == INDEX_IS_ALIAS)
		return word->item / INDEX_ALIASES;
	return index_is_forgiven(word->list) ? CATALOGUE_LETTERS_MAX + word->list : -1;
}

/* "domis", "kehil": the begin of a long word. */
static bool is_cut_short(const char *raw, const char *word, size_t length)
{
	size_t brief = strlen(raw);

	return brief >= CUT_SHORT_MIN && length >= TWO_SLIPS_MIN &&
	       strncmp(word, raw, brief) == 0;
}

/*
 * Short words only when they name a letter by themselves: too many words of the language
 * lie beside the others ("daging" beside "dagang").
 */
static bool may_be_meant(const struct word_index *index, const struct index_word *word)
{
	const char *entry = index_entry(index, word);
	size_t length = index_word_length(entry + word->offset);

	if (word->list == WORD_LIST_LETTER)
		return true;
	if (index_is_forgiven(word->list))
		return length >= ONE_SLIP_SURE_MIN && entry[length] == '\0';
	if (word->list != INDEX_IS_ALIAS)
		return false;
	if (length >= LONG_WORD_MIN)
		return true;
	return word->offset == 0 &&
	       (entry[length] == '\0' ||
		index_is_word(
			index->catalogue->letters[word->item / INDEX_ALIASES].keyword,
			entry, length));
}

/* The word of an entry before the one at `offset`, or behind it; NULL at the edge. */
static const char *beside(const char *entry, size_t offset, bool is_before)
{
	const char *next = entry + offset + index_word_length(entry + offset);

	if (!is_before)
		return *next == ' ' ? next + 1 : NULL;
	if (offset == 0)
		return NULL;
	for (offset -= 2; offset > 0 && entry[offset] != ' ';)
		offset--;
	return entry + offset + (entry[offset] == ' ');
}

static bool stands_at(const struct tokens *tokens, size_t at, const char *word)
{
	return at < tokens->n && word != NULL && tokens->at[at].kind == TOKEN_WORD &&
	       index_is_word(word, tokens->at[at].word, strlen(tokens->at[at].word));
}

/* "ahli wairs", "tiadk mampu": the other word of the phrase is there. */
static bool has_neighbour(const struct word_index *index, const struct tokens *tokens,
			  size_t at, const struct index_word *word)
{
	const char *entry = index_entry(index, word);

	if (word->list != INDEX_IS_ALIAS)
		return false;
	return (at > 0 && stands_at(tokens, at - 1, beside(entry, word->offset, true))) ||
	       stands_at(tokens, at + 1, beside(entry, word->offset, false));
}

/* "sckc", "kskc": the letters of "skck" and no others. */
static bool is_mixed_up(const char *raw, uint32_t raw_set, const char *word,
			size_t length, int slips)
{
	return slips == 1 && length == ACRONYM_LETTERS && strlen(raw) == length &&
	       !has_vowel(word, length) && raw_set == letter_set(word, length);
}

static void nearest_find(const struct word_index *index, const struct tokens *tokens,
			 size_t at, bool has_context, struct nearest *out)
{
	const struct token *token = &tokens->at[at];
	uint32_t raw_set = letter_set(token->raw, strlen(token->raw));

	*out = (struct nearest){ .distance = WORD_SIZE };
	for (size_t i = 0; i < index->n_letter_words; i++) {
		const struct index_word *candidate = &index->at[index->letter_word[i]];
		char word[WORD_SIZE];
		size_t length;
		int slips, distance;

		bool is_likely = may_be_meant(index, candidate);

		if (!is_likely && !has_neighbour(index, tokens, at, candidate))
			continue;
		length = index_word_copy(index, candidate, word);
		if (is_cut_short(token->raw, word, length)) {
			take_nearer(out, word, 1, letter_of(candidate));
			continue;
		}
		slips = is_likely ? slips_allowed(word, length, has_context)
				  : length >= NEIGHBOUR_MIN;
		if (is_mixed_up(token->raw, raw_set, word, length, slips))
			slips = ACRONYM_MIXED;
		if (slips == 0 || !may_be_near(token->raw, raw_set, word, length, slips))
			continue;
		distance = slips_distance(token->raw, word, slips);
		if (distance <= slips)
			take_nearer(out, word, distance, letter_of(candidate));
	}
}

static bool is_candidate(const struct word_index *index, const struct tokens *tokens,
			 size_t at)
{
	const struct token *token = &tokens->at[at];

	if (token->kind != TOKEN_WORD || token->role != ROLE_NONE || token->lists != 0 ||
	    strlen(token->raw) < ACRONYM_LETTERS || strcmp(token->raw, token->word) != 0)
		return false;
	if (at > 0 && token->gap == GAP_SPACE &&
	    (token_is_in(token - 1, WORD_LIST_TITLE) ||
	     token_is_in(token - 1, WORD_LIST_PLACE)))
		return false; /* "bu Warsi", "dusun Tanahan"; not "pak, domirili" */
	return !index_knows(index, token->raw, false);
}

bool slips_mend(const struct word_index *index, struct tokens *tokens, bool has_context)
{
	bool has_mended = false;

	for (size_t i = 0; i < tokens->n; i++) {
		struct nearest nearest;

		if (!is_candidate(index, tokens, i))
			continue;
		nearest_find(index, tokens, i, has_context, &nearest);
		if (nearest.distance == WORD_SIZE || nearest.is_tie)
			continue;
		text_copy(tokens->at[i].word, sizeof tokens->at[i].word, nearest.word);
		tokens->at[i].is_fuzzy = true;
		has_mended = true;
	}
	return has_mended;
}
