// SPDX-License-Identifier: MIT
#pragma once

/*
 * What a setting is: one row of a table carries all that is known of it. The reader, the
 * overrides of the command line and the tests of the sample file and of the manual page
 * use these rows; adding a setting is one row, one struct field, and its paragraph in
 * conf/surat.conf.sample and docs/man/surat.conf.5.
 */

#include <stdbool.h>
#include <stddef.h>

struct text;

enum option_type {
	OPTION_TYPE_STRING,
	OPTION_TYPE_INT,
	OPTION_TYPE_UNSIGNED,
	OPTION_TYPE_REAL,
	OPTION_TYPE_BOOL,
	OPTION_TYPE_OTHER, /* read by code of its own (lists in the letter catalogue) */
};

/* Whether a string is acceptable; fills `why` when it is not. */
typedef bool (*option_check_fn)(const char *string, struct text *why);

struct option {
	const char *name;
	enum option_type type;
	const char *unit;      /* "seconds"; NULL none */
	const char *fallback;  /* the default as one would write it; NULL = required */
	double min, max;       /* of numbers */
	size_t offset, size;   /* of the field in the group's struct */
	option_check_fn check; /* of strings; NULL = anything printable */
	const char *help;      /* what it is, in a few words */
};

/* How rows are written. `fallback` NULL = required. */
#define OPTION_TEXT(name, group, field, fallback, check, help)                           \
	{                                                                                \
		name, OPTION_TYPE_STRING, NULL, fallback, 0, 0,                          \
			offsetof(struct group, field),                                   \
			sizeof(((struct group *)0)->field), check, help                  \
	}
#define OPTION_NUMBER(name, type, group, field, unit, fallback, min, max, help)          \
	{                                                                                \
		name, type, unit, fallback, min, max, offsetof(struct group, field),     \
			sizeof(((struct group *)0)->field), NULL, help                   \
	}
#define OPTION_OTHER(name, help)                                                         \
	{                                                                                \
		name, OPTION_TYPE_OTHER, NULL, "", 0, 0, 0, 0, NULL, help                \
	}

/* NULL when there is none of that name. */
const struct option *option_find(const struct option *options, size_t n_options,
				 const char *name);

/* A value while it travels from the file, a -o argument or a default into a struct. */
struct option_value {
	const char *string;
	double number; /* of every number type; all of them are exact in a double */
	bool is_true;
};

/* Read a value as it is written on the command line or in the table. False: `why`. */
bool option_parse(const struct option *option, const char *written,
		  struct option_value *out_value, struct text *why);

/* Check range, length and form, then write into the struct at `base`. False: `why`, and
 * the struct is as it was. */
bool option_store(const struct option *option, const struct option_value *value,
		  void *base, struct text *why);

/* "a whole number of seconds from 0 to 86400": what such an option takes. */
void option_describe(const struct option *option, struct text *text);
