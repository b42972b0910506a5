// SPDX-License-Identifier: MIT
#include "store/officers.h"

#include <errno.h>
#include <string.h>

#include "base/clock.h"
#include "base/must.h"
#include "store/fields.h"
#include "store/query.h"

static const char *const role_names[OFFICER_ROLE_COUNT] = {
	[OFFICER_ROLE_OPERATOR] = "operator",
	[OFFICER_ROLE_SECRETARY] = "sekdes",
	[OFFICER_ROLE_HEAD] = "kades",
	[OFFICER_ROLE_ADMIN] = "admin",
	[OFFICER_ROLE_SUBDISTRICT] = "kecamatan",
};

static const struct field officer_field_rows[] = {
	FIELD(FIELD_INT64, struct officer, id),
	FIELD(FIELD_TEXT, struct officer, village),
	FIELD(FIELD_INT64, struct officer, created_at),
	FIELD(FIELD_TEXT, struct officer, name),
	FIELD(FIELD_TEXT, struct officer, title),
	FIELD_OF_WORDS(struct officer, role, role_names),
	FIELD(FIELD_TEXT, struct officer, phone),
	FIELD(FIELD_TEXT, struct officer, pin),
	FIELD(FIELD_INT, struct officer, failures),
	FIELD(FIELD_INT, struct officer, misses),
	FIELD(FIELD_INT64, struct officer, misses_at),
	FIELD(FIELD_INT64, struct officer, digest_at),
	FIELD(FIELD_BOOL, struct officer, is_active),
	FIELD(FIELD_INT64, struct officer, failed_at),
	FIELD(FIELD_INT64, struct officer, phone_at),
	FIELD(FIELD_TEXT, struct officer, nip),
};

static const struct fields officer_fields = FIELDS(officer_field_rows);

static const struct field delegation_field_rows[] = {
	FIELD(FIELD_INT64, struct delegation, id),
	FIELD(FIELD_INT64, struct delegation, officer_id),
	FIELD(FIELD_TEXT, struct delegation, kind),
	FIELD(FIELD_INT64, struct delegation, from_at),
	FIELD(FIELD_INT64, struct delegation, until_at),
	FIELD(FIELD_INT64, struct delegation, created_at),
	FIELD(FIELD_TEXT, struct delegation, created_by),
};

static const struct fields delegation_fields = FIELDS(delegation_field_rows);

const char *officer_role_name(enum officer_role role)
{
	must((size_t)role < OFFICER_ROLE_COUNT);
	return role_names[role];
}

bool officer_role_of_name(const char *name, enum officer_role *out_role)
{
	for (size_t i = 0; i < OFFICER_ROLE_COUNT; i++) {
		if (strcmp(role_names[i], name) == 0) {
			*out_role = (enum officer_role)i;
			return true;
		}
	}
	return false;
}

int officer_add(struct store *store, struct officer *officer)
{
	struct query query = query_start(store, STATEMENT_OFFICER_ADD);

	if (officer->created_at == 0)
		officer->created_at = clock_utc_s();
	query_bind_fields(&query, &officer_fields, officer);
	return query_run_adding(&query, &officer->id);
}

int officer_find(struct store *store, const char *village, const char *name,
		 struct officer *out)
{
	struct query query = query_start(store, STATEMENT_OFFICER_FIND);

	query_bind_text(&query, village);
	query_bind_text(&query, name);
	return query_get_fields(&query, &officer_fields, out);
}

int officer_find_by_phone(struct store *store, const char *phone, struct officer *out)
{
	struct query query = query_start(store, STATEMENT_OFFICER_FIND_BY_PHONE);

	query_bind_text(&query, phone);
	return query_get_fields(&query, &officer_fields, out);
}

int officer_get(struct store *store, int64_t id, struct officer *out)
{
	struct query query = query_start(store, STATEMENT_OFFICER_GET);

	query_bind_integer(&query, id);
	return query_get_fields(&query, &officer_fields, out);
}

int officer_list(struct store *store, const char *village, officer_visit_fn visit,
		 void *context)
{
	struct query query = query_start(store, STATEMENT_OFFICER_LIST);
	struct officer officer;
	int error;

	query_bind_text(&query, village);
	while ((error = query_next_fields(&query, &officer_fields, &officer)) == 1) {
		if (!visit(context, &officer)) {
			query_end(&query);
			return 0;
		}
	}
	return error;
}

int officer_put(struct store *store, const struct officer *officer)
{
	struct query query = query_start(store, STATEMENT_OFFICER_PUT);

	query_bind_fields(&query, &officer_fields, officer);
	return query_run_one(&query);
}

int officer_take_try(struct store *store, struct officer *officer, int64_t now_s)
{
	struct query query = query_start(store, STATEMENT_OFFICER_TAKE_TRY);
	int error;

	query_bind_integer(&query, officer->id);
	query_bind_integer(&query, OFFICER_FAILURES_MAX);
	query_bind_integer(&query, now_s);
	error = query_run_one(&query);
	if (error == -ENOENT)
		return -EACCES;
	return error < 0 ? error : officer_get(store, officer->id, officer);
}

int delegation_add(struct store *store, struct delegation *delegation)
{
	struct query query = query_start(store, STATEMENT_DELEGATION_ADD);

	if (delegation->created_at == 0)
		delegation->created_at = clock_utc_s();
	query_bind_fields(&query, &delegation_fields, delegation);
	return query_run_adding(&query, &delegation->id);
}

int delegation_find(struct store *store, const char *village, int64_t officer_id,
		    int64_t now_s, struct delegation *out)
{
	struct query query = query_start(store, STATEMENT_DELEGATION_FIND);

	query_bind_text(&query, village);
	query_bind_integer(&query, officer_id);
	query_bind_integer(&query, now_s);
	return query_get_fields(&query, &delegation_fields, out);
}

int delegation_list(struct store *store, const char *village, int64_t now_s,
		    delegation_visit_fn visit, void *context)
{
	struct query query = query_start(store, STATEMENT_DELEGATION_LIST);
	struct delegation delegation;
	int error;

	query_bind_text(&query, village);
	query_bind_integer(&query, now_s);
	while ((error = query_next_fields(&query, &delegation_fields, &delegation)) ==
	       1) {
		if (!visit(context, &delegation)) {
			query_end(&query);
			return 0;
		}
	}
	return error;
}

int delegation_end(struct store *store, int64_t officer_id, int64_t now_s)
{
	struct query query = query_start(store, STATEMENT_DELEGATION_END);

	query_bind_integer(&query, officer_id);
	query_bind_integer(&query, now_s);
	return query_run_count(&query);
}

int officer_count_pins(struct store *store, const char *begin)
{
	struct query query = query_start(store, STATEMENT_OFFICER_COUNT_PINS);

	query_bind_text(&query, begin);
	return query_get_count(&query);
}

int officer_add_json(struct store *store, int64_t id, struct text *text)
{
	struct query query = query_start(store, STATEMENT_OFFICER_JSON);

	query_bind_integer(&query, id);
	return query_add_text(&query, text);
}
