// SPDX-License-Identifier: MIT
#include "handlers/answer_request.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "handlers/answer_correct.h"
#include "handlers/answer_menu.h"
#include "handlers/draft_state.h"
#include "handlers/facts.h"
#include "handlers/letter_needs.h"
#include "handlers/link.h"
#include "handlers/nik.h"
#include "handlers/office.h"
#include "handlers/receipt.h"
#include "handlers/turn.h"
#include "handlers/wording.h"
#include "letters/catalogue.h"
#include "store/inbox.h"

#define ANSWER_SPACES " \t\r\n#*"

enum {
	GROUP_MIN_DIGITS = 4, /* "3513 1512 0590 9901" */
	CONFIDENCE_MIN = 70,  /* handlers/words.h: under it, confirm before acting */
	ANGKA_MAX = 99,
};

/* The letters of the draft: its own and those named beside it. */
static size_t find_letters(const struct turn *turn,
			   const struct letter *out_letters[READING_LETTERS_MAX])
{
	const struct catalogue *catalogue = turn->office->catalogue;
	const struct draft *draft = &turn->draft;
	char word[LIMIT_NIK_SIZE];
	size_t count = 0;

	out_letters[count] = catalogue_find(catalogue, draft->kind);
	if (out_letters[count] != NULL)
		count++;
	for (const char *at = more_next(draft->more, word);
	     at != NULL && count < READING_LETTERS_MAX; at = more_next(at, word)) {
		out_letters[count] = catalogue_find(catalogue, word);
		if (out_letters[count] != NULL)
			count++;
	}
	return count;
}

const struct letter_field *request_missing_field(const struct turn *turn)
{
	const struct letter *letters[READING_LETTERS_MAX];
	const struct letter_field *field = NULL;
	size_t count = find_letters(turn, letters);

	for (size_t i = 0; i < count && field == NULL; i++)
		field = letter_missing_field(letters[i], turn->draft.details);
	return field;
}

static bool is_purpose_missing(const struct turn *turn)
{
	const struct letter *letters[READING_LETTERS_MAX];
	size_t count = find_letters(turn, letters);

	for (size_t i = 0; i < count && turn->draft.purpose[0] == '\0'; i++) {
		if (letter_needs_purpose(letters[i]))
			return true;
	}
	return false;
}

static int ask(struct turn *turn, const char *step, const char *phrase)
{
	struct facts facts = {
		.letter = catalogue_find(turn->office->catalogue, turn->draft.kind),
		.nik = turn->draft.nik,
		.purpose = turn->draft.purpose,
		.number = turn->reading.bad_nik_digits > ANGKA_MAX
				  ? ANGKA_MAX
				  : turn->reading.bad_nik_digits,
	};

	turn_set_step(turn, step);
	return turn_reply(turn, phrase, &facts);
}

static int ask_nik(struct turn *turn)
{
	bool is_bad = turn->reading.bad_nik_digits > 0 && turn->reading.n_niks == 0;

	return ask(turn, TURN_STEP_NIK, is_bad ? "R04" : "R03");
}

/* A letter's own question; two common ones stand among the phrases. */
static int ask_field(struct turn *turn, const struct letter_field *field)
{
	char question[sizeof(field->question) + sizeof(field->label)];
	struct facts facts = { .list = question };

	turn_set_step(turn, TURN_STEP_FIELD);
	if (field->question[0] != '\0')
		text_copy(question, sizeof(question), field->question);
	else if (strcmp(field->name, "usaha") == 0)
		return turn_reply(turn, "R07", &facts);
	else if (strcmp(field->name, "barang") == 0)
		return turn_reply(turn, "R08", &facts);
	else
		snprintf(question, sizeof(question), "%s? Balas singkat.", field->label);
	return turn_reply(turn, "R51", &facts);
}

/* How many people the draft names. */
static int count_people(const struct draft *draft)
{
	char word[LIMIT_NIK_SIZE];
	int count = draft->nik[0] != '\0';

	for (const char *at = more_next(draft->more, word); at != NULL;
	     at = more_next(at, word)) {
		if (nik_is_whole(word))
			count++;
	}
	return count;
}

static int ask_people(struct turn *turn, int n_people)
{
	struct facts facts = {
		.letter = catalogue_find(turn->office->catalogue, turn->draft.kind),
		.number = n_people,
	};

	turn_set_step(turn, TURN_STEP_PEOPLE);
	return turn_reply(turn, "R42", &facts);
}

static bool is_parent_missing(const struct turn *turn)
{
	return nik_is_minor(turn->draft.nik, turn->now_s) &&
	       !more_has(&turn->draft, MORE_YOUNG);
}

int request_ask_parent(struct turn *turn)
{
	more_add(&turn->draft, MORE_YOUNG);
	return ask(turn, TURN_STEP_PARENT, "R38");
}

/* Letters about whoever asks; of the others one cannot know whose NIK they need. */
static bool are_about_sender(const struct turn *turn)
{
	const struct letter *letters[READING_LETTERS_MAX];
	size_t count = find_letters(turn, letters);

	for (size_t i = 0; i < count; i++) {
		if (letters[i]->class != LETTER_CLASS_SMS)
			return false;
	}
	return count > 0;
}

/* No NIK was written: the one that the desk linked with this phone, if there is one. */
static int take_linked(struct turn *turn)
{
	struct draft *draft = &turn->draft;
	struct resident resident;
	int found;

	if (draft->nik[0] != '\0' || draft->name[0] != '\0' ||
	    turn->reading.bad_nik_digits > 0 || more_has(draft, MORE_OTHER) ||
	    !are_about_sender(turn))
		return 0;
	found = link_find(turn->office, turn->message->sender, &resident);
	if (found <= 0 || !more_add(draft, MORE_LINKED))
		return found < 0 ? found : 0;
	text_copy(draft->nik, sizeof(draft->nik), resident.nik);
	return 0;
}

/* "buat sekolah anak": perhaps it is the child's NIK that is meant. */
static void doubt_linked(struct turn *turn)
{
	struct draft *draft = &turn->draft;
	const struct words *words = turn->office->words;

	if (more_has(draft, MORE_LINKED) &&
	    (wording_has(words, WORD_LIST_KIN, draft->purpose) ||
	     wording_has(words, WORD_LIST_KIN, turn->message->text)))
		more_add(draft, MORE_UNSURE);
}

int request_ask_other_nik(struct turn *turn)
{
	turn->draft.nik[0] = turn->draft.more[0] = '\0';
	more_add(&turn->draft, MORE_OTHER);
	return ask_nik(turn);
}

int request_go_on(struct turn *turn)
{
	struct draft *draft = &turn->draft;
	const struct letter *letter =
		catalogue_find(turn->office->catalogue, draft->kind);
	const struct letter_field *field;
	int error;

	if (letter == NULL)
		return menu_show(turn, 1);
	error = take_linked(turn);
	if (error < 0)
		return error;
	doubt_linked(turn);
	if (draft->nik[0] == '\0')
		return ask_nik(turn);
	if (is_parent_missing(turn))
		return request_ask_parent(turn);
	if (is_purpose_missing(turn))
		return ask(turn, TURN_STEP_PURPOSE, "R06");
	field = request_missing_field(turn);
	if (field != NULL)
		return ask_field(turn, field);
	if (count_people(draft) > 1)
		return ask_people(turn, count_people(draft));
	if (more_has(draft, MORE_UNSURE))
		return ask(turn, TURN_STEP_CONFIRM, "R09");
	return request_file_draft(turn);
}

/* Another letter or another person: what was noted beside them no longer holds. */
static void forget_more(struct turn *turn)
{
	bool is_unsure = turn_is_step(turn, TURN_STEP_CONFIRM);
	bool is_other = more_has(&turn->draft, MORE_OTHER);
	bool is_linked = more_has(&turn->draft, MORE_LINKED);

	turn->draft.more[0] = '\0';
	if (is_other || is_linked)
		more_add(&turn->draft, is_other ? MORE_OTHER : MORE_LINKED);
	if (is_unsure) /* a corrected answer is shown once more */
		more_add(&turn->draft, MORE_UNSURE);
}

void request_choose(struct turn *turn, const struct letter *letter)
{
	struct draft *draft = &turn->draft;

	if (strcmp(draft->kind, letter->keyword) == 0)
		return;
	if (draft->kind[0] != '\0') {
		draft->purpose[0] = draft->details[0] = '\0';
		forget_more(turn);
	}
	text_copy(draft->kind, sizeof(draft->kind), letter->keyword);
}

static void take_people(struct turn *turn)
{
	const struct reading *reading = &turn->reading;
	struct draft *draft = &turn->draft;

	text_copy(draft->nik, sizeof(draft->nik), reading->niks[0]);
	for (size_t i = 1; i < reading->n_niks; i++)
		more_add(draft, reading->niks[i]);
}

void request_take_facts(struct turn *turn)
{
	const struct reading *reading = &turn->reading;
	struct draft *draft = &turn->draft;

	if (reading->n_niks > 0)
		take_people(turn);
	if (reading->name[0] != '\0')
		text_copy(draft->name, sizeof(draft->name), reading->name);
	if (reading->purpose[0] != '\0')
		text_copy(draft->purpose, sizeof(draft->purpose), reading->purpose);
}

/* A word of a NIK, whole or in groups: it is no part of a purpose. */
static bool is_number(const char *word, size_t length)
{
	return length >= GROUP_MIN_DIGITS && strspn(word, "0123456789.-") >= length;
}

void request_add_words(struct text *out, const char *from)
{
	while (*from != '\0') {
		size_t length;

		from += strspn(from, ANSWER_SPACES);
		length = strcspn(from, ANSWER_SPACES);
		if (length > 0 && !is_number(from, length)) {
			text_add(out, out->length > 0 ? " " : "");
			text_add_bytes(out, from, length);
		}
		from += length;
	}
}

void request_take_answer(struct turn *turn, char *out, size_t size)
{
	const struct reading *reading = &turn->reading;
	const char *from = turn->message->text;
	struct text answer;

	if (reading->purpose[0] != '\0')
		from = reading->purpose;
	else if (reading->rest[0] != '\0' && reading->n_letters == 0)
		from = reading->rest;
	text_init(&answer, out, size);
	request_add_words(&answer, from);
}

/* Whether an officer or Dukcapil does it, not an SMS. */
static bool is_filed_by_sms(const struct letter *letter)
{
	return letter->class == LETTER_CLASS_SMS ||
	       letter->class == LETTER_CLASS_DOCUMENTS;
}

/* Letters that are only told about; the others go into the draft. Returns how many go. */
static int sort_letters(struct turn *turn, int *out_error)
{
	const struct reading *reading = &turn->reading;
	int n_filed = 0;

	for (size_t i = 0; i < reading->n_letters && *out_error == 0; i++) {
		const struct letter *letter = reading->letters[i];

		if (!is_filed_by_sms(letter))
			*out_error = menu_tell_letter(turn, letter);
		else if (n_filed++ == 0)
			request_choose(turn, letter);
		else
			more_add(&turn->draft, letter->keyword);
	}
	return n_filed;
}

/* Several letters for several people in one text: who wants which is a guess. */
static int refuse_crossed(struct turn *turn)
{
	struct facts facts = { .number = 0 };

	turn_clear_request(turn);
	return turn_reply(turn, "R43", &facts);
}

/* A corrected NIK keeps what was said; somebody else on the same phone says it himself.
 */
static void take_other_person(struct turn *turn)
{
	const struct reading *reading = &turn->reading;
	struct draft *draft = &turn->draft;
	bool is_somebody_else = reading->n_letters > 0 && !reading->is_correction &&
				!more_has(draft, reading->niks[0]);

	draft->name[0] = '\0';
	if (is_somebody_else)
		draft->purpose[0] = draft->details[0] = '\0';
	forget_more(turn);
}

int request_take(struct turn *turn)
{
	const struct reading *reading = &turn->reading;
	struct draft *draft = &turn->draft;
	int error = 0;

	if (reading->n_letters > 1 && reading->n_niks > 1)
		return refuse_crossed(turn);
	if (reading->n_niks > 0 && draft->nik[0] != '\0' &&
	    strcmp(draft->nik, reading->niks[0]) != 0)
		take_other_person(turn);
	if (reading->n_letters > 0 && sort_letters(turn, &error) == 0)
		return error;
	if (error < 0)
		return error;
	request_take_facts(turn);
	error = correct_filed(turn);
	if (error < 0)
		return error;
	if (reading->confidence < CONFIDENCE_MIN || reading->is_letter_guessed)
		more_add(draft, MORE_UNSURE);
	return request_go_on(turn);
}

int request_file_draft(struct turn *turn)
{
	int error = receipt_file(turn);

	if (error == 0)
		turn_clear_request(turn);
	return error;
}

int request_restart(struct turn *turn)
{
	turn_clear_request(turn);
	return menu_show(turn, 1);
}
