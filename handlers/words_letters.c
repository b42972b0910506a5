// SPDX-License-Identifier: MIT
#include "handlers/words_letters.h"

#include <string.h>

#include "handlers/words_candidates.h"
#include "handlers/words_doubts.h"
#include "handlers/words_stance.h"

enum {
	TAKEOVER_DISTANCE = 4, /* "surat nikah saya hilang" */
	TOLD_DISTANCE = 3,     /* "surat keterangan untuk usaha" */
	TIER_MAX = TIER_PURPOSE + TIER_GENERIC,
	RUN_MIN = 3,  /* letters named one behind the other: each is meant */
	RUN_SURE = 2, /* of them by a sure name, where one would take over the others */
};

/* "1. sktm 2. usaha" */
static bool is_list_marker(const struct scene *scene, size_t at)
{
	const struct token *token = &scene->tokens->at[at];

	return token->kind == TOKEN_DIGITS && token->raw[1] == '\0' &&
	       at + 1 < scene->tokens->n && (token[1].gap & (GAP_DOT | GAP_OTHER));
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
		if (is_list_marker(scene, i)) {
			is_link = true;
			continue;
		}
		if (token->kind != TOKEN_WORD ||
		    !(token->lists &
		      (BIT(LINK) | BIT(LETTER) | BIT(FILLER) | BIT(TITLE) | ASKING)))
			return false;
		is_link |= token_is_in(token, WORD_LIST_LINK);
	}
	return is_link;
}

/* Whether the candidate beside it in the text is one of the same list. */
static bool is_in_list(const struct scene *scene, const struct candidates *candidates,
		       size_t at)
{
	const struct letter_match *match = candidates->at[at].match;

	return candidates->at[at].is_in_run ||
	       (at > 0 && is_linked(scene, candidates->at[at - 1].match, match)) ||
	       (at + 1 < candidates->n &&
		is_linked(scene, match, candidates->at[at + 1].match));
}

/* "sktm domisili": nothing but another "surat" between, or the same once more. */
static bool is_next_to(const struct scene *scene, const struct candidate *a,
		       const struct candidate *b)
{
	for (size_t i = a->match->last + 1u; i <= b->match->first; i++) {
		const struct token *token = &scene->tokens->at[i];

		if (token_begins_sentence(token))
			return false;
		if (i < b->match->first && !(token->lists & (BIT(LETTER) | BIT(LINK))))
			return false;
	}
	return b->tier <= TIER_WEAK &&
	       (a->match->last < b->match->first || a->match->letter == b->match->letter);
}

/* Whether each of a run is wanted: enough letters, surely named. */
static bool is_run(struct scene *scene, const struct candidate *at, size_t n)
{
	size_t n_letters = 0, n_sure = 0, n_dominant = 0;

	for (size_t i = 0; i < n; i++) {
		if (i > 0 && at[i].match->letter == at[i - 1].match->letter)
			continue;
		n_letters++;
		n_dominant += at[i].match->is_dominant;
		n_sure += at[i].tier == TIER_SURE && !at[i].match->is_dominant;
	}
	if (n_letters < RUN_MIN || n_sure < (n_dominant > 0 ? RUN_SURE : 1))
		return false;
	scene->is_ambiguous |= n_sure + n_dominant < n_letters;
	return true;
}

/* "sktm domisili skck usaha hilang": a list without commas, each is wanted. */
static void choose_runs(struct scene *scene, struct candidates *candidates)
{
	for (size_t first = 0, end; first < candidates->n; first = end) {
		struct candidate *at = &candidates->at[first];

		end = first + 1;
		while (end < candidates->n &&
		       is_next_to(scene, &candidates->at[end - 1], &candidates->at[end]))
			end++;
		if (at->tier > TIER_WEAK || !is_run(scene, at, end - first))
			continue;
		for (size_t i = first; i < end; i++)
			candidates->at[i].is_chosen = candidates->at[i].is_in_run = true;
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

/* "minta sktm", "bikin surat domisili", "sktm 3513...": this very letter. */
static bool is_asked_for(const struct scene *scene, const struct letter_match *match)
{
	const uint64_t between = BIT(LETTER) | BIT(FILLER) | BIT(TITLE);
	const struct tokens *tokens = scene->tokens;
	size_t at = match->first;

	if (match->last + 1u < tokens->n && tokens->at[match->last + 1].role == ROLE_NIK)
		return true;
	while (at > 0 && !stance_is_break(&tokens->at[at])) {
		at--;
		if (tokens->at[at].lists & ASKING)
			return true;
		if (!(tokens->at[at].lists & between) &&
		    strcmp(tokens->at[at].word, "buat") != 0)
			return false;
	}
	return false;
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
	if (is_first && is_asked_for(scene, other))
		return false; /* "dompet hilang, mau minta skck" */
	for (size_t i = from; i <= to; i++) {
		const struct token *token = &scene->tokens->at[i];

		if (stance_is_break(token) || token->kind == TOKEN_DIGITS ||
		    is_listed(scene, i, dominant, is_first))
			return false;
	}
	return true;
}

/* "surat domisili yang dulu hilang, minta lagi": the village makes another one. */
static bool is_made_again(const struct scene *scene, const struct candidate *lost)
{
	const struct letter *letter =
		&scene->index->catalogue->letters[lost->match->letter];
	bool is_asked = false, is_again = false;

	if (letter->class != LETTER_CLASS_SMS && letter->class != LETTER_CLASS_DOCUMENTS)
		return false;
	for (size_t i = 0; i < scene->tokens->n; i++) {
		const struct token *token = &scene->tokens->at[i];

		is_asked |= (token->lists & (BIT(ASK) | BIT(MAKE))) != 0;
		is_again |= is_asked && (strcmp(token->word, "lagi") == 0 ||
					 strcmp(token->word, "ulang") == 0);
	}
	return is_again && lost->tier == TIER_SURE;
}

/* "... sama sktm", "sktm juga" */
static bool is_added(const struct scene *scene, const struct letter_match *match)
{
	const struct tokens *tokens = scene->tokens;

	if (match->first > 0 &&
	    ((tokens->at[match->first].gap & GAP_AND) ||
	     token_is_in(&tokens->at[match->first - 1], WORD_LIST_LINK)))
		return true;
	return match->last + 1u < tokens->n &&
	       token_is_in(&tokens->at[match->last + 1], WORD_LIST_LINK);
}

/* "domisili saya di krajan, mau minta sktm": where one is asked for by its name, another
 * that is in no list with it is only spoken of; the sender confirms. */
static void drop_unasked(struct scene *scene, struct candidates *candidates)
{
	const struct candidate *asked = NULL;

	for (size_t i = 0; i < candidates->n; i++) {
		if (candidates->at[i].is_chosen &&
		    is_asked_for(scene, candidates->at[i].match))
			asked = &candidates->at[i];
	}
	for (size_t i = 0; asked != NULL && i < candidates->n; i++) {
		struct candidate *candidate = &candidates->at[i];

		if (!candidate->is_chosen || candidate->is_named ||
		    candidate->match->letter == asked->match->letter ||
		    is_asked_for(scene, candidate->match) ||
		    is_added(scene, candidate->match) || is_in_list(scene, candidates, i))
			continue;
		candidate->is_chosen = false;
		scene->is_ambiguous = true;
	}
}

static void apply_takeovers(struct scene *scene, struct candidates *candidates)
{
	for (size_t i = 0; i < candidates->n; i++) {
		struct candidate *dominant = &candidates->at[i];

		if (!dominant->match->is_dominant || dominant->tier > TIER_WEAK)
			continue;
		for (size_t j = 0; j < candidates->n; j++) {
			struct candidate *other = &candidates->at[j];

			if (!other->is_chosen || other->match->is_dominant ||
			    (other->is_in_run && dominant->is_in_run) ||
			    !takes_over(scene, dominant->match, other->match))
				continue;
			if (is_made_again(scene, other)) {
				scene->is_ambiguous = true;
				continue;
			}
			other->is_chosen = false;
			dominant->is_chosen = true;
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
		if (is_known)
			continue;
		if (out->n_letters == READING_LETTERS_MAX) {
			scene->is_ambiguous = true; /* one more than is filed at once */
			continue;
		}
		out->letters[out->n_letters++] = letter;
		scene->is_ambiguous |= doubts_letter(scene, candidate->match);
		scene->is_dominant |= candidate->match->is_dominant;
		out->is_letter_guessed |= candidate->match->is_fuzzy;
		scene->tier =
			candidate->tier < scene->tier ? candidate->tier : scene->tier;
	}
}

/* "mau merantau, perlu surat keterangan": what one is about to do. */
static bool is_intended(const struct scene *scene, const struct letter_match *match)
{
	return match->first > 0 &&
	       token_is_in(&scene->tokens->at[match->first - 1], WORD_LIST_WISH);
}

/* Weakly named, apart from the word for a letter, and no plan of the sender's. */
static bool is_told_only(const struct scene *scene, const struct candidate *told,
			 const struct candidate *named)
{
	int distance = told->match->first > named->match->first
			       ? told->match->first - named->match->last
			       : named->match->first - told->match->last;

	if (told->match->is_dominant || told->tier == TIER_SURE ||
	    told->tier > TIER_FAINT)
		return false;
	return distance > TOLD_DISTANCE && !is_intended(scene, told->match);
}

/* "suami saya TKI ... minta surat pengantar desa": the name is of the story; the letter
 * itself is asked for by a general name, apart from it. Both are likely. */
static void prefer_named(struct scene *scene, struct candidates *candidates)
{
	struct candidate *named = NULL, *told = NULL;

	for (size_t i = 0; i < candidates->n; i++) {
		struct candidate *candidate = &candidates->at[i];

		if (candidate->is_chosen)
			told = candidate;
		else if (candidate->tier == TIER_GENERIC)
			named = candidate;
	}
	if (named == NULL || told == NULL || !is_told_only(scene, told, named))
		return;
	scene->is_ambiguous = true;
	if (told->tier != TIER_FAINT)
		return;
	for (size_t i = 0; i < candidates->n; i++)
		candidates->at[i].is_chosen = &candidates->at[i] == named;
}

void letters_choose(struct scene *scene)
{
	struct candidates candidates;
	int best;

	scene->tier = TIER_NONE;
	candidates_collect(scene, &candidates);
	drop_past(&candidates);
	best = best_tier(&candidates);
	for (size_t i = 0; i < candidates.n; i++)
		candidates.at[i].is_chosen = candidates.at[i].tier == best;
	if (best == TIER_SURE)
		choose_linked(scene, &candidates);
	else if (best < TIER_GENERIC)
		settle_weak(scene, &candidates);
	choose_runs(scene, &candidates);
	if (best < TIER_GENERIC)
		apply_takeovers(scene, &candidates);
	if (best == TIER_SURE)
		drop_unasked(scene, &candidates);
	if (best >= TIER_GENERIC && best <= TIER_MAX)
		choose_from_purpose(scene, &candidates, best);
	prefer_named(scene, &candidates);
	put_out(scene, &candidates);
}
