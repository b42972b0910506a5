// SPDX-License-Identifier: MIT
#include "store/tickets.h"

#include <errno.h>
#include <string.h>

#include "base/clock.h"
#include "base/must.h"
#include "base/text.h"
#include "store/fields.h"
#include "store/query.h"

enum {
	LIST_LIMIT = 1000,
};

static const char *const state_names[TICKET_STATE_COUNT] = {
	[TICKET_STATE_RECEIVED] = "received", [TICKET_STATE_INCOMPLETE] = "incomplete",
	[TICKET_STATE_CHECKED] = "checked",   [TICKET_STATE_APPROVED] = "approved",
	[TICKET_STATE_READY] = "ready",       [TICKET_STATE_COLLECTED] = "collected",
	[TICKET_STATE_REJECTED] = "rejected", [TICKET_STATE_CANCELLED] = "cancelled",
	[TICKET_STATE_REVOKED] = "revoked",   [TICKET_STATE_EXPIRED] = "expired",
};

static const struct field ticket_field_rows[] = {
	FIELD(FIELD_INT64, struct ticket, id),
	FIELD(FIELD_TEXT, struct ticket, code),
	FIELD(FIELD_TEXT, struct ticket, village),
	FIELD(FIELD_TEXT, struct ticket, kind),
	FIELD(FIELD_TEXT, struct ticket, nik),
	FIELD(FIELD_TEXT, struct ticket, name),
	FIELD(FIELD_TEXT, struct ticket, purpose),
	FIELD(FIELD_TEXT, struct ticket, phone),
	FIELD(FIELD_TEXT, struct ticket, door),
	FIELD_OF_WORDS(struct ticket, state, state_names),
	FIELD(FIELD_TEXT, struct ticket, reason),
	FIELD(FIELD_TEXT, struct ticket, flags),
	FIELD(FIELD_TEXT, struct ticket, details),
	FIELD(FIELD_REFERENCE, struct ticket, inbox_id),
	FIELD(FIELD_INT, struct ticket, item),
	FIELD(FIELD_INT64, struct ticket, created_at),
	FIELD(FIELD_INT64, struct ticket, updated_at),
	FIELD(FIELD_INT64, struct ticket, due_at),
};

static const struct fields ticket_fields = FIELDS(ticket_field_rows);

static const struct field event_field_rows[] = {
	FIELD(FIELD_INT64, struct ticket_event, id),
	FIELD(FIELD_INT64, struct ticket_event, at),
	FIELD(FIELD_TEXT, struct ticket_event, actor),
	FIELD(FIELD_TEXT, struct ticket_event, role),
	FIELD(FIELD_TEXT, struct ticket_event, door),
	FIELD(FIELD_TEXT, struct ticket_event, step),
	FIELD_OF_WORDS(struct ticket_event, from, state_names),
	FIELD_OF_WORDS(struct ticket_event, to, state_names),
	FIELD(FIELD_TEXT, struct ticket_event, why),
};

static const struct fields event_fields = FIELDS(event_field_rows);

const char *ticket_state_name(enum ticket_state state)
{
	must((size_t)state < TICKET_STATE_COUNT);
	return state_names[state];
}

bool ticket_state_of_name(const char *name, enum ticket_state *out_state)
{
	for (size_t i = 0; i < TICKET_STATE_COUNT; i++) {
		if (strcmp(state_names[i], name) == 0) {
			*out_state = (enum ticket_state)i;
			return true;
		}
	}
	return false;
}

static int add_event(struct store *store, int64_t ticket_id,
		     const struct ticket_event *event)
{
	struct query query = query_start(store, STATEMENT_EVENT_ADD);

	query_bind_fields(&query, &event_fields, event);
	query_bind_integer(&query, ticket_id);
	return query_run(&query);
}

/* The ticket was refused as double: because of its code, or of its message? */
static int find_out_double(struct store *store, const struct ticket *ticket,
			   bool *out_is_code_taken)
{
	struct query query = query_start(store, STATEMENT_TICKET_OF_MESSAGE);
	int64_t id;
	int error;

	query_bind_integer(&query, ticket->inbox_id);
	query_bind_integer(&query, ticket->item);
	error = query_get_integer(&query, &id);
	if (error != 0 && error != -ENOENT)
		return error;
	*out_is_code_taken = error == -ENOENT;
	return -EEXIST;
}

int ticket_add(struct store *store, struct ticket *ticket, const char *actor,
	       bool *out_is_code_taken)
{
	struct ticket_event event = { .from = ticket->state, .to = ticket->state };
	struct query query;
	int error;

	must(store->is_in_transaction);
	*out_is_code_taken = false;
	if (ticket->created_at == 0)
		ticket->created_at = clock_utc_s();
	if (ticket->updated_at == 0)
		ticket->updated_at = ticket->created_at;
	if (ticket->details[0] == '\0')
		text_copy(ticket->details, sizeof ticket->details, "{}");
	query = query_start(store, STATEMENT_TICKET_ADD);
	query_bind_fields(&query, &ticket_fields, ticket);
	error = query_run_adding(&query, &ticket->id);
	if (error == -EEXIST)
		return find_out_double(store, ticket, out_is_code_taken);
	if (error != 0)
		return error;
	event.at = ticket->created_at;
	text_copy(event.actor, sizeof event.actor, actor);
	text_copy(event.role, sizeof event.role,
		  strcmp(actor, ticket->phone) == 0 ? "resident" : "");
	text_copy(event.door, sizeof event.door, ticket->door);
	text_copy(event.step, sizeof event.step, "new");
	return add_event(store, ticket->id, &event);
}

int ticket_find_by_code(struct store *store, const char *code, struct ticket *out)
{
	struct query query = query_start(store, STATEMENT_TICKET_FIND_BY_CODE);

	query_bind_text(&query, code);
	return query_get_fields(&query, &ticket_fields, out);
}

int ticket_get(struct store *store, int64_t id, struct ticket *out)
{
	struct query query = query_start(store, STATEMENT_TICKET_GET);

	query_bind_integer(&query, id);
	return query_get_fields(&query, &ticket_fields, out);
}

int ticket_count_state(struct store *store, const char *village, enum ticket_state state)
{
	struct query query = query_start(store, STATEMENT_TICKET_COUNT_STATE);

	query_bind_text(&query, ticket_state_name(state));
	query_bind_text(&query, village);
	return query_get_count(&query);
}

int ticket_count_late(struct store *store, const char *village, int64_t now_s)
{
	struct query query = query_start(store, STATEMENT_TICKET_COUNT_LATE);

	query_bind_integer(&query, now_s);
	query_bind_text(&query, village);
	return query_get_count(&query);
}

int ticket_count_before(struct store *store, const struct ticket *ticket)
{
	struct query query = query_start(store, STATEMENT_TICKET_COUNT_BEFORE);

	query_bind_text(&query, ticket->village);
	query_bind_integer(&query, ticket->id);
	return query_get_count(&query);
}

int ticket_find_open(struct store *store, const char *village, const char *nik,
		     const char *kind, struct ticket *out)
{
	struct query query;

	/* Nobody's number: walk-ins without one are not the same person. */
	if (nik[0] == '\0')
		return -ENOENT;
	query = query_start(store, STATEMENT_TICKET_FIND_OPEN);
	query_bind_text(&query, nik);
	query_bind_text(&query, kind);
	query_bind_text(&query, village);
	return query_get_fields(&query, &ticket_fields, out);
}

/* The state was another one, or there is no such ticket. */
static int find_out_stale(struct store *store, int64_t ticket_id)
{
	struct query query = query_start(store, STATEMENT_TICKET_HAS);
	int64_t one;
	int error;

	query_bind_integer(&query, ticket_id);
	error = query_get_integer(&query, &one);
	return error == 0 ? -ESTALE : error;
}

int ticket_step(struct store *store, const struct ticket *ticket,
		const struct ticket_event *event, const char *reason)
{
	struct ticket_event stored = *event;
	struct query query;
	int error;

	must(store->is_in_transaction);
	stored.id = 0;
	if (stored.at == 0)
		stored.at = clock_utc_s();
	query = query_start(store, STATEMENT_TICKET_STEP);
	query_bind_integer(&query, ticket->id);
	query_bind_text(&query, ticket_state_name(stored.from));
	query_bind_text(&query, ticket_state_name(stored.to));
	query_bind_text(&query, reason);
	query_bind_integer(&query, stored.at);
	error = query_run_one(&query);
	if (error == -ENOENT)
		return find_out_stale(store, ticket->id);
	return error == 0 ? add_event(store, ticket->id, &stored) : error;
}

int ticket_set_details(struct store *store, const struct ticket *ticket,
		       const struct ticket_event *event, const char *details)
{
	struct ticket_event stored = *event;
	struct query query;
	int error;

	must(store->is_in_transaction);
	stored.id = 0;
	query = query_start(store, STATEMENT_TICKET_SET_DETAILS);
	query_bind_integer(&query, ticket->id);
	query_bind_text(&query, ticket_state_name(stored.from));
	query_bind_text(&query, details);
	query_bind_integer(&query, stored.at);
	error = query_run_one(&query);
	if (error == -ENOENT)
		return find_out_stale(store, ticket->id);
	return error == 0 ? add_event(store, ticket->id, &stored) : error;
}

/* Which of the lists has the fewest rows to look at. */
static enum statement_id list_for(const struct ticket_filter *filter)
{
	enum statement_id id = STATEMENT_TICKET_LIST;

	if (filter->phone != NULL)
		id = STATEMENT_TICKET_LIST_PHONE;
	else if (filter->has_state)
		id = STATEMENT_TICKET_LIST_STATE;
	else if (filter->is_open_only)
		id = STATEMENT_TICKET_LIST_OPEN;
	return filter->is_newest_first ? id + 1 : id;
}

int ticket_list(struct store *store, const struct ticket_filter *filter,
		ticket_visit_fn visit, void *context)
{
	struct query query = query_start(store, list_for(filter));
	const char *state = filter->has_state ? ticket_state_name(filter->state) : NULL;
	struct ticket ticket;
	int error;

	query_bind_text(&query, filter->phone != NULL ? filter->phone : state);
	query_bind_integer(&query, filter->after_id);
	query_bind_text(&query, state);
	query_bind_integer(&query, filter->is_open_only);
	query_bind_integer(&query, filter->limit > 0 ? filter->limit : LIST_LIMIT);
	query_bind_integer(&query, filter->late_at);
	query_bind_text(&query, filter->village);
	while ((error = query_next_fields(&query, &ticket_fields, &ticket)) == 1) {
		if (!visit(context, &ticket)) {
			query_end(&query);
			return 0;
		}
	}
	return error;
}

int ticket_list_of_nik(struct store *store, const char *village, const char *nik,
		       int limit, ticket_visit_fn visit, void *context)
{
	struct query query = query_start(store, STATEMENT_TICKET_LIST_OF_NIK);
	struct ticket ticket;
	int error;

	query_bind_text(&query, nik);
	query_bind_integer(&query, limit);
	query_bind_text(&query, village);
	while ((error = query_next_fields(&query, &ticket_fields, &ticket)) == 1) {
		if (!visit(context, &ticket)) {
			query_end(&query);
			return 0;
		}
	}
	return error;
}

int ticket_correct(struct store *store, const struct ticket *ticket,
		   const struct ticket_event *event)
{
	struct query query;
	int error;

	must(store->is_in_transaction);
	query = query_start(store, STATEMENT_TICKET_CORRECT);
	query_bind_integer(&query, ticket->id);
	query_bind_text(&query, ticket_state_name(event->from));
	query_bind_text(&query, ticket->kind);
	query_bind_text(&query, ticket->nik);
	query_bind_text(&query, ticket->name);
	query_bind_text(&query, ticket->purpose);
	query_bind_text(&query, ticket->flags);
	query_bind_integer(&query, event->at);
	error = query_run_one(&query);
	if (error == -ENOENT)
		return find_out_stale(store, ticket->id);
	return error == 0 ? add_event(store, ticket->id, event) : error;
}

int ticket_events(struct store *store, int64_t ticket_id, ticket_event_visit_fn visit,
		  void *context)
{
	struct query query = query_start(store, STATEMENT_EVENT_LIST);
	struct ticket_event event;
	int error;

	query_bind_integer(&query, ticket_id);
	while ((error = query_next_fields(&query, &event_fields, &event)) == 1) {
		if (!visit(context, &event)) {
			query_end(&query);
			return 0;
		}
	}
	return error;
}

int ticket_add_event(struct store *store, int64_t ticket_id,
		     const struct ticket_event *event)
{
	return add_event(store, ticket_id, event);
}

int ticket_add_json(struct store *store, int64_t ticket_id, struct text *text)
{
	struct query query = query_start(store, STATEMENT_TICKET_JSON);

	query_bind_integer(&query, ticket_id);
	return query_add_text(&query, text);
}
