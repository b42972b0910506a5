// SPDX-License-Identifier: MIT
#include "store/ussd.h"

#include "base/clock.h"
#include "base/must.h"
#include "base/text.h"
#include "store/fields.h"
#include "store/query.h"

enum {
	KEPT_S = 90 * 24 * 3600,
};

static const char *const state_names[] = {
	[USSD_STATE_WAITING] = "waiting",
	[USSD_STATE_ASKING] = "asking",
	[USSD_STATE_ANSWERED] = "answered",
	[USSD_STATE_FAILED] = "failed",
};

static const struct field request_field_rows[] = {
	FIELD(FIELD_INT64, struct ussd_request, id),
	FIELD(FIELD_INT64, struct ussd_request, created_at),
	FIELD_OF_WORDS(struct ussd_request, state, state_names),
	FIELD(FIELD_TEXT, struct ussd_request, modem),
	FIELD(FIELD_TEXT, struct ussd_request, code),
	FIELD(FIELD_TEXT, struct ussd_request, asked_by),
	FIELD(FIELD_TEXT, struct ussd_request, answer),
	FIELD(FIELD_TEXT, struct ussd_request, note),
	FIELD(FIELD_INT64, struct ussd_request, answered_at),
};

static const struct fields request_fields = FIELDS(request_field_rows);

const char *ussd_state_name(enum ussd_state state)
{
	must((size_t)state < sizeof state_names / sizeof state_names[0]);
	return state_names[state];
}

static int forget_old(struct store *store, int64_t now_s)
{
	struct query query = query_start(store, STATEMENT_USSD_FORGET);

	query_bind_integer(&query, now_s - KEPT_S);
	return query_run(&query);
}

int ussd_request_add(struct store *store, struct ussd_request *request)
{
	struct query query;
	int error;

	if (request->created_at == 0)
		request->created_at = clock_utc_s();
	request->state = USSD_STATE_WAITING;
	request->answer[0] = request->note[0] = '\0';
	request->answered_at = 0;
	error = forget_old(store, request->created_at);
	if (error != 0)
		return error;
	query = query_start(store, STATEMENT_USSD_ADD);
	query_bind_fields(&query, &request_fields, request);
	return query_run_adding(&query, &request->id);
}

int ussd_request_next(struct store *store, const char *modem, struct ussd_request *out)
{
	struct query query = query_start(store, STATEMENT_USSD_NEXT);

	query_bind_text(&query, modem);
	return query_get_fields(&query, &request_fields, out);
}

int ussd_request_get(struct store *store, int64_t id, struct ussd_request *out)
{
	struct query query = query_start(store, STATEMENT_USSD_GET);

	query_bind_integer(&query, id);
	return query_get_fields(&query, &request_fields, out);
}

int ussd_request_set_asking(struct store *store, struct ussd_request *request)
{
	struct query query = query_start(store, STATEMENT_USSD_SET_ASKING);
	int error;

	query_bind_integer(&query, request->id);
	query_bind_text(&query, request->modem);
	error = query_run_one(&query);
	if (error == 0)
		request->state = USSD_STATE_ASKING;
	return error;
}

int ussd_request_update(struct store *store, const struct ussd_request *request)
{
	struct query query = query_start(store, STATEMENT_USSD_UPDATE);

	query_bind_integer(&query, request->id);
	query_bind_text(&query, ussd_state_name(request->state));
	query_bind_text(&query, request->answer);
	query_bind_text(&query, request->note);
	query_bind_integer(&query, request->answered_at);
	return query_run_one(&query);
}

int ussd_request_give_up(struct store *store, int64_t before_s, bool is_starting)
{
	struct query query = query_start(store, STATEMENT_USSD_GIVE_UP);

	query_bind_integer(&query, before_s);
	query_bind_integer(&query, is_starting);
	query_bind_integer(&query, clock_utc_s());
	return query_run_count(&query);
}

int ussd_request_count_since(struct store *store, const char *modem, int64_t since_s)
{
	struct query query = query_start(store, STATEMENT_USSD_COUNT_SINCE);

	query_bind_text(&query, modem);
	query_bind_integer(&query, since_s);
	query_bind_text(&query, USSD_ASKED_BY_TIMER);
	return query_get_count(&query);
}
