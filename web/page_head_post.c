// SPDX-License-Identifier: MIT
#include "web/page_head_post.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "handlers/acting.h"
#include "handlers/deciding.h"
#include "handlers/mandates.h"
#include "store/store.h"
#include "web/exchange.h"
#include "web/page_head.h"
#include "web/page_ticket_step.h"
#include "web/pages.h"

#define HERE "/putusan"

struct outcome {
	enum step step;
	const char *message;
};

static const struct outcome outcomes[] = {
	{ STEP_APPROVE, "setuju" },
	{ STEP_REJECT, "tolak" },
	{ STEP_WITHDRAW, "tarik" },
};

static const struct outcome *find_outcome(const char *word)
{
	for (size_t i = 0; i < sizeof outcomes / sizeof outcomes[0]; i++) {
		if (strcmp(step_row(outcomes[i].step)->word, word) == 0)
			return &outcomes[i];
	}
	return NULL;
}

static size_t take_codes(const struct exchange *exchange, const char *codes[],
			 size_t size)
{
	size_t at = 0, n = 0;
	const char *code;

	while (n < size &&
	       (code = form_next(&exchange->request.form, "kode", &at)) != NULL)
		codes[n++] = code;
	return n;
}

static int decide(struct exchange *exchange, const struct deciding *deciding,
		  size_t *out_done)
{
	struct actor actor;
	int error = store_begin(exchange->office->store);

	if (error < 0)
		return error;
	if (!acting_fill(exchange->office, &exchange->officer, deciding->step,
			 exchange->now_s, &actor)) {
		error = -EACCES;
	} else {
		actor.door = "web";
		error = deciding_do(exchange->office, deciding, &actor, exchange->now_s,
				    out_done);
	}
	return exchange_end_transaction(exchange, error);
}

int page_head_post(struct exchange *exchange)
{
	const struct outcome *outcome = find_outcome(exchange_field(exchange, "langkah"));
	const char *codes[DECIDING_MAX], *why;
	char reason[LIMIT_REASON_SIZE];
	struct deciding deciding = { .codes = codes };
	size_t n_done = 0;
	int error;

	if (outcome == NULL || !page_step_take_reason(exchange, reason))
		return -EINVAL;
	/* Not before he may decide at all does a PIN count. */
	if (!page_head_may_decide(exchange))
		return -EACCES;
	deciding.step = outcome->step;
	deciding.n_codes = take_codes(exchange, codes, DECIDING_MAX);
	if (deciding.n_codes == 0)
		return exchange_redirect(exchange, HERE, "pilih-dulu");
	if (step_row(outcome->step)->needs_reason) {
		if (reason[0] == '\0')
			return exchange_redirect(exchange, HERE, "alasan");
		deciding.reason = reason;
	}
	why = page_step_check_pin(exchange);
	if (why != NULL)
		return exchange_redirect(exchange, HERE, why);
	error = decide(exchange, &deciding, &n_done);
	if (error < 0)
		return error;
	return exchange_redirect(exchange, HERE,
				 n_done == deciding.n_codes ? outcome->message
							    : "putus-sebagian");
}

/* What a form about a mandate did becomes a sentence on the page. */
static int end_mandate(struct exchange *exchange, int error, const char *message)
{
	error = exchange_end_transaction(exchange, error);
	if (error == -EINVAL || error == -ENOENT)
		return exchange_redirect(exchange, HERE, "mandat-salah");
	return error < 0 ? error : exchange_redirect(exchange, HERE, message);
}

int page_mandate_post(struct exchange *exchange)
{
	const struct mandate_request request = {
		.name = exchange_field(exchange, "petugas"),
		.kind = exchange_field(exchange, "sebagai"),
		.from = exchange_field(exchange, "dari"),
		.until = exchange_field(exchange, "sampai"),
		.giver = &exchange->officer,
		.by = exchange->officer.name,
	};
	char buffer[LIMIT_WHY_SIZE];
	struct text reason;
	const char *why = page_step_check_pin(exchange);
	int error;

	if (why != NULL)
		return exchange_redirect(exchange, HERE, why);
	error = store_begin(exchange->office->store);
	if (error < 0)
		return error;
	text_init(&reason, buffer, sizeof buffer);
	return end_mandate(
		exchange,
		mandate_give(exchange->office, &request, exchange->now_s, &reason),
		"mandat");
}

int page_mandate_end_post(struct exchange *exchange)
{
	const char *why = page_step_check_pin(exchange);
	int error;

	if (why != NULL)
		return exchange_redirect(exchange, HERE, why);
	error = store_begin(exchange->office->store);
	if (error < 0)
		return error;
	error = mandate_end(exchange->office, &exchange->officer,
			    exchange_field(exchange, "petugas"), exchange->now_s);
	return end_mandate(exchange, error < 0 ? error : 0, "mandat-akhir");
}
