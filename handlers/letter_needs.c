// SPDX-License-Identifier: MIT
#include "handlers/letter_needs.h"

#include <string.h>

#include "base/text.h"
#include "handlers/details.h"
#include "letters/catalogue.h"

enum {
	ANSWER_SIZE = 512,
};

/* The purpose has a text of its own (R06). */
static bool is_question(const struct letter_field *field)
{
	return strcmp(field->name, "keperluan") != 0;
}

static bool has_required_question(const struct letter *letter)
{
	for (size_t i = 0; i < letter->n_fields; i++) {
		if (letter->fields[i].is_required && is_question(&letter->fields[i]))
			return true;
	}
	return false;
}

bool letter_needs_purpose(const struct letter *letter)
{
	return !has_required_question(letter) ||
	       strstr(letter->body, "{keperluan}") != NULL;
}

const struct letter_field *letter_missing_field(const struct letter *letter,
						const char *details)
{
	for (size_t i = 0; i < letter->n_fields; i++) {
		const struct letter_field *field = &letter->fields[i];

		if (field->is_required && is_question(field) &&
		    !details_get(details, field->name, NULL, 0))
			return field;
	}
	return NULL;
}

static void copy_one(const char *name, const char *details, char *out, size_t size)
{
	char answer[ANSWER_SIZE];

	if (details_get(details, name, answer, sizeof(answer)))
		details_set(out, size, name, answer);
}

void letter_copy_details(const struct letter *letter, const char *details, char *out,
			 size_t size)
{
	text_copy(out, size, "{}");
	for (size_t i = 0; i < letter->n_fields; i++)
		copy_one(letter->fields[i].name, details, out, size);
	copy_one(DETAILS_PARENT, details, out, size);
}

void letter_copy_purpose(const struct letter *letter, const char *details, char *out,
			 size_t size)
{
	text_copy(out, size, "");
	for (size_t i = 0; i < letter->n_fields; i++) {
		if (details_get(details, letter->fields[i].name, out, size))
			return;
	}
}
