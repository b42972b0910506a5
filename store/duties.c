// SPDX-License-Identifier: MIT
#include "store/duties.h"

#include <errno.h>

#include "store/query.h"

int duty_find_ready(struct store *store, const char *village, int64_t before_s,
		    bool is_unreminded, int64_t *out_ids, int max)
{
	struct query query = query_start(store, STATEMENT_TICKET_LIST_READY);
	int n = 0, error;

	query_bind_text(&query, village);
	query_bind_integer(&query, before_s);
	query_bind_integer(&query, is_unreminded);
	query_bind_integer(&query, max);
	while ((error = query_next(&query)) == 1)
		out_ids[n++] = sqlite3_column_int64(query.statement, 0);
	return error < 0 ? error : n;
}

int duty_take(struct store *store, const char *village, const char *name, const char *day)
{
	struct query query = query_start(store, STATEMENT_DUTY_TAKE);
	int n;

	query_bind_text(&query, village);
	query_bind_text(&query, name);
	query_bind_text(&query, day);
	n = query_run_count(&query);
	return n == 0 ? -EEXIST : n < 0 ? n : 0;
}
