// SPDX-License-Identifier: MIT
#include "web/exchange.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "handlers/code.h"
#include "store/store.h"
#include "store/tickets.h"
#include "web/live.h"

enum {
	SAME_VIEW_S = 600, /* a page that is looked at again meanwhile is one look */
};

int exchange_redirect(struct exchange *exchange, const char *location,
		      const char *message)
{
	struct text text;

	html_clear(&exchange->answer.body);
	exchange->answer.status = 303;
	text_init(&text, exchange->answer.location, sizeof exchange->answer.location);
	text_add(&text, location);
	if (message != NULL)
		text_add_format(&text, "%cpesan=%s",
				strchr(location, '?') == NULL ? '?' : '&', message);
	return 0;
}

const char *exchange_field(const struct exchange *exchange, const char *name)
{
	return form_get(&exchange->request.form, name);
}

const char *exchange_query(const struct exchange *exchange, const char *name)
{
	return form_get(&exchange->request.query, name);
}

static bool is_clean(const char *value, size_t length, bool may_have_lines)
{
	while (length > 0) {
		uint32_t code;
		size_t taken = utf8_decode(value, length, &code);

		if (utf8_is_control(code) && !(may_have_lines && code == '\n'))
			return false;
		value += taken;
		length -= taken;
	}
	return true;
}

/* A browser sends line ends as CR LF. */
static void drop_carriage_returns(char *value)
{
	char *to = value;

	for (; *value != '\0'; value++) {
		if (*value != '\r')
			*to++ = *value;
	}
	*to = '\0';
}

bool exchange_take(const struct exchange *exchange, const char *name, char *out,
		   size_t size, bool may_have_lines)
{
	const char *value = exchange_field(exchange, name);
	size_t length;

	value += strspn(value, " \t\r\n");
	length = strlen(value);
	while (length > 0 && strchr(" \t\r\n", value[length - 1]) != NULL)
		length--;
	out[0] = '\0';
	if (length >= size)
		return false;
	memcpy(out, value, length);
	out[length] = '\0';
	if (may_have_lines)
		drop_carriage_returns(out);
	if (is_clean(out, strlen(out), may_have_lines))
		return true;
	out[0] = '\0';
	return false;
}

int exchange_end_transaction(struct exchange *exchange, int error)
{
	if (error == 0)
		error = store_commit(exchange->office->store);
	else
		store_rollback(exchange->office->store);
	/* Our own commits ring everybody's bell but ours. */
	if (error == 0)
		live_wake(exchange->web->live);
	return error;
}

int exchange_find_ticket(const struct exchange *exchange, struct ticket *out)
{
	char code[LIMIT_CODE_SIZE];
	int error;

	if (!code_read(exchange->segments[0], code))
		return -ENOENT;
	error = ticket_find_by_code(exchange->office->store, code, out);
	if (error == 0 && strcmp(out->village, exchange->office->village->code) != 0)
		return -ENOENT;
	return error;
}

static int note(struct exchange *exchange, const char *action, const char *subject,
		int64_t since_s)
{
	struct web_view view = { .at = exchange->now_s,
				 .officer_id = exchange->officer.id };

	text_copy(view.address, sizeof view.address, exchange->request.address);
	text_copy(view.action, sizeof view.action, action);
	text_copy(view.subject, sizeof view.subject, subject);
	return web_view_add(exchange->office->store, &view, since_s);
}

int exchange_note_view(struct exchange *exchange, const char *action, const char *subject)
{
	return note(exchange, action, subject, exchange->now_s - SAME_VIEW_S);
}

int exchange_note_deed(struct exchange *exchange, const char *action, const char *subject)
{
	return note(exchange, action, subject, exchange->now_s);
}

bool exchange_has_role(const struct exchange *exchange, unsigned roles)
{
	return exchange->is_logged_in &&
	       (roles & 1U << (unsigned)exchange->officer.role) != 0;
}
