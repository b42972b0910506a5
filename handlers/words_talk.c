// SPDX-License-Identifier: MIT
#include "handlers/words_talk.h"

#include <stdlib.h>
#include <string.h>

enum {
	CHOICE_MAX = CATALOGUE_LETTERS_MAX,
	SHORT_WORDS = 4, /* a text so short is one thought */
	FULL_WORDS = 7,  /* one that begins with a whole "tidak benar" */
	STATEMENT_WORDS = 3,
};

#define REQUESTING (BIT(ASK) | BIT(MAKE))

/* A NIK or an outright request for a letter outweighs one word of advertising. */
bool talk_is_spam(struct scene *scene, const struct evidence *evidence)
{
	if (scene->out->n_niks > 0 || scene->out->code[0] != '\0')
		return evidence->n_spam > 4;
	if (evidence->is_letter_sure && evidence_has(evidence, REQUESTING | BIT(LETTER)))
		return evidence->n_spam > 2;
	return evidence->n_spam >= 2;
}

static bool is_small_number(const struct token *token)
{
	return token->kind == TOKEN_DIGITS && token->role == ROLE_NONE &&
	       strlen(token->word) <= 2 && strtol(token->word, NULL, 10) <= CHOICE_MAX;
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
			scene->out->choice =
				1 + match_entry_at(scene->index, scene->tokens,
						   WORD_LIST_NUMBER, i);
			return true;
		}
	}
	return false;
}

/* "1 dan 3", "2, 6": more than one of the menu. */
static bool take_more_choices(struct scene *scene, size_t at)
{
	const struct tokens *tokens = scene->tokens;
	struct reading *out = scene->out;
	bool is_linked = false;

	out->n_more_choices = 0;
	for (; at < tokens->n; at++) {
		const struct token *token = &tokens->at[at];

		is_linked |= (token->gap & (GAP_COMMA | GAP_AND | GAP_LINE)) != 0 ||
			     token_is_in(token, WORD_LIST_LINK);
		if (token->kind != TOKEN_DIGITS)
			continue;
		if (!is_linked || !is_small_number(token) ||
		    out->n_more_choices == READING_LETTERS_MAX - 1)
			return false;
		out->more_choices[out->n_more_choices++] =
			(int)strtol(token->word, NULL, 10);
		is_linked = false;
	}
	return true;
}

/* "2#NIK#NAMA#PERLU": with its fields the number is one of the menu. */
static void take_chosen_letter(struct scene *scene)
{
	struct reading *out = scene->out;

	out->letters[0] = catalogue_at(scene->index->catalogue, out->choice);
	out->n_letters = out->letters[0] != NULL;
}

bool talk_is_choice(struct scene *scene, const struct evidence *evidence)
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
		if (evidence_others(evidence,
				    BIT(CHOOSE) | BIT(WISH) | BIT(YES) | BIT(LINK)) > 0)
			return false;
		if (!take_more_choices(scene, at + 1))
			return false;
	}
	scene->out->choice = (int)strtol(tokens->at[at].word, NULL, 10);
	scene->out->n_letters = 0;
	if (has_fields_behind(scene, at))
		take_chosen_letter(scene);
	return true;
}

bool talk_is_opt_out(struct scene *scene, const struct evidence *evidence)
{
	static const struct {
		uint64_t list;
		const char *topic;
		size_t n_others; /* words that may stand beside */
	} kinds[] = {
		{ BIT(FORGET), "hapus", 3 },
		{ BIT(STOP), "stop", 3 },
		{ BIT(START), "mulai", 0 },
	};

	if (scene->out->n_letters > 0 || evidence_has(evidence, BIT(LETTER)))
		return false;
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		if (evidence_has(evidence, kinds[i].list) &&
		    evidence_others(evidence, kinds[i].list | BIT(WISH) | BIT(ASK) |
						      BIT(CHOOSE) | BIT(NUMBER_OF) |
						      BIT(PHONE_OF)) <=
			    kinds[i].n_others) {
			text_copy(scene->out->topic, sizeof scene->out->topic,
				  kinds[i].topic);
			return true;
		}
	}
	return false;
}

/* "daftarkan nomor ini", "nomor saya ganti": of the phone, whatever stands around it. */
static bool speaks_of_number(const struct scene *scene)
{
	for (size_t i = 0; i + 1 < scene->tokens->n; i++) {
		const struct token *token = &scene->tokens->at[i];

		if (token_is_in(token, WORD_LIST_REGISTER) &&
		    token_is_in(token + 1, WORD_LIST_REGISTER) &&
		    (strcmp(token[0].word, "nomor") == 0 ||
		     strcmp(token[1].word, "nomor") == 0))
			return true;
	}
	return false;
}

bool talk_is_registration(struct scene *scene, const struct evidence *evidence)
{
	const uint64_t usual = BIT(REGISTER) | ASKING | BIT(CHOOSE) | BIT(PLACE);
	bool has_number = speaks_of_number(scene);

	if (!evidence_has(evidence, BIT(REGISTER)) ||
	    evidence_has(evidence, BIT(LETTER) | BIT(MENU)) ||
	    (evidence_has(evidence, BIT(INFO)) && !evidence->has_nik) ||
	    (scene->out->n_letters > 0 && (scene->tier == TIER_SURE || !has_number)))
		return false;
	return evidence->has_nik || has_number ||
	       evidence_has(evidence, BIT(NUMBER_OF) | BIT(PHONE_OF)) ||
	       evidence_others(evidence, usual) == 0;
}

/* "ya, makasih" answers a question; "ok makasih" ends a talk. */
static bool begins_with_firm_yes(const struct scene *scene,
				 const struct evidence *evidence)
{
	static const char *const polite[] = { "ok", "siap", "sip", "sae", "baik" };

	if (!evidence_first_is(evidence, BIT(YES)))
		return false;
	for (size_t i = 0; i < evidence->first; i++) {
		if (token_is_in(&scene->tokens->at[i], WORD_LIST_THANKS))
			return false; /* "makasih ya" */
	}
	for (size_t i = 0; i < sizeof polite / sizeof polite[0]; i++) {
		if (strcmp(scene->tokens->at[evidence->first].word, polite[i]) == 0)
			return false;
	}
	return true;
}

/* "siap pak, nanti saya ke balai desa": the end of a talk, nothing to answer. */
static bool takes_leave(const struct scene *scene, const struct evidence *evidence)
{
	static const char *const later[] = { "nanti", "besok", "tunggu" };
	const uint64_t wants = ASKING | BIT(LETTER) | BIT(HUMAN) | BIT(COMPLAINT) |
			       BIT(NO) | BIT(CANCEL) | BIT(INFO) | BIT(HOURS) |
			       BIT(COST) | BIT(REQUIREMENTS);

	if (!evidence_first_is(evidence, BIT(YES)) ||
	    begins_with_firm_yes(scene, evidence) || evidence->is_question ||
	    evidence->has_nik || scene->out->n_letters > 0 ||
	    evidence_has(evidence, wants))
		return false;
	for (size_t i = 0; i < scene->tokens->n; i++) {
		for (size_t j = 0; j < sizeof later / sizeof later[0]; j++) {
			if (strcmp(scene->tokens->at[i].word, later[j]) == 0)
				return true;
		}
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

bool talk_is_thanks(struct scene *scene, const struct evidence *evidence)
{
	const uint64_t wants = REQUESTING | BIT(REQUIREMENTS) | BIT(COST) | BIT(HOURS) |
			       BIT(HUMAN) | BIT(COMPLAINT) | BIT(CANCEL) | BIT(WISH);

	if (takes_leave(scene, evidence))
		return true;
	if (!evidence_has(evidence, BIT(THANKS)) || evidence->has_nik ||
	    evidence->is_question)
		return false;
	if (evidence_has(evidence, BIT(DONE)))
		return !evidence_has(evidence, wants & ~BIT(WISH));
	if (begins_with_firm_yes(scene, evidence) &&
	    (evidence->n_words <= 2 ||
	     evidence_others(evidence, BIT(YES) | BIT(THANKS)) == 0))
		return false;
	return !evidence_has(evidence, wants | BIT(STATUS)) &&
	       (scene->out->n_letters == 0 || thanks_come_first(scene));
}

static bool is_refusal(const struct token *token)
{
	static const char *const answers[] = { "bukan", "salah", "tidak" };

	for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
		if (strcmp(token->word, answers[i]) == 0)
			return false;
	}
	return token_is_in(token, WORD_LIST_NOT);
}

/* "ga usah | dibuatin suratnya" */
static bool is_made_behind(const struct scene *scene, size_t at)
{
	size_t next = scene_skip_fillers(scene, at + 1);

	return next < scene->tokens->n &&
	       (scene->tokens->at[next].lists & (BIT(MAKE) | BIT(ASK))) != 0;
}

/* "yang sktm ga usah", "jangan sktm dulu"; not "bukan sktm", which answers. */
static bool refuses_letter(const struct scene *scene)
{
	for (size_t i = 0; i < scene->tokens->n; i++) {
		if (is_refusal(&scene->tokens->at[i]))
			return scene->n_denied > 0 || is_made_behind(scene, i);
	}
	return false;
}

/* "n1 nya ditunda dulu": no complaint, the sender himself puts it off. */
static bool is_put_off(const struct scene *scene, const struct evidence *evidence)
{
	static const char *const words[] = { "ditunda", "tunda", "dipending", "pending" };

	return scene_has_one_of(scene, words, sizeof words / sizeof words[0]) &&
	       scene_has_word(scene, "dulu") && !evidence->is_question &&
	       !evidence->has_nik &&
	       (scene->out->n_letters > 0 || scene->n_denied > 0 ||
		evidence_has(evidence, BIT(LETTER)));
}

bool talk_is_cancellation(struct scene *scene, const struct evidence *evidence)
{
	bool wants_other =
		scene->out->n_letters > 0 && (evidence_has(evidence, BIT(INSTEAD)) ||
					      evidence->has_nik || scene->n_denied > 0);

	if (scene->out->n_letters == 0 && !evidence->has_nik && refuses_letter(scene))
		return true;
	if (!wants_other && is_put_off(scene, evidence))
		return true;
	return evidence_has(evidence, BIT(CANCEL)) && !wants_other;
}

bool talk_is_menu(struct scene *scene, const struct evidence *evidence)
{
	uint64_t usual = BIT(MENU) | ASKING | BIT(QUESTION) | BIT(LETTER);

	/* "surat apa saja yang bisa lewat sms" */
	for (size_t i = 0; i < scene->tokens->n; i++) {
		if (strcmp(scene->tokens->at[i].word, "surat") == 0)
			usual |= BIT(REQUIREMENTS);
	}
	return evidence_has(evidence, BIT(MENU)) && scene->out->n_letters == 0 &&
	       !evidence->has_nik && evidence_others(evidence, usual) <= 3;
}

bool talk_is_confirmation(struct scene *scene, const struct evidence *evidence)
{
	(void)scene;
	if (evidence_has(evidence, BIT(NO)) || evidence->has_mark || evidence->has_nik)
		return false;
	return evidence_first_is(evidence, BIT(YES)) &&
	       evidence_others(evidence, BIT(YES) | BIT(ASK)) <= 3;
}

/* "jangan lupa sholat", "tidak bisa hadir": says something of its own, answers nothing.
 */
static bool is_statement(const struct scene *scene, const struct evidence *evidence)
{
	const uint64_t may_follow =
		BIT(TITLE) | BIT(FILLER) | BIT(PARTICLE) | BIT(GREETING) | BIT(NO) |
		BIT(YES) | BIT(NOT) | BIT(CANCEL) | ASKING | BIT(INSTEAD) | BIT(LETTER) |
		BIT(NAME_OF) | BIT(NIK) | BIT(KIN) | BIT(FOR) | BIT(THANKS) | BIT(DECOY);
	const struct token *token = &scene->tokens->at[evidence->first];

	if (evidence->n_words < STATEMENT_WORDS ||
	    evidence->first + 1 >= scene->tokens->n)
		return false;
	if (strcmp(token->word, "tidak") != 0 && strcmp(token->word, "jangan") != 0)
		return false;
	return token[1].gap == GAP_SPACE && token[1].kind == TOKEN_WORD &&
	       (token[1].lists & may_follow) == 0 &&
	       scene_letter_at(scene, evidence->first + 1, true) == NULL;
}

/* "ya bener tapi namanya Suhartono bukan Suhartini" */
static bool is_yes_but(const struct scene *scene, const struct evidence *evidence)
{
	if (!evidence_first_is(evidence, BIT(YES)) ||
	    evidence_others(evidence, BIT(YES) | BIT(NO) | BIT(INSTEAD)) > FULL_WORDS)
		return false;
	for (size_t i = 0; i < scene->tokens->n; i++) {
		if (strcmp(scene->tokens->at[i].word, "tapi") == 0)
			return evidence_has(evidence, BIT(NO));
	}
	return false;
}

/* "tidak, namanya kurang huruf h" */
static bool is_no_and(const struct scene *scene, const struct evidence *evidence)
{
	size_t next = scene_skip_fillers(scene, evidence->first + 1);

	return evidence_first_is(evidence, BIT(NO)) && next < scene->tokens->n &&
	       (scene->tokens->at[next].gap & (GAP_COMMA | GAP_DOT)) != 0 &&
	       evidence->n_words <= FULL_WORDS && scene->out->n_letters == 0 &&
	       !evidence->is_question &&
	       !evidence_has(evidence,
			     ASKING | BIT(COMPLAINT) | BIT(HUMAN) | BIT(CANCEL));
}

bool talk_is_denial(struct scene *scene, const struct evidence *evidence)
{
	if ((is_yes_but(scene, evidence) || is_no_and(scene, evidence)) &&
	    !evidence->has_nik)
		return true;
	if (!evidence_has(evidence, BIT(NO)) || evidence->has_nik ||
	    is_statement(scene, evidence))
		return false;
	return evidence_first_is(evidence, BIT(NO)) &&
	       evidence_others(evidence,
			       BIT(NO) | BIT(YES) | BIT(INSTEAD) | BIT(PERSON)) <= 3;
}

/* "bukan itu surat yang saya minta", "tidak benar, mohon diperbaiki" */
static bool begins_with_full_denial(const struct scene *scene,
				    const struct evidence *evidence)
{
	size_t at = evidence->first;

	return at + 1 < scene->tokens->n && evidence_first_is(evidence, BIT(NO)) &&
	       token_is_in(&scene->tokens->at[at + 1], WORD_LIST_NO) &&
	       scene->tokens->at[at + 1].gap == GAP_SPACE &&
	       evidence->n_words <= FULL_WORDS && scene->out->n_letters == 0 &&
	       scene->n_denied == 0 && !evidence->has_nik && !evidence->has_mark &&
	       !evidence_has(evidence, BIT(COMPLAINT) | BIT(CANCEL) | BIT(INSTEAD));
}

/* "tidak pak, salah nama": an answer, before a letter is seen in it. */
bool talk_is_short_denial(struct scene *scene, const struct evidence *evidence)
{
	if (begins_with_full_denial(scene, evidence))
		return true;
	if (scene->out->n_letters > 0 && scene->tier == TIER_SURE)
		return false; /* "salah, domisili": that is what is wanted */
	return evidence->n_words <= SHORT_WORDS && scene->n_denied == 0 &&
	       !evidence_has(evidence, ASKING | BIT(LETTER) | BIT(INSTEAD) | BIT(CANCEL) |
					       BIT(QUESTION) | BIT(COMPLAINT) |
					       BIT(HUMAN)) &&
	       !evidence->has_mark && talk_is_denial(scene, evidence);
}

/* "pak mau tanya": the question has yet to come. */
static bool announces_question(const struct scene *scene, const struct evidence *evidence)
{
	if (evidence->n_words == 0 || evidence->n_words > SHORT_WORDS ||
	    evidence_others(evidence, BIT(QUESTION) | BIT(WISH) | BIT(GREETING)) > 0)
		return false;
	for (size_t i = 0; i < scene->tokens->n; i++) {
		if (strcmp(scene->tokens->at[i].word, "tanya") == 0)
			return true;
	}
	return false;
}

bool talk_is_greeting(struct scene *scene, const struct evidence *evidence)
{
	if (announces_question(scene, evidence))
		return true;
	return evidence_has(evidence, BIT(GREETING)) &&
	       evidence_others(evidence, BIT(KIN) | BIT(PLACE) | BIT(PERSON) | BIT(WISH) |
						 BIT(QUESTION)) <= 1;
}

/* "atas nama ibu saya Tasmi": an answer to a question that nobody remembers. */
static bool is_bare_name(const struct scene *scene)
{
	const uint64_t around = BIT(NAME_OF) | BIT(KIN) | BIT(TITLE) | BIT(FILLER) |
				BIT(GREETING) | BIT(PARTICLE);

	for (size_t i = 0; i < scene->tokens->n; i++) {
		if (scene->tokens->at[i].role != ROLE_NAME &&
		    !(scene->tokens->at[i].lists & around))
			return false;
	}
	return scene->out->name[0] != '\0';
}

/* "dek ibu sudah masak, pulang makan dulu": sent to the wrong number. */
static bool is_of_family(const struct scene *scene, const struct evidence *evidence)
{
	static const char *const home[] = { "masak", "makan", "jemput", "lembur",
					    "jajan", "tidur", "nangis", "gula",
					    "telat", "titip" };

	return scene_has_one_of(scene, home, sizeof home / sizeof home[0]) &&
	       !evidence_has(evidence, BIT(ASK) | BIT(LETTER) | BIT(INFO) | BIT(HUMAN) |
					       BIT(COMPLAINT) | BIT(STATUS)) &&
	       scene->out->n_letters == 0 && !evidence->has_nik;
}

/* Free text that asks for something no rule knows: a human reads it (DOMAIN 6, R31). */
bool talk_is_plea(struct scene *scene, const struct evidence *evidence)
{
	static const char *const reproaches[] = { "kenapa", "kok", "gimana", "knp",
						  "mengapa" };

	if (is_bare_name(scene) || is_of_family(scene, evidence))
		return false;

	if (evidence_has(evidence, BIT(ASK) | BIT(TITLE)) &&
	    evidence->n_words > SHORT_WORDS)
		return true;
	if (evidence->n_words < 2)
		return false;
	/* "surat sehat buat kerja bisa di desa?" */
	if (evidence->is_question && evidence_has(evidence, BIT(LETTER)))
		return true;
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
