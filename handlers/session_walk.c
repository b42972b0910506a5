// SPDX-License-Identifier: MIT
#include "handlers/session_walk.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "handlers/answer_request.h"
#include "handlers/details.h"
#include "handlers/facts.h"
#include "handlers/letter_needs.h"
#include "handlers/nik.h"
#include "handlers/office.h"
#include "handlers/phrases.h"
#include "handlers/session.h"
#include "handlers/session_choices.h"
#include "letters/catalogue.h"
#include "store/inbox.h"
#include "store/tickets.h"

enum {
	STATUS_MAX = 3, /* that fit a page with their states */
	ANGKA_MAX = 99,
};

struct place {
	const char *name; /* in the store */
	void (*show)(struct walk *walk);
	int (*take)(struct walk *walk, const char *answer);
	void (*go_back)(struct walk *walk);
};

static const struct letter *letter_of(const struct walk *walk)
{
	return catalogue_find(walk->turn.office->catalogue, walk->turn.draft.kind);
}

static void go(struct walk *walk, const char *place)
{
	text_copy(walk->session->place, sizeof(walk->session->place), place);
	walk->session->page = 0;
	walk->is_moved = true;
}

static void write_phrase(struct walk *walk, const char *phrase, const struct facts *facts)
{
	struct text page;

	text_init(&page, walk->page->text, sizeof(walk->page->text));
	facts_fill(walk->turn.office, phrase, facts, &page);
}

void walk_end(struct walk *walk, const char *phrase, const struct facts *facts)
{
	write_phrase(walk, phrase, facts);
	walk->page->is_end = true;
	walk->session->is_over = true;
}

/* --- the request ------------------------------------------------------------------- */

static int tell_filed(struct walk *walk)
{
	struct turn *turn = &walk->turn;
	struct ticket ticket;
	struct facts facts = { .ticket = &ticket, .nik = ticket.nik };
	struct facts refused = {
		.number = turn->office->guards->tickets_per_number_day,
	};
	int error;

	if (turn->filed_code[0] == '\0') {
		walk_end(walk, "U13", &refused);
		return 0;
	}
	error = ticket_find_by_code(turn->office->store, turn->filed_code, &ticket);
	if (error < 0)
		return error;
	if (turn->is_filed_before)
		walk_end(walk, "U12", &facts);
	else
		walk_end(walk, strstr(ticket.flags, "ask_details") ? "U11" : "U10",
			 &facts);
	return 0;
}

static int file(struct walk *walk)
{
	int error = request_file_draft(&walk->turn);

	walk->turn.reading.intent = INTENT_REQUEST;
	return error < 0 ? error : tell_filed(walk);
}

/* What is asked next follows from what is missing; after enough answers nothing is. */
static int go_on(struct walk *walk)
{
	struct turn *turn = &walk->turn;
	const struct letter *letter = letter_of(walk);
	bool is_enough = walk->session->answers >= SESSION_ANSWERS_MAX;

	if (letter == NULL) {
		go(walk, "home");
	} else if (turn->draft.nik[0] == '\0') {
		turn_set_step(turn, TURN_STEP_NIK);
		go(walk, "nik");
	} else if (!is_enough && letter_needs_purpose(letter) &&
		   turn->draft.purpose[0] == '\0') {
		turn_set_step(turn, TURN_STEP_PURPOSE);
		go(walk, "purpose");
	} else if (!is_enough && request_missing_field(turn) != NULL) {
		turn_set_step(turn, TURN_STEP_FIELD);
		go(walk, "field");
	} else {
		return file(walk);
	}
	return 0;
}

/* No session files what is told about only. */
static int choose_letter(struct walk *walk, const struct letter *letter)
{
	struct facts facts = { .letter = letter };

	if (letter->class == LETTER_CLASS_VISIT) {
		walk_end(walk, "U14", &facts);
		return 0;
	}
	if (letter->class == LETTER_CLASS_INFO) {
		walk_end(walk, "U15", &facts);
		return 0;
	}
	walk->session->group = choices_find_group(walk->turn.office->catalogue, letter);
	request_choose(&walk->turn, letter);
	return go_on(walk);
}

/* --- lists ------------------------------------------------------------------------- */

static void find_choices(const struct walk *walk, struct choices *out)
{
	const struct catalogue *catalogue = walk->turn.office->catalogue;
	const char *place = walk->session->place;

	if (strcmp(place, "groups") == 0)
		choices_of_groups(catalogue, out);
	else if (strcmp(place, "group") == 0)
		choices_of_group(catalogue, walk->session->group, out);
	else if (strcmp(place, "purpose") == 0)
		choices_of_purpose(out);
	else
		choices_of_home(catalogue, out);
	choices_cut_page(out, walk->session->page);
}

static void show_choices(struct walk *walk)
{
	static const struct {
		const char *place, *headline;
		bool has_footer;
	} rows[] = {
		{ "home", "U01", false },
		{ "groups", "U02", true },
		{ "group", "U02", true },
		{ "purpose", "U06", true },
	};
	const struct office *office = walk->turn.office;
	struct facts facts = { .number = 0 };
	struct choices choices;
	struct text page;

	find_choices(walk, &choices);
	text_init(&page, walk->page->text, sizeof(walk->page->text));
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (strcmp(rows[i].place, walk->session->place) != 0)
			continue;
		facts_fill(office, rows[i].headline, &facts, &page);
		choices_write(office, &choices, &page);
		if (rows[i].has_footer) {
			text_add_char(&page, '\n');
			facts_fill(office, "U00", &facts, &page);
		}
	}
}

struct listed {
	const struct office *office;
	struct text *list;
	int count;
};

static bool add_to_list(void *context, const struct ticket *ticket)
{
	struct listed *listed = context;

	facts_add_item(listed->office, ticket, true, listed->list);
	return ++listed->count < STATUS_MAX;
}

static int tell_status(struct walk *walk)
{
	struct ticket_filter filter = { .phone = walk->turn.message->sender,
					.is_open_only = true,
					.is_newest_first = true };
	char room[PHRASE_SIZE];
	struct text list;
	struct facts facts = { .list = room };
	struct listed listed = { .office = walk->turn.office, .list = &list };
	int error;

	text_init(&list, room, sizeof(room));
	walk->turn.reading.intent = INTENT_STATUS;
	error = ticket_list(walk->turn.office->store, &filter, add_to_list, &listed);
	if (error == 0)
		walk_end(walk, listed.count > 0 ? "U16" : "U17", &facts);
	return error;
}

static void take_purpose(struct walk *walk, const char *written)
{
	struct draft *draft = &walk->turn.draft;
	struct text purpose;

	text_init(&purpose, draft->purpose, sizeof(draft->purpose));
	request_add_words(&purpose, written);
}

static int choose_purpose(struct walk *walk, const struct choice *choice)
{
	char room[PHRASE_SIZE];
	struct text purpose;

	text_init(&purpose, room, sizeof(room));
	choice_write(walk->turn.office, choice, &purpose);
	take_purpose(walk, room);
	return go_on(walk);
}

/* "Lainnya" asks for words, if there may still be a question; else the office asks. */
static int choose_other_purpose(struct walk *walk)
{
	if (walk->session->answers >= SESSION_ANSWERS_MAX)
		return file(walk);
	go(walk, "text");
	return 0;
}

static int choose(struct walk *walk, const struct choice *choice)
{
	switch (choice->kind) {
	case CHOICE_LETTER:
		return choose_letter(walk, choice->letter);
	case CHOICE_GROUP:
		walk->session->group = choice->number;
		go(walk, "group");
		return 0;
	case CHOICE_GROUPS:
		go(walk, "groups");
		return 0;
	case CHOICE_STATUS:
		return tell_status(walk);
	case CHOICE_PURPOSE:
		return choose_purpose(walk, choice);
	case CHOICE_OTHER_PURPOSE:
		return choose_other_purpose(walk);
	case CHOICE_MORE:
		walk->session->page++;
		walk->is_moved = true;
		return 0;
	}
	return 0;
}

static bool has_words(const char *text)
{
	for (; *text != '\0'; text++) {
		if (isalpha((unsigned char)*text) || (unsigned char)*text >= 0x80)
			return true;
	}
	return false;
}

/* A digit chooses; what is none leaves the page as it is. */
static int take_choice(struct walk *walk, const char *answer)
{
	struct choices choices;
	size_t number = (size_t)(answer[0] - '0');

	find_choices(walk, &choices);
	if (answer[0] < '1' || answer[1] != '\0' || number > choices.count)
		return 0;
	walk->turn.reading.intent = INTENT_CHOICE;
	walk->session->answers++;
	return choose(walk, &choices.items[number - 1]);
}

static int take_purpose_choice(struct walk *walk, const char *answer)
{
	if (!has_words(answer))
		return take_choice(walk, answer);
	walk->session->answers++;
	take_purpose(walk, answer);
	return go_on(walk);
}

/* --- questions --------------------------------------------------------------------- */

static void show_nik(struct walk *walk)
{
	bool is_bad = walk->bad_digits > 0;
	struct facts facts = { .letter = letter_of(walk), .number = walk->bad_digits };

	if (facts.number > ANGKA_MAX)
		facts.number = ANGKA_MAX;
	write_phrase(walk, is_bad ? "U04" : "U03", &facts);
}

/* Digits with whatever people put between them. */
static int take_nik(struct walk *walk, const char *answer)
{
	struct draft *draft = &walk->turn.draft;
	char nik[LIMIT_NIK_SIZE];
	struct text digits;

	walk->bad_digits = 0;
	text_init(&digits, nik, sizeof(nik));
	for (; *answer != '\0'; answer++) {
		if (!isdigit((unsigned char)*answer))
			continue;
		walk->bad_digits++;
		text_add_char(&digits, *answer);
	}
	if (!nik_is_whole(nik) || digits.is_cut)
		return 0;
	walk->bad_digits = 0;
	walk->session->answers++;
	if (strcmp(draft->nik, nik) != 0)
		draft->name[0] = '\0';
	text_copy(draft->nik, sizeof(draft->nik), nik);
	return go_on(walk);
}

static void show_text(struct walk *walk)
{
	struct facts facts = { .letter = letter_of(walk) };

	write_phrase(walk, "U07", &facts);
}

static int take_text(struct walk *walk, const char *answer)
{
	if (!has_words(answer))
		return 0;
	walk->session->answers++;
	take_purpose(walk, answer);
	return go_on(walk);
}

static void show_field(struct walk *walk)
{
	const struct letter_field *field = request_missing_field(&walk->turn);
	struct phrase_value value = { "isian", field == NULL ? "" : field->label };
	struct facts facts = { .more = &value, .n_more = 1 };

	write_phrase(walk, "U08", &facts);
}

static int take_field(struct walk *walk, const char *answer)
{
	const struct letter_field *field = request_missing_field(&walk->turn);
	char *details = walk->turn.draft.details;
	char written[LIMIT_PURPOSE_SIZE];

	if (field == NULL || answer[0] == '\0')
		return field == NULL ? go_on(walk) : 0;
	walk->session->answers++;
	text_copy(written, sizeof(written), answer);
	if (!details_set(details, sizeof(walk->turn.draft.details), field->name, written))
		walk->session->answers = SESSION_ANSWERS_MAX; /* no room for more */
	return go_on(walk);
}

static void show_resume(struct walk *walk)
{
	struct facts facts = { .letter = letter_of(walk) };

	write_phrase(walk, "U05", &facts);
}

static int take_resume(struct walk *walk, const char *answer)
{
	if (strcmp(answer, "1") == 0) {
		walk->turn.has_progress = true;
		return go_on(walk);
	}
	if (strcmp(answer, "2") == 0) {
		turn_clear_request(&walk->turn);
		go(walk, "home");
	}
	return 0;
}

/* --- back -------------------------------------------------------------------------- */

static void back_home(struct walk *walk)
{
	go(walk, "home");
}

static void back_to_groups(struct walk *walk)
{
	go(walk, "groups");
}

static void back_to_letters(struct walk *walk)
{
	const struct letter *letter = letter_of(walk);
	const struct catalogue *catalogue = walk->turn.office->catalogue;

	turn_clear_request(&walk->turn);
	walk->session->group = letter == NULL ? 0 : choices_find_group(catalogue, letter);
	go(walk, walk->session->group > 0 ? "group" : "home");
}

static void back_to_nik(struct walk *walk)
{
	walk->turn.draft.nik[0] = '\0';
	turn_set_step(&walk->turn, TURN_STEP_NIK);
	go(walk, "nik");
}

/* From the questions of the letter: to its purpose, if that was asked. */
static void back_to_purpose(struct walk *walk)
{
	bool was_asked = walk->turn.draft.purpose[0] != '\0' ||
			 strcmp(walk->session->place, "text") == 0;

	walk->turn.draft.purpose[0] = '\0';
	if (!was_asked) {
		back_to_nik(walk);
		return;
	}
	turn_set_step(&walk->turn, TURN_STEP_PURPOSE);
	go(walk, "purpose");
}

static const struct place places[] = {
	{ "home", show_choices, take_choice, back_home },
	{ "groups", show_choices, take_choice, back_home },
	{ "group", show_choices, take_choice, back_to_groups },
	{ "nik", show_nik, take_nik, back_to_letters },
	{ "purpose", show_choices, take_purpose_choice, back_to_nik },
	{ "text", show_text, take_text, back_to_purpose },
	{ "field", show_field, take_field, back_to_purpose },
	{ "resume", show_resume, take_resume, back_home },
};

/* One that is not known is the first page: the programs may have changed meanwhile. */
static const struct place *find_place(const struct walk *walk)
{
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		if (strcmp(places[i].name, walk->session->place) == 0)
			return &places[i];
	}
	return &places[0];
}

void walk_open(struct walk *walk, bool has_answers)
{
	go(walk, letter_of(walk) != NULL && !has_answers ? "resume" : "home");
}

int walk_take(struct walk *walk, const char *answer)
{
	const struct place *place = find_place(walk);

	walk->is_moved = false;
	if (strcmp(answer, "9") == 0) {
		walk->session->answers = 0;
		go(walk, "home");
		return 0;
	}
	if (strcmp(answer, "0") != 0)
		return place->take(walk, answer);
	if (walk->session->answers > 0)
		walk->session->answers--;
	place->go_back(walk);
	return 0;
}

void walk_show(struct walk *walk)
{
	if (!walk->page->is_end)
		find_place(walk)->show(walk);
}
