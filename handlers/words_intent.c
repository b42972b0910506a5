// SPDX-License-Identifier: MIT
#include "handlers/words_intent.h"

#include "handlers/words_evidence.h"
#include "handlers/words_human.h"
#include "handlers/words_rules.h"
#include "handlers/words_staff.h"
#include "handlers/words_talk.h"

enum {
	CONFIDENCE_DOUBT = 60,
	CONFIDENCE_GUESS = 50,
	KEEPS_LETTERS = 1,
	KEEPS_NAME = 2,
	KEEPS_PURPOSE = 4,
	KEEPS_ALL = 7,
};

#define REQUESTING (BIT(ASK) | BIT(MAKE))

typedef bool rule_fits_fn(struct scene *scene, const struct evidence *evidence);

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
	{ INTENT_VERIFY, rule_is_verification, 95, KEEPS_NAME,
	  "nomor surat atau kode diperiksa" },
	{ INTENT_IGNORE, talk_is_spam, 95, 0, "iklan, OTP atau pesan operator" },
	{ INTENT_CHOICE, talk_is_choice, 95, KEEPS_ALL, "angka pilihan" },
	{ INTENT_OPTOUT, talk_is_opt_out, 95, 0, "berhenti, mulai atau hapus data" },
	{ INTENT_REGISTER, talk_is_registration, 90, KEEPS_NAME, "mendaftarkan nomor" },
	{ INTENT_DENY, talk_is_short_denial, 95, 0, "tidak" },
	{ INTENT_THANKS, talk_is_thanks, 95, 0, "ucapan terima kasih" },
	{ INTENT_CANCEL, talk_is_cancellation, 90, KEEPS_LETTERS | KEEPS_NAME,
	  "membatalkan" },
	{ INTENT_STATUS, rule_is_status, 90, KEEPS_LETTERS | KEEPS_NAME,
	  "menanyakan surat yang sudah diajukan" },
	{ INTENT_REQUIREMENTS, rule_is_requirements, 85, KEEPS_LETTERS,
	  "bertanya syarat, tanpa NIK" },
	{ INTENT_HUMAN, rule_is_for_human, 85, 0, "laporan atau keluhan" },
	{ INTENT_INFO, rule_is_info, 85, KEEPS_LETTERS, "bertanya, tanpa NIK" },
	{ INTENT_MENU, talk_is_menu, 90, 0, "meminta daftar pilihan" },
	{ INTENT_REQUEST, rule_is_request, 95, KEEPS_ALL, "meminta surat" },
	{ INTENT_CONFIRM, talk_is_confirmation, 95, 0, "ya" },
	{ INTENT_DENY, talk_is_denial, 95, 0, "tidak" },
	{ INTENT_HUMAN, talk_is_plea, 60, 0, "permintaan lain" },
	{ INTENT_GREETING, talk_is_greeting, 95, KEEPS_NAME, "salam" },
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
		{ out->is_letter_guessed, CONFIDENCE_DOUBT,
		  "jenis surat ditebak dari salah ketik" },
		{ scene->is_ambiguous, CONFIDENCE_GUESS,
		  "lebih dari satu jenis surat mungkin" },
		{ scene->is_in_purpose, CONFIDENCE_DOUBT,
		  "jenis surat hanya disebut di keperluan" },
		{ scene->is_nik_guessed, CONFIDENCE_DOUBT,
		  "NIK disusun dari potongan angka" },
		{ scene->tokens->is_cut, CONFIDENCE_DOUBT, "pesan terlalu panjang" },
		{ scene->tier == TIER_FAINT && !evidence_has(evidence, BIT(LETTER)) &&
			  !evidence->has_nik,
		  CONFIDENCE_DOUBT, "jenis surat hanya tersirat" },
		{ scene->tier == TIER_WEAK &&
			  !evidence_has(evidence, REQUESTING | BIT(LETTER)) &&
			  !evidence->has_nik,
		  CONFIDENCE_DOUBT, "jenis surat hanya tersirat" },
		{ evidence->is_question && !evidence->has_nik, CONFIDENCE_DOUBT,
		  "bentuk pertanyaan" },
	};

	/* Words of advertising alone may be the purpose that was asked for. */
	if (out->intent == INTENT_IGNORE && !scene_has(scene, WORD_LIST_SPAM))
		out->confidence = CONFIDENCE_DOUBT;
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

/* "bukan sktm tapi domisili", "maksud saya skck", "nik salah, yang benar 3513..." */
static void note_correction(struct scene *scene, const struct evidence *evidence)
{
	struct reading *out = scene->out;

	out->is_question = evidence->is_question;
	if (scene->n_denied > 0)
		out->instead_of = &scene->index->catalogue->letters[scene->denied[0]];
	out->is_correction = evidence_has(evidence, BIT(INSTEAD)) ||
			     scene->n_denied > 0 ||
			     (evidence->has_nik && evidence_has(evidence, BIT(NO))) ||
			     (out->n_letters > 0 && evidence_first_is(evidence, BIT(NO)));
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
	unsigned keeps =
		KEEPS_NAME | KEEPS_PURPOSE; /* an answer to our question, perhaps */

	evidence_gather(scene, &evidence);
	out->intent = INTENT_UNKNOWN;
	for (size_t i = 0; scene->tokens->n > 0 && i < sizeof rules / sizeof rules[0];
	     i++) {
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
	note_correction(scene, &evidence);
	lower_confidence(scene, &evidence);
}
