// SPDX-License-Identifier: MIT
#include "tests/fake/fault_table.h"

#include <ctype.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "tests/fake/control_command.h"
#include "tests/fake/escape.h"
#include "tests/fake/simulator.h"

enum fault_kind {
	FAULT_KIND_FLAG,    /* on|off */
	FAULT_KIND_NUMBER,  /* a whole number; `otherwise` when left out */
	FAULT_KIND_SECONDS, /* kept in milliseconds */
	FAULT_KIND_ACTION,
};

struct fault_row {
	const char *name, *arguments;
	enum fault_kind kind;
	size_t offset; /* of the value in struct faults */
	int otherwise;
	bool (*act)(struct simulator *simulator, char *rest);
};

static bool read_number(const char *word, int *out)
{
	struct cursor cursor = cursor_over_string(word);

	return cursor_next_int(&cursor, out) && cursor_is_at_end(&cursor);
}

static bool read_ms(const char *word, int *out_ms)
{
	char *end;
	double seconds = strtod(word, &end);

	if (end == word || *end != '\0' || !(seconds >= 0 && seconds <= 1e6))
		return false;
	*out_ms = (int)(seconds * 1000 + 0.5);
	return true;
}

static bool read_flag(const char *word, bool *out)
{
	*out = strcmp(word, "on") == 0 || word[0] == '\0';
	return *out || strcmp(word, "off") == 0;
}

/* The words of an enumeration, by their place. */
static bool read_choice(const char *word, const char *const *words, size_t n, size_t *out)
{
	for (*out = 0; *out < n; (*out)++) {
		if (strcmp(words[*out], word) == 0)
			return true;
	}
	return false;
}

static bool act_unplug(struct simulator *simulator, char *rest)
{
	int back_ms = 0;

	if (!read_ms(control_word(&rest), &back_ms))
		return false;
	device_unplug(&simulator->device, back_ms,
		      strcmp(control_word(&rest), "newlink") == 0);
	return true;
}

static bool act_silence(struct simulator *simulator, char *rest)
{
	int64_t *until = &simulator->faults.silent_until_us;
	const char *word = control_word(&rest);
	int ms;

	if (strcmp(word, "on") == 0)
		*until = INT64_MAX;
	else if (strcmp(word, "off") == 0)
		*until = 0;
	else if (read_ms(word, &ms))
		*until = clock_mono_us() + (int64_t)ms * 1000;
	else
		return false;
	return true;
}

static bool act_garbage(struct simulator *simulator, char *rest)
{
	int n;
	const char *way;

	if (!read_number(control_word(&rest), &n) || n < 0 || n > 1000)
		return false;
	way = control_word(&rest);
	simulator->faults.garbage_out = strcmp(way, "in") == 0 ? 0 : (unsigned)n;
	simulator->faults.garbage_in =
		way[0] == '\0' || strcmp(way, "out") == 0 ? 0 : (unsigned)n;
	return true;
}

static bool act_line_at(struct simulator *simulator, char *rest)
{
	struct fault_urc *urc = &simulator->faults.urc_at;
	const char *word = control_word(&rest);
	int offset;

	*urc = (struct fault_urc){ 0 };
	if (strcmp(word, "off") == 0)
		return true;
	if (strcmp(word, "each") == 0) {
		urc->is_each = true;
		word = control_word(&rest);
	}
	if (!read_number(word, &offset) || offset < 0 || rest[0] == '\0')
		return false;
	urc->offset = (size_t)offset;
	escape_undo(rest);
	text_copy(urc->line, sizeof urc->line, rest);
	urc->is_armed = true;
	return true;
}

static bool act_line_every(struct simulator *simulator, char *rest)
{
	struct faults *faults = &simulator->faults;
	int n;

	if (!read_number(control_word(&rest), &n) || n < 0)
		return false;
	faults->urc_every_bytes = (size_t)n;
	simulator->device.urc_bytes = 0;
	escape_undo(rest);
	text_copy(faults->urc_every_line, sizeof faults->urc_every_line,
		  rest[0] != '\0' ? rest : "^RSSI:25");
	return true;
}

/* A prefix is compared behind the "AT". */
static const char *without_at(const char *prefix)
{
	return toupper((unsigned char)prefix[0]) == 'A' &&
			       toupper((unsigned char)prefix[1]) == 'T'
		       ? prefix + 2
		       : prefix;
}

static bool act_drop_ok(struct simulator *simulator, char *rest)
{
	struct faults *faults = &simulator->faults;
	const char *word = control_word(&rest);

	faults->drop_ok_prefix[0] = '\0';
	if (read_number(word, &faults->drop_ok))
		return true;
	if (word[0] == '\0')
		return false;
	text_copy(faults->drop_ok_prefix, sizeof faults->drop_ok_prefix,
		  without_at(word));
	word = control_word(&rest);
	faults->drop_ok = -1;
	return word[0] == '\0' || read_number(word, &faults->drop_ok);
}

static bool act_refuse(struct simulator *simulator, char *rest)
{
	struct faults *faults = &simulator->faults;
	const char *times;

	if (!read_number(control_word(&rest), &faults->refuse_code))
		return false;
	times = control_word(&rest);
	faults->refuse_n = -1;
	if (times[0] != '\0' && !read_number(times, &faults->refuse_n))
		return false;
	text_copy(faults->refuse_to, sizeof faults->refuse_to, control_word(&rest));
	return true;
}

static bool act_unplug_at_send(struct simulator *simulator, char *rest)
{
	struct fault_unplug *unplug = &simulator->faults.unplug_at_send;
	const char *word = control_word(&rest);

	*unplug = (struct fault_unplug){ .n = 1, .back_ms = 1000 };
	unplug->is_before = strcmp(word, "before") == 0;
	if (unplug->is_before || strcmp(word, "after") == 0)
		word = control_word(&rest);
	if (word[0] != '\0' && !read_ms(word, &unplug->back_ms))
		return false;
	word = control_word(&rest);
	if (word[0] != '\0' && !read_number(word, &unplug->n))
		return false;
	unplug->wants_new_number = strcmp(control_word(&rest), "newlink") == 0;
	return true;
}

static bool act_prompt(struct simulator *simulator, char *rest)
{
	static const char *const names[] = { "normal", "bare",   "crlf",
					     "double", "noline", "lf" };
	static const char *const prompts[] = { "",        "\r\n>", "\r\n>\r\n",
					       "\r\n>  ", "> ",    "\n> " };
	size_t i;

	if (!read_choice(control_word(&rest), names, sizeof names / sizeof names[0], &i))
		return false;
	return text_copy(simulator->faults.prompt, sizeof simulator->faults.prompt,
			 prompts[i]);
}

static bool act_line_end(struct simulator *simulator, char *rest)
{
	static const char *const names[] = { "crlf", "lf",     "crcrlf",
					     "cr",   "nolead", "blank" };
	size_t i;

	if (!read_choice(control_word(&rest), names, sizeof names / sizeof names[0], &i))
		return false;
	simulator->faults.line_end = (enum fault_line_end)i;
	return true;
}

static bool act_echo(struct simulator *simulator, char *rest)
{
	static const char *const names[] = { "off", "on", "random" };
	size_t i;

	if (!read_choice(control_word(&rest), names, 3, &i))
		return false;
	simulator->faults.echo = i == 2 ? FAULT_ECHO_RANDOM : FAULT_ECHO_AS_SET;
	simulator->device.settings.has_echo = i == 1;
	return true;
}

static bool act_empty_slot(struct simulator *simulator, char *rest)
{
	static const char *const names[] = { "profile", "ok", "error", "mixed" };
	size_t i;

	if (!read_choice(control_word(&rest), names, 4, &i))
		return false;
	simulator->faults.empty_slot = (int)i;
	return true;
}

static bool act_answer(struct simulator *simulator, char *rest)
{
	const char *times = control_word(&rest), *prefix = control_word(&rest);
	struct fault_answer *answers = simulator->faults.answers;
	int n;

	if (strcmp(times, "always") == 0)
		n = -1;
	else if (!read_number(times, &n) || n == 0)
		return false;
	if (prefix[0] == '\0')
		return false;
	for (size_t i = 0; i < FAULT_ANSWERS_MAX; i++) {
		if (answers[i].n != 0)
			continue;
		answers[i].n = n;
		text_copy(answers[i].prefix, sizeof answers[i].prefix,
			  without_at(prefix));
		answers[i].n_bytes = escape_undo(rest);
		if (answers[i].n_bytes > sizeof answers[i].bytes)
			answers[i].n_bytes = sizeof answers[i].bytes;
		memcpy(answers[i].bytes, rest, answers[i].n_bytes);
		return true;
	}
	return false;
}

static bool act_reset(struct simulator *simulator, char *rest)
{
	(void)rest;
	device_reset(&simulator->device);
	return true;
}

static bool act_registration(struct simulator *simulator, char *rest)
{
	int status;

	if (!read_number(control_word(&rest), &status) || status < 0 || status > 10)
		return false;
	simulator->device.registration_wanted = status;
	device_set_registration(&simulator->device, status);
	return true;
}

static bool act_busy_card(struct simulator *simulator, char *rest)
{
	int ms;

	if (!read_ms(control_word(&rest), &ms))
		return false;
	simulator->device.card_ready_us = clock_mono_us() + (int64_t)ms * 1000;
	return true;
}

static bool act_balance(struct simulator *simulator, char *rest)
{
	escape_undo(rest);
	return text_copy(simulator->device.ussd.answer,
			 sizeof simulator->device.ussd.answer, rest);
}

static bool act_report(struct simulator *simulator, char *rest)
{
	bool is_on;

	if (!read_flag(control_word(&rest), &is_on))
		return false;
	simulator->faults.has_no_reports = !is_on;
	return true;
}

static bool act_slots(struct simulator *simulator, char *rest)
{
	int n;

	if (!read_number(control_word(&rest), &n) || n < 0 || n > STORAGE_SLOTS_MAX)
		return false;
	for (size_t i = 0; i < DEVICE_STORAGE_COUNT; i++)
		storage_resize(&simulator->device.storages[i], n);
	network_wake(&simulator->network);
	return true;
}

static bool act_signal(struct simulator *simulator, char *rest)
{
	return read_number(control_word(&rest), &simulator->device.signal);
}

static bool act_clear(struct simulator *simulator, char *rest)
{
	(void)rest;
	faults_clear(&simulator->faults);
	simulator->device.card_ready_us = 0;
	simulator->device.registration_wanted = 1;
	if (!device_is_registered(&simulator->device))
		device_search(&simulator->device);
	network_wake(&simulator->network);
	return true;
}

#define VALUE(name) offsetof(struct faults, name)

/* clang-format off */
static const struct fault_row rows[] = {
	{ "clear", "", FAULT_KIND_ACTION, 0, 0, act_clear },
	{ "hup", "SECONDS [newlink]", FAULT_KIND_ACTION, 0, 0, act_unplug },
	{ "silence", "SECONDS|on|off", FAULT_KIND_ACTION, 0, 0, act_silence },
	{ "garbage", "N-OF-1000 [in|out|both]", FAULT_KIND_ACTION, 0, 0, act_garbage },
	{ "speed", "BAUD", FAULT_KIND_NUMBER, VALUE(line_speed), 0, NULL },
	{ "input-burst", "BYTES", FAULT_KIND_NUMBER, VALUE(input_burst), 0, NULL },
	{ "drop-first", "AFTER-SECONDS", FAULT_KIND_NUMBER, VALUE(drop_first_after_s), 0, NULL },
	{ "urc-at", "[each] OFFSET LINE|off", FAULT_KIND_ACTION, 0, 0, act_line_at },
	{ "urc-every", "BYTES [LINE]", FAULT_KIND_ACTION, 0, 0, act_line_every },
	{ "urcs-in-prompt", "on|off", FAULT_KIND_FLAG, VALUE(urcs_in_prompt), 0, NULL },
	{ "drop-ok", "N|COMMAND [N]", FAULT_KIND_ACTION, 0, 0, act_drop_ok },
	{ "late", "MILLISECONDS", FAULT_KIND_NUMBER, VALUE(late_ms), 0, NULL },
	{ "answer", "N|always COMMAND BYTES", FAULT_KIND_ACTION, 0, 0, act_answer },
	{ "prompt", "normal|bare|crlf|double|noline|lf", FAULT_KIND_ACTION, 0, 0, act_prompt },
	{ "line-end", "crlf|lf|crcrlf|cr|nolead|blank", FAULT_KIND_ACTION, 0, 0, act_line_end },
	{ "echo", "on|off|random", FAULT_KIND_ACTION, 0, 0, act_echo },
	{ "refuse-send", "CODE [N] [NUMBER]", FAULT_KIND_ACTION, 0, 0, act_refuse },
	{ "hold-send", "SECONDS", FAULT_KIND_SECONDS, VALUE(hold_send_ms), 0, NULL },
	{ "hang-after-ctrl-z", "[N]", FAULT_KIND_NUMBER, VALUE(hang_after_send), 1, NULL },
	{ "lose-send", "[N]", FAULT_KIND_NUMBER, VALUE(lose_send), 1, NULL },
	{ "hup-after-ctrl-z", "[before|after] [SECONDS] [N] [newlink]", FAULT_KIND_ACTION, 0, 0, act_unplug_at_send },
	{ "no-prompt", "[N]", FAULT_KIND_NUMBER, VALUE(no_prompt), 1, NULL },
	{ "ignore-esc", "[N]", FAULT_KIND_NUMBER, VALUE(ignore_escape), 1, NULL },
	{ "ignore-ctrl-z", "[N]", FAULT_KIND_NUMBER, VALUE(ignore_end), 1, NULL },
	{ "reject-delete", "[N]", FAULT_KIND_NUMBER, VALUE(reject_delete), 1, NULL },
	{ "slow-delete", "SECONDS", FAULT_KIND_SECONDS, VALUE(slow_delete_ms), 0, NULL },
	{ "cascade-delete", "on|off", FAULT_KIND_FLAG, VALUE(deletes_all_parts), 0, NULL },
	{ "lie-length", "N", FAULT_KIND_NUMBER, VALUE(lie_length), 1, NULL },
	{ "empty-slot", "profile|ok|error|mixed", FAULT_KIND_ACTION, 0, 0, act_empty_slot },
	{ "bad-index", "on|off", FAULT_KIND_FLAG, VALUE(has_bad_index), 0, NULL },
	{ "mute-cmti", "on|off", FAULT_KIND_FLAG, VALUE(is_mute_about_new), 0, NULL },
	{ "overflow", "on|off", FAULT_KIND_FLAG, VALUE(stores_elsewhere), 0, NULL },
	{ "lose-centre", "on|off", FAULT_KIND_FLAG, VALUE(loses_centre), 0, NULL },
	{ "dup", "on|off", FAULT_KIND_FLAG, VALUE(is_double), 0, NULL },
	{ "reorder", "on|off", FAULT_KIND_FLAG, VALUE(is_shuffled), 0, NULL },
	{ "delay", "SECONDS", FAULT_KIND_SECONDS, VALUE(delay_ms), 0, NULL },
	{ "report", "on|off", FAULT_KIND_ACTION, 0, 0, act_report },
	{ "reset", "", FAULT_KIND_ACTION, 0, 0, act_reset },
	{ "creg", "STAT", FAULT_KIND_ACTION, 0, 0, act_registration },
	{ "sim-busy", "SECONDS", FAULT_KIND_ACTION, 0, 0, act_busy_card },
	{ "balance", "TEXT", FAULT_KIND_ACTION, 0, 0, act_balance },
	{ "slots", "N", FAULT_KIND_ACTION, 0, 0, act_slots },
	{ "signal", "N", FAULT_KIND_ACTION, 0, 0, act_signal },
};
/* clang-format on */

enum {
	N_ROWS = sizeof rows / sizeof rows[0]
};

static bool set_value(struct simulator *simulator, const struct fault_row *row,
		      char *rest)
{
	char *value = (char *)&simulator->faults + row->offset;
	const char *word = control_word(&rest);
	bool flag = false;
	int number = row->otherwise;

	switch (row->kind) {
	case FAULT_KIND_FLAG:
		if (!read_flag(word, &flag))
			return false;
		memcpy(value, &flag, sizeof flag);
		return true;
	case FAULT_KIND_NUMBER:
		if (word[0] != '\0' && !read_number(word, &number))
			return false;
		memcpy(value, &number, sizeof number);
		return true;
	case FAULT_KIND_SECONDS:
		if (!read_ms(word, &number))
			return false;
		memcpy(value, &number, sizeof number);
		return true;
	case FAULT_KIND_ACTION:
		break;
	}
	return row->act(simulator, rest);
}

bool fault_set(struct simulator *simulator, char *line, struct text *why)
{
	char *rest = line;
	const char *name;

	ledger_add_text(&simulator->ledger, line, "F set");
	name = control_word(&rest);
	for (size_t i = 0; i < N_ROWS; i++) {
		bool is_set;

		if (strcmp(rows[i].name, name) != 0)
			continue;
		is_set = rows[i].kind == FAULT_KIND_ACTION
				 ? rows[i].act(simulator, rest)
				 : set_value(simulator, &rows[i], rest);
		if (!is_set)
			text_say(why, "usage: fault %s %s", name, rows[i].arguments);
		return is_set;
	}
	text_say(why, "there is no fault '%s', see help", name);
	return false;
}

void fault_add_list(struct text *out)
{
	for (size_t i = 0; i < N_ROWS; i++)
		text_add_format(out, "%sfault %s%s%s", i > 0 ? "; " : "", rows[i].name,
				rows[i].arguments[0] != '\0' ? " " : "",
				rows[i].arguments);
}
