// SPDX-License-Identifier: MIT
#pragma once

/*
 * The `surat` command: what every one of its words (surat_commands.h) is given. A word's
 * function gets checked arguments and an open store, prints on stdout, and returns how
 * the program ends.
 */

#include <stdbool.h>

#include "conf/settings.h"
#include "handlers/office.h"

struct store;
struct command;
struct report_span;
struct text;

enum surat_exit {
	SURAT_EXIT_OK = 0,
	SURAT_EXIT_NO = 1, /* not found, not valid, something is wrong */
	SURAT_EXIT_USAGE = 2,
	SURAT_EXIT_STORE = 3,
};

enum surat_option {
	SURAT_OPTION_JSON,
	SURAT_OPTION_FOLLOW,
	SURAT_OPTION_STATE,
	SURAT_OPTION_KIND,
	SURAT_OPTION_NIK,
	SURAT_OPTION_PURPOSE,
	SURAT_OPTION_PHONE,
	SURAT_OPTION_NAME,
	SURAT_OPTION_LIMIT,
	SURAT_OPTION_FROM,
	SURAT_OPTION_AS,
	SURAT_OPTION_ROLE,
	SURAT_OPTION_TITLE,
	SURAT_OPTION_LATE,
	SURAT_OPTION_MONTH,
	SURAT_OPTION_CSV,
	SURAT_OPTION_PDF,
	SURAT_OPTION_BY,
	SURAT_OPTION_BY_NIK,
	SURAT_OPTION_COMPLETE,
	SURAT_OPTION_WORDS,
	SURAT_OPTION_OUTPUT,
	SURAT_OPTION_PRINT,
	SURAT_OPTION_ALL_APPROVED,
	SURAT_OPTION_PREVIEW,
	SURAT_OPTION_ENVELOPE,
	SURAT_OPTION_COUNT
};

struct surat {
	const struct settings_source *source;
	const struct command *command;
	const char *options[SURAT_OPTION_COUNT]; /* NULL not given, "" for a switch */
	char **arguments;                        /* behind the command's own words */
	int n_arguments;
	struct settings *settings; /* NULL when the command needs none, like the others */
	struct store *store;
	struct office office;
};

/* Whether a switch or option was given. */
bool surat_has(const struct surat *surat, enum surat_option option);

/* The account that this runs under: who acts, as the store records it. */
const char *surat_account(char out[LIMIT_ADDRESS_SIZE]);
/* Whoever looks at a person's data at the terminal is noted too. */
void surat_note_view(struct surat *surat, const char *action, const char *subject);

/* --limit N: a number of rows, `otherwise` when it was not given, -1 (and stderr is told)
 * when it is no number above 0. */
int surat_limit(const struct surat *surat, int otherwise);

/* --month "2026-11", else this month: from its first second to the next month's. False
 * after stderr was told. */
bool surat_read_month(const struct surat *surat, struct report_span *span,
		      char shown[16]);

/* Commit, or take everything back when `error` says so. Returns what went wrong, or 0. */
int surat_end_transaction(struct store *store, int error);

/* Say on stderr what is wrong, escaped, as one line. */
void surat_complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Say on stderr that the store failed and return SURAT_EXIT_STORE. */
int surat_store_failed(const char *doing, int error);

/* The arguments from `first` on as one text, words apart by a space; false when it does
 * not fit. */
bool surat_join_arguments(const struct surat *surat, int first, struct text *out);
