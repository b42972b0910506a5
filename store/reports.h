// SPDX-License-Identifier: MIT
#pragma once

/* What the office's books are made of: figures of a time, and the register in order. */

#include <stdint.h>

#include "base/limits.h"

struct store;

/* From `from_at` on, before `until_at`. */
struct report_span {
	const char *village;
	int64_t from_at, until_at;
};

/* Requests of one letter that were filed in that time, as they stand now. */
struct report_letter {
	char kind[LIMIT_KEYWORD_SIZE];
	int filed, by_sms, issued, collected, rejected, cancelled, waiting;
	int64_t median_s; /* from filing to approval; -1 none is approved */
};

typedef int (*report_letter_fn)(void *context, const struct report_letter *letter);
int report_letters(struct store *store, const struct report_span *span,
		   report_letter_fn visit, void *context);

struct report_totals {
	int complaints, answered, late; /* late: answered after their day, or not yet */
	int texts, parts;               /* that were queued; SMS that were sent of them */
	int64_t median_s; /* from filing to approval, of letters issued then; -1 none */
};

int report_totals(struct store *store, const struct report_span *span,
		  struct report_totals *out);

/* One letter of the register (buku agenda). */
struct report_entry {
	char number[48];
	int64_t issued_at;
	char kind[LIMIT_KEYWORD_SIZE], name[LIMIT_NAME_SIZE];
	char purpose[LIMIT_PURPOSE_SIZE], signer[64], state[12];
	char code[LIMIT_CODE_SIZE];
	int64_t collected_at; /* 0 not yet */
};

typedef int (*report_entry_fn)(void *context, const struct report_entry *entry);
int report_register(struct store *store, const struct report_span *span,
		    report_entry_fn visit, void *context);

/* One letter that was handed over in that time (buku ekspedisi), in this order. */
struct report_handed {
	char number[48];
	int64_t issued_at, handed_at;
	char kind[LIMIT_KEYWORD_SIZE], name[LIMIT_NAME_SIZE];
	char purpose[LIMIT_PURPOSE_SIZE];
	char why[LIMIT_REASON_SIZE]; /* "diwakili BUDI"; "" in person */
};

typedef int (*report_handed_fn)(void *context, const struct report_handed *handed);
int report_handed(struct store *store, const struct report_span *span,
		  report_handed_fn visit, void *context);

/* How many, and in what median time: letters issued then, by kind, from filing to
 * approval; or what officers did with the requests filed then, by officer and step, since
 * the step before. */
struct report_recap {
	char what[64]; /* a kind, or who */
	char step[16]; /* "" of a kind */
	int count;
	int64_t median_s;
};

typedef int (*report_recap_fn)(void *context, const struct report_recap *recap);
int report_recap_letters(struct store *store, const struct report_span *span,
			 report_recap_fn visit, void *context);
int report_recap_officers(struct store *store, const struct report_span *span,
			  report_recap_fn visit, void *context);
