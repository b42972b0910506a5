// SPDX-License-Identifier: MIT
#include "handlers/words_scene.h"

#include <string.h>

const struct letter_match *scene_letter_at(const struct scene *scene, size_t at,
					   bool covers)
{
	for (size_t i = 0; i < scene->matches.n; i++) {
		const struct letter_match *match = &scene->matches.at[i];

		if (match->first == at ||
		    (covers && match->first < at && match->last >= at))
			return match;
	}
	return NULL;
}

bool scene_has_context(const struct scene *scene)
{
	return scene->out->n_niks > 0 || scene->out->bad_nik_digits > 0 ||
	       scene_has(scene, WORD_LIST_LETTER);
}

size_t scene_skip_fillers(const struct scene *scene, size_t at)
{
	while (at < scene->tokens->n && scene->tokens->at[at].kind == TOKEN_WORD &&
	       (token_is_in(&scene->tokens->at[at], WORD_LIST_FILLER) ||
		token_is_in(&scene->tokens->at[at], WORD_LIST_TITLE)))
		at++;
	return at;
}

bool scene_has_word(const struct scene *scene, const char *word)
{
	for (size_t i = 0; i < scene->tokens->n; i++) {
		if (strcmp(scene->tokens->at[i].word, word) == 0)
			return true;
	}
	return false;
}

bool scene_has_one_of(const struct scene *scene, const char *const *words, size_t n_words)
{
	for (size_t i = 0; i < n_words; i++) {
		if (scene_has_word(scene, words[i]))
			return true;
	}
	return false;
}
