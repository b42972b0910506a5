// SPDX-License-Identifier: MIT
#include "store/json.h"

#include <errno.h>

#include "base/text.h"
#include "store/query.h"

static int is_object(struct store *store, const char *json)
{
	struct query query = query_start(store, STATEMENT_JSON_VALID);

	query_bind_text(&query, json);
	return query_get_count(&query);
}

int json_find(struct store *store, const char *json, const char *name, char *out,
	      size_t size)
{
	struct query query;
	struct text text;
	int result = is_object(store, json);

	out[0] = '\0';
	if (result <= 0)
		return result < 0 ? result : -EINVAL;
	text_init(&text, out, size);
	query = query_start(store, STATEMENT_JSON_FIND);
	query_bind_text(&query, json);
	query_bind_text(&query, name);
	return query_add_text(&query, &text);
}
