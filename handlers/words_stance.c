// SPDX-License-Identifier: MIT
#include "handlers/words_stance.h"

#include <string.h>

enum {
	NEGATION_DISTANCE = 3, /* DOMAIN 5.3 */
	EARLIER_DISTANCE = 5,  /* "kemarin saya minta surat sktm" */
};

bool stance_is_break(const struct token *token)
{
	return token_begins_sentence(token) || (token->gap & GAP_COMMA);
}

static bool is_one_of(const char *word, const char *const *words, size_t n_words)
{
	for (size_t i = 0; i < n_words; i++) {
		if (strcmp(word, words[i]) == 0)
			return true;
	}
	return false;
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

/* The word that denies the letter right behind it: "jangan sktm", "bukan sku tapi
 * domisili". tokens->n when there is none. */
static size_t denial_before(const struct scene *scene, const struct letter_match *match)
{
	const uint64_t between =
		ASKING | BIT(LETTER) | BIT(FILLER) | BIT(TITLE) | BIT(FOR);
	const struct tokens *tokens = scene->tokens;

	for (size_t i = match->first; i > 0 && match->first - i < NEGATION_DISTANCE;
	     i--) {
		const struct token *token = &tokens->at[i - 1];

		if (stance_is_break(&tokens->at[i]) || (tokens->at[i].gap & GAP_OTHER))
			break;
		if (token_is_in(token, WORD_LIST_NOT))
			return is_question_tag(scene, i - 1) ? tokens->n : i - 1;
		if (!(token->lists & between) && strcmp(token->word, "buat") != 0)
			break;
	}
	return tokens->n;
}

/* "sktm jangan | domisili saja", "sktm eh bukan | sku": it may deny the letter before.
 * "sktm bukan domisili" only denies the one behind. */
static bool may_deny_other(const struct scene *scene, size_t denial)
{
	const uint64_t empty = BIT(FILLER) | BIT(TITLE) | BIT(PARTICLE) | BIT(NOT);
	const struct tokens *tokens = scene->tokens;
	bool is_turned = strcmp(tokens->at[denial].word, "bukan") != 0;
	size_t at = denial;

	while (at > 0 && !stance_is_break(&tokens->at[at]) &&
	       (tokens->at[at - 1].lists & empty)) {
		at--;
		is_turned |= strcmp(tokens->at[at].word, "eh") == 0;
	}
	return is_turned && at > 0 && !stance_is_break(&tokens->at[at]) &&
	       scene_letter_at(scene, at - 1, true) != NULL;
}

/* Goes on with what follows "sktm jangan": nothing that would be denied instead. */
static bool ends_denial(const struct scene *scene, size_t at)
{
	const uint64_t ends =
		BIT(INSTEAD) | BIT(LINK) | BIT(LETTER) | BIT(THANKS) | ASKING;

	return at == scene->tokens->n || stance_is_break(&scene->tokens->at[at]) ||
	       (scene->tokens->at[at].lists & ends) != 0 ||
	       scene->tokens->at[at].kind == TOKEN_DIGITS ||
	       scene_letter_at(scene, at, true) != NULL;
}

/* From `at` on, the first token outside `lists`, of a letter, or behind a break. */
static size_t skip_lists(const struct scene *scene, size_t at, uint64_t lists)
{
	while (at < scene->tokens->n && (scene->tokens->at[at].lists & lists) &&
	       !stance_is_break(&scene->tokens->at[at]) &&
	       scene_letter_at(scene, at, true) == NULL)
		at++;
	return at;
}

/* "sktm bukan domisili": the letter behind is denied, not the one before. */
static bool denies_next(const struct scene *scene, size_t denial, size_t end)
{
	const struct tokens *tokens = scene->tokens;

	return strcmp(tokens->at[denial].word, "bukan") == 0 && end < tokens->n &&
	       !stance_is_break(&tokens->at[end]) &&
	       (scene_letter_at(scene, end, true) != NULL ||
		token_is_in(&tokens->at[end], WORD_LIST_LETTER));
}

/* "sktm gak jadi", "yang domisili batal", "sktm jangan, usaha saja". */
static bool is_denied_behind(const struct scene *scene, const struct letter_match *match)
{
	const uint64_t denials = BIT(NOT) | BIT(CANCEL);
	const uint64_t empty = BIT(FILLER) | BIT(TITLE) | BIT(PARTICLE);
	const struct tokens *tokens = scene->tokens;
	size_t first = match->last + 1u, end;

	while (skip_lists(scene, first, empty) > first &&
	       !(tokens->at[first].lists & denials))
		first++;
	if (skip_lists(scene, first, denials) == first || is_question_tag(scene, first))
		return false;
	end = skip_lists(scene, first, denials | empty);
	if (!ends_denial(scene, end) || denies_next(scene, first, end))
		return false;
	/* "sktm tidak" asks, "sktm tidak, domisili" denies. */
	return end > first + 1 || end < tokens->n ||
	       strcmp(tokens->at[first].word, "tidak") != 0;
}

/* "ganti", "eh", "maksudnya"; not "tapi", which only adds something. */
static bool is_turn(const struct token *token)
{
	static const char *const turns[] = { "eh", "ralat", "koreksi" };

	return (token_is_in(token, WORD_LIST_INSTEAD) &&
		strcmp(token->word, "tapi") != 0) ||
	       is_one_of(token->word, turns, sizeof turns / sizeof turns[0]);
}

/* "ganti sktm | jadi domisili" */
static bool is_changed_into(const struct scene *scene, const struct letter_match *match)
{
	static const char *const into[] = { "jadi", "ke", "dengan", "menjadi" };
	const struct tokens *tokens = scene->tokens;
	size_t at = match->first;

	if (match->last + 1u >= tokens->n ||
	    !is_one_of(tokens->at[match->last + 1].word, into,
		       sizeof into / sizeof into[0]))
		return false;
	while (at > 0 && (tokens->at[at - 1].lists & (BIT(LETTER) | BIT(FILLER))))
		at--;
	return at > 0 && is_turn(&tokens->at[at - 1]);
}

/* The next letter of another kind, when only words stand between that say nothing else;
 * NULL when there is none. */
static const struct letter_match *next_other(const struct scene *scene,
					     const struct letter_match *match)
{
	const uint64_t between = BIT(FILLER) | BIT(TITLE) | BIT(PARTICLE) | BIT(INSTEAD) |
				 BIT(LETTER) | BIT(NO) | BIT(NOT) | BIT(GREETING) |
				 ASKING;
	const struct tokens *tokens = scene->tokens;

	for (size_t i = match->last + 1u; i < tokens->n; i++) {
		const struct letter_match *other = scene_letter_at(scene, i, false);

		if (other != NULL && other->letter != match->letter)
			return other;
		if (!(tokens->at[i].lists & between) && !is_turn(&tokens->at[i]) &&
		    strcmp(tokens->at[i].word, "jadi") != 0 &&
		    strcmp(tokens->at[i].word, "buat") != 0 &&
		    tokens->at[i].role != ROLE_NIK)
			break;
	}
	return NULL;
}

/* "sktm eh domisili", "sku ganti skck", "ganti sktm jadi domisili". */
static bool is_replaced(const struct scene *scene, const struct letter_match *match)
{
	const struct letter_match *other = next_other(scene, match);

	if (other == NULL)
		return false;
	for (size_t i = match->last + 1u; i < other->first; i++) {
		if (is_turn(&scene->tokens->at[i]))
			return true;
	}
	return is_changed_into(scene, match);
}

/* "tadi minta sktm tapi ternyata ... surat usaha, diganti ya": the first is given up,
 * whatever stands between. */
static bool is_given_up(const struct scene *scene, const struct letter_match *match)
{
	static const char *const turns[] = { "ternyata", "padahal", "tapi" };
	static const char *const changes[] = { "ganti",      "diganti",  "benar",
					       "seharusnya", "harusnya", "mestinya" };
	const struct letter_match *other = NULL;
	bool is_turned = false, is_changed = false;

	for (size_t i = match->last + 1u; i < scene->tokens->n; i++) {
		const struct letter_match *at = scene_letter_at(scene, i, false);
		const char *word = scene->tokens->at[i].word;

		if (other == NULL && is_turned && at != NULL && at->tier < TIER_FAINT &&
		    at->letter != match->letter)
			other = at;
		is_turned |= is_one_of(word, turns, sizeof turns / sizeof turns[0]);
		is_changed |= is_turned && is_one_of(word, changes,
						     sizeof changes / sizeof changes[0]);
	}
	return other != NULL && is_changed && match->tier < TIER_FAINT;
}

/* "kemarin minta skck sekarang minta domisili" */
static bool is_earlier(const struct scene *scene, const struct letter_match *match)
{
	static const char *const earlier[] = { "kemarin",    "dulu", "dulunya",
					       "sebelumnya", "tadi", "awalnya",
					       "tadinya" };
	const struct letter_match *other = next_other(scene, match);
	bool has_now = false;

	for (size_t i = match->last + 1u; other != NULL && i < other->first; i++)
		has_now |= strcmp(scene->tokens->at[i].word, "sekarang") == 0;
	for (size_t i = match->first;
	     has_now && i > 0 && match->first - i < EARLIER_DISTANCE; i--) {
		if (is_one_of(scene->tokens->at[i - 1].word, earlier,
			      sizeof earlier / sizeof earlier[0]))
			return true;
	}
	return false;
}

/* "yang sktm tetap": nothing is asked about this one. */
static bool is_kept(const struct scene *scene, const struct letter_match *match)
{
	size_t next = scene_skip_fillers(scene, match->last + 1u);

	return next < scene->tokens->n &&
	       (strcmp(scene->tokens->at[next].word, "tetap") == 0 ||
		strcmp(scene->tokens->at[next].word, "lanjut") == 0) &&
	       !stance_is_break(&scene->tokens->at[next]);
}

enum stance stance_of(const struct scene *scene, const struct letter_match *match)
{
	size_t denial = denial_before(scene, match);

	if (denial < scene->tokens->n)
		return may_deny_other(scene, denial) ? STANCE_DOUBTFUL : STANCE_DENIED;
	if (is_denied_behind(scene, match) || is_replaced(scene, match) ||
	    is_given_up(scene, match))
		return STANCE_DENIED;
	if (is_earlier(scene, match))
		return STANCE_PAST;
	return is_kept(scene, match) ? STANCE_KEPT : STANCE_WANTED;
}
