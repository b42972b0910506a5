// SPDX-License-Identifier: MIT
#include "handlers/gateway.h"

#include <errno.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "handlers/details.h"
#include "handlers/session.h"

static const char place_of_text[] = "{teks}";

bool gateway_is_secret(const struct gateway_options *options, const char *part)
{
	const size_t size = sizeof(options->secret);
	char padded[sizeof(options->secret)] = "";
	unsigned difference = 0;

	if (options->secret[0] == '\0' || strlen(part) >= size)
		return false;
	text_copy(padded, size, part);
	for (size_t i = 0; i < size; i++) {
		char wanted = i < strlen(options->secret) ? options->secret[i] : '\0';

		difference |= (unsigned)(padded[i] ^ wanted);
	}
	return difference == 0;
}

/* One of the words of a list. */
static bool is_listed(const char *list, const char *word)
{
	size_t length = strlen(word);

	while (*list != '\0') {
		size_t n;

		list += strspn(list, " ");
		n = strcspn(list, " ");
		if (n == length && n > 0 && strncmp(list, word, n) == 0)
			return true;
		list += n;
	}
	return false;
}

bool gateway_is_source(const struct gateway_options *options, const char *address)
{
	if (options->sources[0] != '\0')
		return is_listed(options->sources, address);
	return strncmp(address, "127.", 4) == 0 || strcmp(address, "::1") == 0;
}

bool gateway_check_secret(const char *string, struct text *why)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
	size_t length = strlen(string);

	if (length == 0 ||
	    (length >= GATEWAY_SECRET_MIN && strspn(string, allowed) == length))
		return true;
	text_say(why,
		 "must have at least %d letters, digits, '-' or '_', as 'openssl "
		 "rand -hex 16' makes them",
		 GATEWAY_SECRET_MIN);
	return false;
}

bool gateway_check_template(const char *string, struct text *why)
{
	const char *at = strstr(string, place_of_text);

	if (at != NULL && strstr(at + 1, place_of_text) == NULL)
		return true;
	text_say(why, "must hold {teks} once");
	return false;
}

/* In JSON the text stands between quotes that the template has. */
static void add_text(const struct gateway_options *options, const char *page,
		     struct text *out)
{
	char room[GATEWAY_ANSWER_SIZE];
	struct text json;

	if (!options->is_json) {
		text_add(out, page);
		return;
	}
	text_init(&json, room, sizeof(room));
	json_add_text(&json, page);
	text_add_bytes(out, room + 1, json.length - 2);
}

static void write_answer(const struct gateway_options *options,
			 const struct session_page *page, struct text *out)
{
	const char *template = page->is_end ? options->end : options->more;
	const char *at = strstr(template, place_of_text);

	if (at == NULL) /* the settings are checked */
		return;
	text_add_bytes(out, template, (size_t)(at - template));
	add_text(options, page->text, out);
	text_add(out, at + sizeof(place_of_text) - 1);
}

/* A value that outlives the next question; false when it is too long. */
static bool take(gateway_field_fn field, void *context, const char *name, char *out,
		 size_t size)
{
	return text_copy(out, size, name[0] == '\0' ? "" : field(context, name));
}

struct call {
	char session[SESSION_KEY_SIZE], phone[64], text[SESSION_STEP_SIZE], step[32];
	char status[32];
};

static bool read_call(const struct gateway_options *options, gateway_field_fn field,
		      void *context, struct call *call)
{
	return take(field, context, options->session, call->session,
		    sizeof(call->session)) &&
	       take(field, context, options->phone, call->phone, sizeof(call->phone)) &&
	       take(field, context, options->text, call->text, sizeof(call->text)) &&
	       take(field, context, options->step, call->step, sizeof(call->step)) &&
	       take(field, context, options->status, call->status,
		    sizeof(call->status)) &&
	       call->session[0] != '\0' && call->phone[0] != '\0';
}

int gateway_take(const struct office *office, const struct gateway_options *options,
		 gateway_field_fn field, void *context, int64_t now_s,
		 struct text *out_body)
{
	struct call call;
	struct session_page page;
	const struct session_input input = { .door = "http",
					     .modem = "",
					     .key = call.session,
					     .caller = call.phone,
					     .step = call.step,
					     .text = call.text,
					     .is_cumulative = options->step[0] == '\0' };
	int error;

	if (!read_call(options, field, context, &call) ||
	    (!input.is_cumulative && call.step[0] == '\0'))
		return -EINVAL;
	if (call.status[0] != '\0') { /* how it ended; the draft stays */
		log_info("session over door=http session=%s", call.session);
		return 0;
	}
	error = session_step(office, &input, now_s, &page);
	if (error == -EINVAL)
		return error;
	if (error < 0)
		log_error("step failed door=http session=%s error=\"%s\"", call.session,
			  strerror(-error));
	write_answer(options, &page, out_body);
	return 0;
}
