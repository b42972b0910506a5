// SPDX-License-Identifier: MIT
#include "handlers/session_choices.h"

#include <string.h>

#include "base/text.h"
#include "handlers/facts.h"
#include "handlers/plain.h"
#include "handlers/session.h"

static void add(struct choices *choices, struct choice choice)
{
	if (choices->count < CHOICES_MAX)
		choices->items[choices->count++] = choice;
}

static void add_letter(struct choices *choices, const struct letter *letter)
{
	add(choices, (struct choice){ .kind = CHOICE_LETTER,
				      .letter = letter,
				      .label = letter->menu_name });
}

static bool is_on_home(const struct catalogue *catalogue, const struct letter *letter)
{
	size_t n_before = 0;

	for (size_t i = 0; &catalogue->letters[i] != letter; i++)
		n_before += catalogue->letters[i].group[0] == '\0';
	return letter->group[0] == '\0' && n_before < HOME_LETTERS;
}

/* The groups' names in the order in which letters first name them. */
static size_t list_groups(const struct catalogue *catalogue,
			  const char *out_names[CATALOGUE_LETTERS_MAX])
{
	size_t count = 0;

	for (size_t i = 0; i < catalogue->n_letters; i++) {
		const char *name = catalogue->letters[i].group;
		size_t at = 0;

		if (is_on_home(catalogue, &catalogue->letters[i]))
			continue;
		while (at < count && strcmp(out_names[at], name) != 0)
			at++;
		if (at == count)
			out_names[count++] = name;
	}
	return count;
}

void choices_of_home(const struct catalogue *catalogue, struct choices *out)
{
	const char *names[CATALOGUE_LETTERS_MAX];

	out->count = 0;
	for (size_t i = 0; i < catalogue->n_letters; i++) {
		if (is_on_home(catalogue, &catalogue->letters[i]))
			add_letter(out, &catalogue->letters[i]);
	}
	if (list_groups(catalogue, names) > 0)
		add(out, (struct choice){ .kind = CHOICE_GROUPS, .phrase = "U20" });
	add(out, (struct choice){ .kind = CHOICE_STATUS, .phrase = "U21" });
}

void choices_of_groups(const struct catalogue *catalogue, struct choices *out)
{
	const char *names[CATALOGUE_LETTERS_MAX];
	size_t count = list_groups(catalogue, names);

	out->count = 0;
	for (size_t i = 0; i < count; i++)
		add(out, (struct choice){ .kind = CHOICE_GROUP,
					  .number = (int)i + 1,
					  .label = names[i][0] == '\0' ? NULL : names[i],
					  .phrase = "U26" });
}

int choices_find_group(const struct catalogue *catalogue, const struct letter *letter)
{
	const char *names[CATALOGUE_LETTERS_MAX];
	size_t count = list_groups(catalogue, names);

	if (is_on_home(catalogue, letter))
		return 0;
	for (size_t i = 0; i < count; i++) {
		if (strcmp(names[i], letter->group) == 0)
			return (int)i + 1;
	}
	return 0;
}

void choices_of_group(const struct catalogue *catalogue, int group, struct choices *out)
{
	out->count = 0;
	for (size_t i = 0; i < catalogue->n_letters; i++) {
		if (choices_find_group(catalogue, &catalogue->letters[i]) == group)
			add_letter(out, &catalogue->letters[i]);
	}
}

void choices_of_purpose(struct choices *out)
{
	static const char *const phrases[] = { "U22", "U23", "U24", "U25" };

	out->count = 0;
	for (size_t i = 0; i < sizeof(phrases) / sizeof(*phrases); i++)
		add(out, (struct choice){ .kind = CHOICE_PURPOSE, .phrase = phrases[i] });
	add(out, (struct choice){ .kind = CHOICE_OTHER_PURPOSE, .phrase = "U26" });
}

void choices_cut_page(struct choices *choices, int page)
{
	size_t first = (size_t)page * (SESSION_OPTIONS_MAX - 1);
	size_t left;

	if (page < 0 || first >= choices->count)
		first = 0;
	left = choices->count - first;
	memmove(choices->items, choices->items + first, left * sizeof(*choices->items));
	choices->count = left;
	if (left <= SESSION_OPTIONS_MAX)
		return;
	choices->items[SESSION_OPTIONS_MAX - 1] =
		(struct choice){ .kind = CHOICE_MORE, .phrase = "U26" };
	choices->count = SESSION_OPTIONS_MAX;
}

void choice_write(const struct office *office, const struct choice *choice,
		  struct text *out)
{
	struct facts facts = { .number = 0 };
	char room[PHRASE_SIZE];
	struct text label;

	text_init(&label, room, sizeof(room));
	if (choice->label != NULL)
		text_add(&label, choice->label);
	else
		facts_fill(office, choice->phrase, &facts, &label);
	plain_add(out, room, CHOICE_LABEL_CHARS);
}

void choices_write(const struct office *office, const struct choices *choices,
		   struct text *out)
{
	for (size_t i = 0; i < choices->count; i++) {
		text_add_format(out, "\n%zu ", i + 1);
		choice_write(office, &choices->items[i], out);
	}
}
