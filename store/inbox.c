// SPDX-License-Identifier: MIT
#include "store/inbox.h"

#include <errno.h>

#include <sodium.h>

#include "base/clock.h"
#include "base/must.h"
#include "base/text.h"
#include "store/fields.h"
#include "store/query.h"

enum {
	PARTS_WINDOW_S = 24 * 3600, /* a reference is used again after 255 messages */
	DEDUPE_BYTES = crypto_auth_hmacsha256_BYTES,
};

static const char *const state_names[] = {
	[INBOX_STATE_NEW] = "new",         [INBOX_STATE_PART] = "part",
	[INBOX_STATE_JOINED] = "joined",   [INBOX_STATE_HANDLED] = "handled",
	[INBOX_STATE_IGNORED] = "ignored", [INBOX_STATE_UNREAD] = "unread",
	[INBOX_STATE_DAMAGED] = "damaged", [INBOX_STATE_REPORT] = "report",
};

static const struct field inbox_field_rows[] = {
	FIELD(FIELD_INT64, struct inbox_row, id),
	FIELD(FIELD_INT64, struct inbox_row, received_at),
	FIELD(FIELD_INT64, struct inbox_row, service_at),
	FIELD_OF_WORDS(struct inbox_row, state, state_names),
	FIELD(FIELD_TEXT, struct inbox_row, door),
	FIELD(FIELD_TEXT, struct inbox_row, modem),
	FIELD(FIELD_TEXT, struct inbox_row, storage),
	FIELD(FIELD_INT, struct inbox_row, slot),
	FIELD(FIELD_TEXT, struct inbox_row, sender),
	FIELD(FIELD_TEXT, struct inbox_row, pdu),
	FIELD(FIELD_TEXT, struct inbox_row, text),
	FIELD(FIELD_TEXT, struct inbox_row, intent),
	FIELD(FIELD_TEXT, struct inbox_row, note),
	FIELD(FIELD_UNSIGNED, struct inbox_row, part_reference),
	FIELD(FIELD_UNSIGNED, struct inbox_row, part_bits),
	FIELD(FIELD_UNSIGNED, struct inbox_row, part_total),
	FIELD(FIELD_UNSIGNED, struct inbox_row, part_number),
	FIELD(FIELD_REFERENCE, struct inbox_row, joined_into),
	FIELD(FIELD_INT, struct inbox_row, seen),
};

static const struct fields inbox_fields = FIELDS(inbox_field_rows);

const char *inbox_state_name(enum inbox_state state)
{
	must((size_t)state < sizeof state_names / sizeof state_names[0]);
	return state_names[state];
}

int inbox_add(struct store *store, struct inbox_row *row, const char *key,
	      size_t key_length)
{
	struct query query = query_start(store, STATEMENT_INBOX_ADD);
	unsigned char dedupe[DEDUPE_BYTES];
	int error;

	if (row->received_at == 0)
		row->received_at = clock_utc_s();
	row->seen = 1;
	crypto_auth_hmacsha256(dedupe, (const unsigned char *)key, key_length,
			       store->dedupe_key);
	query_bind_fields(&query, &inbox_fields, row);
	query_bind_bytes(&query, dedupe, sizeof dedupe);
	error = query_next(&query);
	if (error != 1)
		return error == 0 ? -EIO : error;
	row->id = sqlite3_column_int64(query.statement, 0);
	row->seen = sqlite3_column_int(query.statement, 1);
	error = query_run(&query);
	if (error != 0)
		return error;
	return row->seen > 1 ? -EEXIST : 0;
}

/* Fills ?1 to ?6 of the statements about the parts of one message. */
static struct query start_parts(struct store *store, enum statement_id id,
				const struct inbox_row *row)
{
	struct query query = query_start(store, id);

	query_bind_text(&query, row->sender);
	query_bind_integer(&query, row->part_reference);
	query_bind_integer(&query, row->part_total);
	query_bind_integer(&query, row->part_bits);
	query_bind_integer(&query, row->received_at - PARTS_WINDOW_S);
	query_bind_integer(&query, row->id);
	return query;
}

static int read_rows(struct query *query, struct inbox_row *out_rows, int max)
{
	int n = 0, error = 1;

	while (n < max) {
		error = query_next_fields(query, &inbox_fields, &out_rows[n]);
		if (error != 1)
			break;
		n++;
	}
	if (error == 1)
		query_end(query);
	return error < 0 ? error : n;
}

int inbox_find_parts(struct store *store, const struct inbox_row *row,
		     struct inbox_row *out_parts, int max)
{
	struct query query = start_parts(store, STATEMENT_INBOX_FIND_PARTS, row);

	query_bind_integer(&query, max);
	return read_rows(&query, out_parts, max);
}

int inbox_join(struct store *store, struct inbox_row *row, const char *text)
{
	struct query query;
	int error;

	must(store->is_in_transaction);
	query = start_parts(store, STATEMENT_INBOX_JOIN_OTHERS, row);
	error = query_run(&query);
	if (error != 0)
		return error;
	query = start_parts(store, STATEMENT_INBOX_JOIN_REST, row);
	error = query_run(&query);
	if (error != 0)
		return error;
	query = query_start(store, STATEMENT_INBOX_JOIN);
	query_bind_integer(&query, row->id);
	query_bind_text(&query, text);
	error = query_run_one(&query);
	if (error != 0)
		return error;
	row->state = INBOX_STATE_NEW;
	text_copy(row->text, sizeof row->text, text);
	return 0;
}

int inbox_set_state(struct store *store, int64_t id, enum inbox_state state,
		    const char *intent, const char *note)
{
	struct query query = query_start(store, STATEMENT_INBOX_SET_STATE);

	query_bind_integer(&query, id);
	query_bind_text(&query, inbox_state_name(state));
	query_bind_text(&query, intent);
	query_bind_text(&query, note);
	return query_run_one(&query);
}

int inbox_hide(struct store *store, int64_t id, const char *text)
{
	struct query query = query_start(store, STATEMENT_INBOX_HIDE);

	query_bind_integer(&query, id);
	query_bind_text(&query, text);
	return query_run_one(&query);
}

int inbox_find_stale_parts(struct store *store, int64_t before_s, bool is_unnoted_only,
			   struct inbox_row *out_rows, int max)
{
	struct query query = query_start(store, STATEMENT_INBOX_FIND_STALE_PARTS);

	query_bind_integer(&query, before_s);
	query_bind_integer(&query, max);
	query_bind_integer(&query, is_unnoted_only);
	return read_rows(&query, out_rows, max);
}

int inbox_get(struct store *store, int64_t id, struct inbox_row *out_row)
{
	struct query query = query_start(store, STATEMENT_INBOX_GET);

	query_bind_integer(&query, id);
	return query_get_fields(&query, &inbox_fields, out_row);
}

static int visit_rows(struct query *query, inbox_visit_fn visit, void *context)
{
	struct inbox_row row;
	int error;

	while ((error = query_next_fields(query, &inbox_fields, &row)) == 1) {
		if (!visit(context, &row)) {
			query_end(query);
			return 0;
		}
	}
	return error;
}

int inbox_list(struct store *store, int limit, inbox_visit_fn visit, void *context)
{
	struct query query = query_start(store, STATEMENT_INBOX_LIST);

	query_bind_integer(&query, limit);
	return visit_rows(&query, visit, context);
}

int inbox_list_for_humans(struct store *store, int limit, inbox_visit_fn visit,
			  void *context)
{
	struct query query = query_start(store, STATEMENT_INBOX_LIST_FOR_HUMANS);

	query_bind_integer(&query, limit);
	return visit_rows(&query, visit, context);
}

int inbox_count_for_humans(struct store *store)
{
	struct query query = query_start(store, STATEMENT_INBOX_COUNT_FOR_HUMANS);

	return query_get_count(&query);
}

int inbox_list_of_sender(struct store *store, const char *sender, int limit,
			 inbox_visit_fn visit, void *context)
{
	struct query query = query_start(store, STATEMENT_INBOX_LIST_OF_SENDER);

	query_bind_text(&query, sender);
	query_bind_integer(&query, limit);
	return visit_rows(&query, visit, context);
}

int inbox_count_since(struct store *store, const char *sender, int64_t since_s)
{
	struct query query = query_start(store, STATEMENT_INBOX_COUNT_SINCE);

	query_bind_text(&query, sender);
	query_bind_integer(&query, since_s);
	query_bind_integer(&query, clock_utc_s());
	return query_get_count(&query);
}

int inbox_count_same_text(struct store *store, const char *sender, const char *text,
			  int64_t since_s)
{
	struct query query = query_start(store, STATEMENT_INBOX_COUNT_SAME_TEXT);

	query_bind_text(&query, sender);
	query_bind_integer(&query, since_s);
	query_bind_integer(&query, clock_utc_s());
	query_bind_text(&query, text);
	return query_get_count(&query);
}

int inbox_add_json(struct store *store, int64_t id, struct text *text)
{
	struct query query = query_start(store, STATEMENT_INBOX_JSON);

	query_bind_integer(&query, id);
	return query_add_text(&query, text);
}
