// SPDX-License-Identifier: MIT
#include "store/keys.h"

#include <string.h>

#include "base/must.h"
#include "store/fields.h"
#include "store/query.h"

static const char *const state_names[KEY_STATE_COUNT] = {
	[KEY_STATE_OWN] = "own",
	[KEY_STATE_TRUSTED] = "trusted",
	[KEY_STATE_REVOKED] = "revoked",
};

static const struct field key_field_rows[] = {
	FIELD(FIELD_INT64, struct key, id),
	FIELD(FIELD_TEXT, struct key, village),
	FIELD(FIELD_TEXT, struct key, public_key),
	FIELD(FIELD_TEXT, struct key, name),
	FIELD_OF_WORDS(struct key, state, state_names),
	FIELD(FIELD_INT64, struct key, from_at),
	FIELD(FIELD_INT64, struct key, until_at),
	FIELD(FIELD_INT64, struct key, changed_at),
	FIELD(FIELD_TEXT, struct key, changed_by),
	FIELD(FIELD_TEXT, struct key, why),
};

static const struct fields key_fields = FIELDS(key_field_rows);

const char *key_state_name(enum key_state state)
{
	must((size_t)state < KEY_STATE_COUNT);
	return state_names[state];
}

bool key_state_of_name(const char *name, enum key_state *out_state)
{
	for (int state = 0; state < KEY_STATE_COUNT; state++) {
		if (strcmp(state_names[state], name) == 0) {
			*out_state = (enum key_state)state;
			return true;
		}
	}
	return false;
}

int key_add(struct store *store, struct key *key)
{
	struct query query;

	key->id = 0;
	query = query_start(store, STATEMENT_KEY_ADD);
	query_bind_fields(&query, &key_fields, key);
	return query_run_adding(&query, &key->id);
}

int key_sealing(struct store *store, const char *village, struct key *out)
{
	struct query query = query_start(store, STATEMENT_KEY_SEALING);

	query_bind_text(&query, village);
	return query_get_fields(&query, &key_fields, out);
}

int key_find(struct store *store, const char *public_key, struct key *out)
{
	struct query query = query_start(store, STATEMENT_KEY_FIND);

	query_bind_text(&query, public_key);
	return query_get_fields(&query, &key_fields, out);
}

int key_put(struct store *store, const struct key *key)
{
	struct query query = query_start(store, STATEMENT_KEY_PUT);

	query_bind_fields(&query, &key_fields, key);
	return query_run_one(&query);
}

int key_list(struct store *store, const char *village, key_visit_fn visit, void *context)
{
	struct query query = query_start(store, STATEMENT_KEY_LIST);
	struct key key;
	int found;

	query_bind_text(&query, village);
	while ((found = query_next_fields(&query, &key_fields, &key)) == 1) {
		if (!visit(context, &key)) {
			query_end(&query);
			return 0;
		}
	}
	return found;
}
