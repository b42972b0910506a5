// SPDX-License-Identifier: MIT
#include "web/api.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "store/modems.h"
#include "store/outbox.h"
#include "store/tickets.h"
#include "web/exchange.h"

enum {
	JSON_SIZE = 16 * 1024,
	QUEUE_ROWS = 1000,
};

static const char ending[] = ".json";

/* Ids first: the statement that lists is in use while its rows are visited. */
struct ids {
	int64_t ids[QUEUE_ROWS];
	int n_ids;
};

static bool take_id(void *context, const struct ticket *ticket)
{
	struct ids *ids = context;

	ids->ids[ids->n_ids++] = ticket->id;
	return ids->n_ids < QUEUE_ROWS;
}

static int add_ticket(struct exchange *exchange, int64_t id)
{
	char buffer[JSON_SIZE];
	struct text json;
	int error;

	text_init(&json, buffer, sizeof buffer);
	error = ticket_add_json(exchange->office->store, id, &json);
	if (error == 0)
		html_add_raw(&exchange->answer.body, json.bytes, json.length);
	return error;
}

int api_queue(struct exchange *exchange)
{
	struct ticket_filter filter = { .village = exchange->office->village->code,
					.is_open_only = true,
					.limit = QUEUE_ROWS };
	const char *state = exchange_query(exchange, "state");
	struct html *html = &exchange->answer.body;
	struct ids ids = { .n_ids = 0 };
	int error;

	exchange->answer.type = "application/json";
	if (state[0] != '\0') {
		filter.has_state = true;
		filter.is_open_only = false;
		if (!ticket_state_of_name(state, &filter.state))
			return -EINVAL;
	}
	error = exchange_note_view(exchange, "antrean", "json");
	if (error == 0)
		error = ticket_list(exchange->office->store, &filter, take_id, &ids);
	html_add(html, "[");
	for (int i = 0; error == 0 && i < ids.n_ids; i++) {
		html_add(html, i > 0 ? ",\n" : "\n");
		error = add_ticket(exchange, ids.ids[i]);
	}
	html_add(html, "\n]\n");
	return error;
}

int api_ticket(struct exchange *exchange)
{
	char *segment = exchange->segments[0];
	size_t length = strlen(segment), ending_length = sizeof ending - 1;
	struct ticket ticket;
	int error;

	exchange->answer.type = "application/json";
	if (length <= ending_length ||
	    strcmp(segment + length - ending_length, ending) != 0)
		return -ENOENT;
	segment[length - ending_length] = '\0';
	error = exchange_find_ticket(exchange, &ticket);
	if (error == 0)
		error = exchange_note_view(exchange, "lihat", ticket.code);
	if (error == 0)
		error = add_ticket(exchange, ticket.id);
	html_add(&exchange->answer.body, "\n");
	return error;
}

struct names {
	char names[16][sizeof((struct modem_row *)0)->name];
	int n_names;
};

static bool take_name(void *context, const struct modem_row *row)
{
	struct names *names = context;

	text_copy(names->names[names->n_names], sizeof names->names[0], row->name);
	return ++names->n_names < (int)(sizeof names->names / sizeof names->names[0]);
}

int api_modem(struct exchange *exchange)
{
	struct html *html = &exchange->answer.body;
	struct names names = { .n_names = 0 };
	char buffer[JSON_SIZE];
	struct text json;
	int error = modem_row_list(exchange->office->store, take_name, &names);

	exchange->answer.type = "application/json";
	html_add(html, "{\"waiting\":%d,\"modems\":[",
		 outbox_count_waiting(exchange->office->store));
	for (int i = 0; error == 0 && i < names.n_names; i++) {
		text_init(&json, buffer, sizeof buffer);
		error = modem_row_add_json(exchange->office->store, names.names[i],
					   &json);
		html_add(html, i > 0 ? "," : "");
		html_add_raw(html, json.bytes, json.length);
	}
	html_add(html, "]}\n");
	return error;
}
