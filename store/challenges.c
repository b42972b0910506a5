// SPDX-License-Identifier: MIT
#include "store/challenges.h"

#include <errno.h>

#include "base/must.h"
#include "store/fields.h"
#include "store/query.h"

static const struct field challenge_field_rows[] = {
	FIELD(FIELD_INT64, struct challenge, id),
	FIELD(FIELD_INT64, struct challenge, officer_id),
	FIELD(FIELD_INT64, struct challenge, ticket_id),
	FIELD(FIELD_TEXT, struct challenge, number),
	FIELD(FIELD_INT64, struct challenge, created_at),
	FIELD(FIELD_INT64, struct challenge, expires_at),
	FIELD(FIELD_INT64, struct challenge, used_at),
	FIELD(FIELD_BOOL, struct challenge, is_open),
	FIELD(FIELD_TEXT, struct challenge, step),
};

static const struct fields challenge_fields = FIELDS(challenge_field_rows);

enum {
	DAY_S = 86400,
};

static int end_older(struct store *store, const struct challenge *challenge)
{
	struct query query = query_start(store, STATEMENT_CHALLENGE_END_OLDER);

	query_bind_integer(&query, challenge->ticket_id);
	query_bind_integer(&query, challenge->officer_id);
	return query_run(&query);
}

int challenge_add(struct store *store, struct challenge *challenge)
{
	struct challenge last;
	struct query query;
	int error;

	must(store->is_in_transaction);
	error = challenge_find(store, challenge->officer_id, challenge->number, &last);
	if (error == 0 && (last.is_open || last.expires_at > challenge->created_at ||
			   last.used_at > challenge->created_at - DAY_S))
		return -EEXIST;
	if (error == 0 || error == -ENOENT)
		error = end_older(store, challenge);
	if (error < 0)
		return error;
	challenge->is_open = true;
	challenge->id = 0;
	query = query_start(store, STATEMENT_CHALLENGE_ADD);
	query_bind_fields(&query, &challenge_fields, challenge);
	return query_run_adding(&query, &challenge->id);
}

int challenge_find(struct store *store, int64_t officer_id, const char *number,
		   struct challenge *out)
{
	struct query query = query_start(store, STATEMENT_CHALLENGE_FIND);

	query_bind_integer(&query, officer_id);
	query_bind_text(&query, number);
	return query_get_fields(&query, &challenge_fields, out);
}

int challenge_use(struct store *store, int64_t id, const char *step, int64_t now_s)
{
	struct query query = query_start(store, STATEMENT_CHALLENGE_USE);
	int error;

	query_bind_integer(&query, id);
	query_bind_integer(&query, now_s);
	query_bind_text(&query, step);
	error = query_run_one(&query);
	return error == -ENOENT ? -ESTALE : error;
}

static int end_by(struct store *store, enum statement_id statement, int64_t id)
{
	struct query query = query_start(store, statement);

	query_bind_integer(&query, id);
	return query_run(&query);
}

int challenge_end_of_ticket(struct store *store, int64_t ticket_id)
{
	return end_by(store, STATEMENT_CHALLENGE_END_OF_TICKET, ticket_id);
}

int challenge_end_of_officer(struct store *store, int64_t officer_id)
{
	return end_by(store, STATEMENT_CHALLENGE_END_OF_OFFICER, officer_id);
}

int challenge_count_open(struct store *store, int64_t officer_id, int64_t now_s)
{
	struct query query = query_start(store, STATEMENT_CHALLENGE_COUNT_OPEN);

	query_bind_integer(&query, officer_id);
	query_bind_integer(&query, now_s);
	return query_get_count(&query);
}

int challenge_count_used(struct store *store, int64_t officer_id, const char *step,
			 int64_t now_s)
{
	struct query query = query_start(store, STATEMENT_CHALLENGE_COUNT_USED);

	query_bind_integer(&query, officer_id);
	query_bind_integer(&query, now_s - DAY_S);
	query_bind_integer(&query, now_s + DAY_S);
	query_bind_text(&query, step);
	return query_get_count(&query);
}
