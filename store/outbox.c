// SPDX-License-Identifier: MIT
#include "store/outbox.h"

#include <errno.h>

#include "base/clock.h"
#include "base/must.h"
#include "base/text.h"
#include "store/fields.h"
#include "store/query.h"

enum {
	REPORT_WINDOW_S = 72 * 3600, /* a phone may be off over a weekend */
};

static const char *const state_names[] = {
	[OUTBOX_STATE_QUEUED] = "queued",       [OUTBOX_STATE_SENDING] = "sending",
	[OUTBOX_STATE_SENT] = "sent",           [OUTBOX_STATE_RETRY] = "retry",
	[OUTBOX_STATE_UNSURE] = "unsure",       [OUTBOX_STATE_FAILED] = "failed",
	[OUTBOX_STATE_DELIVERED] = "delivered",
};

static const struct field outbox_field_rows[] = {
	FIELD(FIELD_INT64, struct outbox_row, id),
	FIELD(FIELD_INT64, struct outbox_row, created_at),
	FIELD_OF_WORDS(struct outbox_row, state, state_names),
	FIELD(FIELD_UNSIGNED, struct outbox_row, priority),
	FIELD(FIELD_TEXT, struct outbox_row, to),
	FIELD(FIELD_TEXT, struct outbox_row, text),
	FIELD(FIELD_TEXT, struct outbox_row, phrase),
	FIELD(FIELD_REFERENCE, struct outbox_row, inbox_id),
	FIELD(FIELD_REFERENCE, struct outbox_row, ticket_id),
	FIELD(FIELD_TEXT, struct outbox_row, modem),
	FIELD(FIELD_INT, struct outbox_row, attempts),
	FIELD(FIELD_INT, struct outbox_row, unsure),
	FIELD(FIELD_INT64, struct outbox_row, next_at),
	FIELD(FIELD_INT64, struct outbox_row, valid_until),
	FIELD(FIELD_UNSIGNED, struct outbox_row, parts_total),
	FIELD(FIELD_UNSIGNED, struct outbox_row, parts_sent),
	FIELD(FIELD_UNSIGNED, struct outbox_row, part_reference),
	FIELD(FIELD_INT64, struct outbox_row, sent_at),
	FIELD(FIELD_INT, struct outbox_row, error),
	FIELD(FIELD_INT, struct outbox_row, sms_reference),
	FIELD(FIELD_TEXT, struct outbox_row, note),
};

static const struct fields outbox_fields = FIELDS(outbox_field_rows);

const char *outbox_state_name(enum outbox_state state)
{
	must((size_t)state < sizeof state_names / sizeof state_names[0]);
	return state_names[state];
}

/* Until when unasked texts to this number wait; 0 = it is not parked. */
static int get_parked_until(struct store *store, const char *to, int64_t *out_until)
{
	struct query query = query_start(store, STATEMENT_OUTBOX_PARKED_UNTIL);
	int error;

	*out_until = 0;
	query_bind_text(&query, to);
	error = query_get_integer(&query, out_until);
	return error == -ENOENT ? 0 : error;
}

int outbox_add(struct store *store, struct outbox_row *row)
{
	int64_t now_s = clock_utc_s(), until;
	struct query query;
	int error;

	if (row->created_at == 0)
		row->created_at = now_s;
	row->state = OUTBOX_STATE_QUEUED;
	row->attempts = row->unsure = 0;
	row->parts_total = row->parts_sent = row->part_reference = 0;
	row->sent_at = 0;
	row->error = row->sms_reference = -1;
	if (row->inbox_id == 0) {
		error = get_parked_until(store, row->to, &until);
		if (error != 0)
			return error;
		if (until > now_s && until > row->next_at)
			row->next_at = until;
	}
	query = query_start(store, STATEMENT_OUTBOX_ADD);
	query_bind_fields(&query, &outbox_fields, row);
	query_bind_integer(&query, now_s);
	return query_run_adding(&query, &row->id);
}

static int expire(struct store *store, int64_t id, int64_t now_s)
{
	struct query query = query_start(store, STATEMENT_OUTBOX_EXPIRE);

	query_bind_integer(&query, id);
	query_bind_integer(&query, now_s);
	return query_run(&query);
}

int outbox_next(struct store *store, const char *modem, int64_t now_s,
		struct outbox_row *out_row)
{
	return outbox_next_for(store, modem, "", now_s, out_row);
}

int outbox_next_for(struct store *store, const char *modem, const char *others,
		    int64_t now_s, struct outbox_row *out_row)
{
	for (;;) {
		struct query query = query_start(store, STATEMENT_OUTBOX_NEXT);
		int error;

		query_bind_text(&query, modem);
		query_bind_integer(&query, now_s);
		query_bind_integer(&query, now_s - OUTBOX_OWN_MODEM_S);
		query_bind_text(&query, others);
		error = query_get_fields(&query, &outbox_fields, out_row);
		if (error != 0)
			return error;
		if (out_row->valid_until == 0 || out_row->valid_until >= now_s)
			return 0;
		error = expire(store, out_row->id, now_s);
		if (error != 0)
			return error;
	}
}

int outbox_next_time(struct store *store, int64_t after_s, int64_t *out_at)
{
	struct query query = query_start(store, STATEMENT_OUTBOX_NEXT_TIME);

	query_bind_integer(&query, after_s);
	return query_get_integer(&query, out_at);
}

int outbox_set_sending(struct store *store, int64_t id, const char *modem,
		       unsigned parts_total)
{
	struct query query = query_start(store, STATEMENT_OUTBOX_SET_SENDING);
	int error;

	query_bind_integer(&query, id);
	query_bind_text(&query, modem);
	query_bind_integer(&query, parts_total);
	query_bind_integer(&query, clock_utc_s());
	error = query_run_one(&query);
	return error == -ENOENT ? -ESTALE : error;
}

/* After a failure: unasked texts to a number that takes none wait together. */
static int park(struct store *store, const char *to, int64_t now_s)
{
	struct query query;
	int64_t until;
	int error = get_parked_until(store, to, &until);

	if (error != 0 || until <= now_s)
		return error;
	query = query_start(store, STATEMENT_OUTBOX_PARK);
	query_bind_text(&query, to);
	query_bind_integer(&query, until);
	return query_run(&query);
}

int outbox_update(struct store *store, const struct outbox_row *row)
{
	struct query query = query_start(store, STATEMENT_OUTBOX_UPDATE);
	int64_t now_s = clock_utc_s();
	int error;

	query_bind_integer(&query, row->id);
	query_bind_text(&query, outbox_state_name(row->state));
	query_bind_integer(&query, row->attempts);
	query_bind_integer(&query, row->unsure);
	query_bind_integer(&query, row->next_at);
	query_bind_integer(&query, row->parts_total);
	query_bind_integer(&query, row->parts_sent);
	query_bind_integer(&query, row->part_reference);
	query_bind_integer(&query, row->error);
	query_bind_text(&query, row->note);
	query_bind_integer(&query, row->sms_reference);
	query_bind_integer(&query, row->sent_at);
	query_bind_integer(&query, now_s);
	error = query_run_one(&query);
	if (error != 0 || row->state != OUTBOX_STATE_FAILED)
		return error;
	return park(store, row->to, now_s);
}

int outbox_get(struct store *store, int64_t id, struct outbox_row *out_row)
{
	struct query query = query_start(store, STATEMENT_OUTBOX_GET);

	query_bind_integer(&query, id);
	return query_get_fields(&query, &outbox_fields, out_row);
}

int outbox_recover(struct store *store, int64_t next_at)
{
	struct query query = query_start(store, STATEMENT_OUTBOX_RECOVER);

	query_bind_integer(&query, next_at);
	query_bind_integer(&query, clock_utc_s());
	return query_run_count(&query);
}

int outbox_report(struct store *store, const char *to, unsigned sms_reference,
		  bool is_delivered, int64_t now_s)
{
	enum outbox_state state =
		is_delivered ? OUTBOX_STATE_DELIVERED : OUTBOX_STATE_FAILED;
	struct query query = query_start(store, STATEMENT_OUTBOX_REPORT);

	query_bind_text(&query, to);
	query_bind_integer(&query, sms_reference);
	query_bind_text(&query, outbox_state_name(state));
	query_bind_text(&query, is_delivered ? "" : "tidak sampai, kata jaringan");
	query_bind_integer(&query, now_s - REPORT_WINDOW_S);
	query_bind_integer(&query, now_s);
	return query_run_one(&query);
}

static int visit_rows(struct query *query, outbox_visit_fn visit, void *context)
{
	struct outbox_row row;
	int error;

	while ((error = query_next_fields(query, &outbox_fields, &row)) == 1) {
		if (!visit(context, &row)) {
			query_end(query);
			return 0;
		}
	}
	return error;
}

int outbox_list(struct store *store, int limit, outbox_visit_fn visit, void *context)
{
	struct query query = query_start(store, STATEMENT_OUTBOX_LIST);

	query_bind_integer(&query, limit);
	return visit_rows(&query, visit, context);
}

int outbox_list_to(struct store *store, const char *to, int limit, outbox_visit_fn visit,
		   void *context)
{
	struct query query = query_start(store, STATEMENT_OUTBOX_LIST_TO);

	query_bind_text(&query, to);
	query_bind_integer(&query, limit);
	return visit_rows(&query, visit, context);
}

int outbox_count_since(struct store *store, const char *to, int64_t since_s)
{
	struct query query =
		query_start(store, to == NULL ? STATEMENT_OUTBOX_COUNT_SINCE
					      : STATEMENT_OUTBOX_COUNT_SINCE_TO);

	query_bind_integer(&query, since_s);
	query_bind_integer(&query, clock_utc_s());
	if (to != NULL)
		query_bind_text(&query, to);
	return query_get_count(&query);
}

bool outbox_has_said(struct store *store, const char *to, const char *text,
		     int64_t since_s)
{
	struct query query = query_start(store, STATEMENT_OUTBOX_HAS_SAID);

	query_bind_integer(&query, since_s);
	query_bind_text(&query, to);
	query_bind_text(&query, text);
	return query_get_count(&query) > 0;
}

int outbox_count_waiting(struct store *store)
{
	struct query query = query_start(store, STATEMENT_OUTBOX_COUNT_WAITING);

	return query_get_count(&query);
}

int outbox_add_json(struct store *store, int64_t id, struct text *text)
{
	struct query query = query_start(store, STATEMENT_OUTBOX_JSON);

	query_bind_integer(&query, id);
	return query_add_text(&query, text);
}
