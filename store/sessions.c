// SPDX-License-Identifier: MIT
#include "store/sessions.h"

#include "base/clock.h"
#include "store/fields.h"
#include "store/query.h"

static const struct field session_field_rows[] = {
	FIELD(FIELD_INT64, struct session, id),
	FIELD(FIELD_TEXT, struct session, door),
	FIELD(FIELD_TEXT, struct session, key),
	FIELD(FIELD_TEXT, struct session, caller),
	FIELD(FIELD_TEXT, struct session, place),
	FIELD(FIELD_INT, struct session, group),
	FIELD(FIELD_INT, struct session, page),
	FIELD(FIELD_INT, struct session, answers),
	FIELD(FIELD_INT, struct session, steps),
	FIELD(FIELD_BOOL, struct session, is_over),
	FIELD(FIELD_INT64, struct session, opened_at),
};

static const struct fields session_fields = FIELDS(session_field_rows);

static const struct field page_field_rows[] = {
	FIELD(FIELD_INT64, struct session_page, inbox_id),
	FIELD(FIELD_INT64, struct session_page, session_id),
	FIELD(FIELD_TEXT, struct session_page, step),
	FIELD(FIELD_TEXT, struct session_page, text),
	FIELD(FIELD_BOOL, struct session_page, is_end),
};

static const struct fields page_fields = FIELDS(page_field_rows);

int session_find(struct store *store, const char *door, const char *key,
		 const char *caller, int64_t since_s, struct session *out)
{
	struct query query = query_start(store, STATEMENT_SESSION_FIND);

	query_bind_text(&query, door);
	query_bind_text(&query, key);
	query_bind_text(&query, caller);
	query_bind_integer(&query, since_s);
	return query_get_fields(&query, &session_fields, out);
}

int session_put(struct store *store, struct session *session)
{
	struct query query = query_start(store, STATEMENT_SESSION_PUT);

	query_bind_fields(&query, &session_fields, session);
	return query_get_integer(&query, &session->id);
}

int session_count_since(struct store *store, const char *caller, int64_t since_s)
{
	struct query query = query_start(store, STATEMENT_SESSION_COUNT);

	query_bind_text(&query, caller);
	query_bind_integer(&query, since_s);
	query_bind_integer(&query, clock_utc_s());
	return query_get_count(&query);
}

int session_forget_before(struct store *store, int64_t before_s)
{
	struct query query = query_start(store, STATEMENT_SESSION_PAGES_FORGET);
	int error;

	query_bind_integer(&query, before_s);
	error = query_run(&query);
	if (error < 0)
		return error;
	query = query_start(store, STATEMENT_SESSION_FORGET);
	query_bind_integer(&query, before_s);
	return query_run(&query);
}

int session_page_add(struct store *store, const struct session_page *page)
{
	struct query query = query_start(store, STATEMENT_SESSION_PAGE_ADD);

	query_bind_fields(&query, &page_fields, page);
	return query_run(&query);
}

int session_page_find(struct store *store, int64_t session_id, const char *step,
		      struct session_page *out)
{
	struct query query = query_start(store, STATEMENT_SESSION_PAGE_FIND);

	query_bind_integer(&query, session_id);
	query_bind_text(&query, step);
	return query_get_fields(&query, &page_fields, out);
}

int session_page_last(struct store *store, int64_t session_id, struct session_page *out)
{
	struct query query = query_start(store, STATEMENT_SESSION_PAGE_LAST);

	query_bind_integer(&query, session_id);
	return query_get_fields(&query, &page_fields, out);
}
