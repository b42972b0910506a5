// SPDX-License-Identifier: MIT
#include "store/complaints.h"

#include <errno.h>
#include <string.h>

#include "base/must.h"
#include "base/text.h"
#include "store/drafts.h"
#include "store/fields.h"
#include "store/query.h"

enum {
	LIST_LIMIT = 1000,
};

static const char *const state_names[COMPLAINT_STATE_COUNT] = {
	[COMPLAINT_STATE_RECEIVED] = "received", [COMPLAINT_STATE_ASSIGNED] = "assigned",
	[COMPLAINT_STATE_ANSWERED] = "answered", [COMPLAINT_STATE_CLOSED] = "closed",
	[COMPLAINT_STATE_REOPENED] = "reopened",
};

static const struct field complaint_field_rows[] = {
	FIELD(FIELD_INT64, struct complaint, id),
	FIELD(FIELD_TEXT, struct complaint, village),
	FIELD(FIELD_TEXT, struct complaint, phone),
	FIELD(FIELD_TEXT, struct complaint, text),
	FIELD(FIELD_INT64, struct complaint, inbox_id),
	FIELD(FIELD_INT64, struct complaint, created_at),
	FIELD(FIELD_TEXT, struct complaint, door),
	FIELD(FIELD_TEXT, struct complaint, place),
	FIELD_OF_WORDS(struct complaint, state, state_names),
	FIELD(FIELD_REFERENCE, struct complaint, officer_id),
	FIELD(FIELD_TEXT, struct complaint, answer),
	FIELD(FIELD_INT64, struct complaint, updated_at),
	FIELD(FIELD_INT64, struct complaint, due_at),
	FIELD(FIELD_INT64, struct complaint, answered_at),
	FIELD(FIELD_INT64, struct complaint, escalated_at),
};

static const struct fields complaint_fields = FIELDS(complaint_field_rows);

static const struct field event_field_rows[] = {
	FIELD(FIELD_INT64, struct complaint_event, id),
	FIELD(FIELD_INT64, struct complaint_event, at),
	FIELD(FIELD_TEXT, struct complaint_event, actor),
	FIELD(FIELD_TEXT, struct complaint_event, role),
	FIELD(FIELD_TEXT, struct complaint_event, door),
	FIELD(FIELD_TEXT, struct complaint_event, step),
	FIELD_OF_WORDS(struct complaint_event, from, state_names),
	FIELD_OF_WORDS(struct complaint_event, to, state_names),
	FIELD(FIELD_TEXT, struct complaint_event, why),
};

static const struct fields event_fields = FIELDS(event_field_rows);

const char *complaint_state_name(enum complaint_state state)
{
	must((size_t)state < COMPLAINT_STATE_COUNT);
	return state_names[state];
}

bool complaint_state_of_name(const char *name, enum complaint_state *out_state)
{
	for (size_t i = 0; i < COMPLAINT_STATE_COUNT; i++) {
		if (strcmp(state_names[i], name) == 0) {
			*out_state = (enum complaint_state)i;
			return true;
		}
	}
	return false;
}

static int add_event(struct store *store, int64_t id, const struct complaint_event *event)
{
	struct query query = query_start(store, STATEMENT_COMPLAINT_EVENT_ADD);

	query_bind_fields(&query, &event_fields, event);
	query_bind_integer(&query, id);
	return query_run(&query);
}

int complaint_add(struct store *store, struct complaint *complaint)
{
	struct complaint_event event = { .at = complaint->created_at,
					 .role = "resident",
					 .step = "new",
					 .from = complaint->state,
					 .to = complaint->state };
	struct query query;
	int error;

	must(store->is_in_transaction);
	error = note_add(store, complaint->village, complaint->phone, "complaint",
			 complaint->text, complaint->inbox_id, complaint->created_at,
			 &complaint->id);
	if (error < 0)
		return error;
	query = query_start(store, STATEMENT_COMPLAINT_ADD);
	query_bind_integer(&query, complaint->id);
	query_bind_text(&query, complaint->door);
	query_bind_text(&query, complaint->place);
	query_bind_text(&query, complaint_state_name(complaint->state));
	query_bind_integer(&query, complaint->created_at);
	query_bind_integer(&query, complaint->due_at);
	error = query_run(&query);
	text_copy(event.actor, sizeof event.actor, complaint->phone);
	text_copy(event.door, sizeof event.door, complaint->door);
	return error < 0 ? error : add_event(store, complaint->id, &event);
}

int complaint_get(struct store *store, int64_t id, struct complaint *out)
{
	struct query query = query_start(store, STATEMENT_COMPLAINT_GET);

	query_bind_integer(&query, id);
	return query_get_fields(&query, &complaint_fields, out);
}

int complaint_find_same(struct store *store, const char *phone, const char *text,
			int64_t since_s, struct complaint *out)
{
	struct query query = query_start(store, STATEMENT_COMPLAINT_FIND_SAME);

	query_bind_text(&query, phone);
	query_bind_text(&query, text);
	query_bind_integer(&query, since_s);
	return query_get_fields(&query, &complaint_fields, out);
}

int complaint_change(struct store *store, const struct complaint *complaint,
		     const struct complaint_event *event)
{
	struct query query = query_start(store, STATEMENT_COMPLAINT_CHANGE);
	int error;

	must(store->is_in_transaction);
	query_bind_integer(&query, complaint->id);
	query_bind_text(&query, complaint_state_name(event->from));
	query_bind_text(&query, complaint_state_name(event->to));
	query_bind_integer(&query, complaint->officer_id);
	query_bind_text(&query, complaint->answer);
	query_bind_integer(&query, event->at);
	query_bind_integer(&query, complaint->due_at);
	query_bind_integer(&query, complaint->answered_at);
	query_bind_integer(&query, complaint->escalated_at);
	error = query_run_one(&query);
	if (error == -ENOENT)
		return -ESTALE;
	return error == 0 ? add_event(store, complaint->id, event) : error;
}

int complaint_list(struct store *store, const struct complaint_filter *filter,
		   complaint_visit_fn visit, void *context)
{
	bool has_closed = filter->has_state ? filter->state == COMPLAINT_STATE_CLOSED
					    : !filter->is_open_only;
	struct query query =
		query_start(store, has_closed ? STATEMENT_COMPLAINT_LIST
					      : STATEMENT_COMPLAINT_LIST_OPEN);
	struct complaint complaint;
	int error;

	query_bind_text(&query, filter->village);
	query_bind_text(&query,
			filter->has_state ? complaint_state_name(filter->state) : NULL);
	query_bind_integer(&query, filter->is_open_only);
	query_bind_integer(&query, filter->due_before);
	query_bind_integer(&query, filter->is_untold_only);
	query_bind_integer(&query, filter->before);
	query_bind_integer(&query, filter->limit > 0 ? filter->limit : LIST_LIMIT);
	query_bind_integer(&query, filter->below_id);
	while ((error = query_next_fields(&query, &complaint_fields, &complaint)) == 1) {
		if (!visit(context, &complaint)) {
			query_end(&query);
			return 0;
		}
	}
	return error;
}

int complaint_count_open(struct store *store, const char *village)
{
	struct query query = query_start(store, STATEMENT_COMPLAINT_COUNT_OPEN);

	query_bind_text(&query, village);
	return query_get_count(&query);
}

int complaint_events(struct store *store, int64_t id, complaint_event_visit_fn visit,
		     void *context)
{
	struct query query = query_start(store, STATEMENT_COMPLAINT_EVENTS);
	struct complaint_event event;
	int error;

	query_bind_integer(&query, id);
	while ((error = query_next_fields(&query, &event_fields, &event)) == 1) {
		if (!visit(context, &event)) {
			query_end(&query);
			return 0;
		}
	}
	return error;
}

int complaint_add_json(struct store *store, int64_t id, struct text *text)
{
	struct query query = query_start(store, STATEMENT_COMPLAINT_JSON);

	query_bind_integer(&query, id);
	return query_add_text(&query, text);
}

bool note_is_of(struct store *store, int64_t id, const char *phone)
{
	struct query query = query_start(store, STATEMENT_NOTE_IS_OF);

	query_bind_integer(&query, id);
	query_bind_text(&query, phone);
	return query_get_count(&query) > 0;
}
