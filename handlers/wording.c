// SPDX-License-Identifier: MIT
#include "handlers/wording.h"

#include <string.h>
#include <strings.h>

/* Whether `word` is an entry of the list by itself, or leads to one ("suket surat"). */
static bool is_word_of(const struct words *words, enum word_list list, const char *word,
		       size_t length)
{
	for (size_t i = 0; i < words->n_words[list]; i++) {
		if (strlen(words->words[list][i]) == length &&
		    strncasecmp(words->words[list][i], word, length) == 0)
			return true;
	}
	return false;
}

static bool is_spelling_of(const struct words *words, enum word_list list,
			   const char *word, size_t length)
{
	if (is_word_of(words, list, word, length))
		return true;
	for (size_t i = 0; i < words->n_words[WORD_LIST_SAME]; i++) {
		const char *same = words->words[WORD_LIST_SAME][i];
		const char *main_word = same + length + 1;

		if (strncasecmp(same, word, length) == 0 && same[length] == ' ' &&
		    is_word_of(words, list, main_word, strlen(main_word)))
			return true;
	}
	return false;
}

bool wording_has(const struct words *words, enum word_list list, const char *text)
{
	static const char apart[] = " \t\n\r.,;:!?#*/()";

	while (*text != '\0') {
		size_t length = strcspn(text, apart);

		if (length > 0 && length < WORD_SIZE &&
		    is_spelling_of(words, list, text, length))
			return true;
		text += length;
		text += strspn(text, apart);
	}
	return false;
}
