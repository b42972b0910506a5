// SPDX-License-Identifier: MIT
#pragma once

/*
 * The table of surat's words. A row says all that is known of a word: what stands behind
 * it, what it needs, and its function; help, completion and checks are made from it.
 */

#include <stdio.h>

#include "apps/surat.h"

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
/* surat_report.c */
int surat_report(struct surat *surat);
int surat_register(struct surat *surat);
/* surat_books.c */
int surat_expedition(struct surat *surat);
int surat_recap(struct surat *surat);
int surat_views(struct surat *surat);
/* surat_camat.c */
int surat_camat_list(struct surat *surat);
int surat_camat_number(struct surat *surat);
/* surat_complaints.c */
int surat_complaints_list(struct surat *surat);
int surat_complaints_show(struct surat *surat);
int surat_complaints_assign(struct surat *surat);
int surat_complaints_answer(struct surat *surat);
int surat_complaints_close(struct surat *surat);
int surat_complaints_reopen(struct surat *surat);
/* surat_send.c */
int surat_send(struct surat *surat);
int surat_seen(struct surat *surat);
/* surat_explain.c */
int surat_explain(struct surat *surat);
/* surat_modem.c */
int surat_modem(struct surat *surat);
int surat_modem_record(struct surat *surat);
/* surat_ussd.c */
int surat_ussd(struct surat *surat);
/* surat_doctor.c */
int surat_doctor(struct surat *surat);
/* surat_residents.c */
int surat_residents_import(struct surat *surat);
int surat_residents_export(struct surat *surat);
int surat_residents_search(struct surat *surat);
int surat_residents_show(struct surat *surat);
int surat_residents_link(struct surat *surat);
int surat_residents_unlink(struct surat *surat);
/* surat_steps.c */
int surat_step(struct surat *surat);
int surat_correct(struct surat *surat);
/* surat_check.c */
int surat_check(struct surat *surat);
/* surat_keys.c */
int surat_backup(struct surat *surat);
int surat_restore(struct surat *surat);
int surat_keys_show(struct surat *surat);
int surat_keys_export(struct surat *surat);
int surat_keys_trust(struct surat *surat);
int surat_keys_rotate(struct surat *surat);
int surat_keys_revoke(struct surat *surat);
/* surat_fill.c */
int surat_fill(struct surat *surat);
void surat_tell_missing(struct surat *surat, const char *code); /* on stderr */
/* surat_letter.c */
int surat_letter(struct surat *surat);
int surat_poster(struct surat *surat);
/* surat_officers.c */
int surat_officers_add(struct surat *surat);
int surat_officers_list(struct surat *surat);
int surat_officers_remove(struct surat *surat);
int surat_officers_pin(struct surat *surat);
int surat_officers_nip(struct surat *surat);
int surat_officers_password(struct surat *surat);
int surat_officers_unlock(struct surat *surat);
int surat_officers_lock(struct surat *surat);
int surat_officers_phone(struct surat *surat);
int surat_officers_delegate(struct surat *surat);
int surat_numbers_keep(struct surat *surat);
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
