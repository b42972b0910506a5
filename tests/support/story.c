// SPDX-License-Identifier: MIT
#include "tests/support/story.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/drafts.h"
#include "tests/support/house.h"

enum telling {
	TELLING_PLAIN,
	TELLING_REPEATED,
	TELLING_POWER_CUTS,
	TELLING_RESTARTS,
	TELLING_COUNT
};

static const char *const telling_names[TELLING_COUNT] = { "plain", "repeated",
							  "power cuts", "restarts" };

static void check(struct house *house, const char *name, const char *telling,
		  const struct line *line, int64_t inbox_id)
{
	const char *from = line->from == NULL ? HOUSE_PHONE : line->from;
	char phrases[64], text[LIMIT_MESSAGE_SIZE];
	struct draft draft;
	int n_tickets = house_count_tickets(house, from);

	house_phrases(house, inbox_id, phrases, sizeof(phrases));
	draft_get(house->office.store, from, &draft);
	if (strcmp(phrases, line->phrases) != 0 || n_tickets != line->n_tickets ||
	    strcmp(draft.step, line->step) != 0)
		fail_msg("%s (%s): '%s' gives '%s' %d tickets step '%s', not '%s' %d "
			 "'%s'; last text: %s",
			 name, telling, line->text, phrases, n_tickets, draft.step,
			 line->phrases, line->n_tickets, line->step,
			 house_last_text(house, from, text, sizeof(text)));
}

static void tell_line(struct house *house, const char *name, enum telling telling,
		      const struct line *line)
{
	const char *from = line->from == NULL ? HOUSE_PHONE : line->from;
	int64_t inbox_id;
	int n_texts;

	house_wait(house, line->wait_s);
	if (telling == TELLING_POWER_CUTS)
		house_receive_and_lose(house, from, line->text);
	inbox_id = house_receive(house, from, line->text);
	check(house, name, telling_names[telling], line, inbox_id);
	n_texts = house_count_texts(house, from);
	if (telling == TELLING_REPEATED)
		house_repeat(house);
	if (telling == TELLING_RESTARTS)
		house_restart(house);
	check(house, name, telling_names[telling], line, inbox_id);
	assert_int_equal(house_count_texts(house, from), n_texts);
}

void story_tell(const char *name, const struct line *lines, size_t n_lines)
{
	for (enum telling telling = TELLING_PLAIN; telling < TELLING_COUNT; telling++) {
		struct house house;

		if (telling == TELLING_RESTARTS)
			house_open_file(&house);
		else
			house_open(&house);
		for (size_t i = 0; i < n_lines; i++)
			tell_line(&house, name, telling, &lines[i]);
		house_close(&house);
	}
}
