// SPDX-License-Identifier: MIT
#include "tests/fake/device_output.h"

#include <stdarg.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "tests/fake/at.h"
#include "tests/fake/device_input.h"

/*
 * The way out: every byte of the modem passes here, and here the faults of the line get
 * at it. An answer is put together in pieces; its bytes are counted so that an
 * unsolicited line may be put before any one of them.
 */

static const struct {
	const char *lead, *end;
} line_ends[] = {
	[FAULT_LINE_END_CRLF] = { "\r\n", "\r\n" },
	[FAULT_LINE_END_LF] = { "\n", "\n" },
	[FAULT_LINE_END_CRCRLF] = { "\r\r\n", "\r\r\n" },
	[FAULT_LINE_END_CR] = { "\r", "\r" },
	[FAULT_LINE_END_NOLEAD] = { "", "\r\n" },
	[FAULT_LINE_END_BLANK] = { "\r\n\r\n", "\r\n\r\n" },
};

static bool is_silent(const struct device *device)
{
	return clock_mono_us() < device->faults->silent_until_us;
}

static bool is_wrong_speed(const struct device *device)
{
	return device->faults->line_speed != 0 &&
	       (int)pty_speed(&device->wire.pty) != device->faults->line_speed;
}

/* The last thing before the wire: noise. */
static void send_noisy(struct device *device, const char *bytes, size_t length)
{
	char noisy[1024];
	bool is_babble = is_wrong_speed(device);

	if (is_silent(device) || !device->is_powered)
		return;
	if (device->faults->garbage_out == 0 && !is_babble) {
		wire_send(&device->wire, bytes, length);
		return;
	}
	while (length > 0) {
		size_t n = length < sizeof noisy ? length : sizeof noisy;

		memcpy(noisy, bytes, n);
		for (size_t i = 0; i < n; i++) {
			uint32_t chance = network_random(device->network);

			if (is_babble)
				noisy[i] = (char)chance;
			else if (chance % 1000 < device->faults->garbage_out)
				noisy[i] = (char)(noisy[i] ^ (1 << (chance >> 16) % 8));
		}
		wire_send(&device->wire, noisy, n);
		bytes += n;
		length -= n;
	}
}

static void add_lines(struct text *out, enum fault_line_end style, const char *lines)
{
	text_add(out, line_ends[style].lead);
	for (const char *c = lines; *c != '\0'; c++) {
		if (*c == '\n')
			text_add(out, line_ends[style].end);
		else
			text_add_char(out, *c);
	}
	text_add(out, line_ends[style].end);
}

static void send_inserted(struct device *device, const char *line, const char *fault)
{
	char bytes[FAULT_TEXT_SIZE + 16];
	struct text text;

	text_init(&text, bytes, sizeof bytes);
	add_lines(&text, device->faults->line_end, line);
	ledger_add_text(device->ledger, line, "F %s", fault);
	send_noisy(device, text.bytes, text.length);
}

/* Bytes up to the next place where a fault wants a line; `length` when there is none. */
static size_t until_insertion(const struct device *device, size_t length, bool is_answer)
{
	const struct faults *faults = device->faults;
	size_t n = length;

	if (is_answer && faults->urc_at.is_armed &&
	    faults->urc_at.offset >= device->answer_bytes &&
	    faults->urc_at.offset - device->answer_bytes < n)
		n = faults->urc_at.offset - device->answer_bytes;
	if (faults->urc_every_bytes > 0 && device->urc_bytes >= faults->urc_every_bytes)
		n = 0;
	else if (faults->urc_every_bytes > 0 &&
		 faults->urc_every_bytes - device->urc_bytes < n)
		n = faults->urc_every_bytes - device->urc_bytes;
	return n;
}

static void insert_due(struct device *device, bool is_answer)
{
	struct faults *faults = device->faults;

	if (faults->urc_every_bytes > 0 && device->urc_bytes >= faults->urc_every_bytes) {
		device->urc_bytes = 0;
		send_inserted(device, faults->urc_every_line, "urc-every");
	}
	if (is_answer && faults->urc_at.is_armed &&
	    faults->urc_at.offset == device->answer_bytes) {
		faults->urc_at.is_armed = false;
		send_inserted(device, faults->urc_at.line, "urc-at");
	}
}

/* How many of the next bytes of this answer still get out. */
static size_t uncut(struct device *device, size_t length)
{
	struct faults *faults = device->faults;
	size_t left = 0;

	if (faults->cut_n == 0)
		return length;
	if (device->answer_bytes < (size_t)faults->cut_bytes)
		left = (size_t)faults->cut_bytes - device->answer_bytes;
	return left < length ? left : length;
}

static void send_counted(struct device *device, const char *bytes, size_t length,
			 bool is_answer)
{
	while (length > 0) {
		size_t n = until_insertion(device, length, is_answer);

		send_noisy(device, bytes, is_answer ? uncut(device, n) : n);
		device->urc_bytes += n;
		if (is_answer)
			device->answer_bytes += n;
		bytes += n;
		length -= n;
		if (length > 0 || n == 0)
			insert_due(device, is_answer);
	}
}

static void send_lines(struct device *device, const char *lines, bool is_answer)
{
	char bytes[4096];
	struct text text;

	log_debug("< %s", lines);
	text_init(&text, bytes, sizeof bytes);
	add_lines(&text, device->faults->line_end, lines);
	send_counted(device, text.bytes, text.length, is_answer);
}

void device_say(struct device *device, const char *format, ...)
{
	char bytes[2048];
	struct text line;
	va_list values;

	text_init(&line, bytes, sizeof bytes);
	va_start(values, format);
	text_add_valist(&line, format, values);
	va_end(values);
	send_lines(device, line.bytes, true);
}

void device_raw(struct device *device, const char *bytes, size_t length)
{
	send_noisy(device, bytes, length);
}

static bool must_hold(const struct device *device)
{
	return device->is_answering ||
	       (device->mode == DEVICE_MODE_PROMPT && !device->faults->urcs_in_prompt);
}

static void hold(struct device *device, const char *line)
{
	size_t size = strlen(line) + 1;

	if (device->held.n_bytes + size > sizeof device->held.lines)
		return; /* 27.005 3.4.1: the buffer of the modem has an end */
	memcpy(device->held.lines + device->held.n_bytes, line, size);
	device->held.n_bytes += size;
}

void device_urc(struct device *device, const char *line)
{
	if (must_hold(device))
		hold(device, line);
	else
		send_lines(device, line, false);
}

void device_urc_of_message(struct device *device, const char *line, int64_t seq)
{
	device_urc(device, line);
	if (must_hold(device))
		device->held.seq = seq;
	else
		wire_mark(&device->wire, seq);
}

static void flush_held(struct device *device)
{
	size_t at = 0, n = device->held.n_bytes;

	device->held.n_bytes = 0;
	while (at < n) {
		send_lines(device, device->held.lines + at, false);
		at += strlen(device->held.lines + at) + 1;
	}
	if (device->held.seq != 0)
		wire_mark(&device->wire, device->held.seq);
	device->held.seq = 0;
}

static void send_error(struct device *device, const struct at_result *result)
{
	const char *name = result->kind == AT_KIND_CMS ? "+CMS ERROR" : "+CME ERROR";
	const char *words = at_error_words(result);
	/* 27.007 9.1 ties +CME to AT+CMEE; 27.005 does not tie +CMS to it. */
	bool is_bare =
		device->settings.error_detail == 0 &&
		(result->kind == AT_KIND_CME || device->profile->has_generic_error);

	if (result->kind == AT_KIND_ERROR || is_bare)
		device_say(device, "%s", device->settings.is_numeric ? "4" : "ERROR");
	else if (device->settings.error_detail == 2 && words != NULL)
		device_say(device, "%s: %s", name, words);
	else
		device_say(device, "%s: %d", name, result->code);
}

static bool loses_ok(struct device *device)
{
	struct faults *faults = device->faults;
	size_t n = strlen(faults->drop_ok_prefix);

	if (faults->drop_ok == 0 ||
	    strncasecmp(device->running, faults->drop_ok_prefix, n) != 0)
		return false;
	fault_take(&faults->drop_ok);
	ledger_add(device->ledger, "F drop-ok AT%s", device->running);
	return true;
}

void device_end_line(struct device *device, const struct at_result *result)
{
	struct faults *faults = device->faults;
	bool is_quiet = device->settings.is_quiet || result->kind == AT_KIND_SILENT;

	if (result->kind == AT_KIND_OK && !is_quiet && !loses_ok(device))
		device_say(device, "%s", device->settings.is_numeric ? "0" : "OK");
	else if (result->kind != AT_KIND_OK && !is_quiet)
		send_error(device, result);
	if (faults->cut_n != 0) {
		ledger_add(device->ledger, "F cut AT%s", device->running);
		fault_take(&faults->cut_n);
	}
	if (faults->urc_at.is_armed && !faults->urc_at.is_each) {
		faults->urc_at.is_armed = false; /* the answer was shorter than that */
		send_inserted(device, faults->urc_at.line, "urc-at");
	}
	faults->urc_at.is_armed = faults->urc_at.is_each;
	device->is_answering = false;
	device_go_command(device);
}

void device_finish(struct device *device, struct at_result result)
{
	if (device->mode == DEVICE_MODE_COMMAND)
		return; /* a reset came between */
	device->mode = DEVICE_MODE_RUNNING;
	if (result.kind == AT_KIND_OK && !cursor_is_at_end(&device->rest))
		at_execute(device);
	else
		device_end_line(device, &result);
}

struct at_result device_prompt(struct device *device,
			       void (*on_body)(struct device *device, bool is_cancelled))
{
	const char *prompt = device->faults->prompt[0] != '\0' ? device->faults->prompt
							       : device->profile->prompt;

	device->on_body = on_body;
	device->n_body = 0;
	device->mode = DEVICE_MODE_PROMPT;
	if (fault_take(&device->faults->no_prompt))
		ledger_add(device->ledger, "F no-prompt");
	else
		send_counted(device, prompt, strlen(prompt), true);
	return at_wait();
}

void device_release_held(struct device *device)
{
	if (device->held.n_bytes > 0 && !must_hold(device))
		flush_held(device);
}
