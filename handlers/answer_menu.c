// SPDX-License-Identifier: MIT
#include "handlers/answer_menu.h"

#include "base/text.h"
#include "handlers/answer_request.h"
#include "handlers/answer_talk.h"
#include "handlers/draft_state.h"
#include "handlers/facts.h"
#include "handlers/menu.h"
#include "handlers/office.h"
#include "handlers/phrases.h"
#include "handlers/turn.h"
#include "letters/catalogue.h"

int menu_show(struct turn *turn, int page)
{
	char room[PHRASE_SIZE];
	struct text list;
	struct facts facts = { .list = room };

	text_init(&list, room, sizeof(room));
	if (!menu_page(turn->office->catalogue, page, &list)) {
		page = 1;
		menu_page(turn->office->catalogue, page, &list);
	}
	turn->draft.page = page;
	turn_set_step(turn, TURN_STEP_MENU);
	return turn_reply(turn, page == 1 ? "R01" : "R02", &facts);
}

/* "1 dan 3": each is a letter, as if they had been named. */
static int choose_several(struct turn *turn)
{
	struct reading *reading = &turn->reading;
	const struct catalogue *catalogue = turn->office->catalogue;

	reading->letters[0] = catalogue_at(catalogue, reading->choice);
	for (size_t i = 0; i < reading->n_more_choices; i++)
		reading->letters[i + 1] =
			catalogue_at(catalogue, reading->more_choices[i]);
	reading->n_letters = 1 + reading->n_more_choices;
	for (size_t i = 0; i < reading->n_letters; i++) {
		if (reading->letters[i] == NULL) {
			reading->n_letters = 0;
			return talk_not_understood(turn);
		}
	}
	return request_take(turn);
}

int menu_choose(struct turn *turn)
{
	int number = turn->reading.choice;
	const struct letter *letter = catalogue_at(turn->office->catalogue, number);

	if (turn->reading.n_more_choices > 0)
		return choose_several(turn);
	if (number == 0)
		return menu_show(turn, turn->draft.page == 0 ? 2 : turn->draft.page + 1);
	if (letter == NULL)
		return talk_not_understood(turn);
	if (letter->class == LETTER_CLASS_VISIT || letter->class == LETTER_CLASS_INFO)
		return menu_tell_letter(turn, letter);
	turn->reading.letters[0] = letter;
	turn->reading.n_letters = 1;
	return request_take(turn);
}

/* The privacy notice goes with the first greeting, once for each phone: one more SMS in
 * its life, never with a receipt or a question. */
static int tell_privacy(struct turn *turn)
{
	struct facts facts = { .number = 0 };
	int n_replies = turn->n_replies;
	int error;

	if (turn->person.privacy_told_at != 0 || n_replies == 0)
		return 0;
	error = turn_reply(turn, "R34", &facts);
	if (error == 0 && turn->n_replies > n_replies) {
		turn->person.privacy_told_at = turn->now_s;
		turn->is_person_changed = true;
	}
	return error;
}

int menu_greet(struct turn *turn)
{
	int error = menu_show(turn, 1);

	return error < 0 ? error : tell_privacy(turn);
}

int menu_tell_letter(struct turn *turn, const struct letter *letter)
{
	struct facts facts = { .letter = letter };

	return turn_reply(turn, letter->class == LETTER_CLASS_INFO ? "R28" : "R27",
			  &facts);
}

int menu_tell_requirements_of(struct turn *turn, const struct letter *letter)
{
	struct facts facts = { .letter = letter };

	if (letter->class == LETTER_CLASS_VISIT || letter->class == LETTER_CLASS_INFO)
		return menu_tell_letter(turn, letter);
	return turn_reply(turn, "R26", &facts);
}

int menu_tell_requirements(struct turn *turn)
{
	struct facts facts = { .number = 0 };
	const struct letter *letter = NULL;

	if (turn->reading.n_letters > 0)
		letter = turn->reading.letters[0];
	else if (turn->draft.kind[0] != '\0')
		letter = catalogue_find(turn->office->catalogue, turn->draft.kind);
	if (letter != NULL)
		return menu_tell_requirements_of(turn, letter);
	if (!draft_has_request(&turn->draft))
		turn_set_step(turn, TURN_STEP_NEEDS);
	return turn_reply(turn, "R53", &facts);
}
