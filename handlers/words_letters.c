// SPDX-License-Identifier: MIT
#include "handlers/words_letters.h"

#include <string.h>

#include "handlers/words_doubts.h"

enum {
	NEGATION_DISTANCE = 3, /* DOMAIN 5.3 */
	THING_DISTANCE = 5,    /* "lampu depan balai desa mati" */
	TAKEOVER_DISTANCE = 4, /* "surat nikah saya hilang" */
	TIER_MAX = TIER_PURPOSE + TIER_GENERIC,
};

/* A candidate: an alias with its tier as this text makes it. */
struct candidate {
	const struct letter_match *match;
	int tier;
	bool is_chosen;
	bool is_past;
};

struct candidates {
	struct candidate at[LETTER_MATCHES_MAX];
	size_t n;
};

static bool is_break(const struct token *token)
{
	return token_begins_sentence(token) || (token->gap & GAP_COMMA);
}

/* "bisa tidak ...", "bayar gak ya ...": this "no" asks. */
static bool is_question_tag(const struct scene *scene, size_t at)
{
	const struct tokens *tokens = scene->tokens;

	return token_is_in(&tokens->at[at], WORD_LIST_QUESTION) ||
	       (at > 0 && token_is_in(&tokens->at[at - 1], WORD_LIST_QUESTION)) ||
	       (at + 1 < tokens->n &&
		(token_is_in(&tokens->at[at + 1], WORD_LIST_PARTICLE) ||
		 (tokens->at[at + 1].gap & GAP_QUESTION)));
}

/* "jangan sktm", "bukan sku tapi domisili": only the letter right behind. */
static bool is_negated(const struct scene *scene, const struct letter_match *match)
{
	const uint64_t between =
		ASKING | BIT(LETTER) | BIT(FILLER) | BIT(TITLE) | BIT(FOR);

	for (size_t i = match->first; i > 0 && match->first - i < NEGATION_DISTANCE;
	     i--) {
		const struct token *token = &scene->tokens->at[i - 1];

		if (is_break(&scene->tokens->at[i]) ||
		    (scene->tokens->at[i].gap & GAP_OTHER))
			return false;
		if (token_is_in(token, WORD_LIST_NOT))
			return !is_question_tag(scene, i - 1);
		if (!(token->lists & between) && strcmp(token->word, "buat") != 0)
			return false;
	}
	return false;
}

/* "lampu mati", "mati lampu": nobody died. */
static bool is_about_thing(const struct scene *scene, const struct letter_match *match)
{
	const struct tokens *tokens = scene->tokens;
	size_t at = match->first;

	if (match->tier != TIER_WEAK || match->is_dominant || match->first != match->last)
		return false;
	if (at + 1 < tokens->n && token_is_in(&tokens->at[at + 1], WORD_LIST_THING))
		return true;
	while (at > 0 && match->first - at < THING_DISTANCE &&
	       !is_break(&tokens->at[at])) {
		if (token_is_in(&tokens->at[--at], WORD_LIST_THING))
			return true;
	}
	return false;
}

/* "ktp 3513...": the label of a number, unless one asks for it: "bikin ktp 3513...". */
static bool is_label(const struct scene *scene, const struct letter_match *match)
{
	const struct tokens *tokens = scene->tokens;
	size_t next = scene_skip_fillers(scene, match->last + 1u);

	if (match->tier != TIER_FAINT ||
	    !(tokens->at[match->last].lists & (BIT(NIK) | BIT(FAMILY_CARD))))
		return false;
	if (match->first > 0 && (tokens->at[match->first - 1].lists & BIT(CHOOSE)))
		return true; /* "nomor ktp" */
	if (match->first > 0 &&
	    (tokens->at[match->first - 1].lists & (ASKING | BIT(LETTER))))
		return false;
	return next < tokens->n && tokens->at[next].kind == TOKEN_DIGITS;
}

/* The word before an alias that says it is a letter: "surat", "pengantar ... ". */
static bool is_behind_letter_word(const struct scene *scene,
				  const struct letter_match *match)
{
	size_t at = match->first;

	while (at > 0 && !is_break(&scene->tokens->at[at])) {
		const struct token *token = &scene->tokens->at[--at];

		if (token_is_in(token, WORD_LIST_LETTER))
			return true;
		if (!(token->lists & (BIT(FILLER) | BIT(TITLE))))
			return false;
	}
	return false;
}

/* "makasih sktm kemarin sudah jadi": spoken of, not asked for. */
static bool is_past(const struct scene *scene, const struct letter_match *match)
{
	const struct tokens *tokens = scene->tokens;
	size_t first = match->first, last = match->last;
	uint64_t lists = 0;

	while (first > 0 && !is_break(&tokens->at[first]))
		first--;
	while (last + 1 < tokens->n && !is_break(&tokens->at[last + 1]))
		last++;
	for (size_t i = first; i <= last; i++)
		lists |= tokens->at[i].lists;
	return (lists & (BIT(DONE) | BIT(THANKS))) != 0 && (lists & ASKING) == 0;
}

/* "anak saya hilang": a person, no thing; "kartu istri hilang" is one. */
static bool is_person_missing(const struct scene *scene, const struct letter_match *match)
{
	const uint64_t empty =
		BIT(FILLER) | BIT(TITLE) | BIT(GREETING) | BIT(HUMAN) | BIT(WISH);
	size_t at = match->first;
	bool has_kin = false;

	if (!match->is_dominant || match->tier != TIER_WEAK ||
	    match->first != match->last)
		return false;
	while (at > 0 && !is_break(&scene->tokens->at[at])) {
		const struct token *token = &scene->tokens->at[--at];

		if (token_is_in(token, WORD_LIST_KIN))
			has_kin = true;
		else if (!(token->lists & empty))
			return false;
	}
	return has_kin;
}

/* "salah ketik pak", "iya tapi namanya salah": says no, and names no document. */
static bool is_mere_denial(const struct scene *scene, const struct letter_match *match)
{
	const uint64_t empty = BIT(FILLER) | BIT(TITLE) | BIT(PARTICLE) | BIT(YES) |
			       BIT(NO) | BIT(INSTEAD) | BIT(GREETING);
	bool is_no = false;

	if (!match->is_dominant || match->tier != TIER_WEAK)
		return false;
	for (size_t i = 0; i < scene->tokens->n; i++) {
		const struct token *token = &scene->tokens->at[i];
		bool is_inside = i >= match->first && i <= match->last;

		if (!is_inside && !(token->lists & empty))
			return false;
		is_no |= is_inside &&
			 (index_lists(scene->index, token->word) & BIT(NO)) != 0;
	}
	return is_no;
}

static void deny(struct scene *scene, const struct letter_match *match)
{
	for (size_t i = match->first; i <= match->last; i++)
		scene->tokens->at[i].lists |= BIT(NO);
}

static void take_denied(struct scene *scene, const struct letter_match *match)
{
	for (size_t i = 0; i < scene->n_denied; i++) {
		if (scene->denied[i] == match->letter)
			return;
	}
	if (scene->n_denied < READING_LETTERS_MAX)
		scene->denied[scene->n_denied++] = match->letter;
}

static void collect(struct scene *scene, struct candidates *out)
{
	out->n = 0;
	for (size_t i = 0; i < scene->matches.n; i++) {
		const struct letter_match *match = &scene->matches.at[i];
		struct candidate candidate = { .match = match, .tier = match->tier };
		const struct token *token = &scene->tokens->at[match->first];

		if (token->role == ROLE_NAME || token_is_in(token, WORD_LIST_DECOY) ||
		    is_label(scene, match))
			continue;
		if (is_negated(scene, match)) {
			take_denied(scene, match);
			continue;
		}
		if (is_about_thing(scene, match)) {
			scene->has_broken_thing = true;
			continue;
		}
		if (is_person_missing(scene, match)) {
			scene->has_missing_person = true;
			continue;
		}
		if (is_mere_denial(scene, match)) {
			deny(scene, match);
			continue;
		}
		if (token->role == ROLE_PURPOSE)
			candidate.tier += TIER_PURPOSE;
		else if (candidate.tier < TIER_GENERIC &&
			 is_behind_letter_word(scene, match))
			candidate.tier = TIER_SURE;
		candidate.is_past = is_past(scene, match);
		out->at[out->n++] = candidate;
	}
}

static void drop_past(struct candidates *candidates)
{
	size_t n_kept = 0, n_wanted = 0;

	for (size_t i = 0; i < candidates->n; i++)
		n_wanted += !candidates->at[i].is_past &&
			    candidates->at[i].tier < TIER_PURPOSE;
	for (size_t i = 0; n_wanted > 0 && i < candidates->n; i++) {
		if (!candidates->at[i].is_past)
			candidates->at[n_kept++] = candidates->at[i];
	}
	if (n_wanted > 0)
		candidates->n = n_kept;
}

static int best_tier(const struct candidates *candidates)
{
	int best = TIER_NONE;

	for (size_t i = 0; i < candidates->n; i++)
		best = candidates->at[i].tier < best ? candidates->at[i].tier : best;
	return best;
}

/* "sktm, usaha" and "sktm dan usaha": a list of letters. */
static bool is_linked(const struct scene *scene, const struct letter_match *a,
		      const struct letter_match *b)
{
	const struct tokens *tokens = scene->tokens;
	bool is_link = false;

	for (size_t i = a->last + 1u; i <= b->first; i++) {
		const struct token *token = &tokens->at[i];

		is_link |=
			(token->gap & (GAP_COMMA | GAP_AND | GAP_SLASH | GAP_LINE)) != 0;
		if (i == b->first)
			break;
		if (token->kind != TOKEN_WORD ||
		    !(token->lists &
		      (BIT(LINK) | BIT(LETTER) | BIT(FILLER) | BIT(TITLE) | ASKING)))
			return false;
		is_link |= token_is_in(token, WORD_LIST_LINK);
	}
	return is_link;
}

static void choose_linked(const struct scene *scene, struct candidates *candidates)
{
	for (size_t i = 0; i + 1 < candidates->n; i++) {
		struct candidate *a = &candidates->at[i], *b = a + 1;

		if (a->is_chosen != b->is_chosen && a->tier < TIER_FAINT &&
		    b->tier < TIER_FAINT && a->match->last < b->match->first &&
		    is_linked(scene, a->match, b->match))
			a->is_chosen = b->is_chosen = true;
	}
}

/* Weak names of different letters: keep those in a list, else the first is a guess. */
static void settle_weak(struct scene *scene, struct candidates *candidates)
{
	const struct candidate *kept = NULL;

	for (size_t i = 0; i < candidates->n; i++) {
		struct candidate *candidate = &candidates->at[i];

		if (!candidate->is_chosen)
			continue;
		if (kept != NULL && kept->match->letter != candidate->match->letter &&
		    !is_linked(scene, kept->match, candidate->match)) {
			/* What takes over wins: "ktp sama ijazah beda". */
			if (candidate->match->is_dominant && !kept->match->is_dominant) {
				candidates->at[kept - candidates->at].is_chosen = false;
				kept = candidate;
			} else {
				candidate->is_chosen = false;
			}
			scene->is_ambiguous |= !kept->match->is_dominant;
			continue;
		}
		kept = candidate;
	}
}

/* "... dan skck", "skck dan kehilangan": a list of letters, each for itself. */
static bool is_listed(const struct scene *scene, size_t link,
		      const struct letter_match *dominant, bool is_dominant_first)
{
	const struct token *token = &scene->tokens->at[link];

	if (!token_is_in(token, WORD_LIST_LINK) && !(token->gap & GAP_AND))
		return false;
	return is_dominant_first ||
	       scene_skip_fillers(scene, link + 1) == dominant->first ||
	       (link + 1 < scene->tokens->n && token_is_in(token + 1, WORD_LIST_LETTER));
}

/* Whether the dominant letter takes over the other: it stands close by and no list of
 * letters is meant ("surat kehilangan dan skck"). */
static bool takes_over(const struct scene *scene, const struct letter_match *dominant,
		       const struct letter_match *other)
{
	bool is_first = dominant->first < other->first;
	size_t from = (is_first ? dominant->last : other->last) + 1u;
	size_t to = is_first ? other->first : dominant->first;

	if (to < from || to - from > TAKEOVER_DISTANCE)
		return to < from;
	for (size_t i = from; i <= to; i++) {
		const struct token *token = &scene->tokens->at[i];

		if (is_break(token) || token->kind == TOKEN_DIGITS ||
		    is_listed(scene, i, dominant, is_first))
			return false;
	}
	return true;
}

static void apply_takeovers(const struct scene *scene, struct candidates *candidates)
{
	for (size_t i = 0; i < candidates->n; i++) {
		struct candidate *dominant = &candidates->at[i];

		if (!dominant->match->is_dominant || dominant->tier > TIER_WEAK)
			continue;
		for (size_t j = 0; j < candidates->n; j++) {
			struct candidate *other = &candidates->at[j];

			if (other->is_chosen && !other->match->is_dominant &&
			    takes_over(scene, dominant->match, other->match)) {
				other->is_chosen = false;
				dominant->is_chosen = true;
			}
		}
	}
}

/* "surat pengantar untuk nikah": behind the word "untuk" comes the letter itself. */
static bool is_purpose_first(const struct scene *scene, const struct letter_match *match)
{
	for (size_t i = match->first; i > 0; i--) {
		const struct token *token = &scene->tokens->at[i - 1];

		if (token->role != ROLE_PURPOSE)
			return true;
		if (!(token->lists & (ASKING | BIT(LETTER) | BIT(FILLER))) &&
		    strcmp(token->word, "buat") != 0)
			return false;
	}
	return false;
}

/* "surat pengantar buat skck": nothing is left that the letter is for. */
static bool is_whole_purpose(const struct scene *scene, const struct letter_match *match)
{
	size_t next = match->last + 1u;

	return is_purpose_first(scene, match) &&
	       (next == scene->tokens->n || scene->tokens->at[next].role != ROLE_PURPOSE);
}

static void choose_from_purpose(struct scene *scene, struct candidates *candidates,
				int best)
{
	for (size_t i = 0; i < candidates->n; i++) {
		struct candidate *candidate = &candidates->at[i];

		if (candidate->tier < TIER_PURPOSE ||
		    candidate->tier >= TIER_PURPOSE + TIER_GENERIC)
			continue;
		if (best >= TIER_PURPOSE ? candidate->tier != best
					 : !is_purpose_first(scene, candidate->match)) {
			/* "surat keterangan untuk orang boro" */
			scene->is_ambiguous |= candidate->tier == TIER_PURPOSE;
			continue;
		}
		for (size_t j = 0; j < candidates->n; j++)
			candidates->at[j].is_chosen = false;
		candidate->is_chosen = true;
		scene->is_in_purpose = true;
		if (is_whole_purpose(scene, candidate->match))
			scene->out->purpose[0] = '\0';
		return;
	}
}

static void put_out(struct scene *scene, const struct candidates *candidates)
{
	struct reading *out = scene->out;

	for (size_t i = 0; i < candidates->n; i++) {
		const struct candidate *candidate = &candidates->at[i];
		const struct letter *letter =
			&scene->index->catalogue->letters[candidate->match->letter];
		bool is_known = false;

		if (!candidate->is_chosen)
			continue;
		for (size_t j = 0; j < out->n_letters; j++)
			is_known |= out->letters[j] == letter;
		scene->n_hints += is_known;
		if (is_known || out->n_letters == READING_LETTERS_MAX)
			continue;
		out->letters[out->n_letters++] = letter;
		scene->is_ambiguous |= doubts_letter(scene, candidate->match);
		scene->is_dominant |= candidate->match->is_dominant;
		out->is_letter_guessed |= candidate->match->is_fuzzy;
		scene->tier =
			candidate->tier < scene->tier ? candidate->tier : scene->tier;
	}
}

void letters_choose(struct scene *scene)
{
	struct candidates candidates;
	int best;

	scene->tier = TIER_NONE;
	collect(scene, &candidates);
	drop_past(&candidates);
	best = best_tier(&candidates);
	for (size_t i = 0; i < candidates.n; i++)
		candidates.at[i].is_chosen = candidates.at[i].tier == best;
	if (best == TIER_SURE)
		choose_linked(scene, &candidates);
	else if (best < TIER_GENERIC)
		settle_weak(scene, &candidates);
	if (best < TIER_GENERIC)
		apply_takeovers(scene, &candidates);
	if (best >= TIER_GENERIC && best <= TIER_MAX)
		choose_from_purpose(scene, &candidates, best);
	put_out(scene, &candidates);
}
