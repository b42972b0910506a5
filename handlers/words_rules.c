// SPDX-License-Identifier: MIT
#include "handlers/words_rules.h"

#include <string.h>

#include "handlers/words_letters.h"
#include "handlers/words_own.h"

enum {
	ASKED_WORDS = 6, /* of a question about a card */
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

/* "sktm saya gimana", "surat saya di siapa": one's own letter, not how to get one. */
static bool asks_about_own(const struct scene *scene, const struct evidence *evidence)
{
	bool is_sure = scene->out->n_letters == 0 ||
		       (scene->tier <= TIER_WEAK && !scene->is_dominant);

	return evidence->is_question && is_sure && own_is_spoken_of(scene) &&
	       !evidence_has(evidence, ASKING | BIT(REQUIREMENTS) | BIT(COST) |
					       BIT(COMPLAINT) | BIT(HUMAN) | BIT(INFO));
}

/* "surat saya sudah 3 hari", "sktm sudah seminggu": waited for, not asked for. */
static bool is_waited_for(const struct scene *scene, const struct evidence *evidence)
{
	static const char *const spans[] = { "hari", "minggu", "bulan" };
	static const char *const whole[] = { "seminggu", "sebulan", "lama" };
	const struct tokens *tokens = scene->tokens;
	bool is_letter = scene->out->n_letters > 0
				 ? scene->tier == TIER_SURE && own_is_spoken_of(scene)
				 : own_is_spoken_of(scene);

	if (!is_letter || evidence_has(evidence, ASKING | BIT(REQUIREMENTS)))
		return false;
	for (size_t i = 0; i + 1 < tokens->n; i++) {
		const struct token *next = &tokens->at[i + 1];

		if (strcmp(tokens->at[i].word, "sudah") != 0)
			continue;
		for (size_t j = 0; j < sizeof whole / sizeof whole[0]; j++) {
			if (strcmp(next->word, whole[j]) == 0 ||
			    (next->kind == TOKEN_DIGITS && i + 2 < tokens->n &&
			     strcmp(next[1].word, spans[j]) == 0))
				return true;
		}
	}
	return false;
}

/* A word of status stands there: of a letter, or of anything else? */
static bool means_own_letter(const struct scene *scene, const struct evidence *evidence)
{
	if (evidence->has_nik)
		return !evidence_has(evidence, BIT(MAKE)) &&
		       !own_asks_for_letter(scene, evidence);
	if (evidence_has(evidence, BIT(COST)) || only_checks(scene, evidence))
		return false;
	return !evidence_has(evidence, BIT(REQUIREMENTS)) || own_is_spoken_of(scene);
}

/* "jam berapa terakhir ambil surat": of the office, not of a letter. */
static bool asks_until_when(const struct scene *scene, const struct evidence *evidence)
{
	return evidence_has(evidence, BIT(HOURS)) && scene->out->n_letters == 0 &&
	       scene_has_word(scene, "ambil") && !own_is_spoken_of(scene) &&
	       !scene_has_word(scene, "sudah");
}

bool rule_is_status(struct scene *scene, const struct evidence *evidence)
{
	if (scene->out->code[0] != '\0' || scene->out->has_bad_code ||
	    asks_about_note(scene, evidence))
		return true;
	if (is_grievance(evidence) || own_is_faulty(scene, evidence))
		return false;
	if (asks_until_when(scene, evidence))
		return false;
	if ((asks_whether_done(scene, evidence) || asks_about_own(scene, evidence) ||
	     is_waited_for(scene, evidence)) &&
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
	/* "yang sktm diganti usaha saja" */
	if (scene->n_denied > 0 && evidence_has(evidence, BIT(INSTEAD)))
		return true;
	if (scene->tier > TIER_GENERIC)
		return evidence_has(evidence, REQUESTING | BIT(LETTER));
	return evidence_has(evidence, needed[scene->tier].lists) ||
	       evidence->n_words <= needed[scene->tier].n_words;
}

/* Something else is spoken of: a letter's fault, a page, a matter for a human. */
static bool is_other_question(const struct scene *scene, const struct evidence *evidence)
{
	if (own_is_faulty(scene, evidence))
		return true;
	return scene->out->n_letters == 0 &&
	       (evidence_has(evidence, BIT(INFO) | BIT(MENU)) ||
		evidence_first_is(evidence, BIT(HUMAN)));
}

/* "bisa dibuatkan sktm?", "bisa tolong ...": a wish in the form of a question. */
static bool asks_politely(const struct scene *scene)
{
	static const char *const forms[] = {
		"kan", "kn", "in", "no", "aken", "akne", "na"
	};
	static const char *const help[] = { "tolong", "bantu", "dibantu" };

	if (scene_has(scene, WORD_LIST_REQUIREMENTS))
		return false;
	for (size_t i = 0; i < scene->tokens->n; i++) {
		const struct token *token = &scene->tokens->at[i];
		size_t length = strlen(token->raw);

		if (strcmp(token->word, "bikin") != 0 || length <= strlen("bikin"))
			continue;
		for (size_t j = 0; j < sizeof forms / sizeof forms[0]; j++) {
			size_t ending = strlen(forms[j]);

			if (strcmp(token->raw + length - ending, forms[j]) == 0)
				return true;
		}
	}
	return scene_has(scene, WORD_LIST_MAKE) &&
	       scene_has_one_of(scene, help, sizeof help / sizeof help[0]);
}

/* "skck ready ga? mau buat hari ini": the question is over, what comes is a wish. */
static bool goes_on_wishing(const struct scene *scene)
{
	const struct tokens *tokens = scene->tokens;
	bool is_behind = false, is_wish = false;

	for (size_t i = 1; i < tokens->n; i++) {
		const struct token *token = &tokens->at[i];

		is_behind |= (token->gap & GAP_QUESTION) != 0;
		if (is_behind && (token->lists & (BIT(QUESTION) | BIT(REQUIREMENTS))))
			return false;
		is_wish |= is_behind && token_is_in(token, WORD_LIST_WISH) &&
			   i + 1 < tokens->n && strcmp(token[1].word, "tanya") != 0;
	}
	return is_wish && !(tokens->last_gap & GAP_QUESTION);
}

/* Without a word for requirements: a letter is named, and the whole is a question. */
static bool asks_about_letter(const struct scene *scene, const struct evidence *evidence)
{
	const uint64_t other = BIT(INFO) | BIT(COST) | BIT(HOURS) | BIT(HUMAN);

	if (!evidence->is_question || evidence_has(evidence, other))
		return false;
	if (!scene_has_word(scene, "tanya") && scene->tier < TIER_GENERIC &&
	    (asks_politely(scene) || goes_on_wishing(scene)))
		return false;
	/* "tanya, orang kontrak bisa minta surat domisili?" */
	if (evidence_has(evidence, BIT(ASK)) && !scene_has_word(scene, "tanya"))
		return false;
	if (scene->is_in_purpose)
		return scene->tier == TIER_PURPOSE;
	return scene->tier < TIER_GENERIC && is_letter_wanted(scene, evidence);
}

bool rule_is_requirements(struct scene *scene, const struct evidence *evidence)
{
	if (evidence->has_nik || is_other_question(scene, evidence))
		return false;
	if (evidence_has(evidence, BIT(REQUIREMENTS)))
		return scene->out->n_letters > 0 || evidence->is_question ||
		       evidence_has(evidence, BIT(LETTER)) || evidence->n_words <= 2;
	return asks_about_letter(scene, evidence);
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

/* "Undangan rapat RT 03 nanti malam jam 19.30": told, not asked; a tale of what does not
 * work has its page, and a reader. */
static bool is_announced(const struct scene *scene, const struct evidence *evidence)
{
	static const char *const asking[] = { "info", "jadwal", "tidak", "belum" };
	static const char *const invites[] = { "hadir",   "kehadiran", "menghadiri",
					       "diharap", "harap",     "undangan" };

	if (!evidence->is_question &&
	    scene_has_one_of(scene, invites, sizeof invites / sizeof invites[0]))
		return true;
	if (evidence->is_question || evidence_has(evidence, ASKING) ||
	    evidence->n_words <= ASKED_WORDS)
		return false;
	return !scene_has_one_of(scene, asking, sizeof asking / sizeof asking[0]);
}

/* "hari sabtu ada yang jaga di balai desa gak": a day, the office, a question. */
static bool asks_when_open(const struct scene *scene, const struct evidence *evidence)
{
	static const char *const days[] = { "senin", "selasa",   "rabu",   "kamis",
					    "jumat", "sabtu",    "minggu", "besok",
					    "lusa",  "libur",    "cuti",   "lebaran",
					    "puasa", "sekarang", "hari" };
	static const char *const places[] = { "kantor", "balai", "pelayanan", "layanan" };

	return evidence->is_question && scene->out->n_letters == 0 &&
	       !evidence_has(evidence, BIT(LETTER) | BIT(STATUS) | BIT(INFO)) &&
	       scene_has_one_of(scene, days, sizeof days / sizeof days[0]) &&
	       scene_has_one_of(scene, places, sizeof places / sizeof places[0]);
}

bool rule_is_info(struct scene *scene, const struct evidence *evidence)
{
	if (evidence->has_nik)
		return false;
	if (evidence_has(evidence, BIT(COST)))
		set_topic(scene, "biaya");
	else if (evidence_has(evidence, BIT(HOURS)) || asks_when_open(scene, evidence))
		set_topic(scene, "jam");
	else if (evidence_has(evidence, BIT(INFO)) && !is_announced(scene, evidence) &&
		 !(scene->out->n_letters > 0 && !evidence->is_question &&
		   evidence_has(evidence, REQUESTING | BIT(LETTER))))
		set_info_topic(scene);
	return scene->out->topic[0] != '\0';
}

/* "surat kuasa bisa dibuatkan?": a reader knows whether the village makes such a one. */
static bool asks_for_unlisted(const struct scene *scene, const struct evidence *evidence)
{
	const struct tokens *tokens = scene->tokens;

	if (scene->out->n_letters > 0 || evidence->has_nik || !evidence->has_mark)
		return false;
	for (size_t i = 0; i + 1 < tokens->n; i++) {
		if (token_is_in(&tokens->at[i], WORD_LIST_LETTER) &&
		    tokens->at[i + 1].kind == TOKEN_WORD &&
		    (tokens->at[i + 1].lists & ~BIT(COMMON)) == 0)
			return scene_has_word(scene, "bisa");
	}
	return false;
}

bool rule_is_request(struct scene *scene, const struct evidence *evidence)
{
	if (is_letter_wanted(scene, evidence))
		return true;
	if (evidence->has_nik && !evidence_has(evidence, BIT(REGISTER)))
		return true;
	if (asks_for_unlisted(scene, evidence))
		return false;
	return evidence_has(evidence, BIT(LETTER)) &&
	       !evidence_has(evidence, BIT(MENU)) &&
	       (evidence_has(evidence, ASKING) || evidence->n_words == 1 ||
		(scene->out->purpose[0] != '\0' && !evidence->is_question &&
		 evidence_first_is(evidence, BIT(LETTER))));
}
