// SPDX-License-Identifier: MIT
#include "web/callback.h"

#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "base/utf8.h"
#include "handlers/gateway.h"
#include "store/json.h"
#include "web/dispatch.h"
#include "web/exchange.h"
#include "web/live.h"

static const char folder[] = "/ussd/";

enum {
	VALUE_SIZE = 1024,
};

/* What was posted, and the value that was asked for last. */
struct posted {
	const struct exchange *exchange;
	char value[VALUE_SIZE];
};

bool callback_is_path(const char *path)
{
	return strncmp(path, folder, sizeof folder - 1) == 0;
}

static const char *form_field(void *context, const char *name)
{
	struct posted *posted = context;

	return form_get(&posted->exchange->request.form, name);
}

/* One that does not fit is as long as can be, so that it is refused as too long. */
static const char *json_field(void *context, const char *name)
{
	struct posted *posted = context;

	json_find(posted->exchange->office->store, posted->exchange->request.body, name,
		  posted->value, sizeof posted->value);
	if (!utf8_is_valid(posted->value, strlen(posted->value))) /* \ud800 */
		posted->value[0] = '\0';
	return posted->value;
}

static bool may_call(const struct exchange *exchange)
{
	const struct gateway_options *options = exchange->web->gateway;
	const struct request *request = &exchange->request;

	if (request->method != METHOD_POST ||
	    !gateway_is_secret(options, request->path + sizeof folder - 1))
		return false;
	if (gateway_is_source(options, request->address))
		return true;
	log_warning(
		"gateway refused address=%s what=\"gateway.sources does not name it\"",
		request->address);
	return false;
}

void callback_serve(struct exchange *exchange)
{
	const struct gateway_options *options = exchange->web->gateway;
	struct posted posted = { .exchange = exchange };
	char body[GATEWAY_ANSWER_SIZE];
	struct text text;

	if (!may_call(exchange)) {
		dispatch_refuse(exchange, 404);
		return;
	}
	text_init(&text, body, sizeof body);
	if ((options->is_json && exchange->request.body == NULL) ||
	    gateway_take(exchange->office, options,
			 options->is_json ? json_field : form_field, &posted,
			 exchange->now_s, &text) < 0) {
		dispatch_refuse(exchange, 400);
		return;
	}
	live_wake(exchange->web->live);
	exchange->answer.status = 200;
	exchange->answer.type = options->is_json ? "application/json; charset=utf-8"
						 : "text/plain; charset=utf-8";
	html_add_raw(&exchange->answer.body, body, text.length);
}
