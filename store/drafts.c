// SPDX-License-Identifier: MIT
#include "store/drafts.h"

#include <errno.h>

#include "base/clock.h"
#include "base/text.h"
#include "store/fields.h"
#include "store/query.h"

static const struct field draft_field_rows[] = {
	FIELD(FIELD_TEXT, struct draft, person),
	FIELD(FIELD_TEXT, struct draft, village),
	FIELD(FIELD_TEXT, struct draft, step),
	FIELD(FIELD_TEXT, struct draft, kind),
	FIELD(FIELD_TEXT, struct draft, nik),
	FIELD(FIELD_TEXT, struct draft, name),
	FIELD(FIELD_TEXT, struct draft, purpose),
	FIELD(FIELD_TEXT, struct draft, details),
	FIELD(FIELD_TEXT, struct draft, more),
	FIELD(FIELD_INT, struct draft, page),
	FIELD(FIELD_INT, struct draft, misses),
	FIELD(FIELD_INT64, struct draft, updated_at),
	FIELD(FIELD_INT64, struct draft, inbox_id),
};

static const struct fields draft_fields = FIELDS(draft_field_rows);

static const struct field person_field_rows[] = {
	FIELD(FIELD_TEXT, struct person, phone),
	FIELD(FIELD_INT64, struct person, first_seen_at),
	FIELD(FIELD_INT64, struct person, privacy_told_at),
	FIELD(FIELD_BOOL, struct person, is_stopped),
	FIELD(FIELD_INT64, struct person, quiet_until),
};

static const struct fields person_fields = FIELDS(person_field_rows);

int draft_get(struct store *store, const char *person, struct draft *out_draft)
{
	struct query query = query_start(store, STATEMENT_DRAFT_GET);
	int error;

	query_bind_text(&query, person);
	error = query_get_fields(&query, &draft_fields, out_draft);
	if (error == -ENOENT) {
		*out_draft = (struct draft){ .page = 0 };
		text_copy(out_draft->person, sizeof out_draft->person, person);
	}
	return error;
}

int draft_put(struct store *store, const struct draft *draft)
{
	struct query query = query_start(store, STATEMENT_DRAFT_PUT);

	query_bind_fields(&query, &draft_fields, draft);
	return query_run(&query);
}

int draft_delete(struct store *store, const char *person)
{
	struct query query = query_start(store, STATEMENT_DRAFT_DELETE);

	query_bind_text(&query, person);
	return query_run(&query);
}

int draft_delete_before(struct store *store, int64_t before_s)
{
	struct query query = query_start(store, STATEMENT_DRAFT_DELETE_BEFORE);

	query_bind_integer(&query, before_s);
	return query_run(&query);
}

int person_get(struct store *store, const char *phone, struct person *out)
{
	struct query query = query_start(store, STATEMENT_PERSON_GET);
	int error;

	query_bind_text(&query, phone);
	error = query_get_fields(&query, &person_fields, out);
	if (error == -ENOENT) {
		*out = (struct person){ .is_stopped = false };
		text_copy(out->phone, sizeof out->phone, phone);
	}
	return error;
}

int person_put(struct store *store, const struct person *person)
{
	struct query query = query_start(store, STATEMENT_PERSON_PUT);

	query_bind_fields(&query, &person_fields, person);
	return query_run(&query);
}

int note_add(struct store *store, const char *village, const char *phone,
	     const char *kind, const char *text, int64_t inbox_id, int64_t now_s,
	     int64_t *out_number)
{
	struct query query = query_start(store, STATEMENT_NOTE_ADD);

	query_bind_integer(&query, now_s);
	query_bind_text(&query, village);
	query_bind_text(&query, phone);
	query_bind_text(&query, kind);
	query_bind_text(&query, text);
	query_bind_integer(&query, inbox_id);
	return query_run_adding(&query, out_number);
}
