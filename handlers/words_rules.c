// SPDX-License-Identifier: MIT
#include "handlers/words_rules.h"

#include <string.h>

#include "handlers/words_letters.h"

enum {
	ASKED_WORDS = 6, /* of a question about a card */
	FAILING_WORDS = 3,
	FAILING_DISTANCE = 4, /* "air pdam di sini tidak keluar" */
};

#define REQUESTING (BIT(ASK) | BIT(MAKE))

static void set_topic(struct scene *scene, const char *topic)
{
	text_copy(scene->out->topic, sizeof scene->out->topic, topic);
}

bool rule_is_verification(struct scene *scene, const struct evidence *evidence)
{
	const struct reading *out = scene->out;

	if (out->letter_number[0] != '\0')
		return out->n_niks == 0 ||
		       evidence_has(evidence, BIT(VERIFY) | BIT(STATUS));
	return (out->code[0] != '\0' || out->has_bad_code) &&
	       evidence_has(evidence, BIT(VERIFY));
}

/* "surat usaha yang kemarin gimana?": no word of status, but a letter asked for before.
 */
static bool is_about_earlier(const struct scene *scene, const struct evidence *evidence)
{
	return evidence_has(evidence, BIT(DONE)) && !evidence->has_nik &&
	       (scene->out->n_letters > 0 || evidence_has(evidence, BIT(LETTER))) &&
	       !evidence_has(evidence,
			     REQUESTING | BIT(REQUIREMENTS) | BIT(COST) | BIT(HUMAN)) &&
	       (evidence->is_question || scene->tier > TIER_WEAK);
}

/* Not "sudah makan belum": an everyday word, of which no list makes anything. */
static bool is_about_office(const struct scene *scene, const struct evidence *evidence)
{
	if (scene->out->n_letters > 0 ||
	    evidence_has(evidence, BIT(LETTER) | BIT(STATUS)))
		return true;
	for (size_t i = 0; i < scene->tokens->n; i++) {
		const struct token *token = &scene->tokens->at[i];

		if (token->kind == TOKEN_WORD && (token->lists & ~BIT(COMMON)) == 0 &&
		    !index_knows(scene->index, token->word, true))
			return false;
	}
	return true;
}

/* "sudah ... belum?" with whatever between. */
static bool asks_whether_done(const struct scene *scene, const struct evidence *evidence)
{
	const struct tokens *tokens = scene->tokens;
	size_t last = tokens->n;

	if (!is_about_office(scene, evidence))
		return false;
	while (last > 0 && (tokens->at[last - 1].lists & (BIT(TITLE) | BIT(PARTICLE))))
		last--;
	if (last == 0 || strcmp(tokens->at[last - 1].word, "belum") != 0)
		return false;
	for (size_t i = 0; i < last; i++) {
		if (strcmp(tokens->at[i].word, "sudah") == 0)
			return true;
	}
	return false;
}

/* "komplain, pelayanan lama sekali" */
static bool is_grievance(const struct evidence *evidence)
{
	return evidence_first_is(evidence, BIT(HUMAN)) ||
	       (evidence_has(evidence, BIT(HUMAN)) &&
		evidence_has(evidence, BIT(COMPLAINT)));
}

/* "traktor dipakai sendiri, tolong dicek": a matter to be looked at, no letter. */
static bool only_checks(const struct scene *scene, const struct evidence *evidence)
{
	bool names_letter = scene->out->n_letters > 0 && !scene->is_dominant;

	if (evidence->n_words <= ASKED_WORDS || names_letter || evidence->has_nik ||
	    evidence_has(evidence, BIT(LETTER)))
		return false;
	for (size_t i = 0; i < scene->tokens->n; i++) {
		if (token_is_in(&scene->tokens->at[i], WORD_LIST_STATUS) &&
		    strcmp(scene->tokens->at[i].word, "cek") != 0)
			return false;
	}
	return true;
}

/* "CEK A-12", "laporan saya A-12 gimana": the number told for a complaint. */
static bool asks_about_note(const struct scene *scene, const struct evidence *evidence)
{
	const struct tokens *tokens = scene->tokens;

	if (!evidence->is_question && !evidence_has(evidence, BIT(STATUS)))
		return false;
	for (size_t i = 0; i + 1 < tokens->n; i++) {
		if (strcmp(tokens->at[i].raw, "a") == 0 &&
		    !(i > 0 && token_is_in(&tokens->at[i - 1], WORD_LIST_PLACE)) &&
		    tokens->at[i + 1].kind == TOKEN_DIGITS &&
		    tokens->at[i + 1].role == ROLE_NONE &&
		    !(tokens->at[i + 1].gap & ~(unsigned)GAP_DASH))
			return true;
	}
	return false;
}

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
static bool is_owned(const struct scene *scene, size_t at)
{
	static const char *const endings[] = { "nya", "ku", "ne" };

	return is_own(scene, at, endings, sizeof endings / sizeof endings[0]);
}

static bool speaks_of_own(const struct scene *scene)
{
	static const char *const endings[] = { "ku" };

	for (size_t i = 0; i < scene->tokens->n; i++) {
		if (is_own(scene, i, endings, sizeof endings / sizeof endings[0]))
			return true;
	}
	return false;
}

/* "sktm saya gimana", "surat saya di siapa": one's own letter, not how to get one. */
static bool asks_about_own(const struct scene *scene, const struct evidence *evidence)
{
	bool is_sure = scene->out->n_letters == 0 ||
		       (scene->tier <= TIER_WEAK && !scene->is_dominant);

	return evidence->is_question && is_sure && speaks_of_own(scene) &&
	       !evidence_has(evidence, ASKING | BIT(REQUIREMENTS) | BIT(COST) |
					       BIT(COMPLAINT) | BIT(HUMAN) | BIT(INFO));
}

/* "butuh surat keterangan", "surat bersih narkoba": a letter, whatever the story is. */
static bool asks_for_letter(const struct scene *scene, const struct evidence *evidence)
{
	const struct tokens *tokens = scene->tokens;

	if (evidence_first_is(evidence, BIT(LETTER)) &&
	    !is_owned(scene, evidence->first) && evidence->n_words <= ASKED_WORDS)
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

/* A word of status stands there: of a letter, or of anything else? */
static bool means_own_letter(const struct scene *scene, const struct evidence *evidence)
{
	if (evidence->has_nik)
		return !evidence_has(evidence, BIT(MAKE)) &&
		       !asks_for_letter(scene, evidence);
	if (evidence_has(evidence, BIT(COST)) || only_checks(scene, evidence))
		return false;
	return !evidence_has(evidence, BIT(REQUIREMENTS)) || speaks_of_own(scene);
}

static bool says_wrong(const struct scene *scene)
{
	for (size_t i = 0; i < scene->tokens->n; i++) {
		if (strcmp(scene->tokens->at[i].word, "salah") == 0)
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

/* "suratnya salah ketik": a fault of a letter that was made, no wish for one. */
static bool tells_of_fault(const struct scene *scene, const struct evidence *evidence)
{
	if (evidence->has_nik || evidence_has(evidence, REQUESTING))
		return false;
	/* "surat saya salah tanggalnya" */
	if (scene->out->n_letters == 0 && speaks_of_own(scene) && says_wrong(scene))
		return true;
	if (!scene->is_dominant)
		return false;
	if (evidence->first < scene->tokens->n && is_owned(scene, evidence->first) &&
	    !evidence_has(evidence, ASKING))
		return true;
	return is_wrong_in_letter(scene) && evidence_has(evidence, BIT(LETTER));
}

bool rule_is_status(struct scene *scene, const struct evidence *evidence)
{
	if (scene->out->code[0] != '\0' || scene->out->has_bad_code ||
	    asks_about_note(scene, evidence))
		return true;
	if (is_grievance(evidence) || tells_of_fault(scene, evidence))
		return false;
	if ((asks_whether_done(scene, evidence) || asks_about_own(scene, evidence)) &&
	    !evidence->has_nik)
		return true;
	return evidence_has(evidence, BIT(STATUS)) ? means_own_letter(scene, evidence)
						   : is_about_earlier(scene, evidence);
}

/* Where a letter is named weakly and nothing asks for it, it is wanted all the same. */
static bool is_meant_anyway(const struct scene *scene, const struct evidence *evidence)
{
	switch (scene->tier) {
	case TIER_WEAK: /* "dompet jatuh di pasar": the letter is asked back */
		return scene->is_dominant || scene->n_hints > 0 ||
		       scene->out->purpose[0] != '\0' ||
		       evidence_first_is(evidence, BIT(HUMAN)); /* "lapor, ..." */
	case TIER_FAINT:
		return evidence->is_question && evidence->n_words <= ASKED_WORDS &&
		       scene->out->letters[0]->class == LETTER_CLASS_INFO;
	case TIER_GENERIC: /* "surat rekomendasi beli solar" */
		return !evidence->is_question && evidence_first_is(evidence, BIT(LETTER));
	default:
		return false;
	}
}

/* A letter named weakly needs a word that asks for it. */
static bool is_letter_wanted(const struct scene *scene, const struct evidence *evidence)
{
	static const struct {
		uint64_t lists;
		size_t n_words; /* or the text is as short */
	} needed[] = {
		[TIER_SURE] = { ~UINT64_C(0), TOKENS_MAX },
		[TIER_WEAK] = { ASKING | BIT(LETTER), 3 },
		[TIER_FAINT] = { ASKING | BIT(LETTER), 2 },
		[TIER_GENERIC] = { ASKING | BIT(FOR), 2 },
	};

	if (scene->out->n_letters == 0)
		return false;
	if (evidence->has_nik || is_meant_anyway(scene, evidence))
		return true;
	if (scene->tier > TIER_GENERIC)
		return evidence_has(evidence, REQUESTING | BIT(LETTER));
	return evidence_has(evidence, needed[scene->tier].lists) ||
	       evidence->n_words <= needed[scene->tier].n_words;
}

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

/* "air pdam tidak keluar", "gak ada sinyal": what should work does not. */
static bool has_failing_thing(const struct scene *scene, const struct evidence *evidence)
{
	const struct tokens *tokens = scene->tokens;

	if (evidence->n_words < FAILING_WORDS ||
	    evidence_has(evidence, REQUESTING | BIT(INFO)))
		return false;
	for (size_t i = 0; i < tokens->n; i++) {
		size_t last = i + FAILING_DISTANCE;

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
	if (asks_for_letter(scene, evidence))
		return false;
	return evidence->n_words >= 2 && !evidence->has_nik &&
	       !evidence->is_letter_sure &&
	       !(scene->tier <= TIER_WEAK && is_about_letter);
}

/* Something else is spoken of: a letter's fault, a page, a matter for a human. */
static bool is_other_question(const struct scene *scene, const struct evidence *evidence)
{
	if (tells_of_fault(scene, evidence))
		return true;
	return scene->out->n_letters == 0 &&
	       (evidence_has(evidence, BIT(INFO) | BIT(MENU)) ||
		evidence_first_is(evidence, BIT(HUMAN)));
}

/* "tanya, orang kontrak bisa minta surat domisili?" */
static bool says_it_asks(const struct scene *scene)
{
	for (size_t i = 0; i < scene->tokens->n; i++) {
		if (strcmp(scene->tokens->at[i].word, "tanya") == 0)
			return true;
	}
	return false;
}

bool rule_is_requirements(struct scene *scene, const struct evidence *evidence)
{
	if (evidence->has_nik || is_other_question(scene, evidence))
		return false;
	if (evidence_has(evidence, BIT(REQUIREMENTS)))
		return scene->out->n_letters > 0 || evidence->is_question ||
		       evidence_has(evidence, BIT(LETTER)) || evidence->n_words <= 2;
	return (scene->is_in_purpose ? scene->tier == TIER_PURPOSE
				     : scene->tier < TIER_GENERIC &&
					       is_letter_wanted(scene, evidence)) &&
	       evidence->is_question &&
	       (!evidence_has(evidence, BIT(ASK)) || says_it_asks(scene)) &&
	       !evidence_has(evidence, BIT(INFO) | BIT(COST) | BIT(HOURS) | BIT(HUMAN));
}

/* "blt saya kok ga cair", "kenapa nama saya tidak ada di daftar pkh": no question. */
static bool reproaches(const struct scene *scene, const struct evidence *evidence)
{
	static const char *const words[] = { "kok", "kenapa", "padahal", "mengapa" };
	bool is_reproach = false, is_denied = false;

	if (!evidence_has(evidence, BIT(INFO)) || evidence->has_nik ||
	    evidence_has(evidence, BIT(HOURS)) || asks_for_letter(scene, evidence))
		return false;
	for (size_t i = 0; i < scene->tokens->n; i++) {
		const char *word = scene->tokens->at[i].word;

		for (size_t j = 0; j < sizeof words / sizeof words[0]; j++)
			is_reproach |= strcmp(word, words[j]) == 0;
		is_denied |= strcmp(word, "tidak") == 0 || strcmp(word, "belum") == 0;
	}
	return is_reproach && is_denied;
}

bool rule_is_for_human(struct scene *scene, const struct evidence *evidence)
{
	return reproaches(scene, evidence) ||
	       (scene->has_missing_person && scene->out->n_letters == 0) ||
	       tells_of_fault(scene, evidence) || asks_for_human(scene, evidence) ||
	       tells_of_damage(scene, evidence);
}

/* The word an INFO page would be called by: the last that is more than "info". */
static void set_info_topic(struct scene *scene)
{
	for (size_t i = 0; i < scene->tokens->n; i++) {
		const char *word = scene->tokens->at[i].word;

		if (token_is_in(&scene->tokens->at[i], WORD_LIST_INFO) &&
		    (scene->out->topic[0] == '\0' ||
		     strcmp(scene->out->topic, "info") == 0 ||
		     strcmp(scene->out->topic, "jadwal") == 0))
			set_topic(scene, word);
	}
}

/* "Undangan rapat RT 03 nanti malam jam 19.30": told, not asked. */
static bool is_announced(const struct scene *scene, const struct evidence *evidence)
{
	if (evidence->is_question || evidence_has(evidence, ASKING) ||
	    evidence->n_words <= ASKED_WORDS)
		return false;
	for (size_t i = 0; i < scene->tokens->n; i++) {
		if (strcmp(scene->tokens->at[i].word, "info") == 0 ||
		    strcmp(scene->tokens->at[i].word, "jadwal") == 0)
			return false;
	}
	return true;
}

bool rule_is_info(struct scene *scene, const struct evidence *evidence)
{
	if (evidence->has_nik)
		return false;
	if (evidence_has(evidence, BIT(COST)))
		set_topic(scene, "biaya");
	else if (evidence_has(evidence, BIT(HOURS)))
		set_topic(scene, "jam");
	else if (evidence_has(evidence, BIT(INFO)) && !is_announced(scene, evidence) &&
		 !(scene->out->n_letters > 0 && !evidence->is_question &&
		   evidence_has(evidence, REQUESTING | BIT(LETTER))))
		set_info_topic(scene);
	return scene->out->topic[0] != '\0';
}

bool rule_is_request(struct scene *scene, const struct evidence *evidence)
{
	if (is_letter_wanted(scene, evidence))
		return true;
	if (evidence->has_nik && !evidence_has(evidence, BIT(REGISTER)))
		return true;
	return evidence_has(evidence, BIT(LETTER)) &&
	       !evidence_has(evidence, BIT(MENU)) &&
	       (evidence_has(evidence, ASKING) || evidence->n_words == 1 ||
		(scene->out->purpose[0] != '\0' && !evidence->is_question &&
		 evidence_first_is(evidence, BIT(LETTER))));
}
