// SPDX-License-Identifier: MIT
#include "handlers/words_repair.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

enum {
	STEM_MIN = 3,
	SQUEEZED_MIN = 4,
	LONG_STEM_MIN = 4, /* of endings that names have, too: "daftarin", "Samin" */
	VOWELS_LEFT_OUT_MIN = 2, /* one is a slip: words_slips.c */
	ABBREVIATED_MIN = 5,     /* letters of a word that vowels are left out of */
	GLUED_MIN = 6,           /* letters of a word that may be two */
	GLUED_PIECE_MIN = 4, /* shorter ones only where a request is sure: "sku", "utk" */
	GLUED_BRIEF_MIN = 3,
	GLUED_PIECES_MAX = 5,
	GLUED_WORDS_MAX = 8, /* per text: searching costs time */
};

/* Longer ones first: "nipun" before "ipun". Javanese -e -ne -ipun, Madurese -na -aghi. */
static const char *const suffixes[] = {
	"nipun", "ipun", "aken", "aghi", "nya", "kah", "lah", "kan", "nye", "ane",
	"ake",   "ku",   "mu",   "ne",   "na",  "ny",  "in",  "e",   "x",
};

/* With the letters that must be left: "Dimas" is not "di-mas". */
static const struct {
	const char *prefix;
	size_t stem_min;
} prefixes[] = {
	{ "meng", 3 }, { "peng", 3 }, { "nge", 3 }, { "men", 3 },
	{ "mem", 3 },  { "di", 4 },   { "me", 3 },
};

static bool is_vowel(char byte)
{
	return strchr("aeiou", byte) != NULL;
}

/* Take over `word` when it is known: its main spelling. */
static bool try_word(const struct word_index *index, struct token *token,
		     const char *word)
{
	if (strlen(word) < STEM_MIN || !index_knows(index, word, true))
		return false;
	text_copy(token->word, sizeof token->word, index_main_spelling(index, word));
	return true;
}

/* "yaaa", "sktmm": with `keep` letters at most of each row of the same. */
static void squeeze(const char *word, size_t keep, char out[WORD_SIZE])
{
	size_t length = 0, row = 0;

	for (size_t i = 0; word[i] != '\0'; i++) {
		row = i > 0 && word[i] == word[i - 1] ? row + 1 : 1;
		if (row <= keep)
			out[length++] = word[i];
	}
	out[length] = '\0';
}

static bool try_squeezed(const struct word_index *index, struct token *token)
{
	for (size_t keep = 2; keep > 0; keep--) {
		char squeezed[WORD_SIZE];

		squeeze(token->raw, keep, squeezed);
		if (keep == 1 && strlen(token->raw) < strlen(squeezed) + 2 &&
		    strlen(squeezed) < SQUEEZED_MIN &&
		    !is_vowel(token->raw[strlen(token->raw) - 1]))
			continue; /* one letter doubled in a short word: "skk" */
		if (strcmp(squeezed, token->raw) != 0 &&
		    index_knows(index, squeezed, true)) {
			text_copy(token->word, sizeof token->word,
				  index_main_spelling(index, squeezed));
			return true;
		}
	}
	return false;
}

static bool try_stem(const struct word_index *index, struct token *token,
		     const char *word, bool is_letter)
{
	size_t length = strlen(word);

	for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
		size_t suffix = strlen(suffixes[i]);
		char stem[WORD_SIZE];

		if (length < suffix + (suffix > 1 && suffixes[i][0] == 'i' ? LONG_STEM_MIN
									   : STEM_MIN) ||
		    strcmp(word + length - suffix, suffixes[i]) != 0)
			continue;
		memcpy(stem, word, length - suffix);
		stem[length - suffix] = '\0';
		if ((!is_letter || index_names_letter(index, stem)) &&
		    try_word(index, token, stem))
			return true;
	}
	return false;
}

/* A letter's word first: "usahane" is "usaha-ne", not "usah-ane". */
static bool try_without_suffix(const struct word_index *index, struct token *token,
			       const char *word)
{
	return try_stem(index, token, word, true) || try_stem(index, token, word, false);
}

static bool try_without_prefix(const struct word_index *index, struct token *token)
{
	for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
		size_t prefix = strlen(prefixes[i].prefix);

		if (strncmp(token->raw, prefixes[i].prefix, prefix) != 0 ||
		    strlen(token->raw) < prefix + prefixes[i].stem_min)
			continue;
		if (try_word(index, token, token->raw + prefix) ||
		    try_without_suffix(index, token, token->raw + prefix))
			return true;
	}
	return false;
}

/* "dmsili" is "domisili" without some vowels: the same letters in order, no consonant
 * left out but a doubled one. */
static bool is_without_vowels(const char *brief, const char *word, size_t length)
{
	size_t at = 0, n_dropped = 0, n_consonants = 0;

	for (size_t i = 0; i < length; i++) {
		n_consonants += !is_vowel(word[i]);
		if (brief[at] == word[i])
			at++;
		else if (is_vowel(word[i]) || (i > 0 && word[i] == word[i - 1]))
			n_dropped++;
		else
			return false;
	}
	return brief[at] == '\0' && n_dropped >= VOWELS_LEFT_OUT_MIN &&
	       n_consonants >= STEM_MIN;
}

/* Only words of letters: an alias, the words for "letter", and those of thanks. */
static bool is_letter_word(const struct index_word *word)
{
	return word->list == INDEX_IS_ALIAS || word->list == WORD_LIST_LETTER ||
	       index_is_forgiven(word->list);
}

static bool try_vowels(const struct word_index *index, struct token *token)
{
	size_t brief = strlen(token->raw);
	char found[WORD_SIZE] = "";
	int found_list = -1;
	size_t first, end;

	if (brief < STEM_MIN)
		return false;
	index_letter_range(index, token->raw[0], &first, &end);
	for (size_t i = first; i < end; i++) {
		const struct index_word *candidate = &index->at[i];
		char word[WORD_SIZE];
		size_t length;

		if (!is_letter_word(candidate))
			continue;
		length = index_word_copy(index, candidate, word);
		if (length <= brief || length < ABBREVIATED_MIN ||
		    !is_without_vowels(token->raw, word, length))
			continue;
		if (found[0] != '\0' && strcmp(found, word) != 0 &&
		    !(index_is_forgiven(found_list) && found_list == candidate->list))
			return false; /* fits two words: none */
		text_copy(found, sizeof found, word);
		found_list = candidate->list;
	}
	if (found[0] != '\0')
		text_copy(token->word, sizeof token->word, found);
	return found[0] != '\0';
}

static bool is_piece(const struct word_index *index, const char *piece, size_t length)
{
	const uint64_t sure = ASKING | BIT(FOR) | (UINT64_C(1) << INDEX_IS_ALIAS);

	if (length >= GLUED_PIECE_MIN)
		return index_knows(index, piece, false);
	return (index_lists(index, index_main_spelling(index, piece)) & sure) != 0;
}

/*
 * Where to cut a glued word so that all pieces are known: fills `cuts` with the piece
 * lengths from the end to the begin. Returns the number of pieces, 0 when there is none.
 */
static size_t find_pieces(const struct word_index *index, const char *word,
			  size_t n_pieces, size_t cuts[GLUED_PIECES_MAX])
{
	size_t left = strlen(word);

	if (left == 0)
		return n_pieces;
	if (n_pieces == GLUED_PIECES_MAX)
		return 0;
	for (size_t length = left; length >= GLUED_BRIEF_MIN; length--) {
		char piece[WORD_SIZE];
		size_t found;

		memcpy(piece, word, length);
		piece[length] = '\0';
		if (!is_piece(index, piece, length))
			continue;
		cuts[n_pieces] = length;
		found = find_pieces(index, word + length, n_pieces + 1, cuts);
		if (found != 0)
			return found;
	}
	return 0;
}

/* A piece that asks or names a letter; "Hari|yanto" stays one word. */
static bool has_telling_piece(const struct word_index *index, const char *word,
			      const size_t cuts[GLUED_PIECES_MAX], size_t n_pieces)
{
	for (size_t i = 0; i < n_pieces; i++) {
		char piece[WORD_SIZE];

		memcpy(piece, word, cuts[i]);
		piece[cuts[i]] = '\0';
		if (index_names_letter(index, piece) ||
		    (index_lists(index, index_main_spelling(index, piece)) & ASKING))
			return true;
		word += cuts[i];
	}
	return false;
}

/* "suratketeranganusaha", "mintasktm". */
static bool try_glued(const struct word_index *index, struct tokens *tokens, size_t at)
{
	size_t cuts[GLUED_PIECES_MAX];
	size_t n_pieces;

	if (strlen(tokens->at[at].raw) < GLUED_MIN)
		return false;
	n_pieces = find_pieces(index, tokens->at[at].raw, 0, cuts);
	if (!has_telling_piece(index, tokens->at[at].raw, cuts, n_pieces))
		return false;
	for (size_t i = 0; i + 1 < n_pieces; i++) {
		if (!tokens_cut(tokens, at + i, cuts[i]))
			return i > 0;
	}
	return n_pieces > 1;
}

/* "sk tm": two words of which neither makes sense but both together do. */
static bool try_torn(const struct word_index *index, struct tokens *tokens, size_t at)
{
	char joined[2 * WORD_SIZE];
	struct text text;

	if (at + 1 == tokens->n || tokens->at[at + 1].kind != TOKEN_WORD ||
	    (tokens->at[at + 1].gap & ~(unsigned)(GAP_SPACE | GAP_DOT | GAP_DASH)) != 0)
		return false;
	text_init(&text, joined, sizeof joined);
	text_add(&text, tokens->at[at].raw);
	text_add(&text, tokens->at[at + 1].raw);
	if (text.length >= WORD_SIZE || text.length < STEM_MIN + 1 ||
	    !index_knows(index, joined, true))
		return false;
	tokens_join(tokens, at, 2);
	return true;
}

static bool is_known(const struct word_index *index, const char *word)
{
	return index_knows(index, word, false);
}

/* "SK TM": the first half is a word, too, but both are an acronym. */
static bool is_torn_acronym(const struct word_index *index, const struct tokens *tokens,
			    size_t at)
{
	char joined[2 * WORD_SIZE];

	if (at + 1 == tokens->n || tokens->at[at + 1].gap != GAP_SPACE ||
	    tokens->at[at + 1].kind != TOKEN_WORD ||
	    strlen(tokens->at[at].raw) > STEM_MIN ||
	    is_known(index, tokens->at[at + 1].raw))
		return false;
	snprintf(joined, sizeof joined, "%s%s", tokens->at[at].raw,
		 tokens->at[at + 1].raw);
	return strlen(joined) < WORD_SIZE &&
	       (index_lists(index, joined) >> INDEX_IS_ALIAS & 1) != 0;
}

/* The main spelling may be two words: "gausah" is "tidak usah". */
static void take_spelling(struct tokens *tokens, size_t at, const char *spelling)
{
	size_t length = index_word_length(spelling);
	char first[WORD_SIZE];

	memcpy(first, spelling, length);
	first[length] = '\0';
	text_copy(tokens->at[at].word, WORD_SIZE, first);
	if (spelling[length] == ' ')
		tokens_insert(tokens, at + 1, spelling + length + 1);
}

static void repair_word(const struct word_index *index, struct tokens *tokens, size_t at,
			size_t *glued_left)
{
	struct token *token = &tokens->at[at];

	if (is_torn_acronym(index, tokens, at))
		tokens_join(tokens, at, 2);
	if (is_known(index, token->raw)) {
		take_spelling(tokens, at, index_main_spelling(index, token->raw));
		return;
	}
	if (try_torn(index, tokens, at) || try_squeezed(index, token) ||
	    try_without_suffix(index, token, token->raw) ||
	    try_without_prefix(index, token) || try_vowels(index, token))
		return;
	if (*glued_left > 0 && strlen(token->raw) >= GLUED_MIN) {
		--*glued_left;
		if (try_glued(index, tokens, at))
			repair_word(index, tokens, at, glued_left);
	}
}

void repair_spelling(const struct word_index *index, struct tokens *tokens)
{
	size_t glued_left = GLUED_WORDS_MAX;

	for (size_t i = 0; i < tokens->n; i++) {
		if (tokens->at[i].kind == TOKEN_WORD)
			repair_word(index, tokens, i, &glued_left);
	}
}
