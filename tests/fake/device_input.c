// SPDX-License-Identifier: MIT
#include "tests/fake/device_input.h"

#include <ctype.h>
#include <limits.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "tests/fake/at.h"

enum {
	BACKSPACE = 0x08,
	DELETE = 0x7F
};

static void echo(struct device *device, char byte)
{
	if (device->settings.has_echo)
		device_raw(device, &byte, 1);
}

/* V.250 5.2.1: a line counts from its "AT"; what stands before is noise. */
static const char *find_prefix(const char *line)
{
	for (const char *c = line; *c != '\0'; c++) {
		if (toupper((unsigned char)c[0]) == 'A' &&
		    toupper((unsigned char)c[1]) == 'T')
			return c + 2;
	}
	return NULL;
}

/* A scripted answer stands in for the whole line. */
static bool answer_by_script(struct device *device)
{
	for (size_t i = 0; i < FAULT_ANSWERS_MAX; i++) {
		struct fault_answer *answer = &device->faults->answers[i];

		if (answer->n == 0 || strncasecmp(device->running, answer->prefix,
						  strlen(answer->prefix)) != 0)
			continue;
		fault_take(&answer->n);
		ledger_add(device->ledger, "F answer AT%s", device->running);
		device_raw(device, answer->bytes, answer->n_bytes);
		return true;
	}
	return false;
}

/* The plug is pulled at this command, before or after the modem has done it. */
static bool is_unplugged_here(struct device *device, bool is_before)
{
	struct faults *faults = device->faults;
	struct fault_unplug *unplug = &faults->unplug_at_command;

	if (unplug->n == 0 || unplug->is_before != is_before ||
	    strncasecmp(device->running, faults->unplug_prefix,
			strlen(faults->unplug_prefix)) != 0)
		return false;
	fault_take(&unplug->n);
	ledger_add(device->ledger, "F hup-at AT%s", device->running);
	device_unplug(device, unplug->back_ms, unplug->wants_new_number);
	return true;
}

static void start_line(struct device *device)
{
	struct at_result error = at_error();

	if (is_unplugged_here(device, true))
		return;
	if (answer_by_script(device))
		device_go_command(device);
	else if (device->input.is_line_too_long)
		device_end_line(device, &error);
	else if (device->faults->late_ms > 0)
		loop_start_timer(&device->start_timer,
				 (int64_t)device->faults->late_ms * 1000);
	else
		at_execute(device);
	is_unplugged_here(device, false);
}

static void run_line(struct device *device)
{
	const char *command = find_prefix(device->input.line);

	device->input.n_line = 0;
	if (command == NULL) {
		device->input.is_line_too_long = false;
		return;
	}
	log_debug("> AT%s", command);
	if (device->ledger->has_commands)
		ledger_add_text(device->ledger, command, "C");
	device->n_commands++;
	text_copy(device->running, sizeof device->running, command);
	text_copy(device->input.last_line, sizeof device->input.last_line,
		  device->input.line);
	device->rest = cursor_over_string(device->running);
	device->answer_bytes = 0;
	device->mode = DEVICE_MODE_RUNNING;
	if (device->faults->echo == FAULT_ECHO_RANDOM)
		device->settings.has_echo = network_random(device->network) % 2 == 0;
	start_line(device);
	device->input.is_line_too_long = false;
}

static void add_to_line(struct device *device, char byte)
{
	if (byte == BACKSPACE || byte == DELETE) {
		device->input.n_line -= device->input.n_line > 0 ? 1 : 0;
		return;
	}
	if (device->input.n_line + 1 >= sizeof device->input.line) {
		device->input.is_line_too_long = true;
		return;
	}
	device->input.line[device->input.n_line++] = byte;
}

static void repeat_line(struct device *device)
{
	text_copy(device->input.line, sizeof device->input.line, device->input.last_line);
	run_line(device);
}

static void take_command_byte(struct device *device, char byte)
{
	if (byte == '\n' || byte == DEVICE_END || byte == '\0')
		return;
	echo(device, byte);
	if (device->input.n_line == 0)
		device->input.line_at_us = device->input.last_at_us;
	if (byte == '\r') {
		device->input.line[device->input.n_line] = '\0';
		run_line(device);
		return;
	}
	add_to_line(device, byte);
	/* V.250 5.2.4: A/ acts at once, without a carriage return. */
	if (device->input.n_line == 2 &&
	    toupper((unsigned char)device->input.line[0]) == 'A' &&
	    device->input.line[1] == '/')
		repeat_line(device);
}

static void end_body(struct device *device, bool is_escape)
{
	const char *name = is_escape ? "ignore-esc" : "ignore-ctrl-z";
	int *ignored =
		is_escape ? &device->faults->ignore_escape : &device->faults->ignore_end;

	if (fault_take(ignored)) {
		ledger_add(device->ledger, "F %s", name);
		return;
	}
	device->body[device->n_body] = '\0';
	device->mode = DEVICE_MODE_RUNNING;
	log_debug("> %s%s", device->body, is_escape ? "<esc>" : "<ctrl-z>");
	device->on_body(device, is_escape);
	device_release_held(device);
}

static void take_body_byte(struct device *device, char byte)
{
	if (byte == DEVICE_END || byte == DEVICE_ESCAPE) {
		end_body(device, byte == DEVICE_ESCAPE);
		return;
	}
	echo(device, byte);
	if (byte == BACKSPACE || byte == DELETE)
		device->n_body -= device->n_body > 0 ? 1 : 0;
	else if (device->n_body + 1 < sizeof device->body)
		device->body[device->n_body++] = byte;
}

static void feed(struct device *device)
{
	if (device->input.is_feeding)
		return;
	device->input.is_feeding = true;
	while (device->input.n_ahead > 0 && device->mode != DEVICE_MODE_RUNNING) {
		char byte = device->input.ahead[device->input.ahead_at++];

		device->input.n_ahead--;
		if (device->mode == DEVICE_MODE_PROMPT)
			take_body_byte(device, byte);
		else
			take_command_byte(device, byte);
	}
	device->input.is_feeding = false;
	if (device->input.n_ahead == 0)
		device->input.ahead_at = 0;
}

void device_go_command(struct device *device)
{
	device->mode = DEVICE_MODE_COMMAND;
	device_release_held(device);
	feed(device);
}

/* Noise on the way in; also the bytes that a small input buffer loses. */
static size_t spoil(struct device *device, char *bytes, size_t length)
{
	struct faults *faults = device->faults;
	bool is_babble = faults->line_speed != 0 &&
			 (int)pty_speed(&device->wire.pty) != faults->line_speed;

	if (faults->input_burst > 0 && length > (size_t)faults->input_burst) {
		ledger_add(device->ledger, "F input-burst %zu",
			   length - (size_t)faults->input_burst);
		length = (size_t)faults->input_burst;
	}
	for (size_t i = 0; i < length && (faults->garbage_in > 0 || is_babble); i++) {
		uint32_t chance = network_random(device->network);

		if (is_babble)
			bytes[i] = (char)chance;
		else if (chance % 1000 < faults->garbage_in)
			bytes[i] = (char)(bytes[i] ^ (1 << (chance >> 16) % 8));
	}
	return length;
}

static bool is_lost(struct device *device, int64_t at_us)
{
	struct faults *faults = device->faults;
	int64_t pause_us = at_us - device->input.last_at_us;

	device->input.last_at_us = at_us;
	if (at_us < faults->silent_until_us || !device->is_powered)
		return true;
	if (faults->drop_first_after_s > 0 &&
	    pause_us > (int64_t)faults->drop_first_after_s * 1000000) {
		ledger_add(device->ledger, "F drop-first");
		return true;
	}
	return device->mode == DEVICE_MODE_RUNNING && device->profile->drops_typeahead;
}

void device_take_bytes(struct device *device, char *bytes, size_t length, int64_t at_us)
{
	if (is_lost(device, at_us))
		return;
	length = spoil(device, bytes, length);
	if (device->input.ahead_at + device->input.n_ahead + length >
	    sizeof device->input.ahead) {
		memmove(device->input.ahead, device->input.ahead + device->input.ahead_at,
			device->input.n_ahead);
		device->input.ahead_at = 0;
	}
	if (device->input.n_ahead + length > sizeof device->input.ahead)
		length = sizeof device->input.ahead - device->input.n_ahead;
	memcpy(device->input.ahead + device->input.ahead_at + device->input.n_ahead,
	       bytes, length);
	device->input.n_ahead += length;
	feed(device);
}
