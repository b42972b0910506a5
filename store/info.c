// SPDX-License-Identifier: MIT
#include "store/info.h"

#include <errno.h>

#include "store/fields.h"
#include "store/query.h"

static const struct field info_field_rows[] = {
	FIELD(FIELD_INT64, struct info_page, id),
	FIELD(FIELD_TEXT, struct info_page, village),
	FIELD(FIELD_TEXT, struct info_page, name),
	FIELD(FIELD_TEXT, struct info_page, words),
	FIELD(FIELD_TEXT, struct info_page, text),
	FIELD(FIELD_INT64, struct info_page, at),
	FIELD(FIELD_TEXT, struct info_page, actor),
	FIELD(FIELD_TEXT, struct info_page, role),
	FIELD(FIELD_TEXT, struct info_page, door),
	FIELD(FIELD_BOOL, struct info_page, is_removed),
};

static const struct fields info_fields = FIELDS(info_field_rows);

int info_add(struct store *store, const struct info_page *page)
{
	struct query query = query_start(store, STATEMENT_INFO_ADD);
	struct info_page fresh = *page;

	fresh.id = 0;
	query_bind_fields(&query, &info_fields, &fresh);
	return query_run(&query);
}

int info_get(struct store *store, const char *village, const char *name,
	     struct info_page *out)
{
	struct query query = query_start(store, STATEMENT_INFO_GET);
	int error;

	query_bind_text(&query, village);
	query_bind_text(&query, name);
	error = query_get_fields(&query, &info_fields, out);
	return error == 0 && out->is_removed ? -ENOENT : error;
}

static int visit_all(struct query *query, info_visit_fn visit, void *context)
{
	struct info_page page;
	int error;

	while ((error = query_next_fields(query, &info_fields, &page)) == 1) {
		if (!visit(context, &page)) {
			query_end(query);
			return 0;
		}
	}
	return error;
}

int info_list(struct store *store, const char *village, info_visit_fn visit,
	      void *context)
{
	struct query query = query_start(store, STATEMENT_INFO_LIST);

	query_bind_text(&query, village);
	return visit_all(&query, visit, context);
}

int info_history(struct store *store, const char *village, const char *name,
		 info_visit_fn visit, void *context)
{
	struct query query = query_start(store, STATEMENT_INFO_HISTORY);

	query_bind_text(&query, village);
	query_bind_text(&query, name);
	return visit_all(&query, visit, context);
}
