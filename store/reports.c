// SPDX-License-Identifier: MIT
#include "store/reports.h"

#include <errno.h>
#include <string.h>

#include "store/fields.h"
#include "store/query.h"

static const struct field letter_rows[] = {
	FIELD(FIELD_TEXT, struct report_letter, kind),
	FIELD(FIELD_INT, struct report_letter, filed),
	FIELD(FIELD_INT, struct report_letter, by_sms),
	FIELD(FIELD_INT, struct report_letter, issued),
	FIELD(FIELD_INT, struct report_letter, collected),
	FIELD(FIELD_INT, struct report_letter, rejected),
	FIELD(FIELD_INT, struct report_letter, cancelled),
	FIELD(FIELD_INT, struct report_letter, waiting),
};

static const struct field complaint_rows[] = {
	FIELD(FIELD_INT, struct report_totals, complaints),
	FIELD(FIELD_INT, struct report_totals, answered),
	FIELD(FIELD_INT, struct report_totals, late),
};

static const struct field text_rows[] = {
	FIELD(FIELD_INT, struct report_totals, texts),
	FIELD(FIELD_INT, struct report_totals, parts),
};

static const struct field entry_rows[] = {
	FIELD(FIELD_TEXT, struct report_entry, number),
	FIELD(FIELD_INT64, struct report_entry, issued_at),
	FIELD(FIELD_TEXT, struct report_entry, kind),
	FIELD(FIELD_TEXT, struct report_entry, name),
	FIELD(FIELD_TEXT, struct report_entry, purpose),
	FIELD(FIELD_TEXT, struct report_entry, signer),
	FIELD(FIELD_TEXT, struct report_entry, state),
	FIELD(FIELD_TEXT, struct report_entry, code),
	FIELD(FIELD_INT64, struct report_entry, collected_at),
};

static const struct field handed_rows[] = {
	FIELD(FIELD_TEXT, struct report_handed, number),
	FIELD(FIELD_INT64, struct report_handed, issued_at),
	FIELD(FIELD_INT64, struct report_handed, handed_at),
	FIELD(FIELD_TEXT, struct report_handed, kind),
	FIELD(FIELD_TEXT, struct report_handed, name),
	FIELD(FIELD_TEXT, struct report_handed, purpose),
	FIELD(FIELD_TEXT, struct report_handed, why),
};

static const struct field recap_rows[] = {
	FIELD(FIELD_TEXT, struct report_recap, what),
	FIELD(FIELD_TEXT, struct report_recap, step),
	FIELD(FIELD_INT, struct report_recap, count),
	FIELD(FIELD_INT64, struct report_recap, median_s),
};

static const struct field median_rows[] = {
	FIELD(FIELD_TEXT, struct report_letter, kind),
	FIELD(FIELD_INT64, struct report_letter, median_s),
};

static const struct fields handed_fields = FIELDS(handed_rows);
static const struct fields recap_fields = FIELDS(recap_rows);
static const struct fields letter_fields = FIELDS(letter_rows);
static const struct fields median_fields = FIELDS(median_rows);
static const struct fields complaint_fields = FIELDS(complaint_rows);
static const struct fields text_fields = FIELDS(text_rows);
static const struct fields entry_fields = FIELDS(entry_rows);

static struct query start(struct store *store, enum statement_id id,
			  const struct report_span *span)
{
	struct query query = query_start(store, id);

	query_bind_text(&query, span->village);
	query_bind_integer(&query, span->from_at);
	query_bind_integer(&query, span->until_at);
	return query;
}

enum {
	MEDIANS_MAX = 128, /* more kinds than any catalogue has */
};

struct medians {
	size_t n;
	struct report_letter letters[MEDIANS_MAX];
};

static int read_medians(struct store *store, const struct report_span *span,
			struct medians *out)
{
	struct query query = start(store, STATEMENT_REPORT_MEDIANS, span);
	int error = 1;

	out->n = 0;
	while (out->n < MEDIANS_MAX &&
	       (error = query_next_fields(&query, &median_fields,
					  &out->letters[out->n])) == 1)
		out->n++;
	query_end(&query);
	return error < 0 ? error : 0;
}

static int64_t median_of(const struct medians *medians, const char *kind)
{
	for (size_t i = 0; i < medians->n; i++) {
		if (strcmp(medians->letters[i].kind, kind) == 0)
			return medians->letters[i].median_s;
	}
	return -1;
}

int report_letters(struct store *store, const struct report_span *span,
		   report_letter_fn visit, void *context)
{
	struct report_letter letter;
	struct medians medians;
	struct query query;
	int error = read_medians(store, span, &medians);

	if (error < 0)
		return error;
	query = start(store, STATEMENT_REPORT_LETTERS, span);
	while ((error = query_next_fields(&query, &letter_fields, &letter)) == 1) {
		int result;

		letter.median_s = median_of(&medians, letter.kind);
		result = visit(context, &letter);

		if (result < 0) {
			query_end(&query);
			return result;
		}
	}
	return error;
}

int report_totals(struct store *store, const struct report_span *span,
		  struct report_totals *out)
{
	struct query query = start(store, STATEMENT_REPORT_COMPLAINTS, span);
	int error = query_get_fields(&query, &complaint_fields, out);

	if (error == 0) {
		query = start(store, STATEMENT_REPORT_TEXTS, span);
		error = query_get_fields(&query, &text_fields, out);
	}
	if (error < 0)
		return error;
	query = start(store, STATEMENT_REPORT_MEDIAN, span);
	error = query_get_integer(&query, &out->median_s);
	if (error == -ENOENT)
		out->median_s = -1;
	return error == -ENOENT ? 0 : error;
}

int report_register(struct store *store, const struct report_span *span,
		    report_entry_fn visit, void *context)
{
	struct query query = start(store, STATEMENT_REPORT_REGISTER, span);
	struct report_entry entry;
	int error;

	while ((error = query_next_fields(&query, &entry_fields, &entry)) == 1) {
		int result = visit(context, &entry);

		if (result < 0) {
			query_end(&query);
			return result;
		}
	}
	return error;
}

int report_handed(struct store *store, const struct report_span *span,
		  report_handed_fn visit, void *context)
{
	struct query query = start(store, STATEMENT_REPORT_HANDED, span);
	struct report_handed handed;
	int error;

	while ((error = query_next_fields(&query, &handed_fields, &handed)) == 1) {
		int result = visit(context, &handed);

		if (result < 0) {
			query_end(&query);
			return result;
		}
	}
	return error;
}

static int recap(struct store *store, enum statement_id id,
		 const struct report_span *span, report_recap_fn visit, void *context)
{
	struct query query = start(store, id, span);
	struct report_recap row;
	int error;

	while ((error = query_next_fields(&query, &recap_fields, &row)) == 1) {
		int result = visit(context, &row);

		if (result < 0) {
			query_end(&query);
			return result;
		}
	}
	return error;
}

int report_recap_letters(struct store *store, const struct report_span *span,
			 report_recap_fn visit, void *context)
{
	return recap(store, STATEMENT_REPORT_RECAP_LETTERS, span, visit, context);
}

int report_recap_officers(struct store *store, const struct report_span *span,
			  report_recap_fn visit, void *context)
{
	return recap(store, STATEMENT_REPORT_RECAP_OFFICERS, span, visit, context);
}
