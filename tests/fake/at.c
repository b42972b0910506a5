// SPDX-License-Identifier: MIT
#include "tests/fake/at.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/text.h"

/* clang-format off */
static const struct at_command *const tables[] = {
	at_general_commands, at_radio_commands, at_message_commands,
	at_send_commands, at_call_commands,
};
/* clang-format on */

bool at_number(const struct at_request *request, size_t i, int low, int high,
	       int otherwise, int *out_number)
{
	const struct at_argument *argument = &request->arguments[i];

	if (i >= request->n_arguments || !argument->is_given) {
		*out_number = otherwise;
		return true;
	}
	if (!argument->is_number || argument->number < low || argument->number > high)
		return false;
	*out_number = argument->number;
	return true;
}

/* One argument: "string", number, or nothing between two commas. */
static bool take_argument(struct cursor *cursor, struct at_argument *argument)
{
	struct cursor number;
	const char *bytes;
	size_t length;

	*argument = (struct at_argument){ 0 };
	cursor_skip_spaces(cursor);
	if (cursor_next_quoted(cursor, &bytes, &length)) {
		argument->is_quoted = true;
		argument->is_given = true;
	} else {
		cursor_next_until(cursor, ',', &bytes, &length);
		while (length > 0 && bytes[length - 1] == ' ')
			length--;
		argument->is_given = length > 0;
	}
	if (length >= sizeof argument->text || memchr(bytes, '"', length) != NULL)
		return false;
	memcpy(argument->text, bytes, length);
	argument->text[length] = '\0';
	number = cursor_over(bytes, length);
	argument->is_number = !argument->is_quoted && length > 0 &&
			      cursor_next_int(&number, &argument->number) &&
			      cursor_is_at_end(&number);
	cursor_skip_spaces(cursor);
	return true;
}

static bool take_arguments(struct cursor *cursor, struct at_request *request)
{
	do {
		if (request->n_arguments == AT_ARGUMENTS_MAX ||
		    !take_argument(cursor, &request->arguments[request->n_arguments]))
			return false;
		request->n_arguments++;
	} while (cursor_skip_char(cursor, ','));
	return cursor_is_at_end(cursor);
}

/* Up to the next ';' that stands outside quotes. */
static struct cursor take_command(struct cursor *rest)
{
	const char *from = rest->at;
	bool is_quoted = false;

	while (rest->at < rest->end && (is_quoted || *rest->at != ';')) {
		is_quoted = (*rest->at == '"') != is_quoted;
		rest->at++;
	}
	return cursor_over(from, (size_t)(rest->at - from));
}

static const struct at_command *find_command(const char *name)
{
	for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
		for (const struct at_command *row = tables[i]; row->name != NULL; row++) {
			if (strcasecmp(row->name, name) == 0)
				return row;
		}
	}
	return NULL;
}

static bool take_name(struct cursor *cursor, const struct device *device, char *out,
		      size_t size)
{
	size_t n = 1;

	while (n < cursor_left(cursor) && isalnum((unsigned char)cursor->at[n]))
		n++;
	if (n >= size)
		return false;
	memcpy(out, cursor->at, n);
	out[n] = '\0';
	cursor->at += n;
	for (size_t i = 0; device->profile->vendor[i] != NULL; i++) {
		if (strcasecmp(out, device->profile->vendor[i]) == 0)
			text_copy(out, size, "vendor");
	}
	/* Two commands go by another name from maker to maker. */
	if (strcasecmp(out, device->profile->retries) == 0)
		text_copy(out, size, "retries");
	else if (strcasecmp(out, device->profile->card_id) == 0)
		text_copy(out, size, "card id");
	return true;
}

static bool take_form(struct cursor *cursor, struct at_request *request)
{
	request->form = AT_FORM_EXECUTE;
	if (cursor_is_at_end(cursor))
		return true;
	if (cursor_skip_char(cursor, '?')) {
		request->form = AT_FORM_READ;
		return cursor_is_at_end(cursor);
	}
	if (!cursor_skip_char(cursor, '='))
		return false;
	if (cursor_skip_text(cursor, "?")) {
		request->form = AT_FORM_TEST;
		return cursor_is_at_end(cursor);
	}
	request->form = AT_FORM_SET;
	return take_arguments(cursor, request);
}

/* What the card says before a command gets at it. */
static struct at_result check_card(const struct device *device,
				   const struct at_command *command)
{
	static const struct {
		int cme, cms;
	} codes[] = {
		[PIN_STATE_READY] = { CME_SIM_BUSY, CMS_SIM_BUSY },
		[PIN_STATE_WANTS_PIN] = { CME_SIM_PIN, CMS_SIM_PIN },
		[PIN_STATE_WANTS_PUK] = { CME_SIM_PUK, CMS_SIM_PUK },
		[PIN_STATE_DEAD] = { CME_SIM_FAILURE, CMS_SIM_FAILURE },
	};
	enum pin_state state = pin_state(&device->pin);

	if (command->is_before_pin)
		return at_ok();
	if (state == PIN_STATE_READY && clock_mono_us() >= device->card_ready_us)
		return at_ok();
	return command->is_message ? at_cms(codes[state].cms) : at_cme(codes[state].cme);
}

static struct at_result run_extended(struct device *device, struct cursor cursor)
{
	struct at_request request = { .n_arguments = 0 };
	const struct at_command *command;
	struct at_result result;
	char name[24];

	if (!take_name(&cursor, device, name, sizeof name))
		return at_error();
	command = find_command(name);
	if (command == NULL || !take_form(&cursor, &request))
		return at_error();
	result = check_card(device, command);
	if (result.kind != AT_KIND_OK)
		return result;
	if (request.form != AT_FORM_TEST || command->test == NULL)
		return command->run(device, &request);
	if (command->test[0] != '\0')
		device_say(device, "%s: %s", command->name, command->test);
	return at_ok();
}

static struct at_result run_next(struct device *device)
{
	struct cursor *rest = &device->rest;
	struct at_result result;

	if (strchr("+^*%$#", *rest->at) == NULL)
		return at_basic(device, rest);
	result = run_extended(device, take_command(rest));
	cursor_skip_char(rest, ';');
	return result;
}

void at_execute(struct device *device)
{
	struct at_result result = at_ok();

	device->is_answering = true;
	while (result.kind == AT_KIND_OK) {
		cursor_skip_spaces(&device->rest);
		if (!cursor_skip_char(&device->rest, ';') &&
		    cursor_is_at_end(&device->rest))
			break;
		cursor_skip_spaces(&device->rest);
		if (!cursor_is_at_end(&device->rest))
			result = run_next(device);
	}
	device->is_answering = false;
	if (result.kind != AT_KIND_WAIT) {
		device->is_answering = true;
		device_end_line(device, &result);
	}
}
