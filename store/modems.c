// SPDX-License-Identifier: MIT
#include "store/modems.h"

#include "store/fields.h"
#include "store/query.h"

static const struct field modem_field_rows[] = {
	FIELD(FIELD_TEXT, struct modem_row, name),
	FIELD(FIELD_TEXT, struct modem_row, state),
	FIELD(FIELD_INT64, struct modem_row, since_at),
	FIELD(FIELD_TEXT, struct modem_row, why),
	FIELD(FIELD_TEXT, struct modem_row, port),
	FIELD(FIELD_TEXT, struct modem_row, model),
	FIELD(FIELD_TEXT, struct modem_row, imei),
	FIELD(FIELD_TEXT, struct modem_row, sim),
	FIELD(FIELD_TEXT, struct modem_row, operator_name),
	FIELD(FIELD_INT, struct modem_row, signal_percent),
	FIELD(FIELD_INT, struct modem_row, sim_used),
	FIELD(FIELD_INT, struct modem_row, sim_size),
	FIELD(FIELD_BOOL, struct modem_row, is_receiving_stopped),
	FIELD(FIELD_TEXT, struct modem_row, credit),
	FIELD(FIELD_INT64, struct modem_row, credit_at),
	FIELD(FIELD_INT64, struct modem_row, credit_rupiah),
	FIELD(FIELD_TEXT, struct modem_row, active_until),
	FIELD(FIELD_TEXT, struct modem_row, grace_until),
	FIELD(FIELD_INT, struct modem_row, credit_alarms),
	FIELD(FIELD_TEXT, struct modem_row, ussd_form),
	FIELD(FIELD_BOOL, struct modem_row, is_ussd_ok_first),
	FIELD(FIELD_TEXT, struct modem_row, centre),
	FIELD(FIELD_INT, struct modem_row, drops),
	FIELD(FIELD_INT64, struct modem_row, dropped_at),
	FIELD(FIELD_INT64, struct modem_row, clock_ahead_s),
	FIELD(FIELD_INT64, struct modem_row, clock_at),
	FIELD(FIELD_INT, struct modem_row, alarms_told),
	FIELD(FIELD_INT64, struct modem_row, down_since),
	FIELD(FIELD_INT64, struct modem_row, full_since),
	FIELD(FIELD_INT64, struct modem_row, down_ms),
	FIELD(FIELD_INT64, struct modem_row, full_ms),
	FIELD(FIELD_INT64, struct modem_row, last_in_at),
	FIELD(FIELD_INT64, struct modem_row, last_out_at),
	FIELD(FIELD_INT64, struct modem_row, updated_at),
};

static const struct fields modem_fields = FIELDS(modem_field_rows);

int modem_row_put(struct store *store, const struct modem_row *row)
{
	struct query query = query_start(store, STATEMENT_MODEM_PUT);

	query_bind_fields(&query, &modem_fields, row);
	return query_run(&query);
}

int modem_row_get(struct store *store, const char *name, struct modem_row *out)
{
	struct query query = query_start(store, STATEMENT_MODEM_GET);

	query_bind_text(&query, name);
	return query_get_fields(&query, &modem_fields, out);
}

int modem_row_list(struct store *store, modem_row_visit_fn visit, void *context)
{
	struct query query = query_start(store, STATEMENT_MODEM_LIST);
	struct modem_row row;
	int error;

	while ((error = query_next_fields(&query, &modem_fields, &row)) == 1) {
		if (!visit(context, &row)) {
			query_end(&query);
			return 0;
		}
	}
	return error;
}

int modem_row_add_json(struct store *store, const char *name, struct text *text)
{
	struct query query = query_start(store, STATEMENT_MODEM_JSON);

	query_bind_text(&query, name);
	return query_add_text(&query, text);
}
