// SPDX-License-Identifier: MIT
#include "handlers/words_human.h"

#include <string.h>

#include "handlers/words_own.h"

enum {
	FAILING_WORDS = 3,
	FAILING_DISTANCE = 4, /* "air pdam di sini tidak keluar" */
};

#define REQUESTING (BIT(ASK) | BIT(MAKE))

/* A letter is wanted, or a NIK was sent: no mere complaint. */
static bool has_request(const struct scene *scene, const struct evidence *evidence)
{
	if (scene->out->n_letters == 0)
		return false;
	if (evidence->has_nik)
		return true;
	return evidence_has(evidence, REQUESTING) &&
	       (scene->tier == TIER_SURE || evidence_has(evidence, BIT(LETTER)));
}

/* "lapor" is all that speaks for a human: one reports a death, a loss, too. */
static bool only_reports(const struct scene *scene)
{
	for (size_t i = 0; i < scene->tokens->n; i++) {
		if (token_is_in(&scene->tokens->at[i], WORD_LIST_HUMAN) &&
		    strcmp(scene->tokens->at[i].word, "lapor") != 0)
			return false;
	}
	return true;
}

/* "LAPOR jalan rusak", "bicara dengan petugas"; not "lapor kehilangan". */
static bool asks_for_human(const struct scene *scene, const struct evidence *evidence)
{
	if (!evidence_has(evidence, BIT(HUMAN)) || evidence->n_words == 0)
		return false;
	/* "pungli", "komplain" stand in both lists: no letter explains them. */
	if (evidence_has(evidence, BIT(COMPLAINT)) && !evidence->has_nik)
		return true;
	if (has_request(scene, evidence))
		return false;
	return !(scene->tier <= TIER_WEAK && scene->out->n_letters > 0 &&
		 only_reports(scene));
}

/* "gak ada sinyal" */
static bool is_lacking(const struct tokens *tokens, size_t at)
{
	return at + 2 < tokens->n && strcmp(tokens->at[at].word, "tidak") == 0 &&
	       strcmp(tokens->at[at + 1].word, "ada") == 0 &&
	       token_is_in(&tokens->at[at + 2], WORD_LIST_THING);
}

/* "air pdam tidak keluar", "gak ada sinyal": what should work does not. */
static bool has_failing_thing(const struct scene *scene, const struct evidence *evidence)
{
	const struct tokens *tokens = scene->tokens;

	if (evidence->n_words < FAILING_WORDS ||
	    evidence_has(evidence, REQUESTING | BIT(INFO) | BIT(COST)))
		return false;
	for (size_t i = 0; i < tokens->n; i++) {
		size_t last = i + FAILING_DISTANCE;

		if (is_lacking(tokens, i))
			return true;
		for (size_t j = i; j + 1 < tokens->n && j <= last; j++) {
			bool is_thing = token_is_in(&tokens->at[i], WORD_LIST_THING);

			if (is_thing && strcmp(tokens->at[j].word, "tidak") == 0 &&
			    !(tokens->at[j + 1].lists & (BIT(PARTICLE) | BIT(TITLE))))
				return true;
		}
	}
	return false;
}

/* Something is broken, and no letter explains it. */
static bool tells_of_damage(const struct scene *scene, const struct evidence *evidence)
{
	bool is_about_letter =
		has_request(scene, evidence) || evidence_has(evidence, BIT(LETTER));

	if (!evidence_has(evidence, BIT(COMPLAINT)) && !scene->has_broken_thing &&
	    !has_failing_thing(scene, evidence))
		return false;
	if (own_asks_for_letter(scene, evidence))
		return false;
	return evidence->n_words >= 2 && !evidence->has_nik &&
	       !evidence->is_letter_sure &&
	       !(scene->tier <= TIER_WEAK && is_about_letter);
}

/* "blt saya kok ga cair", "kenapa nama saya tidak ada di daftar pkh": no question. */
static bool reproaches(const struct scene *scene, const struct evidence *evidence)
{
	static const char *const words[] = { "kok", "kenapa", "padahal", "mengapa" };
	static const char *const lacks[] = { "tidak", "belum",  "cuma",
					     "hanya", "kurang", "sedikit" };

	/* "katanya gratis kok diminta 20rb" */
	if (evidence_has(evidence, BIT(COST)) && scene_has_word(scene, "katanya"))
		return !evidence->has_nik;
	if (!evidence_has(evidence, BIT(INFO)) || evidence->has_nik ||
	    evidence_has(evidence, BIT(HOURS)) || own_asks_for_letter(scene, evidence))
		return false;
	return scene_has_one_of(scene, words, sizeof words / sizeof words[0]) &&
	       scene_has_one_of(scene, lacks, sizeof lacks / sizeof lacks[0]);
}

bool rule_is_for_human(struct scene *scene, const struct evidence *evidence)
{
	return reproaches(scene, evidence) ||
	       (scene->has_missing_person && scene->out->n_letters == 0) ||
	       own_is_faulty(scene, evidence) || asks_for_human(scene, evidence) ||
	       tells_of_damage(scene, evidence);
}
