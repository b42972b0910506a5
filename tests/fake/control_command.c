// SPDX-License-Identifier: MIT
#include "tests/fake/control_command.h"

#include <string.h>

#include "base/cursor.h"
#include "base/text.h"
#include "tests/fake/device_output.h"
#include "tests/fake/device_receive.h"
#include "tests/fake/escape.h"
#include "tests/fake/fault_table.h"
#include "tests/fake/simulator.h"

enum {
	ORDER_MAX = 255,
	BURST_MAX = 1000000,
	BURST_DIGITS = 13, /* of a number made for a burst */
	RINGS = 3,
	USSD_STATUS_MAX = 9,
};

struct command {
	const char *name, *arguments;
	/* False with the reason in `answer`; true with what follows "ok". */
	bool (*run)(struct control_client *client, char *rest, struct text *answer);
};

char *control_word(char **rest)
{
	char *word = *rest + strspn(*rest, " ");
	size_t length = strcspn(word, " ");

	*rest = word + length;
	if (**rest != '\0') {
		**rest = '\0';
		(*rest)++;
	}
	return word;
}

static bool read_number(const char *word, int low, int high, int *out)
{
	struct cursor cursor = cursor_over_string(word);

	return cursor_next_int(&cursor, out) && cursor_is_at_end(&cursor) &&
	       *out >= low && *out <= high;
}

/* A phone's number as the network shows it, or, behind '=', exactly as written. */
static void read_sender(char *word, char out[TPDU_ADDRESS_SIZE])
{
	char canonical[NETWORK_NUMBER_SIZE];

	escape_undo(word);
	network_canonical(canonical, word);
	text_copy(out, TPDU_ADDRESS_SIZE, word[0] == '=' ? word + 1 : canonical);
}

static bool take_text(struct control_client *client, const char *from, char *utf8,
		      const struct network_sending *sending, struct text *answer)
{
	int64_t seq;

	escape_undo(utf8);
	if (from[0] == '\0' || utf8[0] == '\0') {
		text_say(answer, "needs a sender and a text");
		return false;
	}
	seq = network_take_text(&client->simulator->network, from, utf8, sending, answer);
	if (seq >= 0)
		text_add_format(answer, "%lld", (long long)seq);
	return seq >= 0;
}

static bool run_sms(struct control_client *client, char *rest, struct text *answer)
{
	struct network_sending sending = { .reference = -1 };
	char from[TPDU_ADDRESS_SIZE];

	read_sender(control_word(&rest), from);
	return take_text(client, from, rest, &sending, answer);
}

/* 2,1,3 or 2,1:REFERENCE or 2,1:REFERENCE/16 */
static bool read_order(const char *word, unsigned order[ORDER_MAX],
		       struct network_sending *sending)
{
	struct cursor cursor = cursor_over_string(word);
	int value;

	sending->order = order;
	do {
		if (sending->n_order == ORDER_MAX || !cursor_next_int(&cursor, &value) ||
		    value < 1 || value > ORDER_MAX)
			return false;
		order[sending->n_order++] = (unsigned)value;
	} while (cursor_skip_char(&cursor, ','));
	if (cursor_skip_char(&cursor, ':')) {
		if (!cursor_next_int(&cursor, &sending->reference) ||
		    sending->reference < 0 || sending->reference > 0xFFFF)
			return false;
		if (cursor_skip_text(&cursor, "/16"))
			sending->reference_bits = 16;
	}
	sending->may_cut_surrogate = cursor_skip_text(&cursor, "/cut");
	return cursor_is_at_end(&cursor);
}

static bool run_parts(struct control_client *client, char *rest, struct text *answer)
{
	struct network_sending sending = { .reference = -1 };
	unsigned order[ORDER_MAX];
	char from[TPDU_ADDRESS_SIZE];

	if (!read_order(control_word(&rest), order, &sending)) {
		text_say(answer, "the order is like 2,1,3 or 2,1:REFERENCE[/16][/cut]");
		return false;
	}
	read_sender(control_word(&rest), from);
	return take_text(client, from, rest, &sending, answer);
}

/* A text of class 0 to 3, which asks for another way than the usual. */
static bool run_class(struct control_client *client, char *rest, struct text *answer)
{
	struct network_sending sending = { .reference = -1 };
	char from[TPDU_ADDRESS_SIZE];
	int class;

	if (!read_number(control_word(&rest), 0, 3, &class)) {
		text_say(answer, "the class is 0 to 3");
		return false;
	}
	sending.dcs = (uint8_t)(0x10 | class);
	read_sender(control_word(&rest), from);
	return take_text(client, from, rest, &sending, answer);
}

static bool run_pdu(struct control_client *client, char *rest, struct text *answer)
{
	const char *hex = control_word(&rest);

	if (hex[0] == '\0' || strlen(hex) >= STORAGE_HEX_SIZE) {
		text_say(answer, "a PDU has 1 to %d characters", STORAGE_HEX_SIZE - 1);
		return false;
	}
	text_add_format(answer, "%lld",
			(long long)network_take_pdu(&client->simulator->network, hex));
	return true;
}

/* {n} becomes the number. */
static void fill_template(struct text *out, const char *template, int n)
{
	const char *mark;

	while ((mark = strstr(template, "{n}")) != NULL) {
		text_add_bytes(out, template, (size_t)(mark - template));
		text_add_format(out, "%d", n);
		template = mark + 3;
	}
	text_add(out, template);
}

static void fill_number(struct text *out, const char *prefix, int n)
{
	int width = BURST_DIGITS - (int)strlen(prefix) + (prefix[0] == '+' ? 1 : 0);

	text_add_format(out, "%s%0*d", prefix, width > 1 ? width : 1, n);
}

static bool run_burst(struct control_client *client, char *rest, struct text *answer)
{
	struct network *network = &client->simulator->network;
	struct network_sending sending = { .reference = -1 };
	int n;
	char *prefix;
	char number_bytes[NETWORK_NUMBER_SIZE], from[TPDU_ADDRESS_SIZE], bytes[4096];

	if (!read_number(control_word(&rest), 1, BURST_MAX, &n)) {
		text_say(answer, "the number of texts is 1 to %d", BURST_MAX);
		return false;
	}
	prefix = control_word(&rest);
	escape_undo(rest);
	for (int i = 1; i <= n; i++) {
		struct text number, text;

		text_init(&number, number_bytes, sizeof number_bytes);
		text_init(&text, bytes, sizeof bytes);
		fill_number(&number, prefix, i);
		fill_template(&text, rest, i);
		read_sender(number_bytes, from);
		if (network_take_text(network, from, bytes, &sending, answer) < 0)
			return false;
	}
	text_add_format(answer, "%d", n);
	return true;
}

static bool run_watch(struct control_client *client, char *rest, struct text *answer)
{
	if (!control_watch(client, control_word(&rest))) {
		text_say(answer, "one connection watches %d numbers at most",
			 CONTROL_WATCHED_MAX);
		return false;
	}
	return true;
}

static bool run_call(struct control_client *client, char *rest, struct text *answer)
{
	struct device *device = &client->simulator->device;
	char from[TPDU_ADDRESS_SIZE];
	const char *rings;
	int n = RINGS;

	read_sender(control_word(&rest), from);
	rings = control_word(&rest);
	if (rings[0] != '\0' && !read_number(rings, 1, 1000, &n)) {
		text_say(answer, "rings are 1 to 1000");
		return false;
	}
	if (!device_is_registered(device) || device->call.is_active) {
		text_say(answer, "the number cannot be reached or is engaged");
		return false;
	}
	device_ring(device, from, n);
	return true;
}

static bool run_hang_up(struct control_client *client, char *rest, struct text *answer)
{
	(void)rest;
	if (device_hang_up(&client->simulator->device, true))
		return true;
	text_say(answer, "there is no call");
	return false;
}

static bool run_line(struct control_client *client, char *rest, struct text *answer)
{
	(void)answer;
	escape_undo(rest);
	device_urc(&client->simulator->device, rest);
	return true;
}

static bool run_raw(struct control_client *client, char *rest, struct text *answer)
{
	(void)answer;
	device_raw(&client->simulator->device, rest, escape_undo(rest));
	return true;
}

static bool run_ussd(struct control_client *client, char *rest, struct text *answer)
{
	int status;

	if (!read_number(control_word(&rest), 0, USSD_STATUS_MAX, &status)) {
		text_say(answer, "the status is 0 to %d", USSD_STATUS_MAX);
		return false;
	}
	escape_undo(rest);
	client->simulator->device.ussd.is_asked = status == 1;
	device_ussd(&client->simulator->device, status, rest);
	return true;
}

static bool run_status(struct control_client *client, char *rest, struct text *answer)
{
	static const char *const pins[] = { "ready", "pin", "puk", "dead" };
	static const char *const modes[] = { "command", "running", "prompt" };
	const struct device *device = &client->simulator->device;
	const struct network *network = &client->simulator->network;

	(void)rest;
	for (size_t i = 0; i < DEVICE_STORAGE_COUNT; i++)
		text_add_format(answer, "%s=%d/%d ", device->storages[i].name,
				device->storages[i].n_used, device->storages[i].n_slots);
	text_add_format(answer, "waiting=%zu accepted=%lld delivered=%lld sent=%lld ",
			network->n_waiting, (long long)network->n_accepted,
			(long long)network->n_delivered, (long long)network->n_sent);
	text_add_format(answer, "creg=%d pin=%s tries=%d/%d commands=%llu mode=%s ",
			device->registration, pins[pin_state(&device->pin)],
			device->pin.pin_tries, device->pin.puk_tries,
			(unsigned long long)device->n_commands, modes[device->mode]);
	text_add_format(answer, "bytes_in=%llu bytes_out=%llu ",
			(unsigned long long)device->wire.n_read,
			(unsigned long long)device->wire.n_written);
	text_add_format(answer, "open=%d pty=%s profile=%s number=%s",
			pty_is_open(&device->wire.pty) ? 1 : 0,
			wire_is_plugged(&device->wire) ? device->wire.pty.name : "-",
			device->profile->name, network->number);
	return true;
}

static bool run_fault(struct control_client *client, char *rest, struct text *answer)
{
	return fault_set(client->simulator, rest, answer);
}

static bool run_bench(struct control_client *client, char *rest, struct text *answer)
{
	(void)answer;
	client->simulator->ledger.has_times = strcmp(control_word(&rest), "on") == 0;
	return true;
}

static bool run_commands(struct control_client *client, char *rest, struct text *answer)
{
	(void)answer;
	client->simulator->ledger.has_commands = strcmp(control_word(&rest), "on") == 0;
	return true;
}

static bool run_help(struct control_client *client, char *rest, struct text *answer);

/* clang-format off */
static const struct command commands[] = {
	{ "sms", "FROM TEXT", run_sms },
	{ "sms-parts", "ORDER[:REFERENCE[/16]][/cut] FROM TEXT", run_parts },
	{ "sms-class", "0-3 FROM TEXT", run_class },
	{ "pdu", "HEX", run_pdu },
	{ "burst", "N FROM-PREFIX TEXT-WITH-{n}", run_burst },
	{ "watch", "NUMBER|*", run_watch },
	{ "call", "NUMBER [RINGS]", run_call },
	{ "hangup", "", run_hang_up },
	{ "urc", "LINE", run_line },
	{ "raw", "BYTES", run_raw },
	{ "ussd", "STATUS [TEXT]", run_ussd },
	{ "status", "", run_status },
	{ "bench", "on|off", run_bench },
	{ "commands", "on|off", run_commands },
	{ "fault", "NAME [ARGUMENTS]", run_fault },
	{ "help", "", run_help },
};
/* clang-format on */

enum {
	N_COMMANDS = sizeof commands / sizeof commands[0]
};

static bool run_help(struct control_client *client, char *rest, struct text *answer)
{
	(void)client;
	(void)rest;
	for (size_t i = 0; i < N_COMMANDS; i++)
		text_add_format(answer, "%s %s; ", commands[i].name,
				commands[i].arguments);
	fault_add_list(answer);
	return true;
}

void control_run(struct control_client *client, char *line, struct text *answer)
{
	char *rest = line;
	const char *name = control_word(&rest);
	char bytes[7168];
	struct text said;

	text_init(&said, bytes, sizeof bytes);
	for (size_t i = 0; i < N_COMMANDS; i++) {
		bool is_done;

		if (strcmp(commands[i].name, name) != 0)
			continue;
		is_done = commands[i].run(client, rest, &said);
		text_add(answer, is_done ? "ok" : "error");
		if (said.length > 0)
			text_add_format(answer, " %s", said.bytes);
		return;
	}
	text_add_format(answer, "error there is no command '%s', say help", name);
}
