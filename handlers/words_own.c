// SPDX-License-Identifier: MIT
#include "handlers/words_own.h"

#include <string.h>

enum {
	LETTER_WORDS = 6,    /* of a text that is a letter's name and little more */
	ISSUED_DISTANCE = 4, /* "surat yang kemarin saya terima" */
};

#define REQUESTING (BIT(ASK) | BIT(MAKE))

/* "sktm saya", "suratku": one that is there. */
static bool is_own(const struct scene *scene, size_t at, const char *const *endings,
		   size_t n_endings)
{
	const struct token *token = &scene->tokens->at[at];
	const struct letter_match *match = scene_letter_at(scene, at, true);
	size_t length = strlen(token->raw);

	if (token_is_in(token, WORD_LIST_DECOY) ||
	    (!token_is_in(token, WORD_LIST_LETTER) &&
	     (match == NULL || match->last != at || match->tier > TIER_WEAK)))
		return false;
	for (size_t i = 0; i < n_endings; i++) {
		size_t ending = strlen(endings[i]);

		if (length > ending && strcmp(token->raw, token->word) != 0 &&
		    strcmp(token->raw + length - ending, endings[i]) == 0)
			return true;
	}
	return at + 1 < scene->tokens->n && strcmp(token[1].word, "saya") == 0;
}

/* "suratnya", too: perhaps one that is still to be made. */
bool own_is_letter(const struct scene *scene, size_t at)
{
	static const char *const endings[] = { "nya", "ku", "ne" };

	return is_own(scene, at, endings, sizeof endings / sizeof endings[0]);
}

bool own_is_spoken_of(const struct scene *scene)
{
	static const char *const endings[] = { "ku" };

	for (size_t i = 0; i < scene->tokens->n; i++) {
		if (is_own(scene, i, endings, sizeof endings / sizeof endings[0]))
			return true;
	}
	return false;
}

/* "butuh surat keterangan", "surat bersih narkoba": a letter, whatever the story is. */
bool own_asks_for_letter(const struct scene *scene, const struct evidence *evidence)
{
	const struct tokens *tokens = scene->tokens;

	if (evidence_first_is(evidence, BIT(LETTER)) &&
	    !own_is_letter(scene, evidence->first) && evidence->n_words <= LETTER_WORDS)
		return true;
	for (size_t i = 0; i + 1 < tokens->n; i++) {
		size_t next = scene_skip_fillers(scene, i + 1);

		if ((tokens->at[i].lists & REQUESTING) && next < tokens->n &&
		    (token_is_in(&tokens->at[next], WORD_LIST_LETTER) ||
		     scene_letter_at(scene, next, false) != NULL))
			return true;
	}
	return false;
}

/* "nama saya di surat salah ketik": wrong, and no other paper is named to compare with.
 */
static bool is_wrong_in_letter(const struct scene *scene)
{
	bool is_wrong = false;

	for (size_t i = 0; i < scene->matches.n; i++) {
		const struct letter_match *match = &scene->matches.at[i];

		if (!match->is_dominant && match->tier < TIER_GENERIC)
			return false;
		for (size_t at = match->first; at <= match->last; at++)
			is_wrong |=
				(index_lists(scene->index, scene->tokens->at[at].word) &
				 BIT(NO)) != 0;
	}
	return is_wrong && scene->tier <= TIER_WEAK;
}

/* "surat yang saya terima salah nik nya": it was made, and something in it is wrong. */
static bool is_issued_wrong(const struct scene *scene)
{
	static const char *const issued[] = { "terima",      "diambil",  "ambil",
					      "jadi",        "dicetak",  "keluar",
					      "diterbitkan", "tertulis", "tercetak" };
	static const char *const wrong[] = { "salah", "beda", "keliru", "kliru", "lain" };
	static const char *const parts[] = { "nik",    "nama",  "tanggal",
					     "alamat", "angka", "lahir" };
	const struct tokens *tokens = scene->tokens;
	bool is_issued = false;

	for (size_t i = 0; i + 1 < tokens->n && !is_issued; i++) {
		if (strcmp(tokens->at[i].word, "surat") != 0 &&
		    scene_letter_at(scene, i, true) == NULL)
			continue;
		for (size_t j = i + 1; j <= i + ISSUED_DISTANCE && j < tokens->n; j++) {
			for (size_t k = 0; k < sizeof issued / sizeof issued[0]; k++)
				is_issued |= strcmp(tokens->at[j].word, issued[k]) == 0;
		}
	}
	return is_issued &&
	       scene_has_one_of(scene, wrong, sizeof wrong / sizeof wrong[0]) &&
	       scene_has_one_of(scene, parts, sizeof parts / sizeof parts[0]);
}

/* "suratnya salah ketik": a fault of a letter that was made, no wish for one. */
bool own_is_faulty(const struct scene *scene, const struct evidence *evidence)
{
	if (evidence->has_nik || evidence_has(evidence, REQUESTING))
		return false;
	if (is_issued_wrong(scene))
		return true;
	/* "surat saya salah tanggalnya" */
	if (scene->out->n_letters == 0 && own_is_spoken_of(scene) &&
	    scene_has_word(scene, "salah"))
		return true;
	if (!scene->is_dominant)
		return false;
	if (evidence->first < scene->tokens->n && own_is_letter(scene, evidence->first) &&
	    !evidence_has(evidence, ASKING))
		return true;
	return is_wrong_in_letter(scene) && evidence_has(evidence, BIT(LETTER));
}
