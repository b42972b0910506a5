// SPDX-License-Identifier: MIT
#pragma once

/*
 * The `surat` command: what every one of its words is given, and the table of them. A
 * word's function gets checked arguments and an open store, prints on stdout, and returns
 * how the program ends.
 */

#include <stdbool.h>
#include <stdio.h>

#include "conf/settings.h"
#include "handlers/office.h"

struct store;
struct command;

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
	SURAT_OPTION_COMPLETE,
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

enum command_needs {
	COMMAND_NEEDS_NOTHING,
	COMMAND_NEEDS_SETTINGS,
	COMMAND_NEEDS_STORE, /* and settings */
};

struct command {
	const char *words; /* "queue", "residents import" */
	const char *usage; /* what stands behind them */
	const char *help;  /* one line, Indonesian */
	int (*run)(struct surat *surat);
	int min_arguments, max_arguments;
	unsigned options; /* set of 1 << enum surat_option that it takes */
	unsigned needed_options;
	enum command_needs needs;
};

/* Ends with a row whose `words` is NULL. */
extern const struct command surat_commands[];

/* surat_queue.c */
int surat_queue(struct surat *surat);
int surat_show(struct surat *surat);
/* surat_boxes.c */
int surat_inbox(struct surat *surat);
int surat_unread(struct surat *surat);
int surat_outbox(struct surat *surat);
/* surat_new.c */
int surat_new(struct surat *surat);
/* surat_send.c */
int surat_send(struct surat *surat);
int surat_seen(struct surat *surat);
/* surat_explain.c */
int surat_explain(struct surat *surat);
/* surat_modem.c */
int surat_modem(struct surat *surat);
/* surat_doctor.c */
int surat_doctor(struct surat *surat);
/* surat_residents.c */
int surat_residents_import(struct surat *surat);
/* surat_help.c */
int surat_help(struct surat *surat);

/* How an option is written, what its value is called (NULL: a switch), and what it is
 * for. */
struct option_row {
	const char *name, *value, *help;
};
const struct option_row *surat_option_row(enum surat_option option);

/*
 * The command that the words in front of `words` name; each may be cut short as long as
 * it is clear which one is meant. Sets *out_n_words to how many words it took. NULL after
 * stderr was told what they could mean.
 */
const struct command *surat_command_find(char **words, int n_words, int *out_n_words);

/* "pemakaian: surat queue [--state S]...". */
void surat_print_usage(const struct command *command, FILE *out);

/* Whether a switch or option was given. */
bool surat_has(const struct surat *surat, enum surat_option option);

/* The account that this runs under: who acts, as the store records it. */
const char *surat_account(char out[LIMIT_ADDRESS_SIZE]);

/* --limit N: a number of rows, `otherwise` when it was not given, -1 (and stderr is told)
 * when it is no number above 0. */
int surat_limit(const struct surat *surat, int otherwise);

/* Commit, or take everything back when `error` says so. Returns what went wrong, or 0. */
int surat_end_transaction(struct store *store, int error);

/* Say on stderr what is wrong, escaped, as one line. */
void surat_complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Say on stderr that the store failed and return SURAT_EXIT_STORE. */
int surat_store_failed(const char *doing, int error);

/* The arguments from `first` on as one text, words apart by a space; false when it does
 * not fit. */
struct text;
bool surat_join_arguments(const struct surat *surat, int first, struct text *out);
