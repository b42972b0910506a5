// SPDX-License-Identifier: MIT
#pragma once

/* The numbered lines of a session's pages. Internal to handlers/session*. */

#include <stdbool.h>
#include <stddef.h>

#include "letters/catalogue.h"

struct office;
struct text;

enum {
	CHOICES_MAX = CATALOGUE_LETTERS_MAX + 2,
	CHOICE_LABEL_CHARS = 14, /* five of them, a headline and a last line: one page */
	HOME_LETTERS = 3,
};

enum choice_kind {
	CHOICE_LETTER,
	CHOICE_GROUP,  /* `number`: which */
	CHOICE_GROUPS, /* to the list of groups */
	CHOICE_STATUS,
	CHOICE_PURPOSE,
	CHOICE_OTHER_PURPOSE,
	CHOICE_MORE, /* the next page of this list */
};

struct choice {
	enum choice_kind kind;
	const struct letter *letter;
	int number;
	const char *label;  /* NULL: `phrase` is */
	const char *phrase; /* its id */
};

struct choices {
	struct choice items[CHOICES_MAX];
	size_t count;
};

void choices_of_home(const struct catalogue *catalogue, struct choices *out);
void choices_of_groups(const struct catalogue *catalogue, struct choices *out);
/* 1 first. */
void choices_of_group(const struct catalogue *catalogue, int group, struct choices *out);
void choices_of_purpose(struct choices *out);

/* Which group holds the letter; 0: it stands on the first page. */
int choices_find_group(const struct catalogue *catalogue, const struct letter *letter);

/* Leave the lines of this page (0 first); the fifth may lead to the next one. */
void choices_cut_page(struct choices *choices, int page);

/* Write them, each on a line: "1 Domisili". */
void choices_write(const struct office *office, const struct choices *choices,
		   struct text *out);
/* Only the words of one. */
void choice_write(const struct office *office, const struct choice *choice,
		  struct text *out);
