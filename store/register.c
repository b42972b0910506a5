// SPDX-License-Identifier: MIT
#include "store/register.h"

#include <ctype.h>
#include <errno.h>

#include "base/must.h"
#include "base/text.h"
#include "store/fields.h"
#include "store/query.h"

static const char *const state_names[REGISTER_STATE_COUNT] = {
	[REGISTER_STATE_VALID] = "valid",
	[REGISTER_STATE_WITHDRAWN] = "withdrawn",
	[REGISTER_STATE_REVOKED] = "revoked",
};

static const struct field register_field_rows[] = {
	FIELD(FIELD_INT64, struct register_entry, id),
	FIELD(FIELD_INT64, struct register_entry, ticket_id),
	FIELD(FIELD_TEXT, struct register_entry, village),
	FIELD(FIELD_INT, struct register_entry, year),
	FIELD(FIELD_TEXT, struct register_entry, scope),
	FIELD(FIELD_INT64, struct register_entry, sequence),
	FIELD(FIELD_TEXT, struct register_entry, number),
	FIELD(FIELD_TEXT, struct register_entry, kind),
	FIELD(FIELD_TEXT, struct register_entry, signer_name),
	FIELD(FIELD_TEXT, struct register_entry, signer_title),
	FIELD(FIELD_TEXT, struct register_entry, signer_role),
	FIELD(FIELD_TEXT, struct register_entry, signer_kind),
	FIELD(FIELD_TEXT, struct register_entry, snapshot),
	FIELD(FIELD_INT64, struct register_entry, issued_at),
	FIELD(FIELD_INT64, struct register_entry, valid_until),
	FIELD_OF_WORDS(struct register_entry, state, state_names),
	FIELD(FIELD_INT64, struct register_entry, revoked_at),
	FIELD(FIELD_TEXT, struct register_entry, revoked_why),
	FIELD(FIELD_TEXT, struct register_entry, seal),
};

static const struct fields register_fields = FIELDS(register_field_rows);

/* "470 / 012 / pem" and "470/012/PEM" are one number. */
static void make_key(const char *number, char out[REGISTER_NUMBER_SIZE])
{
	struct text key;

	text_init(&key, out, REGISTER_NUMBER_SIZE);
	for (; *number != '\0'; number++) {
		if (*number != ' ')
			text_add_char(&key, (char)toupper((unsigned char)*number));
	}
}

static int ask_sequence(struct store *store, enum statement_id statement,
			const char *village, int year, const char *scope, int64_t given,
			int64_t *out)
{
	struct query query = query_start(store, statement);

	query_bind_text(&query, village);
	query_bind_integer(&query, year);
	query_bind_text(&query, scope);
	query_bind_integer(&query, given);
	return query_get_integer(&query, out);
}

int register_next(struct store *store, const char *village, int year, const char *scope,
		  int64_t start, int64_t *out_sequence)
{
	int64_t next, last_kept;
	int error;

	must(store->is_in_transaction);
	error = ask_sequence(store, STATEMENT_REGISTER_LAST, village, year, scope,
			     start - 1, &next);
	if (error < 0)
		return error;
	next++;
	while ((error = ask_sequence(store, STATEMENT_REGISTER_KEPT, village, year, scope,
				     next, &last_kept)) == 0 &&
	       last_kept >= next)
		next = last_kept + 1;
	*out_sequence = next;
	return error;
}

int register_add(struct store *store, struct register_entry *entry)
{
	char key[REGISTER_NUMBER_SIZE];
	struct query query;

	must(store->is_in_transaction);
	make_key(entry->number, key);
	entry->id = 0;
	query = query_start(store, STATEMENT_REGISTER_ADD);
	query_bind_fields(&query, &register_fields, entry);
	query_bind_text(&query, key);
	return query_run_adding(&query, &entry->id);
}

int register_reissue(struct store *store, const struct register_entry *entry)
{
	struct query query = query_start(store, STATEMENT_REGISTER_REISSUE);

	must(store->is_in_transaction);
	query_bind_integer(&query, entry->ticket_id);
	query_bind_text(&query, entry->signer_name);
	query_bind_text(&query, entry->signer_title);
	query_bind_text(&query, entry->signer_role);
	query_bind_text(&query, entry->signer_kind);
	query_bind_text(&query, entry->snapshot);
	query_bind_integer(&query, entry->issued_at);
	query_bind_integer(&query, entry->valid_until);
	return query_run_one(&query);
}

int register_of_ticket(struct store *store, int64_t ticket_id, struct register_entry *out)
{
	struct query query = query_start(store, STATEMENT_REGISTER_OF_TICKET);

	query_bind_integer(&query, ticket_id);
	return query_get_fields(&query, &register_fields, out);
}

int register_find(struct store *store, const char *village, const char *number,
		  struct register_entry *out)
{
	struct query query = query_start(store, STATEMENT_REGISTER_FIND);
	char key[REGISTER_NUMBER_SIZE];

	make_key(number, key);
	query_bind_text(&query, village);
	query_bind_text(&query, key);
	return query_get_fields(&query, &register_fields, out);
}

int register_set_state(struct store *store, int64_t ticket_id, enum register_state state,
		       int64_t at, const char *why)
{
	struct query query = query_start(store, STATEMENT_REGISTER_SET_STATE);

	must((size_t)state < REGISTER_STATE_COUNT);
	query_bind_integer(&query, ticket_id);
	query_bind_text(&query, state_names[state]);
	query_bind_integer(&query, at);
	query_bind_text(&query, why);
	return query_run_one(&query);
}

int register_keep(struct store *store, const struct register_kept *kept, int64_t now_s)
{
	struct query query = query_start(store, STATEMENT_REGISTER_KEEP);

	query_bind_text(&query, kept->village);
	query_bind_integer(&query, kept->year);
	query_bind_text(&query, kept->scope);
	query_bind_integer(&query, kept->first);
	query_bind_integer(&query, kept->last);
	query_bind_text(&query, kept->why);
	query_bind_text(&query, kept->by);
	query_bind_integer(&query, now_s);
	return query_run(&query);
}

int register_make_snapshot(struct store *store, int64_t ticket_id,
			   const struct register_print *print, struct text *out)
{
	const char *const values[] = {
		print->number,         print->title,       print->code,
		print->village,        print->subdistrict, print->regency,
		print->province,       print->address,     print->date,
		print->valid_until,    print->signer_name, print->signer_title,
		print->signer_kind,    print->head_title,  print->phone,
		print->service_number, print->opening,     print->body,
		print->closing,        print->copies_to,   print->signers,
		print->camat,          print->signer_nip,
	};
	struct query query = query_start(store, STATEMENT_REGISTER_SNAPSHOT);

	query_bind_integer(&query, ticket_id);
	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
		query_bind_text(&query, values[i]);
	return query_add_text(&query, out);
}

struct value_row {
	char name[32];
	char value[REGISTER_VALUE_SIZE];
};

static const struct field value_field_rows[] = {
	FIELD(FIELD_TEXT, struct value_row, name),
	FIELD(FIELD_TEXT, struct value_row, value),
};

static const struct fields value_fields = FIELDS(value_field_rows);

int register_read_snapshot(struct store *store, const char *snapshot,
			   register_value_fn visit, void *context)
{
	struct query query = query_start(store, STATEMENT_REGISTER_VALUES);
	struct value_row row;
	int error;

	query_bind_text(&query, snapshot);
	while ((error = query_next_fields(&query, &value_fields, &row)) == 1) {
		if (!visit(context, row.name, row.value)) {
			query_end(&query);
			return -EINVAL;
		}
	}
	return error;
}
