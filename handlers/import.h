// SPDX-License-Identifier: MIT
#pragma once

/*
 * Takes the village's people over from OpenSID's "impor penduduk" table, saved as CSV.
 * Columns are found by their names; those that no letter needs are known and passed over.
 * A row that is wrong is refused with its reason and the others go in; a file whose
 * header is wrong, or that a spreadsheet has damaged as a whole, changes nothing.
 * Importing the same file again changes nothing, so a run that was cut short is simply
 * repeated.
 */

#include <stdbool.h>
#include <stddef.h>

struct office;
struct text;

enum {
	IMPORT_FILE_MAX_BYTES = 32 << 20,
	IMPORT_ROWS_MAX = 200000, /* the largest village has half of that */
	IMPORT_BATCH_ROWS = 200,  /* one transaction; the service may write in between */
};

struct import_issue {
	unsigned line;      /* of the file, 1 first */
	const char *column; /* header of the cell; "" the whole row */
	bool is_refusal;    /* else only a warning: the row went in */
	const char *what;   /* in Indonesian, for the operator */
};

/* Called in order of lines, from within the import; `issue` lives until it returns. */
typedef void (*import_issue_fn)(void *context, const struct import_issue *issue);

struct import_report {
	unsigned rows; /* with data; = added + changed + refused when all went well */
	unsigned added;
	unsigned changed; /* were there already */
	unsigned refused;
	unsigned warnings;
};

/*
 * Import a whole file of `length` bytes. Refused rows are no error: see *out_report.
 * Returns 0; -EINVAL when the file as a whole is refused, with the reason in `why`
 * (Indonesian); or a store error, then *out_report tells what is in the store already.
 */
int import_residents(const struct office *office, const char *bytes, size_t length,
		     import_issue_fn on_issue, void *context,
		     struct import_report *out_report, struct text *why);
