// SPDX-License-Identifier: MIT
#include "handlers/answer_step.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "handlers/answer_menu.h"
#include "handlers/answer_request.h"
#include "handlers/answer_status.h"
#include "handlers/answer_talk.h"
#include "handlers/details.h"
#include "handlers/draft_state.h"
#include "handlers/facts.h"
#include "handlers/office.h"
#include "handlers/turn.h"
#include "handlers/wording.h"
#include "letters/catalogue.h"
#include "store/inbox.h"

enum {
	STALE_S = 86400,
	SHORT_ANSWER_SIZE = 32,
	PURPOSE_MIN_CHARS = 4, /* "pak" beside a NIK is no purpose */
	REPORT_WORDS = 5,      /* a purpose is shorter than a complaint */
	REPORT_SURE = 70,      /* handlers/words.h */
	CHOICE_GO_ON = 1,
	CHOICE_RESTART = 2,
};

static bool is_bare_choice(const struct reading *reading)
{
	return reading->intent == INTENT_CHOICE && reading->n_niks == 0 &&
	       reading->purpose[0] == '\0';
}

static bool is_whole_request(const struct reading *reading)
{
	return reading->n_letters > 0 && reading->n_niks > 0;
}

/*
 * "nikah" as an answer is a purpose, also behind a NIK; "minta surat nikah", "nikah saja"
 * and "nikah 3513..." are another request.
 */
static bool is_new_request(const struct turn *turn)
{
	const struct reading *reading = &turn->reading;
	const struct words *words = turn->office->words;
	const char *text = turn->message->text;

	if (reading->intent != INTENT_REQUEST || reading->n_letters == 0)
		return false;
	return reading->is_correction || wording_has(words, WORD_LIST_LETTER, text) ||
	       wording_has(words, WORD_LIST_ASK, text) ||
	       (reading->n_niks > 0 && strchr("0123456789", text[0]) == NULL);
}

static int step_menu(struct turn *turn, bool *out_is_taken)
{
	(void)turn;
	*out_is_taken = false; /* a number means its letter with or without a menu */
	return 0;
}

/* A NIK with or without the purpose, or the purpose alone. */
static int take_nik_answer(struct turn *turn)
{
	const struct reading *reading = &turn->reading;
	struct draft *draft = &turn->draft;
	bool has_words = reading->n_letters > 0 ||
			 strlen(reading->rest) >= PURPOSE_MIN_CHARS ||
			 reading->n_niks == 0;

	/* "nik salah, yang benar 3513..." says nothing of what it is for. */
	if (reading->is_correction && reading->purpose[0] == '\0')
		has_words = false;

	if (draft->purpose[0] == '\0' && reading->bad_nik_digits == 0 && has_words)
		request_take_answer(turn, draft->purpose, sizeof(draft->purpose));
	request_take_facts(turn);
	return request_go_on(turn);
}

/* The first wrong NIK is counted for its sender, the second goes to a human. */
static int take_bad_nik(struct turn *turn)
{
	if (turn->draft.misses > 0)
		return talk_ask_again(turn, request_go_on);
	turn->is_misunderstood = true;
	turn->draft.misses++;
	return request_go_on(turn);
}

static int step_nik(struct turn *turn, bool *out_is_taken)
{
	const struct reading *reading = &turn->reading;
	bool is_bad = reading->n_niks == 0 && reading->bad_nik_digits > 0;
	bool is_request = reading->intent == INTENT_REQUEST;

	*out_is_taken = reading->intent != INTENT_CHOICE && !is_new_request(turn) &&
			!(is_request && reading->n_niks == 0 && !is_bad);
	if (!*out_is_taken)
		return 0;
	if (reading->n_niks > 0)
		return take_nik_answer(turn);
	if (is_bad)
		return take_bad_nik(turn);
	if (reading->intent == INTENT_UNKNOWN && !reading->is_question &&
	    turn->draft.purpose[0] == '\0')
		return take_nik_answer(turn);
	return talk_ask_again(turn, request_go_on);
}

static bool has_letters(const char *text)
{
	for (; *text != '\0'; text++) {
		if (isalpha((unsigned char)*text))
			return true;
	}
	return false;
}

/* Answers that say nothing: the question is asked again. "ya untuk sekolah" says it. */
static bool is_no_answer(const struct turn *turn)
{
	const struct reading *reading = &turn->reading;

	if (reading->intent == INTENT_CONFIRM)
		return !wording_has(turn->office->words, WORD_LIST_FOR,
				    turn->message->text);
	return reading->intent == INTENT_GREETING || is_bare_choice(reading) ||
	       !has_letters(turn->message->text);
}

static int step_purpose(struct turn *turn, bool *out_is_taken)
{
	struct draft *draft = &turn->draft;

	*out_is_taken = !is_new_request(turn);
	if (!*out_is_taken)
		return 0;
	if (turn->reading.intent == INTENT_DENY)
		return status_cancel(turn);
	if (is_no_answer(turn))
		return talk_ask_again(turn, request_go_on);
	if (turn->reading.n_niks > 0)
		return take_nik_answer(turn);
	request_take_answer(turn, draft->purpose, sizeof(draft->purpose));
	return request_go_on(turn);
}

/* "nik salah, yang benar 3513...", or another NIK alone: it answers no other question. */
static bool is_other_nik(const struct turn *turn)
{
	const struct reading *reading = &turn->reading;

	return reading->n_niks == 1 && strcmp(reading->niks[0], turn->draft.nik) != 0 &&
	       (reading->is_correction || strlen(reading->rest) < PURPOSE_MIN_CHARS);
}

static int step_field(struct turn *turn, bool *out_is_taken)
{
	const struct letter_field *field = request_missing_field(turn);
	char answer[LIMIT_PURPOSE_SIZE], *details = turn->draft.details;
	size_t size = sizeof(turn->draft.details);

	*out_is_taken = field != NULL && !is_new_request(turn);
	if (!*out_is_taken)
		return 0;
	if (turn->reading.intent == INTENT_DENY)
		return status_cancel(turn);
	if (turn->reading.intent == INTENT_GREETING ||
	    turn->reading.intent == INTENT_CONFIRM)
		return talk_ask_again(turn, request_go_on);
	if (is_other_nik(turn)) {
		request_take_facts(turn);
		return request_go_on(turn);
	}
	text_copy(answer, sizeof(answer), turn->message->text);
	if (!details_set(details, size, field->name, answer)) {
		/* no room: a short answer rather than none */
		text_copy(answer, SHORT_ANSWER_SIZE, turn->message->text);
		details_set(details, size, field->name, answer);
	}
	return request_go_on(turn);
}

static int step_confirm(struct turn *turn, bool *out_is_taken)
{
	const struct reading *reading = &turn->reading;

	*out_is_taken = reading->intent != INTENT_REQUEST;
	if (!*out_is_taken)
		return 0;
	if (reading->intent == INTENT_CONFIRM)
		return request_file_draft(turn);
	if (reading->intent == INTENT_DENY)
		return more_has(&turn->draft, MORE_LINKED) ? request_ask_other_nik(turn)
							   : request_restart(turn);
	if (reading->n_niks == 0)
		return talk_ask_again(turn, request_go_on);
	request_take_facts(turn);
	return request_go_on(turn);
}

static int step_people(struct turn *turn, bool *out_is_taken)
{
	const struct reading *reading = &turn->reading;

	*out_is_taken = reading->n_letters == 0;
	if (!*out_is_taken)
		return 0;
	if (reading->intent == INTENT_CONFIRM)
		return request_file_draft(turn);
	if (reading->intent == INTENT_DENY)
		return request_restart(turn);
	if (reading->n_niks != 1)
		return talk_ask_again(turn, request_go_on);
	turn->draft.more[0] = '\0';
	request_take_facts(turn);
	return request_go_on(turn);
}

static int step_parent(struct turn *turn, bool *out_is_taken)
{
	const struct reading *reading = &turn->reading;
	struct draft *draft = &turn->draft;

	*out_is_taken = !is_whole_request(reading);
	if (!*out_is_taken)
		return 0;
	if (reading->intent == INTENT_DENY)
		return status_cancel(turn);
	if (reading->n_niks == 0)
		return talk_ask_again(turn, request_ask_parent);
	if (strcmp(reading->niks[0], draft->nik) != 0)
		details_set(draft->details, sizeof(draft->details), DETAILS_PARENT,
			    reading->niks[0]);
	if (reading->purpose[0] != '\0')
		text_copy(draft->purpose, sizeof(draft->purpose), reading->purpose);
	return request_go_on(turn);
}

/* Its letter's name takes a request up again; another one's begins a new request, which
 * takes nothing over from days ago. */
static void resume_by_name(struct turn *turn, const struct letter *letter)
{
	if (strcmp(letter->keyword, turn->draft.kind) == 0)
		turn->has_progress = true;
	else
		turn_clear_request(turn);
}

static int step_resume(struct turn *turn, bool *out_is_taken)
{
	const struct reading *reading = &turn->reading;

	*out_is_taken = true;
	if (reading->intent == INTENT_CONFIRM || reading->choice == CHOICE_GO_ON) {
		turn->has_progress = true;
		return request_go_on(turn);
	}
	if (reading->intent == INTENT_DENY || reading->choice == CHOICE_RESTART)
		return request_restart(turn);
	*out_is_taken = false;
	if (reading->intent == INTENT_REQUEST && reading->n_letters > 0)
		resume_by_name(turn, reading->letters[0]);
	return 0;
}

static int step_register(struct turn *turn, bool *out_is_taken)
{
	*out_is_taken = turn->reading.n_niks == 1 && turn->reading.n_letters == 0;
	return *out_is_taken ? talk_register(turn) : 0;
}

static int step_needs(struct turn *turn, bool *out_is_taken)
{
	const struct letter *letter =
		catalogue_at(turn->office->catalogue, turn->reading.choice);

	*out_is_taken = turn->reading.n_niks == 0 &&
			(turn->reading.n_letters > 0 ||
			 (is_bare_choice(&turn->reading) && letter != NULL));
	if (!*out_is_taken)
		return 0;
	turn_set_step(turn, "");
	if (turn->reading.n_letters > 0)
		letter = turn->reading.letters[0];
	return menu_tell_requirements_of(turn, letter);
}

static const struct step_question {
	const char *step;
	int (*take)(struct turn *turn, bool *out_is_taken);
	bool takes_any_text;
} questions[] = {
	{ TURN_STEP_MENU, step_menu, false },
	{ TURN_STEP_NIK, step_nik, false },
	{ TURN_STEP_PURPOSE, step_purpose, true },
	{ TURN_STEP_FIELD, step_field, true },
	{ TURN_STEP_CONFIRM, step_confirm, false },
	{ TURN_STEP_PEOPLE, step_people, false },
	{ TURN_STEP_PARENT, step_parent, false },
	{ TURN_STEP_RESUME, step_resume, false },
	{ TURN_STEP_NEEDS, step_needs, false },
	{ TURN_STEP_REGISTER, step_register, false },
};

static const struct step_question *find_question(const struct turn *turn)
{
	for (size_t i = 0; i < sizeof(questions) / sizeof(*questions); i++) {
		if (strcmp(questions[i].step, turn->draft.step) == 0)
			return &questions[i];
	}
	return NULL;
}

/* One word, after what stands around it. */
static bool is_one_word(const char *text)
{
	static const char spaces[] = " \t\r\n.!";

	text += strspn(text, spaces);
	text += strcspn(text, spaces);
	return text[strspn(text, spaces)] == '\0';
}

static int count_words(const char *text)
{
	static const char spaces[] = " \t\r\n";
	int count = 0;

	for (text += strspn(text, spaces); *text != '\0'; text += strspn(text, spaces)) {
		text += strcspn(text, spaces);
		count++;
	}
	return count;
}

/* A word that is a command by itself: CEK, STOP, SYARAT, BIAYA; but "pkh" is a purpose.
 */
static bool is_command(const struct turn *turn)
{
	const char *topic = turn->reading.topic;

	if (strcmp(topic, "jam") == 0 || strcmp(topic, "hapus") == 0)
		return true;
	if (turn->reading.intent == INTENT_THANKS) /* "kredit motor, makasih" */
		return strlen(turn->reading.rest) < PURPOSE_MIN_CHARS;
	if (turn->reading.intent == INTENT_INFO && strcmp(topic, "biaya") != 0)
		return false;
	return is_one_word(turn->message->text);
}

/* "jalan depan rumah saya rusak parah" is told, not what a letter is for; "untuk bantuan
 * rumah rusak" is. */
static bool is_report(const struct turn *turn)
{
	const struct reading *reading = &turn->reading;

	return reading->intent == INTENT_HUMAN && reading->confidence >= REPORT_SURE &&
	       turn_is_step(turn, TURN_STEP_PURPOSE) &&
	       count_words(turn->message->text) >= REPORT_WORDS &&
	       !wording_has(turn->office->words, WORD_LIST_FOR, turn->message->text);
}

bool step_is_interrupted(const struct turn *turn)
{
	const struct step_question *question = find_question(turn);
	const struct reading *reading = &turn->reading;
	const struct words *words = turn->office->words;
	const char *text = turn->message->text;

	if (question == NULL || !question->takes_any_text || step_is_stale(turn))
		return true;
	return reading->code[0] != '\0' || reading->has_bad_code || is_command(turn) ||
	       is_report(turn) || strchr(text, '?') != NULL ||
	       wording_has(words, WORD_LIST_QUESTION, text) ||
	       wording_has(words, WORD_LIST_LETTER, text);
}

bool step_takes_any_text(const struct turn *turn)
{
	const struct step_question *question = find_question(turn);

	return question != NULL && question->takes_any_text;
}

int step_take(struct turn *turn, bool *out_is_taken)
{
	const struct step_question *question = find_question(turn);

	*out_is_taken = false;
	return question == NULL ? 0 : question->take(turn, out_is_taken);
}

bool step_is_stale(const struct turn *turn)
{
	return draft_has_request(&turn->draft) &&
	       strcmp(turn->draft.step, TURN_STEP_RESUME) != 0 &&
	       turn->now_s - turn->draft.updated_at > STALE_S;
}

int step_ask_resume(struct turn *turn)
{
	struct facts facts = {
		.letter = catalogue_find(turn->office->catalogue, turn->draft.kind),
	};

	turn_set_step(turn, TURN_STEP_RESUME);
	return turn_reply(turn, "R40", &facts);
}
