// SPDX-License-Identifier: MIT
#include "store/camat.h"

#include "store/fields.h"
#include "store/query.h"

static const struct field letter_rows[] = {
	FIELD(FIELD_INT64, struct camat_letter, ticket_id),
	FIELD(FIELD_TEXT, struct camat_letter, code),
	FIELD(FIELD_TEXT, struct camat_letter, number),
	FIELD(FIELD_TEXT, struct camat_letter, kind),
	FIELD(FIELD_TEXT, struct camat_letter, name),
	FIELD(FIELD_TEXT, struct camat_letter, signer),
	FIELD(FIELD_INT64, struct camat_letter, issued_at),
	FIELD(FIELD_TEXT, struct camat_letter, camat_number),
	FIELD(FIELD_TEXT, struct camat_letter, camat_day),
};

static const struct fields letter_fields = FIELDS(letter_rows);

int camat_list(struct store *store, const struct camat_filter *filter,
	       camat_visit_fn visit, void *context)
{
	struct query query = query_start(store, STATEMENT_CAMAT_LIST);
	struct camat_letter letter;
	int error;

	query_bind_text(&query, filter->span.village);
	query_bind_integer(&query, filter->span.from_at);
	query_bind_integer(&query, filter->span.until_at);
	query_bind_integer(&query, filter->is_waiting_only);
	query_bind_integer(&query, filter->limit);
	while ((error = query_next_fields(&query, &letter_fields, &letter)) == 1) {
		int result = visit(context, &letter);

		if (result < 0) {
			query_end(&query);
			return result;
		}
	}
	return error;
}

int camat_get(struct store *store, int64_t ticket_id, struct camat_letter *out)
{
	struct query query = query_start(store, STATEMENT_CAMAT_GET);

	query_bind_integer(&query, ticket_id);
	return query_get_fields(&query, &letter_fields, out);
}

int camat_put(struct store *store, const char *village, const struct camat_letter *letter)
{
	struct query query = query_start(store, STATEMENT_CAMAT_PUT);

	query_bind_integer(&query, letter->ticket_id);
	query_bind_text(&query, village);
	query_bind_text(&query, letter->camat_number);
	query_bind_text(&query, letter->camat_day);
	return query_run_one(&query);
}
