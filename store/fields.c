// SPDX-License-Identifier: MIT
#include "store/fields.h"

#include <stdint.h>
#include <string.h>

#include "base/log.h"
#include "base/must.h"
#include "base/text.h"

static const char *word_of(const struct field *field, const char *member)
{
	unsigned value;

	memcpy(&value, member, sizeof value);
	must(value < field->n_words);
	return field->words[value];
}

static int64_t number_of(const struct field *field, const char *member)
{
	int64_t number;
	unsigned small;

	if (field->kind == FIELD_BOOL)
		return *member != 0;
	if (field->kind == FIELD_INT || field->kind == FIELD_UNSIGNED) {
		memcpy(&small, member, sizeof small);
		return field->kind == FIELD_INT ? (int64_t)(int)small : (int64_t)small;
	}
	memcpy(&number, member, sizeof number);
	return number;
}

static int bind_field(sqlite3_stmt *statement, int parameter, const struct field *field,
		      const char *member)
{
	int64_t number;

	if (field->kind == FIELD_WORD)
		member = word_of(field, member);
	if (field->kind == FIELD_TEXT || field->kind == FIELD_WORD)
		return sqlite3_bind_text(statement, parameter, member, -1, SQLITE_STATIC);
	number = number_of(field, member);
	if (field->kind == FIELD_REFERENCE && number == 0)
		return sqlite3_bind_null(statement, parameter);
	return sqlite3_bind_int64(statement, parameter, number);
}

int fields_bind(const struct fields *fields, sqlite3_stmt *statement, int first,
		const void *row)
{
	for (size_t i = 0; i < fields->n_rows; i++) {
		const struct field *field = &fields->rows[i];

		must(bind_field(statement, first + (int)i, field,
				(const char *)row + field->offset) == SQLITE_OK);
	}
	return (int)fields->n_rows;
}

static bool read_word(const struct field *field, const char *word, char *member)
{
	for (unsigned value = 0; value < field->n_words; value++) {
		if (strcmp(field->words[value], word) == 0) {
			memcpy(member, &value, sizeof value);
			return true;
		}
	}
	return false;
}

static bool read_text(sqlite3_stmt *statement, int column, const struct field *field,
		      char *member)
{
	const char *text = (const char *)sqlite3_column_text(statement, column);

	if (text == NULL)
		text = "";
	if (field->kind == FIELD_WORD)
		return read_word(field, text, member);
	text_copy(member, field->size, text);
	return true;
}

static bool read_field(sqlite3_stmt *statement, int column, const struct field *field,
		       char *member)
{
	int64_t number;
	unsigned small;
	bool is_set;

	if (field->kind == FIELD_TEXT || field->kind == FIELD_WORD)
		return read_text(statement, column, field, member);
	number = sqlite3_column_int64(statement, column); /* NULL gives 0 */
	small = (unsigned)number;
	is_set = number != 0;
	if (field->kind == FIELD_BOOL)
		memcpy(member, &is_set, sizeof is_set);
	else if (field->kind == FIELD_INT || field->kind == FIELD_UNSIGNED)
		memcpy(member, &small, sizeof small);
	else
		memcpy(member, &number, sizeof number);
	return true;
}

bool fields_read(const struct fields *fields, sqlite3_stmt *statement, void *out_row)
{
	for (size_t i = 0; i < fields->n_rows; i++) {
		const struct field *field = &fields->rows[i];

		if (!read_field(statement, (int)i, field,
				(char *)out_row + field->offset)) {
			log_error("store has an unknown word column=%s", field->column);
			return false;
		}
	}
	return true;
}
