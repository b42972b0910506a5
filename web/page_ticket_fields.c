// SPDX-License-Identifier: MIT
#include "web/page_ticket_fields.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "base/text.h"
#include "handlers/acting.h"
#include "handlers/details.h"
#include "handlers/filling.h"
#include "handlers/printing.h"
#include "letters/catalogue.h"
#include "store/store.h"
#include "store/tickets.h"
#include "web/exchange.h"
#include "web/layout.h"
#include "web/page_ticket_change.h"
#include "web/routes.h"

enum {
	VALUE_SIZE = LIMIT_MESSAGE_SIZE,
	INPUT_NAME_SIZE = 32,
};

/* Apart from the names that every form has. */
static const char *input_name(const struct filling_field *field,
			      char out[INPUT_NAME_SIZE])
{
	struct text text;

	text_init(&text, out, INPUT_NAME_SIZE);
	text_add_format(&text, "isi.%s", field->name);
	return out;
}

/* Whether "agama, rt" names it. */
static bool is_named(const char *names, const char *name)
{
	size_t wanted = strlen(name);

	while (*names != '\0') {
		size_t length = strcspn(names, ", ");

		if (length == wanted && strncmp(names, name, length) == 0)
			return true;
		names += length;
		names += strspn(names, ", ");
	}
	return false;
}

/* The names of what is empty as the letter would be printed now. */
static void find_missing(const struct exchange *exchange, const char *code,
			 struct text *out)
{
	struct printing *printing = must_alloc(sizeof *printing);

	/* Whatever else keeps it from being printed is said when it is printed. */
	(void)printing_preview(exchange->office, code, printing, exchange->now_s, NULL);
	text_add(out, printing->content.missing);
	free(printing);
}

static void begin_form(struct exchange *exchange, const struct ticket *ticket,
		       const char *missing)
{
	struct html *html = &exchange->answer.body;
	char action[64];
	struct text text;

	text_init(&text, action, sizeof action);
	text_add_format(&text, "/permohonan/%s/isian", ticket->code);
	html_add(html, "<section class=\"card\" id=\"isian\"><h2>Isian surat</h2>");
	if (missing[0] != '\0')
		html_add(html,
			 "<p class=\"hint\">Yang bertanda * masih kosong; tanpa itu "
			 "surat tidak dapat dicetak.</p>");
	layout_form(exchange, action, "stack");
	html_add(html, "<input type=\"hidden\" name=\"versi\" value=\"%lld\">",
		 (long long)ticket->updated_at);
}

void page_ticket_fields_add(struct exchange *exchange, const struct ticket *ticket,
			    const struct letter *letter)
{
	struct html *html = &exchange->answer.body;
	struct filling_field fields[FILLING_FIELDS_MAX];
	char missing[LIMIT_MESSAGE_SIZE], value[VALUE_SIZE], name[INPUT_NAME_SIZE];
	size_t n = filling_fields(letter, fields), n_shown = 0;
	struct text text;

	if (!exchange_has_role(exchange, ROUTE_DESK) || !filling_is_open(ticket->state))
		return;
	text_init(&text, missing, sizeof missing);
	find_missing(exchange, ticket->code, &text);
	for (size_t i = 0; i < n; i++) {
		bool is_missing = is_named(missing, fields[i].name);
		bool is_said =
			details_get(ticket->details, fields[i].name, value, sizeof value);

		if (!fields[i].is_of_letter && !is_missing && !is_said)
			continue;
		if (n_shown++ == 0)
			begin_form(exchange, ticket, missing);
		html_add(html,
			 "<label>%s%s<input name=\"%s\" value=\"%s\" "
			 "maxlength=\"160\" autocomplete=\"off\"></label>",
			 fields[i].label, is_missing ? " *" : "",
			 input_name(&fields[i], name), is_said ? value : "");
	}
	if (n_shown > 0)
		html_add(html, "<button>Simpan isian</button></form></section>");
}

/* One value, when the form has it and it is another one. */
static int take_field(struct exchange *exchange, const struct filling_field *field,
		      const struct actor *actor, struct text *why)
{
	char name[INPUT_NAME_SIZE], value[VALUE_SIZE], before[VALUE_SIZE] = "";
	struct ticket ticket;
	size_t at = 0;
	int error;

	if (form_next(&exchange->request.form, input_name(field, name), &at) == NULL)
		return 0;
	if (!exchange_take(exchange, name, value, sizeof value, false)) {
		text_say(why, "%s terlalu panjang", field->label);
		return -EINVAL;
	}
	error = exchange_find_ticket(exchange, &ticket);
	if (error < 0)
		return error;
	details_get(ticket.details, field->name, before, sizeof before);
	if (strcmp(before, value) == 0)
		return 0;
	return filling_set(exchange->office, &ticket, field->name, value, actor,
			   exchange->now_s, why);
}

static int take_all(struct exchange *exchange, struct ticket *ticket, struct text *why)
{
	struct filling_field fields[FILLING_FIELDS_MAX];
	struct actor actor;
	size_t n;
	int error = exchange_find_ticket(exchange, ticket);

	if (error == 0 && !page_change_is_seen(exchange, ticket))
		error = -ESTALE;
	if (error == 0 && !acting_fill(exchange->office, &exchange->officer, STEP_CANCEL,
				       exchange->now_s, &actor))
		error = -EACCES;
	if (error < 0)
		return error;
	actor.door = "web";
	n = filling_fields(catalogue_find(exchange->office->catalogue, ticket->kind),
			   fields);
	for (size_t i = 0; i < n && error == 0; i++)
		error = take_field(exchange, &fields[i], &actor, why);
	return error;
}

int page_ticket_fields_post(struct exchange *exchange)
{
	char buffer[LIMIT_WHY_SIZE], here[64];
	struct ticket ticket;
	struct text why, path;
	int error = store_begin(exchange->office->store);

	if (error < 0)
		return error;
	text_init(&why, buffer, sizeof buffer);
	error = exchange_end_transaction(exchange, take_all(exchange, &ticket, &why));
	text_init(&path, here, sizeof here);
	text_add_format(&path, "/permohonan/%s", exchange->segments[0]);
	if (error == -EINVAL)
		return exchange_redirect(exchange, here, "isian-salah");
	if (error == -EPERM || error == -ESTALE)
		return exchange_redirect(exchange, here, "berubah");
	return error < 0 ? error : exchange_redirect(exchange, here, "isian-baik");
}
