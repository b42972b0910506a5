// SPDX-License-Identifier: MIT
#include "tests/fake/fault_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/cursor.h"

bool fault_read_number(const char *word, int *out)
{
	struct cursor cursor = cursor_over_string(word);

	return cursor_next_int(&cursor, out) && cursor_is_at_end(&cursor);
}

bool fault_read_ms(const char *word, int *out_ms)
{
	char *end;
	double seconds = strtod(word, &end);

	if (end == word || *end != '\0' || !(seconds >= 0 && seconds <= 1e6))
		return false;
	*out_ms = (int)(seconds * 1000 + 0.5);
	return true;
}

bool fault_read_flag(const char *word, bool *out)
{
	*out = strcmp(word, "on") == 0 || word[0] == '\0';
	return *out || strcmp(word, "off") == 0;
}

bool fault_read_choice(const char *word, const char *const *words, size_t n, size_t *out)
{
	for (*out = 0; *out < n; (*out)++) {
		if (strcmp(words[*out], word) == 0)
			return true;
	}
	return false;
}
