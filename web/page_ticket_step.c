// SPDX-License-Identifier: MIT
#include "web/page_ticket_step.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "handlers/acting.h"
#include "handlers/steps.h"
#include "store/store.h"
#include "store/tickets.h"
#include "web/exchange.h"

/* Back to the ticket, with a sentence about what became of it. */
static int go_back(struct exchange *exchange, const char *message)
{
	char location[EXCHANGE_LOCATION_SIZE];
	struct text text;

	text_init(&text, location, sizeof location);
	text_add_format(&text, "/permohonan/%s", exchange->segments[0]);
	return exchange_redirect(exchange, location, message);
}

bool page_step_take_reason(const struct exchange *exchange, char out[LIMIT_REASON_SIZE])
{
	if (!exchange_take(exchange, "alasan_lain", out, LIMIT_REASON_SIZE, false))
		return false;
	return out[0] != '\0' ||
	       exchange_take(exchange, "alasan", out, LIMIT_REASON_SIZE, false);
}

const char *page_step_check_pin(struct exchange *exchange)
{
	static const struct {
		int error;
		const char *message;
	} rows[] = {
		{ 0, NULL },
		{ -EACCES, "pin-salah" },
		{ -EPERM, "pin-terkunci" },
		{ -EAGAIN, "pin-tunggu" },
		{ -ENOKEY, "pin-kunci" },
	};
	int error;

	if (exchange->officer.pin[0] == '\0')
		return "pin-belum";
	error = acting_check_pin(exchange->office, &exchange->officer,
				 exchange_field(exchange, "pin"), exchange->now_s);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (error == rows[i].error)
			return rows[i].message;
	}
	return "pin-gagal";
}

static int do_step(struct exchange *exchange, enum step step, const char *reason)
{
	struct actor actor;
	struct ticket ticket;
	int error = store_begin(exchange->office->store);

	if (error < 0)
		return error;
	error = exchange_find_ticket(exchange, &ticket);
	/* What the page showed is not what is there any more. */
	if (error == 0 && strcmp(exchange_field(exchange, "dari"),
				 ticket_state_name(ticket.state)) != 0)
		error = -ESTALE;
	if (error == 0 && !acting_fill(exchange->office, &exchange->officer, step,
				       exchange->now_s, &actor))
		error = -EACCES;
	if (error == 0) {
		actor.door = "web";
		error = office_step(exchange->office, &ticket, step, &actor,
				    reason[0] != '\0' ? reason : NULL, exchange->now_s);
	}
	return exchange_end_transaction(exchange, error);
}

int page_ticket_step_post(struct exchange *exchange)
{
	char reason[LIMIT_REASON_SIZE];
	struct actor actor;
	enum step step;
	int error;

	if (!step_of_word(exchange_field(exchange, "langkah"), &step))
		return -EINVAL;
	if (!page_step_take_reason(exchange, reason))
		return -EINVAL;
	/* Not before his role is right does a PIN count. */
	if (!acting_fill(exchange->office, &exchange->officer, step, exchange->now_s,
			 &actor))
		return -EACCES;
	if (step_row(step)->needs_reason && reason[0] == '\0')
		return go_back(exchange, "alasan");
	if (acting_needs_pin(step)) {
		const char *why = page_step_check_pin(exchange);

		if (why != NULL)
			return go_back(exchange, why);
	}
	error = do_step(exchange, step, reason);
	if (error == -ESTALE || error == -EPERM)
		return go_back(exchange, "berubah");
	return error < 0 ? error : go_back(exchange, step_row(step)->word);
}
