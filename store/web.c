// SPDX-License-Identifier: MIT
#include "store/web.h"

#include <errno.h>

#include "base/text.h"
#include "store/fields.h"
#include "store/query.h"

static const struct field password_field_rows[] = {
	{ "password", FIELD_TEXT, 0, WEB_PASSWORD_HASH_SIZE, NULL, 0 },
};
static const struct fields password_fields = FIELDS(password_field_rows);

static const struct field session_field_rows[] = {
	FIELD(FIELD_TEXT, struct web_session, token),
	FIELD(FIELD_INT64, struct web_session, officer_id),
	FIELD(FIELD_INT64, struct web_session, created_at),
	FIELD(FIELD_INT64, struct web_session, seen_at),
	FIELD(FIELD_TEXT, struct web_session, address),
};
static const struct fields session_fields = FIELDS(session_field_rows);

static const struct field limit_field_rows[] = {
	FIELD(FIELD_TEXT, struct web_limit, name),
	FIELD(FIELD_INT, struct web_limit, failures),
	FIELD(FIELD_INT64, struct web_limit, until_at),
	FIELD(FIELD_INT64, struct web_limit, updated_at),
};
static const struct fields limit_fields = FIELDS(limit_field_rows);

static const struct field view_field_rows[] = {
	FIELD(FIELD_INT64, struct web_view, id),
	FIELD(FIELD_INT64, struct web_view, at),
	FIELD(FIELD_REFERENCE, struct web_view, officer_id),
	FIELD(FIELD_TEXT, struct web_view, address),
	FIELD(FIELD_TEXT, struct web_view, action),
	FIELD(FIELD_TEXT, struct web_view, subject),
	FIELD(FIELD_TEXT, struct web_view, account),
};
static const struct fields view_fields = FIELDS(view_field_rows);

int web_password_get(struct store *store, int64_t officer_id,
		     char out_hash[WEB_PASSWORD_HASH_SIZE])
{
	struct query query = query_start(store, STATEMENT_WEB_PASSWORD_GET);

	out_hash[0] = '\0';
	query_bind_integer(&query, officer_id);
	return query_get_fields(&query, &password_fields, out_hash);
}

int web_password_put(struct store *store, int64_t officer_id, const char *hash,
		     int64_t now_s)
{
	struct query query = query_start(store, STATEMENT_WEB_PASSWORD_PUT);

	query_bind_integer(&query, officer_id);
	query_bind_text(&query, hash);
	query_bind_integer(&query, now_s);
	return query_run(&query);
}

int web_password_count(struct store *store, const char *village)
{
	struct query query = query_start(store, STATEMENT_WEB_PASSWORD_COUNT);

	query_bind_text(&query, village);
	return query_get_count(&query);
}

int web_session_add(struct store *store, const struct web_session *session)
{
	struct query query = query_start(store, STATEMENT_WEB_SESSION_ADD);

	query_bind_fields(&query, &session_fields, session);
	return query_run(&query);
}

int web_session_find(struct store *store, const char *token, struct web_session *out)
{
	struct query query = query_start(store, STATEMENT_WEB_SESSION_FIND);

	query_bind_text(&query, token);
	return query_get_fields(&query, &session_fields, out);
}

int web_session_touch(struct store *store, const char *token, int64_t now_s)
{
	struct query query = query_start(store, STATEMENT_WEB_SESSION_TOUCH);

	query_bind_text(&query, token);
	query_bind_integer(&query, now_s);
	return query_run(&query);
}

int web_session_end(struct store *store, const char *token)
{
	struct query query = query_start(store, STATEMENT_WEB_SESSION_END);

	query_bind_text(&query, token);
	return query_run(&query);
}

int web_session_end_of_officer(struct store *store, int64_t officer_id)
{
	struct query query = query_start(store, STATEMENT_WEB_SESSION_END_OF_OFFICER);

	query_bind_integer(&query, officer_id);
	return query_run(&query);
}

int web_session_end_before(struct store *store, int64_t created_s)
{
	struct query query = query_start(store, STATEMENT_WEB_SESSION_END_BEFORE);

	query_bind_integer(&query, created_s);
	return query_run(&query);
}

int web_limit_get(struct store *store, const char *name, struct web_limit *out)
{
	struct query query = query_start(store, STATEMENT_WEB_LIMIT_GET);
	int error;

	query_bind_text(&query, name);
	error = query_get_fields(&query, &limit_fields, out);
	if (error == -ENOENT) {
		*out = (struct web_limit){ .failures = 0 };
		text_copy(out->name, sizeof out->name, name);
	}
	return error;
}

int web_limit_put(struct store *store, const struct web_limit *limit)
{
	struct query query = query_start(store, STATEMENT_WEB_LIMIT_PUT);

	query_bind_fields(&query, &limit_fields, limit);
	return query_run(&query);
}

int web_limit_delete(struct store *store, const char *name)
{
	struct query query = query_start(store, STATEMENT_WEB_LIMIT_DELETE);

	query_bind_text(&query, name);
	return query_run(&query);
}

int web_limit_delete_before(struct store *store, int64_t updated_s)
{
	struct query query = query_start(store, STATEMENT_WEB_LIMIT_DELETE_BEFORE);

	query_bind_integer(&query, updated_s);
	return query_run(&query);
}

int web_view_add(struct store *store, const struct web_view *view, int64_t since_s)
{
	struct query query = query_start(store, STATEMENT_WEB_VIEW_ADD);

	query_bind_fields(&query, &view_fields, view);
	query_bind_integer(&query, since_s);
	return query_run(&query);
}

int web_view_list(struct store *store, const char *village, const char *subject,
		  int limit, web_view_visit_fn visit, void *context)
{
	struct query query =
		query_start(store, subject == NULL ? STATEMENT_WEB_VIEW_LIST
						   : STATEMENT_WEB_VIEW_LIST_OF);
	struct web_view view;
	int error;

	query_bind_text(&query, village);
	query_bind_integer(&query, limit);
	if (subject != NULL)
		query_bind_text(&query, subject);
	while ((error = query_next_fields(&query, &view_fields, &view)) == 1) {
		if (!visit(context, &view)) {
			query_end(&query);
			return 0;
		}
	}
	return error;
}
