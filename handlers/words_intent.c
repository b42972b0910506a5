// SPDX-License-Identifier: MIT
#include "handlers/words_intent.h"

#include <stdlib.h>
#include <string.h>

#include "handlers/words_evidence.h"
#include "handlers/words_letters.h"
#include "handlers/words_staff.h"

enum {
	CHOICE_MAX = CATALOGUE_LETTERS_MAX,
	SHORT_WORDS = 4, /* a text so short is about its letter alone */
	ASKED_WORDS = 6, /* of a question about a card */
	CONFIDENCE_DOUBT = 60,
	CONFIDENCE_GUESS = 50,
	KEEPS_LETTERS = 1,
	KEEPS_NAME = 2,
	KEEPS_PURPOSE = 4,
	KEEPS_ALL = 7,
};

#define REQUESTING (BIT(ASK) | BIT(MAKE))

typedef bool rule_fits_fn(struct scene *scene, const struct evidence *evidence);

static void set_topic(struct scene *scene, const char *topic)
{
	text_copy(scene->out->topic, sizeof scene->out->topic, topic);
}

static bool is_verification(struct scene *scene, const struct evidence *evidence)
{
	const struct reading *out = scene->out;

	if (out->letter_number[0] != '\0')
		return out->n_niks == 0 || evidence_has(evidence, BIT(VERIFY) | BIT(STATUS));
	return (out->code[0] != '\0' || out->has_bad_code) &&
	       evidence_has(evidence, BIT(VERIFY));
}

/* A NIK or an outright request for a letter outweighs one word of advertising. */
static bool is_spam(struct scene *scene, const struct evidence *evidence)
{
	if (scene->out->n_niks > 0 || scene->out->code[0] != '\0')
		return evidence->n_spam > 4;
	if (evidence->is_letter_sure && evidence_has(evidence, REQUESTING | BIT(LETTER)))
		return evidence->n_spam > 3;
	return evidence->n_spam >= 2;
}

static bool is_small_number(const struct token *token)
{
	return token->kind == TOKEN_DIGITS && strlen(token->word) <= 2 &&
	       token->role == ROLE_NONE && atol(token->word) <= CHOICE_MAX;
}

/* "2#NIK#NAMA#PERLU", "2 NIK sekolah": a number and then the fields. */
static bool has_fields_behind(const struct scene *scene, size_t at)
{
	const struct tokens *tokens = scene->tokens;

	return at + 1 < tokens->n && scene->out->n_niks <= 1 &&
	       (tokens->at[at + 1].role == ROLE_NIK ||
		(tokens->at[at + 1].gap & GAP_FIELD));
}

/* The number that was chosen as a word: "satu", "nomor dua". */
static bool is_number_word(struct scene *scene, const struct evidence *evidence)
{
	if (!evidence_has(evidence, BIT(NUMBER)) ||
	    evidence_others(evidence, BIT(NUMBER) | BIT(CHOOSE)) > 0)
		return false;
	for (size_t i = 0; i < scene->tokens->n; i++) {
		if (token_is_in(&scene->tokens->at[i], WORD_LIST_NUMBER)) {
			scene->out->choice = 1 + match_entry_at(scene->index, scene->tokens,
								WORD_LIST_NUMBER, i);
			return true;
		}
	}
	return false;
}

static bool is_choice(struct scene *scene, const struct evidence *evidence)
{
	const struct tokens *tokens = scene->tokens;
	size_t at = 0;

	if (evidence->is_letter_sure)
		return false;
	while (at < tokens->n && tokens->at[at].kind == TOKEN_WORD &&
	       (tokens->at[at].lists &
		(BIT(CHOOSE) | BIT(FILLER) | BIT(TITLE) | BIT(GREETING) | BIT(WISH))))
		at++;
	if (at == tokens->n || !is_small_number(&tokens->at[at]))
		return is_number_word(scene, evidence);
	if (!has_fields_behind(scene, at)) {
		if (evidence_others(evidence, BIT(CHOOSE) | BIT(WISH) | BIT(YES)) > 0)
			return false;
		for (size_t i = at + 1; i < tokens->n; i++) {
			if (tokens->at[i].kind == TOKEN_DIGITS)
				return false;
		}
	}
	scene->out->choice = (int)strtol(tokens->at[at].word, NULL, 10);
	return true;
}

static bool is_opt_out(struct scene *scene, const struct evidence *evidence)
{
	static const struct {
		uint64_t list;
		const char *topic;
		size_t n_others; /* words that may stand beside */
	} kinds[] = {
		{ BIT(FORGET), "hapus", 2 },
		{ BIT(STOP), "stop", 1 },
		{ BIT(START), "mulai", 0 },
	};

	if (scene->out->n_letters > 0 || evidence_has(evidence, BIT(LETTER)))
		return false;
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		if (evidence_has(evidence, kinds[i].list) &&
		    evidence_others(evidence, kinds[i].list | BIT(WISH) | BIT(ASK)) <=
			    kinds[i].n_others) {
			set_topic(scene, kinds[i].topic);
			return true;
		}
	}
	return false;
}

static bool is_registration(struct scene *scene, const struct evidence *evidence)
{
	if (!evidence_has(evidence, BIT(REGISTER)) || scene->out->n_letters > 0 ||
	    evidence_has(evidence, BIT(LETTER) | BIT(MENU) | BIT(INFO)))
		return false;
	return evidence->has_nik || evidence_has(evidence, BIT(NUMBER_OF)) ||
	       evidence_others(evidence, BIT(REGISTER) | ASKING | BIT(CHOOSE)) == 0;
}

/* "ya, makasih" answers a question; "ok makasih" ends a talk. */
static bool has_firm_yes(const struct scene *scene)
{
	static const char *const polite[] = { "ok", "siap", "sip", "sae" };

	for (size_t i = 0; i < scene->tokens->n; i++) {
		bool is_polite = !token_is_in(&scene->tokens->at[i], WORD_LIST_YES);

		for (size_t j = 0; j < sizeof polite / sizeof polite[0]; j++)
			is_polite |= strcmp(scene->tokens->at[i].word, polite[j]) == 0;
		if (!is_polite)
			return true;
	}
	return false;
}

/* "terima kasih pak surat usahanya": the letter is what one is thankful for. */
static bool thanks_come_first(const struct scene *scene)
{
	for (size_t i = 0; i < scene->tokens->n; i++) {
		if (token_is_in(&scene->tokens->at[i], WORD_LIST_THANKS))
			return true;
		if (scene_letter_at(scene, i, false) != NULL)
			return false;
	}
	return false;
}

static bool is_thanks(struct scene *scene, const struct evidence *evidence)
{
	const uint64_t wants = REQUESTING | BIT(REQUIREMENTS) | BIT(COST) | BIT(HOURS) |
			       BIT(HUMAN) | BIT(COMPLAINT) | BIT(CANCEL) | BIT(WISH);

	if (!evidence_has(evidence, BIT(THANKS)) || evidence->has_nik || evidence->is_question)
		return false;
	if (evidence_has(evidence, BIT(DONE)))
		return !evidence_has(evidence, wants & ~BIT(WISH));
	if (evidence->n_words <= 2 && has_firm_yes(scene))
		return false;
	return !evidence_has(evidence, wants | BIT(STATUS)) &&
	       (scene->out->n_letters == 0 || thanks_come_first(scene));
}

static bool is_cancellation(struct scene *scene, const struct evidence *evidence)
{
	bool wants_other = scene->out->n_letters > 0 &&
			   (evidence_has(evidence, BIT(INSTEAD)) || evidence->has_nik);

	return evidence_has(evidence, BIT(CANCEL)) && !wants_other;
}

/* "surat usaha yang kemarin gimana?": no word of status, but a letter asked for before.
 */
static bool is_about_earlier(const struct scene *scene, const struct evidence *evidence)
{
	return evidence_has(evidence, BIT(DONE)) && !evidence->has_nik &&
	       (scene->out->n_letters > 0 || evidence_has(evidence, BIT(LETTER))) &&
	       !evidence_has(evidence, REQUESTING | BIT(REQUIREMENTS) | BIT(COST) |
					       BIT(HUMAN)) &&
	       (evidence->is_question || scene->tier > TIER_WEAK);
}

/* "sudah ... belum?" with whatever between. */
static bool asks_whether_done(const struct scene *scene)
{
	const struct tokens *tokens = scene->tokens;
	size_t last = tokens->n;

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

static bool is_status(struct scene *scene, const struct evidence *evidence)
{
	if (scene->out->code[0] != '\0' || scene->out->has_bad_code)
		return true;
	if (evidence->first < scene->tokens->n &&
	    token_is_in(&scene->tokens->at[evidence->first], WORD_LIST_HUMAN))
		return false; /* "komplain, pelayanan lama sekali" */
	if (asks_whether_done(scene) && !evidence->has_nik)
		return true;
	if (!evidence_has(evidence, BIT(STATUS)))
		return is_about_earlier(scene, evidence);
	if (evidence_has(evidence, BIT(REQUIREMENTS) | BIT(COST)) && !evidence->has_nik)
		return false;
	return !(evidence->has_nik && evidence_has(evidence, BIT(MAKE)));
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
	int tier = scene->tier;

	if (scene->out->n_letters == 0)
		return false;
	if (evidence->has_nik)
		return true;
	if (tier == TIER_FAINT && evidence->is_question && evidence->n_words <= ASKED_WORDS)
		return true;
	if (tier == TIER_WEAK && scene->is_dominant)
		return true; /* "dompet jatuh di pasar": the letter is asked back */
	if (tier == TIER_GENERIC && !evidence->is_question &&
	    token_is_in(&scene->tokens->at[evidence->first], WORD_LIST_LETTER))
		return true; /* "surat rekomendasi beli solar" */
	if (tier > TIER_GENERIC)
		return evidence_has(evidence, REQUESTING | BIT(LETTER));
	return evidence_has(evidence, needed[tier].lists) ||
	       evidence->n_words <= needed[tier].n_words;
}

static bool is_requirements(struct scene *scene, const struct evidence *evidence)
{
	if (evidence->has_nik || (scene->out->n_letters == 0 &&
				  evidence_has(evidence, BIT(INFO) | BIT(MENU))))
		return false;
	if (evidence_has(evidence, BIT(REQUIREMENTS)))
		return scene->out->n_letters > 0 ||
		       evidence_has(evidence, BIT(LETTER) | BIT(QUESTION)) ||
		       evidence->n_words <= 2;
	return (scene->is_in_purpose ? scene->tier == TIER_PURPOSE
				     : scene->tier < TIER_GENERIC &&
					       is_letter_wanted(scene, evidence)) &&
	       evidence->is_question &&
	       !evidence_has(evidence, BIT(ASK) | BIT(INFO) | BIT(COST) | BIT(HOURS) |
					       BIT(HUMAN));
}

/* A complaint that no letter explains: "LAPOR jalan rusak", not "lapor kehilangan". */
static bool is_for_human(struct scene *scene, const struct evidence *evidence)
{
	bool is_request = scene->out->n_letters > 0 &&
			  (evidence_has(evidence, REQUESTING) || evidence->has_nik);

	if (evidence_has(evidence, BIT(HUMAN)) && !is_request) {
		const struct token *token = &scene->tokens->at[evidence->first];

		if (evidence->is_letter_sure && evidence->first < scene->tokens->n &&
		    strcmp(token->word, "lapor") == 0)
			return false;
		return evidence->n_words > 0;
	}
	return (evidence_has(evidence, BIT(COMPLAINT)) || scene->has_broken_thing) &&
	       evidence->n_words >= 2 &&
	       !evidence->has_nik && !evidence->is_letter_sure &&
	       !(scene->tier <= TIER_WEAK &&
		 (is_request || evidence_has(evidence, BIT(LETTER))));
}

/* The word an INFO page would be called by: the last that is more than "info". */
static void set_info_topic(struct scene *scene)
{
	for (size_t i = 0; i < scene->tokens->n; i++) {
		const char *word = scene->tokens->at[i].word;

		if (token_is_in(&scene->tokens->at[i], WORD_LIST_INFO) &&
		    (scene->out->topic[0] == '\0' || strcmp(scene->out->topic, "info") == 0 ||
		     strcmp(scene->out->topic, "jadwal") == 0))
			set_topic(scene, word);
	}
}

static bool is_info(struct scene *scene, const struct evidence *evidence)
{
	if (evidence->has_nik)
		return false;
	if (evidence_has(evidence, BIT(COST)))
		set_topic(scene, "biaya");
	else if (evidence_has(evidence, BIT(HOURS)))
		set_topic(scene, "jam");
	else if (evidence_has(evidence, BIT(INFO)) &&
		 !(scene->out->n_letters > 0 && !evidence->is_question &&
		   evidence_has(evidence, REQUESTING | BIT(LETTER))))
		set_info_topic(scene);
	return scene->out->topic[0] != '\0';
}

static bool is_request(struct scene *scene, const struct evidence *evidence)
{
	if (is_letter_wanted(scene, evidence))
		return true;
	if (evidence->has_nik && !evidence_has(evidence, BIT(REGISTER)))
		return true;
	return evidence_has(evidence, BIT(LETTER)) && !evidence_has(evidence, BIT(MENU)) &&
	       (evidence_has(evidence, ASKING) || evidence->n_words == 1);
}

static bool is_menu(struct scene *scene, const struct evidence *evidence)
{
	return evidence_has(evidence, BIT(MENU)) && scene->out->n_letters == 0 &&
	       !evidence->has_nik &&
	       evidence_others(evidence, BIT(MENU) | ASKING | BIT(QUESTION) | BIT(LETTER)) <=
		       3;
}

static bool is_confirmation(struct scene *scene, const struct evidence *evidence)
{
	const struct tokens *tokens = scene->tokens;
	size_t first = 0;

	while (first + 1 < tokens->n && (tokens->at[first].lists & (BIT(TITLE) | BIT(GREETING))))
		first++;
	if (!evidence_has(evidence, BIT(YES)) || evidence_has(evidence, BIT(NO)) ||
	    evidence->has_mark || evidence->has_nik)
		return false;
	return token_is_in(&tokens->at[first], WORD_LIST_YES) &&
	       evidence_others(evidence, BIT(YES) | BIT(ASK)) <= 3;
}

static bool is_denial(struct scene *scene, const struct evidence *evidence)
{
	if (!evidence_has(evidence, BIT(NO)) || evidence->has_nik)
		return false;
	return evidence->first < scene->tokens->n &&
	       token_is_in(&scene->tokens->at[evidence->first], WORD_LIST_NO) &&
	       evidence_others(evidence, BIT(NO) | BIT(YES)) <= 3;
}

/* "tidak pak, salah nama": an answer, before a letter is seen in it. */
static bool is_short_denial(struct scene *scene, const struct evidence *evidence)
{
	return evidence->n_words <= SHORT_WORDS &&
	       !evidence_has(evidence, ASKING | BIT(LETTER) | BIT(INSTEAD) | BIT(CANCEL) |
					       BIT(QUESTION) | BIT(COMPLAINT) | BIT(HUMAN)) &&
	       !evidence->has_mark && is_denial(scene, evidence);
}

static bool is_greeting(struct scene *scene, const struct evidence *evidence)
{
	(void)scene;
	return evidence_has(evidence, BIT(GREETING)) &&
	       evidence_others(evidence, BIT(KIN) | BIT(PLACE) | BIT(PERSON) | BIT(WISH) |
						 BIT(QUESTION)) <= 1;
}

/* Free text that asks for something no rule knows: a human reads it (DOMAIN 6, R31). */
static bool is_plea(struct scene *scene, const struct evidence *evidence)
{
	static const char *const reproaches[] = { "kenapa", "kok", "gimana", "knp", "mengapa" };

	if (evidence_has(evidence, BIT(ASK) | BIT(TITLE)) && evidence->n_words > SHORT_WORDS)
		return true;
	if (evidence->n_words < 2)
		return false;
	for (size_t i = 0; i < scene->tokens->n; i++) {
		if (strcmp(scene->tokens->at[i].word, "tolong") == 0)
			return true;
		for (size_t j = 0; j < sizeof reproaches / sizeof reproaches[0]; j++) {
			if (strcmp(scene->tokens->at[i].word, reproaches[j]) == 0)
				return true;
		}
	}
	return false;
}

/* The order matters: what is asked of an officer's phone first, small talk last. */
static const struct {
	enum intent intent;
	rule_fits_fn *fits;
	int confidence;
	unsigned keeps; /* of what was read, the rest is dropped */
	const char *why;
} rules[] = {
	{ INTENT_STAFF_APPROVE, staff_is_approval, 98, 0, "perintah petugas: setuju" },
	{ INTENT_STAFF_REJECT, staff_is_rejection, 95, 0, "perintah petugas: tolak" },
	{ INTENT_STAFF_WITHDRAW, staff_is_withdrawal, 98, 0, "perintah petugas: tarik" },
	{ INTENT_STAFF_QUEUE, staff_is_queue, 95, 0, "perintah petugas: antrean" },
	{ INTENT_VERIFY, is_verification, 95, KEEPS_NAME, "nomor surat atau kode diperiksa" },
	{ INTENT_IGNORE, is_spam, 95, 0, "iklan, OTP atau pesan operator" },
	{ INTENT_CHOICE, is_choice, 95, KEEPS_NAME | KEEPS_PURPOSE, "angka pilihan" },
	{ INTENT_OPTOUT, is_opt_out, 95, 0, "berhenti, mulai atau hapus data" },
	{ INTENT_REGISTER, is_registration, 90, KEEPS_NAME, "mendaftarkan nomor" },
	{ INTENT_DENY, is_short_denial, 95, 0, "tidak" },
	{ INTENT_THANKS, is_thanks, 95, 0, "ucapan terima kasih" },
	{ INTENT_CANCEL, is_cancellation, 90, KEEPS_LETTERS | KEEPS_NAME, "membatalkan" },
	{ INTENT_STATUS, is_status, 90, KEEPS_LETTERS | KEEPS_NAME, "menanyakan surat yang sudah diajukan" },
	{ INTENT_REQUIREMENTS, is_requirements, 85, KEEPS_LETTERS, "bertanya syarat, tanpa NIK" },
	{ INTENT_HUMAN, is_for_human, 85, 0, "laporan atau keluhan" },
	{ INTENT_INFO, is_info, 85, KEEPS_LETTERS, "bertanya, tanpa NIK" },
	{ INTENT_MENU, is_menu, 90, 0, "meminta daftar pilihan" },
	{ INTENT_REQUEST, is_request, 95, KEEPS_ALL, "meminta surat" },
	{ INTENT_CONFIRM, is_confirmation, 95, 0, "ya" },
	{ INTENT_DENY, is_denial, 95, 0, "tidak" },
	{ INTENT_HUMAN, is_plea, 60, 0, "permintaan lain" },
	{ INTENT_GREETING, is_greeting, 95, KEEPS_NAME, "salam" },
};

/* What speaks against acting at once. */
static void lower_confidence(struct scene *scene, const struct evidence *evidence)
{
	struct reading *out = scene->out;
	const struct {
		bool is_so;
		int confidence;
		const char *why;
	} doubts[] = {
		{ out->is_letter_guessed, CONFIDENCE_DOUBT, "jenis surat ditebak dari salah ketik" },
		{ scene->is_ambiguous, CONFIDENCE_GUESS, "lebih dari satu jenis surat mungkin" },
		{ scene->is_in_purpose, CONFIDENCE_DOUBT, "jenis surat hanya disebut di keperluan" },
		{ scene->is_nik_guessed, CONFIDENCE_DOUBT, "NIK disusun dari potongan angka" },
		{ scene->tokens->is_cut, CONFIDENCE_DOUBT, "pesan terlalu panjang" },
		{ (scene->tier == TIER_FAINT || scene->tier == TIER_WEAK) &&
			  !evidence_has(evidence, REQUESTING | BIT(LETTER)) &&
			  !evidence->has_nik,
		  CONFIDENCE_DOUBT, "jenis surat hanya tersirat" },
		{ evidence->is_question && !evidence->has_nik, CONFIDENCE_DOUBT,
		  "bentuk pertanyaan" },
	};

	if (out->intent != INTENT_REQUEST)
		return;
	for (size_t i = 0; i < sizeof doubts / sizeof doubts[0]; i++) {
		if (!doubts[i].is_so)
			continue;
		if (doubts[i].confidence < out->confidence)
			out->confidence = doubts[i].confidence;
		text_add_format(&scene->why, "%s\n", doubts[i].why);
	}
}

/* "batal sktm": the letter that is not wanted any more. */
static void take_denied_letters(struct scene *scene)
{
	for (size_t i = 0; i < scene->n_denied; i++)
		scene->out->letters[scene->out->n_letters++] =
			&scene->index->catalogue->letters[scene->denied[i]];
}

static void keep_only(struct reading *out, unsigned keeps)
{
	if (!(keeps & KEEPS_LETTERS))
		out->n_letters = 0;
	if (out->n_letters == 0)
		out->is_letter_guessed = false;
	if (!(keeps & KEEPS_NAME))
		out->name[0] = '\0';
	if (!(keeps & KEEPS_PURPOSE))
		out->purpose[0] = '\0';
}

void intent_decide(struct scene *scene)
{
	struct evidence evidence;
	struct reading *out = scene->out;
	unsigned keeps = KEEPS_NAME | KEEPS_PURPOSE; /* an answer to our question, perhaps */

	evidence_gather(scene, &evidence);
	out->intent = INTENT_UNKNOWN;
	for (size_t i = 0; scene->tokens->n > 0 && i < sizeof rules / sizeof rules[0]; i++) {
		if (!rules[i].fits(scene, &evidence))
			continue;
		out->intent = rules[i].intent;
		out->confidence = rules[i].confidence;
		text_add_format(&scene->why, "%s\n", rules[i].why);
		keeps = rules[i].keeps;
		break;
	}
	if (out->intent == INTENT_CANCEL && out->n_letters == 0)
		take_denied_letters(scene);
	keep_only(out, keeps);
	lower_confidence(scene, &evidence);
}
