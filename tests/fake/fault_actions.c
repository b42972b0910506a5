// SPDX-License-Identifier: MIT
#include "tests/fake/fault_actions.h"

#include <ctype.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "tests/fake/control_command.h"
#include "tests/fake/escape.h"
#include "tests/fake/fault_words.h"
#include "tests/fake/simulator.h"

bool fault_act_unplug(struct simulator *simulator, char *rest)
{
	int back_ms = 0;

	if (!fault_read_ms(control_word(&rest), &back_ms))
		return false;
	device_unplug(&simulator->device, back_ms,
		      strcmp(control_word(&rest), "newlink") == 0);
	return true;
}

bool fault_act_silence(struct simulator *simulator, char *rest)
{
	int64_t *until = &simulator->faults.silent_until_us;
	const char *word = control_word(&rest);
	int ms;

	if (strcmp(word, "on") == 0)
		*until = INT64_MAX;
	else if (strcmp(word, "off") == 0)
		*until = 0;
	else if (fault_read_ms(word, &ms))
		*until = clock_mono_us() + (int64_t)ms * 1000;
	else
		return false;
	return true;
}

bool fault_act_garbage(struct simulator *simulator, char *rest)
{
	int n;
	const char *way;

	if (!fault_read_number(control_word(&rest), &n) || n < 0 || n > 1000)
		return false;
	way = control_word(&rest);
	simulator->faults.garbage_out = strcmp(way, "in") == 0 ? 0 : (unsigned)n;
	simulator->faults.garbage_in =
		way[0] == '\0' || strcmp(way, "out") == 0 ? 0 : (unsigned)n;
	return true;
}

bool fault_act_line_at(struct simulator *simulator, char *rest)
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
	if (!fault_read_number(word, &offset) || offset < 0 || rest[0] == '\0')
		return false;
	urc->offset = (size_t)offset;
	escape_undo(rest);
	text_copy(urc->line, sizeof urc->line, rest);
	urc->is_armed = true;
	return true;
}

bool fault_act_line_every(struct simulator *simulator, char *rest)
{
	struct faults *faults = &simulator->faults;
	int n;

	if (!fault_read_number(control_word(&rest), &n) || n < 0)
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

bool fault_act_drop_ok(struct simulator *simulator, char *rest)
{
	struct faults *faults = &simulator->faults;
	const char *word = control_word(&rest);

	faults->drop_ok_prefix[0] = '\0';
	if (fault_read_number(word, &faults->drop_ok))
		return true;
	if (word[0] == '\0')
		return false;
	text_copy(faults->drop_ok_prefix, sizeof faults->drop_ok_prefix,
		  without_at(word));
	word = control_word(&rest);
	faults->drop_ok = -1;
	return word[0] == '\0' || fault_read_number(word, &faults->drop_ok);
}

bool fault_act_refuse(struct simulator *simulator, char *rest)
{
	struct faults *faults = &simulator->faults;
	const char *times;

	if (!fault_read_number(control_word(&rest), &faults->refuse_code))
		return false;
	times = control_word(&rest);
	faults->refuse_n = -1;
	if (times[0] != '\0' && !fault_read_number(times, &faults->refuse_n))
		return false;
	text_copy(faults->refuse_to, sizeof faults->refuse_to, control_word(&rest));
	faults->refuse_skip = 0;
	times = control_word(&rest);
	return times[0] == '\0' || fault_read_number(times, &faults->refuse_skip);
}

/* [before|after] [SECONDS] [N] [newlink] */
static bool read_unplug(struct fault_unplug *unplug, char *rest)
{
	const char *word = control_word(&rest);

	*unplug = (struct fault_unplug){ .n = 1, .back_ms = 1000 };
	unplug->is_before = strcmp(word, "before") == 0;
	if (unplug->is_before || strcmp(word, "after") == 0)
		word = control_word(&rest);
	if (word[0] != '\0' && !fault_read_ms(word, &unplug->back_ms))
		return false;
	word = control_word(&rest);
	if (word[0] != '\0' && !fault_read_number(word, &unplug->n))
		return false;
	unplug->wants_new_number = strcmp(control_word(&rest), "newlink") == 0;
	return true;
}

bool fault_act_unplug_at_send(struct simulator *simulator, char *rest)
{
	return read_unplug(&simulator->faults.unplug_at_send, rest);
}

bool fault_act_unplug_at(struct simulator *simulator, char *rest)
{
	struct faults *faults = &simulator->faults;
	const char *prefix = control_word(&rest);

	text_copy(faults->unplug_prefix, sizeof faults->unplug_prefix,
		  without_at(prefix));
	return prefix[0] != '\0' && read_unplug(&faults->unplug_at_command, rest);
}

bool fault_act_repeat(struct simulator *simulator, char *rest)
{
	struct faults *faults = &simulator->faults;

	if (!fault_read_ms(control_word(&rest), &faults->repeat_ms))
		return false;
	escape_undo(rest);
	text_copy(faults->repeat_line, sizeof faults->repeat_line,
		  rest[0] != '\0' ? rest : "^RSSI:25");
	device_start_repeat(&simulator->device);
	return true;
}

bool fault_act_at_open(struct simulator *simulator, char *rest)
{
	struct faults *faults = &simulator->faults;
	size_t length = escape_undo(rest);

	if (length > sizeof faults->at_open)
		return false;
	memcpy(faults->at_open, rest, length);
	faults->n_at_open = length;
	return true;
}

bool fault_act_cut(struct simulator *simulator, char *rest)
{
	struct faults *faults = &simulator->faults;
	const char *word;

	if (!fault_read_number(control_word(&rest), &faults->cut_bytes))
		return false;
	word = control_word(&rest);
	faults->cut_n = 1;
	return word[0] == '\0' || fault_read_number(word, &faults->cut_n);
}

bool fault_act_forget(struct simulator *simulator, char *rest)
{
	(void)rest;
	device_default_settings(&simulator->device);
	return true;
}

bool fault_act_prompt(struct simulator *simulator, char *rest)
{
	static const char *const names[] = { "normal", "bare",   "crlf",
					     "double", "noline", "lf" };
	static const char *const prompts[] = { "",        "\r\n>", "\r\n>\r\n",
					       "\r\n>  ", "> ",    "\n> " };
	size_t i;

	if (!fault_read_choice(control_word(&rest), names, sizeof names / sizeof names[0],
			       &i))
		return false;
	return text_copy(simulator->faults.prompt, sizeof simulator->faults.prompt,
			 prompts[i]);
}

bool fault_act_line_end(struct simulator *simulator, char *rest)
{
	static const char *const names[] = { "crlf", "lf",     "crcrlf",
					     "cr",   "nolead", "blank" };
	size_t i;

	if (!fault_read_choice(control_word(&rest), names, sizeof names / sizeof names[0],
			       &i))
		return false;
	simulator->faults.line_end = (enum fault_line_end)i;
	return true;
}

bool fault_act_echo(struct simulator *simulator, char *rest)
{
	static const char *const names[] = { "off", "on", "random" };
	size_t i;

	if (!fault_read_choice(control_word(&rest), names, 3, &i))
		return false;
	simulator->faults.echo = i == 2 ? FAULT_ECHO_RANDOM : FAULT_ECHO_AS_SET;
	simulator->device.settings.has_echo = i == 1;
	return true;
}

bool fault_act_empty_slot(struct simulator *simulator, char *rest)
{
	static const char *const names[] = { "profile", "ok", "error", "mixed" };
	size_t i;

	if (!fault_read_choice(control_word(&rest), names, 4, &i))
		return false;
	simulator->faults.empty_slot = (int)i;
	return true;
}

bool fault_act_answer(struct simulator *simulator, char *rest)
{
	const char *times = control_word(&rest), *prefix = control_word(&rest);
	struct fault_answer *answers = simulator->faults.answers;
	int n;

	if (strcmp(times, "always") == 0)
		n = -1;
	else if (!fault_read_number(times, &n) || n == 0)
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

bool fault_act_reset(struct simulator *simulator, char *rest)
{
	(void)rest;
	device_reset(&simulator->device);
	return true;
}

bool fault_act_registration(struct simulator *simulator, char *rest)
{
	int status;

	if (!fault_read_number(control_word(&rest), &status) || status < 0 || status > 10)
		return false;
	simulator->device.registration_wanted = status;
	device_set_registration(&simulator->device, status);
	return true;
}

/* Until the named command brings it back. */
bool fault_act_no_network(struct simulator *simulator, char *rest)
{
	char *status = rest;
	const char *cure;

	(void)control_word(&rest);
	cure = control_word(&rest);
	if (strcmp(cure, "search") == 0)
		simulator->faults.network_cure = FAULT_CURE_SEARCH;
	else if (strcmp(cure, "radio") == 0)
		simulator->faults.network_cure = FAULT_CURE_RADIO;
	else
		return false;
	return fault_act_registration(simulator, status);
}

bool fault_act_busy_card(struct simulator *simulator, char *rest)
{
	int ms;

	if (!fault_read_ms(control_word(&rest), &ms))
		return false;
	simulator->device.card_ready_us = clock_mono_us() + (int64_t)ms * 1000;
	/* Then what waits in the network is tried again. */
	loop_start_timer(&simulator->device.registration_timer,
			 (int64_t)ms * 1000 + 1000);
	return true;
}

bool fault_act_balance(struct simulator *simulator, char *rest)
{
	escape_undo(rest);
	return text_copy(simulator->device.ussd.answer,
			 sizeof simulator->device.ussd.answer, rest);
}

bool fault_act_report(struct simulator *simulator, char *rest)
{
	bool is_on;

	if (!fault_read_flag(control_word(&rest), &is_on))
		return false;
	simulator->faults.has_no_reports = !is_on;
	return true;
}

bool fault_act_slots(struct simulator *simulator, char *rest)
{
	int n;

	if (!fault_read_number(control_word(&rest), &n) || n < 0 || n > STORAGE_SLOTS_MAX)
		return false;
	for (size_t i = 0; i < DEVICE_STORAGE_COUNT; i++)
		storage_resize(&simulator->device.storages[i], n);
	network_wake(&simulator->network);
	return true;
}

bool fault_act_signal(struct simulator *simulator, char *rest)
{
	return fault_read_number(control_word(&rest), &simulator->device.signal);
}

bool fault_act_clear(struct simulator *simulator, char *rest)
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
