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
