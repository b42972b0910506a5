// SPDX-License-Identifier: MIT
#include "store/links.h"

#include "store/fields.h"
#include "store/query.h"

static const struct field link_field_rows[] = {
	FIELD(FIELD_INT64, struct phone_link, id),
	FIELD(FIELD_TEXT, struct phone_link, village),
	FIELD(FIELD_TEXT, struct phone_link, nik),
	FIELD(FIELD_TEXT, struct phone_link, phone),
	FIELD(FIELD_INT64, struct phone_link, at),
	FIELD(FIELD_TEXT, struct phone_link, actor),
	FIELD(FIELD_TEXT, struct phone_link, role),
	FIELD(FIELD_TEXT, struct phone_link, door),
};

static const struct fields link_fields = FIELDS(link_field_rows);

int phone_link_add(struct store *store, const struct phone_link *link)
{
	struct query query = query_start(store, STATEMENT_LINK_ADD);
	struct phone_link fresh = *link;

	fresh.id = 0;
	query_bind_fields(&query, &link_fields, &fresh);
	return query_run(&query);
}

int phone_link_last(struct store *store, const char *nik, struct phone_link *out)
{
	struct query query = query_start(store, STATEMENT_LINK_LAST);

	query_bind_text(&query, nik);
	return query_get_fields(&query, &link_fields, out);
}

static int visit_all(struct query *query, phone_link_visit_fn visit, void *context)
{
	struct phone_link link;
	int error;

	while ((error = query_next_fields(query, &link_fields, &link)) == 1) {
		if (!visit(context, &link)) {
			query_end(query);
			return 0;
		}
	}
	return error;
}

int phone_link_list(struct store *store, const char *nik, phone_link_visit_fn visit,
		    void *context)
{
	struct query query = query_start(store, STATEMENT_LINK_LIST);

	query_bind_text(&query, nik);
	return visit_all(&query, visit, context);
}

int phone_link_wishes(struct store *store, const char *village, const char *nik,
		      phone_link_visit_fn visit, void *context)
{
	struct query query = query_start(store, STATEMENT_LINK_WISHES);

	query_bind_text(&query, village);
	query_bind_text(&query, nik);
	return visit_all(&query, visit, context);
}
