// SPDX-License-Identifier: MIT
#pragma once

/*
 * The pages that the office wrote (info_pages.h), when residents ask for them: by INFO
 * and a page's word, by the word alone, by a question that holds it. Internal to
 * handlers/answer*.
 */

#include <stdbool.h>

struct office;
struct reading;
struct turn;

/* Whether the program answers this topic itself: hours, price, address... */
bool answer_info_is_own_topic(const char *topic);

/*
 * Look whether a text calls a page, and then make its reading one of INFO. A text that
 * was read as anything else than a question, or not at all, stays what it is, so a page's
 * word takes no request away. `is_asked`: a question of ours waits for words, which these
 * may be. Returns 0 or a store error.
 */
int answer_info_read(const struct office *office, const char *text, bool is_asked,
		     struct reading *reading);

/* Answer a reading of INFO. */
int answer_info(struct turn *turn);
