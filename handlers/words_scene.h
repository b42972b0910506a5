// SPDX-License-Identifier: MIT
#pragma once

/* One text while it is read: what the steps of words_read() hand to each other. */

#include "base/text.h"
#include "handlers/words_index.h"
#include "handlers/words_match.h"
#include "handlers/words_tokens.h"

struct scene {
	const struct word_index *index;
	struct tokens *tokens;
	struct letter_matches matches; /* all aliases; letters_choose() picks from them */
	struct reading *out;
	struct text why;
	uint64_t lists;         /* every list that occurs in the text */
	int tier;               /* of the letters chosen; TIER_NONE without */
	bool is_nik_guessed;    /* put together from groups in a doubtful way */
	bool is_purpose_person; /* the purpose only says for whom: a better one may come
				 */
	bool has_broken_thing;  /* "lampu mati" */
	bool has_missing_person;
	size_t n_hints; /* further names of a letter that was chosen: "hajatan ... orkes"
			 */
	uint16_t denied[READING_LETTERS_MAX]; /* letters behind "jangan", "batal" */
	size_t n_denied;
	bool is_in_purpose; /* the letter was only found inside the purpose */
	bool is_dominant;   /* the letter is a lost thing, a difference of names */
	bool is_ambiguous;  /* another letter was as likely */
};

enum {
	TIER_NONE = 9
};

static inline bool scene_has(const struct scene *scene, enum word_list list)
{
	return (scene->lists >> list & 1) != 0;
}

/* The alias that begins at (or covers, with `covers`) a token; NULL when there is none.
 */
const struct letter_match *scene_letter_at(const struct scene *scene, size_t at,
					   bool covers);

/* Whether the text speaks of letters: a NIK, "surat", a letter's sure name. */
bool scene_has_context(const struct scene *scene);

/* Next token from `at` on that is no title and no filler; tokens->n when there is none.
 */
size_t scene_skip_fillers(const struct scene *scene, size_t at);

/* Whether a word, or one of several, stands anywhere in its main spelling. */
bool scene_has_word(const struct scene *scene, const char *word);
bool scene_has_one_of(const struct scene *scene, const char *const *words,
		      size_t n_words);
