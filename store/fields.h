// SPDX-License-Identifier: MIT
#pragma once

/*
 * How a row goes in and out of its struct: a table of fields, in the order in which the
 * struct's statements name the columns. Internal to store/.
 */

#include <stdbool.h>
#include <stddef.h>

#include <sqlite3.h>

enum field_kind {
	FIELD_INT64,
	FIELD_REFERENCE, /* int64_t; 0 in the struct is NULL in the table */
	FIELD_INT,
	FIELD_UNSIGNED,
	FIELD_BOOL,
	FIELD_TEXT,
	FIELD_WORD, /* an enum; the table holds its word */
};

struct field {
	const char *column;
	enum field_kind kind;
	size_t offset;
	size_t size;              /* of a text */
	const char *const *words; /* of an enum */
	size_t n_words;
};

/* A struct's fields in the order in which its statements name the columns. */
struct fields {
	const struct field *rows;
	size_t n_rows;
};

#define FIELD(kind_, type, member)                                                       \
	{                                                                                \
		.column = #member, .kind = (kind_), .offset = offsetof(type, member),    \
		.size = sizeof(((type *)NULL)->member)                                   \
	}
#define FIELD_OF_WORDS(type, member, words_)                                             \
	{                                                                                \
		.column = #member, .kind = FIELD_WORD, .offset = offsetof(type, member), \
		.size = sizeof(((type *)NULL)->member), .words = (words_),               \
		.n_words = sizeof(words_) / sizeof((words_)[0])                          \
	}
#define FIELDS(rows_)                                                                    \
	{                                                                                \
		.rows = (rows_), .n_rows = sizeof(rows_) / sizeof((rows_)[0])            \
	}

/* Bind a row's fields to `first` and the following parameters. Returns how many. Texts
 * must live until the statement has run. */
int fields_bind(const struct fields *fields, sqlite3_stmt *statement, int first,
		const void *row);

/* Read the row that the statement stands on. False when a column holds a word that this
 * program does not know; what is longer than its field is cut. */
bool fields_read(const struct fields *fields, sqlite3_stmt *statement, void *out_row);
