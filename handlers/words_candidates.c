// SPDX-License-Identifier: MIT
#include "handlers/words_candidates.h"

#include <string.h>

#include "handlers/words_letters.h"
#include "handlers/words_stance.h"

enum {
	THING_DISTANCE = 5, /* "lampu depan balai desa mati" */
};

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

	while (at > 0 && !stance_is_break(&scene->tokens->at[at])) {
		const struct token *token = &scene->tokens->at[--at];

		if (token_is_in(token, WORD_LIST_LETTER))
			return true;
		if (!(token->lists & (BIT(FILLER) | BIT(TITLE))))
			return false;
	}
	return false;
}

/* "lampu mati", "mati lampu": nobody died. */
static bool is_about_thing(const struct scene *scene, const struct letter_match *match)
{
	const struct tokens *tokens = scene->tokens;
	size_t at = match->first;

	if (match->tier != TIER_WEAK || match->is_dominant ||
	    match->first != match->last || is_behind_letter_word(scene, match))
		return false;
	if (at + 1 < tokens->n && token_is_in(&tokens->at[at + 1], WORD_LIST_THING))
		return true;
	while (at > 0 && match->first - at < THING_DISTANCE &&
	       !stance_is_break(&tokens->at[at]) && tokens->at[at].kind == TOKEN_WORD) {
		if (token_is_in(&tokens->at[--at], WORD_LIST_THING))
			return true;
	}
	return false;
}

/* "makasih sktm kemarin sudah jadi": spoken of, not asked for. */
static bool is_past(const struct scene *scene, const struct letter_match *match)
{
	const struct tokens *tokens = scene->tokens;
	size_t first = match->first, last = match->last;
	uint64_t lists = 0;

	while (first > 0 && !stance_is_break(&tokens->at[first]))
		first--;
	while (last + 1 < tokens->n && !stance_is_break(&tokens->at[last + 1]))
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
	while (at > 0 && !stance_is_break(&scene->tokens->at[at])) {
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

		if (is_no && !is_inside && token_is_in(token, WORD_LIST_INSTEAD))
			break; /* "namanya salah, yang benar Siti" */

		if (is_inside ? token_is_in(token, WORD_LIST_LETTER)
			      : !(token->lists & empty))
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

/* "skck dan domisili ... domisili tidak jadi": named twice, and refused at last. */
static void forget_earlier(uint16_t letter, struct candidates *candidates)
{
	size_t n_kept = 0;

	for (size_t i = 0; i < candidates->n; i++) {
		if (candidates->at[i].match->letter != letter)
			candidates->at[n_kept++] = candidates->at[i];
	}
	candidates->n = n_kept;
}

/* "batal yang domisili, yang sktm tetap": nothing is asked about the second. */
static void drop_kept(const struct scene *scene, struct candidates *candidates)
{
	size_t n_left = 0;

	for (size_t i = 0; i < candidates->n; i++) {
		if (!candidates->at[i].is_kept || scene->n_denied == 0)
			candidates->at[n_left++] = candidates->at[i];
	}
	candidates->n = n_left;
}

/* "apa beda sama sku", but "tgl lahir di kk beda sama akte" */
static bool is_decoy(const struct scene *scene, const struct letter_match *match)
{
	static const char *const compared[] = { "nama", "lahir", "tanggal",
						"data", "huruf", "di" };

	if (!token_is_in(&scene->tokens->at[match->first], WORD_LIST_DECOY))
		return false;
	for (size_t i = 0; match->is_dominant && i <= match->last; i++) {
		for (size_t j = 0; j < sizeof compared / sizeof compared[0]; j++) {
			if (strcmp(scene->tokens->at[i].word, compared[j]) == 0)
				return false;
		}
	}
	return true;
}

/* A name that is there and means no letter; what it means instead is noted. */
static bool means_other(struct scene *scene, const struct letter_match *match)
{
	if (is_about_thing(scene, match))
		scene->has_broken_thing = true;
	else if (is_person_missing(scene, match))
		scene->has_missing_person = true;
	else if (is_mere_denial(scene, match))
		deny(scene, match);
	else
		return false;
	return true;
}

static void take(struct scene *scene, const struct letter_match *match,
		 enum stance stance, struct candidates *out)
{
	struct candidate *candidate = &out->at[out->n++];

	*candidate = (struct candidate){
		.match = match,
		.tier = match->tier,
		.is_named = is_behind_letter_word(scene, match),
		.is_kept = stance == STANCE_KEPT,
		.is_past = stance == STANCE_PAST || is_past(scene, match),
	};
	if (scene->tokens->at[match->first].role == ROLE_PURPOSE)
		candidate->tier += TIER_PURPOSE;
	else if (candidate->tier < TIER_GENERIC && candidate->is_named)
		candidate->tier = TIER_SURE;
	scene->is_ambiguous |= stance == STANCE_DOUBTFUL;
}

void candidates_collect(struct scene *scene, struct candidates *out)
{
	out->n = 0;
	for (size_t i = 0; i < scene->matches.n; i++) {
		const struct letter_match *match = &scene->matches.at[i];
		const struct token *token = &scene->tokens->at[match->first];
		enum stance stance;

		if (token->role == ROLE_NAME || is_decoy(scene, match) ||
		    is_label(scene, match))
			continue;
		stance = stance_of(scene, match);
		if (stance == STANCE_DENIED) {
			take_denied(scene, match);
			forget_earlier(match->letter, out);
		} else if (!means_other(scene, match)) {
			take(scene, match, stance, out);
		}
	}
	drop_kept(scene, out);
}
