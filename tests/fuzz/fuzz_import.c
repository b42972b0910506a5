// SPDX-License-Identifier: MIT
/*
 * A file of residents as anybody may hand it over: the CSV reader, the header, each kind
 * of cell, and the store behind them. What went in must be what a resident may be.
 */
#include <errno.h>
#include <stdint.h>
#include <string.h>

#include "base/must.h"
#include "base/utf8.h"
#include "handlers/import.h"
#include "handlers/office.h"
#include "store/residents.h"
#include "store/store.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void on_issue(void *context, const struct import_issue *issue)
{
	unsigned *n_refusals = context;

	must(utf8_is_valid(issue->what, strlen(issue->what)));
	must(issue->what[0] != '\0' && issue->line > 0);
	*n_refusals += issue->is_refusal;
}

/* One store for all inputs: opening one takes longer than the rest. */
static struct store *the_store(void)
{
	static const struct store_options options = { .path = ":memory:" };
	static struct store *store;

	if (store == NULL)
		must(store_open(&store, &options, NULL) == 0);
	return store;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct village village = { .code = "35.13.15.2007" };
	struct office office = { .store = the_store(), .village = &village };
	struct import_report report;
	unsigned n_refusals = 0;
	int64_t before = -1, after = -1;
	int error;

	must(resident_count(office.store, &before) == 0);
	error = import_residents(&office, (const char *)data, size, on_issue, &n_refusals,
				 &report, NULL);
	must(error == 0 || error == -EINVAL);
	must(report.rows == report.added + report.changed + report.refused);
	must(n_refusals >= report.refused);
	must(resident_count(office.store, &after) == 0);
	must(after == before + report.added);
	return 0;
}
