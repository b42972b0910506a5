// SPDX-License-Identifier: MIT
#include "handlers/draft_state.h"

#include <string.h>

#include "base/text.h"
#include "handlers/details.h"

bool draft_has_request(const struct draft *draft)
{
	return draft->kind[0] != '\0' || draft->nik[0] != '\0' ||
	       draft->purpose[0] != '\0';
}

int draft_rank(const struct draft *draft)
{
	return (draft->kind[0] != '\0') + (draft->nik[0] != '\0') +
	       (draft->purpose[0] != '\0') + details_count(draft->details);
}

const char *more_next(const char *at, char out[LIMIT_NIK_SIZE])
{
	size_t length;

	at += strspn(at, " ");
	length = strcspn(at, " ");
	if (length == 0 || length >= LIMIT_NIK_SIZE)
		return NULL;
	memcpy(out, at, length);
	out[length] = '\0';
	return at + length;
}

bool more_has(const struct draft *draft, const char *word)
{
	char found[LIMIT_NIK_SIZE];

	for (const char *at = more_next(draft->more, found); at != NULL;
	     at = more_next(at, found)) {
		if (strcmp(found, word) == 0)
			return true;
	}
	return false;
}

bool more_add(struct draft *draft, const char *word)
{
	size_t used = strlen(draft->more);
	struct text more;

	if (more_has(draft, word))
		return true;
	if (strlen(word) >= LIMIT_NIK_SIZE ||
	    used + strlen(word) + 2 > sizeof(draft->more))
		return false;
	text_init(&more, draft->more + used, sizeof(draft->more) - used);
	text_add_format(&more, "%s%s", used > 0 ? " " : "", word);
	return true;
}
