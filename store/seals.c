// SPDX-License-Identifier: MIT
#include "store/seals.h"

#include "store/fields.h"
#include "store/query.h"

static const struct field sealable_field_rows[] = {
	FIELD(FIELD_INT64, struct sealable, id),
	FIELD(FIELD_TEXT, struct sealable, village),
	FIELD(FIELD_TEXT, struct sealable, code),
	FIELD(FIELD_TEXT, struct sealable, number),
	FIELD(FIELD_TEXT, struct sealable, kind),
	FIELD(FIELD_TEXT, struct sealable, name),
	FIELD(FIELD_TEXT, struct sealable, issued),
	FIELD(FIELD_TEXT, struct sealable, valid_until),
};

static const struct fields sealable_fields = FIELDS(sealable_field_rows);

int seals_next(struct store *store, const char *village, int64_t after_id,
	       struct sealable *out)
{
	struct query query = query_start(store, STATEMENT_SEAL_NEXT);

	query_bind_text(&query, village);
	query_bind_integer(&query, after_id);
	return query_get_fields(&query, &sealable_fields, out);
}

int seals_of_ticket(struct store *store, int64_t ticket_id, struct sealable *out)
{
	struct query query = query_start(store, STATEMENT_SEAL_OF);

	query_bind_integer(&query, ticket_id);
	return query_get_fields(&query, &sealable_fields, out);
}

int seals_put(struct store *store, int64_t id, const char *seal)
{
	struct query query = query_start(store, STATEMENT_SEAL_PUT);

	query_bind_integer(&query, id);
	query_bind_text(&query, seal);
	return query_run_one(&query);
}

int seals_count_missing(struct store *store, const char *village, int64_t before_s)
{
	struct query query = query_start(store, STATEMENT_SEAL_COUNT_MISSING);

	query_bind_text(&query, village);
	query_bind_integer(&query, before_s);
	return query_get_count(&query);
}
