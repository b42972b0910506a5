// SPDX-License-Identifier: MIT
#pragma once

/*
 * Collects what is wrong with the settings: each call writes one line "file:line: what is
 * wrong, what to do" and counts it. Nothing stops at the first error, so that a person
 * mends the file once.
 */

#include <stdio.h>

#include <libconfig.h>

struct report {
	FILE *out;
	const char *file;   /* the main file, as the user named it */
	const char *folder; /* where its includes are looked up */
	int n_errors;
};

/* `file` and `folder` are kept, not copied. */
void report_init(struct report *report, FILE *out, const char *file, const char *folder);

/*
 * Something is wrong at this setting. NULL means the whole file. A setting whose hook
 * holds the text of a -o argument is named by it instead of by its line.
 */
void report_at(struct report *report, const config_setting_t *setting, const char *format,
	       ...) __attribute__((format(printf, 3, 4)));

/* The same for a place that is no setting. `file` NULL is the main file, else it is
 * relative to the folder; `line` 0 is left out. */
void report_line(struct report *report, const char *file, int line, const char *format,
		 ...) __attribute__((format(printf, 4, 5)));

/* For a -o argument. */
void report_override(struct report *report, const char *argument, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
