// SPDX-License-Identifier: MIT
#include "handlers/details.h"

#include <string.h>

#include "base/cursor.h"
#include "base/text.h"

enum {
	DETAILS_SIZE = 512,
	NAME_SIZE = 64,
	SPACE_FIRST = 0x20, /* below it: control characters, not allowed unescaped */
};

void json_add_text(struct text *out, const char *value)
{
	text_add_char(out, '"');
	for (; *value != '\0'; value++) {
		unsigned char byte = (unsigned char)*value;

		if (byte == '"' || byte == '\\')
			text_add_format(out, "\\%c", byte);
		else if (byte < SPACE_FIRST)
			text_add_format(out, "\\u%04x", byte);
		else
			text_add_char(out, *value);
	}
	text_add_char(out, '"');
}

/* What json_add_text() wrote, back again; details hold no control characters. */
static bool next_text(struct cursor *cursor, struct text *out)
{
	cursor_skip_spaces(cursor);
	if (!cursor_skip_char(cursor, '"'))
		return false;
	while (!cursor_is_at_end(cursor) && *cursor->at != '"') {
		if (*cursor->at == '\\' && cursor_left(cursor) > 1)
			cursor->at++;
		text_add_char(out, *cursor->at++);
	}
	return cursor_skip_char(cursor, '"');
}

/* One "name":"value" of the object; false at its end. */
static bool next_pair(struct cursor *cursor, struct text *name, struct text *value)
{
	text_clear(name);
	text_clear(value);
	cursor_skip_spaces(cursor);
	if (!cursor_skip_char(cursor, '{'))
		cursor_skip_char(cursor, ',');
	if (!next_text(cursor, name))
		return false;
	cursor_skip_spaces(cursor);
	return cursor_skip_char(cursor, ':') && next_text(cursor, value);
}

bool details_get(const char *details, const char *name, char *out, size_t size)
{
	struct cursor cursor = cursor_over_string(details);
	char name_room[NAME_SIZE], value_room[DETAILS_SIZE];
	struct text found, value;

	text_init(&found, name_room, sizeof(name_room));
	text_init(&value, value_room, sizeof(value_room));
	while (next_pair(&cursor, &found, &value)) {
		if (strcmp(name_room, name) != 0)
			continue;
		if (out != NULL)
			text_copy(out, size, value_room);
		return true;
	}
	return false;
}

bool details_set(char *details, size_t size, const char *name, const char *value)
{
	struct cursor cursor = cursor_over_string(details);
	char name_room[NAME_SIZE], value_room[DETAILS_SIZE], room[2 * DETAILS_SIZE];
	struct text other, old, made;

	text_init(&other, name_room, sizeof(name_room));
	text_init(&old, value_room, sizeof(value_room));
	text_init(&made, room, sizeof(room));
	text_add_char(&made, '{');
	while (next_pair(&cursor, &other, &old)) {
		if (strcmp(name_room, name) == 0)
			continue;
		json_add_text(&made, name_room);
		text_add_char(&made, ':');
		json_add_text(&made, value_room);
		text_add_char(&made, ',');
	}
	json_add_text(&made, name);
	text_add_char(&made, ':');
	text_clear(&old);
	for (; *value != '\0'; value++)
		text_add_char(&old, (unsigned char)*value < SPACE_FIRST ? ' ' : *value);
	json_add_text(&made, value_room);
	text_add_char(&made, '}');
	return !made.is_cut && made.length < size && text_copy(details, size, room);
}

int details_count(const char *details)
{
	struct cursor cursor = cursor_over_string(details);
	char name_room[NAME_SIZE], value_room[DETAILS_SIZE];
	struct text name, value;
	int count = 0;

	text_init(&name, name_room, sizeof(name_room));
	text_init(&value, value_room, sizeof(value_room));
	while (next_pair(&cursor, &name, &value))
		count++;
	return count;
}
