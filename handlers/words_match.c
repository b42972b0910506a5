// SPDX-License-Identifier: MIT
#include "handlers/words_match.h"

#include <string.h>

enum {
	SKIPPED_MAX = 2, /* fillers between two words of a phrase: "kapan ya pak jadi" */
	BRIEF_MAX = 3,   /* letters of an abbreviation with a full stop */
	WILD_MAX = 4,    /* any words for the "*" of an entry: "nama * salah" */
};

struct match {
	uint16_t first, last;
	uint16_t item;
	uint8_t list; /* or INDEX_IS_ALIAS */
	bool is_wild; /* has a "*": neither hides nor is hidden, marks only its ends */
};

struct matches {
	struct match at[MATCHES_MAX];
	size_t n;
};

static bool is_here(const struct token *token, const char *word)
{
	return index_is_word(word, token->word, strlen(token->word)) ||
	       index_is_word(word, token->raw, strlen(token->raw));
}

/* Titles and fillers may stand within a phrase; their marks are set beforehand. */
static bool may_skip(const struct token *token)
{
	return token->kind == TOKEN_WORD && (token_is_in(token, WORD_LIST_FILLER) ||
					     token_is_in(token, WORD_LIST_TITLE));
}

/* "maaf mengganggu. warga ...": a full stop, not that of "srt. ket." */
static bool ends_sentence(const struct token *token)
{
	return (token->gap & GAP_DOT) && (token->gap & GAP_SPACE) &&
	       strlen(token[-1].raw) > BRIEF_MAX;
}

/* The next place of a phrase's word: at `at`, or behind a few words that may be skipped.
 * tokens->n when it is not there. */
static size_t next_place(const struct tokens *tokens, size_t at, const char *word,
			 bool is_wild)
{
	size_t n_skipped = 0;

	while (at < tokens->n) {
		const struct token *token = &tokens->at[at];

		if ((token->gap &
		     (GAP_FIELD | GAP_QUESTION | (is_wild ? GAP_LINE : 0u))) ||
		    ends_sentence(token))
			break;
		if (is_here(token, word))
			return at;
		if (n_skipped == (is_wild ? WILD_MAX : SKIPPED_MAX) ||
		    (!is_wild && !may_skip(token)) ||
		    (is_wild && token_begins_sentence(token)))
			break;
		n_skipped++;
		at++;
	}
	return tokens->n;
}

/* "perlu saksi gak pak": this "no" asks; that of "perlu surat keterangan tidak mampu"
 * goes on. */
static bool is_tag(const struct tokens *tokens, size_t at)
{
	static const char *const behind[] = { "untuk", "buat", "kalau" };
	const unsigned breaks = GAP_COMMA | GAP_DOT | GAP_LINE | GAP_QUESTION | GAP_BANG;
	const struct token *next = &tokens->at[at + 1];

	if (strcmp(tokens->at[at].word, "tidak") != 0 || at + 1 == tokens->n ||
	    (next->gap & breaks) != 0 || may_skip(next) || next->kind == TOKEN_DIGITS)
		return true;
	for (size_t i = 0; i < sizeof behind / sizeof behind[0]; i++) {
		if (strcmp(next->word, behind[i]) == 0)
			return true;
	}
	return false;
}

/* The token that ends the phrase `entry` begun at `first`; tokens->n when it is not
 * there. */
static size_t phrase_end(const struct tokens *tokens, size_t first, const char *entry)
{
	bool is_wild = false;
	size_t at = first;

	for (;;) {
		entry += index_word_length(entry);
		if (*entry != ' ')
			return is_wild && !is_tag(tokens, at) ? tokens->n : at;
		entry++;
		is_wild = entry[0] == '*' && entry[1] == ' ';
		if (is_wild)
			entry += 2;
		at = next_place(tokens, at + 1, entry, is_wild);
		if (at >= tokens->n)
			return tokens->n;
	}
}

static void take_candidates(const struct word_index *index, const struct tokens *tokens,
			    size_t at, const char *word, struct matches *matches)
{
	size_t first, end;

	index_range(index, word, &first, &end);
	for (size_t i = first; i < end && matches->n < MATCHES_MAX; i++) {
		const struct index_word *candidate = &index->at[i];
		const char *entry;
		size_t last;

		if (candidate->offset != 0 || candidate->list == WORD_LIST_SAME)
			continue;
		entry = index_entry(index, candidate);
		if (!is_here(&tokens->at[at], entry))
			continue;
		last = phrase_end(tokens, at, entry);
		if (last < tokens->n)
			matches->at[matches->n++] = (struct match){
				.first = (uint16_t)at,
				.last = (uint16_t)last,
				.item = candidate->item,
				.list = candidate->list,
				.is_wild = strchr(entry, '*') != NULL,
			};
	}
}

static bool is_same_bucket(const char *a, const char *b)
{
	return a[0] == b[0] && a[1] == b[1];
}

static void find_matches(const struct word_index *index, const struct tokens *tokens,
			 struct matches *matches)
{
	matches->n = 0;
	for (size_t i = 0; i < tokens->n; i++) {
		const struct token *token = &tokens->at[i];

		if (token->kind != TOKEN_WORD)
			continue;
		take_candidates(index, tokens, i, token->word, matches);
		if (!is_same_bucket(token->word, token->raw))
			take_candidates(index, tokens, i, token->raw, matches);
	}
}

/* Marks of single words only, so that phrases know what they may skip. */
static void mark_single(const struct word_index *index, struct tokens *tokens)
{
	for (size_t i = 0; i < tokens->n; i++) {
		struct token *token = &tokens->at[i];
		size_t first, end;

		token->lists = 0;
		index_range(index, token->word, &first, &end);
		for (size_t j = first; j < end && token->kind == TOKEN_WORD; j++) {
			const char *entry = index_entry(index, &index->at[j]);
			size_t length = index_word_length(entry);

			if (index->at[j].offset == 0 &&
			    (index->at[j].list == WORD_LIST_FILLER ||
			     index->at[j].list == WORD_LIST_TITLE) &&
			    entry[length] == '\0' &&
			    index_is_word(entry, token->word, strlen(token->word)))
				token->lists |= UINT64_C(1) << index->at[j].list;
		}
	}
}

/* Asking words and "surat" stay what they are inside an alias ("bikin ktp"), fillers
 * everywhere. */
static bool is_kept_inside(const struct match *match, const struct match *longer)
{
	static const struct {
		uint8_t list, longer;
	} kept[] = {
		{ WORD_LIST_ASK, INDEX_IS_ALIAS },
		{ WORD_LIST_MAKE, INDEX_IS_ALIAS },
		{ WORD_LIST_LETTER, INDEX_IS_ALIAS },
		{ INDEX_IS_ALIAS, WORD_LIST_LETTER }, /* "surat pengantar" is one */
	};

	for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
		if (match->list == kept[i].list && longer->list == kept[i].longer)
			return true;
	}
	return match->list == WORD_LIST_FILLER || match->list == WORD_LIST_TITLE ||
	       match->list == WORD_LIST_PARTICLE;
}

static bool is_hidden_by(const struct match *match, const struct match *longer)
{
	int length = match->last - match->first;

	if (match->is_wild || longer->is_wild || is_kept_inside(match, longer))
		return false;
	return longer->last - longer->first > length && longer->first <= match->first &&
	       longer->last >= match->last;
}

static bool is_hidden(const struct matches *matches, const struct match *match)
{
	for (size_t i = 0; i < matches->n; i++) {
		if (is_hidden_by(match, &matches->at[i]))
			return true;
	}
	return false;
}

static void take_alias(const struct word_index *index, struct tokens *tokens,
		       const struct match *match, struct letter_matches *out)
{
	struct index_word word = { .list = INDEX_IS_ALIAS, .item = match->item };
	const char *alias = index_entry(index, &word);
	struct letter_match *letter;

	if (out->n == LETTER_MATCHES_MAX)
		return;
	letter = &out->at[out->n++];
	letter->letter = match->item / INDEX_ALIASES;
	letter->first = match->first;
	letter->last = match->last;
	letter->tier = alias_tier(alias);
	letter->is_dominant = alias_is_dominant(alias);
	letter->is_fuzzy = false;
	for (size_t i = match->first; i <= match->last; i++) {
		letter->is_fuzzy |= tokens->at[i].is_fuzzy;
		tokens->at[i].is_alias = true;
	}
}

void match_all(const struct word_index *index, struct tokens *tokens,
	       struct letter_matches *out)
{
	struct matches matches;

	out->n = 0;
	mark_single(index, tokens);
	find_matches(index, tokens, &matches);
	for (size_t i = 0; i < tokens->n; i++)
		tokens->at[i].lists = 0;
	for (size_t i = 0; i < matches.n; i++) {
		const struct match *match = &matches.at[i];

		if (is_hidden(&matches, match))
			continue;
		if (match->list == INDEX_IS_ALIAS) {
			take_alias(index, tokens, match, out);
			continue;
		}
		for (size_t j = match->first; j <= match->last; j++) {
			if (!match->is_wild || j == match->first || j == match->last)
				tokens->at[j].lists |= UINT64_C(1) << match->list;
		}
	}
}

int match_entry_at(const struct word_index *index, const struct tokens *tokens,
		   enum word_list list, size_t at)
{
	int found = -1;
	size_t longest = 0;

	for (size_t i = 0; i < index->words->n_words[list]; i++) {
		const char *entry = index->words->words[list][i];
		size_t last;

		if (!is_here(&tokens->at[at], entry))
			continue;
		last = phrase_end(tokens, at, entry);
		if (last < tokens->n && last - at + 1 > longest) {
			longest = last - at + 1;
			found = (int)i;
		}
	}
	return found;
}
