// SPDX-License-Identifier: MIT

/*
 * modemsim: a simulated GSM modem on a pty with a network behind it. See
 * tests/fake/README.md.
 */

#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/cursor.h"
#include "base/log.h"
#include "base/must.h"
#include "base/text.h"
#include "tests/fake/device_receive.h"
#include "tests/fake/simulator.h"

struct arguments {
	const char *link, *control, *ledger, *profile, *pin, *state, *number;
	int n_slots, baud, seed, delay_ms, register_ms;
	enum log_level level;
};

struct number_option {
	int letter, low, high;
	size_t offset;
};

struct text_option {
	int letter;
	size_t offset;
};

/* clang-format off */
static const struct option long_options[] = {
	{ "link", required_argument, NULL, 'l' },
	{ "control", required_argument, NULL, 'c' },
	{ "ledger", required_argument, NULL, 'L' },
	{ "profile", required_argument, NULL, 'P' },
	{ "slots", required_argument, NULL, 's' },
	{ "baud", required_argument, NULL, 'b' },
	{ "pin", required_argument, NULL, 'p' },
	{ "state", required_argument, NULL, 'S' },
	{ "seed", required_argument, NULL, 'r' },
	{ "delay-ms", required_argument, NULL, 'd' },
	{ "register-ms", required_argument, NULL, 'R' },
	{ "number", required_argument, NULL, 'n' },
	{ "quiet", no_argument, NULL, 'q' },
	{ "verbose", no_argument, NULL, 'v' },
	{ "help", no_argument, NULL, 'h' },
	{ NULL, 0, NULL, 0 },
};

static const struct number_option number_options[] = {
	{ 's', 1, STORAGE_SLOTS_MAX, offsetof(struct arguments, n_slots) },
	{ 'b', 0, 4000000, offsetof(struct arguments, baud) },
	{ 'r', 0, 0x7FFFFFFF, offsetof(struct arguments, seed) },
	{ 'd', 0, 600000, offsetof(struct arguments, delay_ms) },
	{ 'R', 0, 600000, offsetof(struct arguments, register_ms) },
};

static const struct text_option text_options[] = {
	{ 'l', offsetof(struct arguments, link) },
	{ 'c', offsetof(struct arguments, control) },
	{ 'L', offsetof(struct arguments, ledger) },
	{ 'P', offsetof(struct arguments, profile) },
	{ 'p', offsetof(struct arguments, pin) },
	{ 'S', offsetof(struct arguments, state) },
	{ 'n', offsetof(struct arguments, number) },
};
/* clang-format on */

static void print_usage(FILE *out)
{
	const struct profile *profile;

	fputs("usage: modemsim --link PATH --control SOCKET [--ledger FILE] "
	      "[--profile NAME] [--slots N]\n"
	      "         [--baud N] [--pin DIGITS] [--state FILE] [--number +62...]\n"
	      "         [--delay-ms N] [--register-ms N] [--seed N] [--quiet|--verbose]\n"
	      "profiles:",
	      out);
	for (size_t i = 0; (profile = profile_at(i)) != NULL; i++)
		fprintf(out, " %s", profile->name);
	fputc('\n', out);
}

static bool take_number(struct arguments *arguments, int letter, const char *value)
{
	for (size_t i = 0; i < sizeof number_options / sizeof number_options[0]; i++) {
		const struct number_option *option = &number_options[i];
		struct cursor cursor = cursor_over_string(value);
		int number;

		if (option->letter != letter)
			continue;
		if (!cursor_next_int(&cursor, &number) || !cursor_is_at_end(&cursor) ||
		    number < option->low || number > option->high) {
			fprintf(stderr, "modemsim: '%s' is no number from %d to %d\n",
				value, option->low, option->high);
			return false;
		}
		memcpy((char *)arguments + option->offset, &number, sizeof number);
		return true;
	}
	return false;
}

static bool take_option(struct arguments *arguments, int letter, const char *value)
{
	for (size_t i = 0; i < sizeof text_options / sizeof text_options[0]; i++) {
		if (text_options[i].letter != letter)
			continue;
		memcpy((char *)arguments + text_options[i].offset, &value, sizeof value);
		return true;
	}
	if (letter == 'q' || letter == 'v') {
		arguments->level = letter == 'q' ? LOG_LEVEL_ERROR : LOG_LEVEL_DEBUG;
		return true;
	}
	return value != NULL && take_number(arguments, letter, value);
}

/* Exit code, or -1 to go on. */
static int read_arguments(struct arguments *arguments, int argc, char **argv)
{
	int letter;

	*arguments = (struct arguments){ .profile = "generic",
					 .pin = "",
					 .n_slots = 20,
					 .register_ms = 200,
					 .level = LOG_LEVEL_INFO };
	while ((letter = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (letter == 'h') {
			print_usage(stdout);
			return 0;
		}
		if (!take_option(arguments, letter, optarg)) {
			print_usage(stderr);
			return 2;
		}
	}
	if (optind < argc || profile_find(arguments->profile) == NULL) {
		print_usage(stderr);
		return 2;
	}
	return -1;
}

static enum network_verdict on_offer(void *context, const struct network_message *message)
{
	struct simulator *simulator = context;

	return device_offer(&simulator->device, message);
}

static void on_text(void *context, const char *to, const char *text)
{
	struct simulator *simulator = context;

	control_tell_text(&simulator->control, simulator->network.number, to, text);
}

static int complain(const char *what, const char *name, int error)
{
	fprintf(stderr, "modemsim: %s%s%s: %s\n", what, name != NULL ? " " : "",
		name != NULL ? name : "", strerror(-error));
	return 1;
}

static int start(struct simulator *simulator, const struct arguments *arguments)
{
	struct network_owner owner = { .context = simulator,
				       .on_offer = on_offer,
				       .on_text = on_text };
	struct device_options options = { .link = arguments->link,
					  .baud = (unsigned)arguments->baud,
					  .n_slots = arguments->n_slots,
					  .pin = arguments->pin,
					  .pin_file = arguments->state,
					  .register_ms = arguments->register_ms,
					  .send_ms = arguments->delay_ms };
	int error;

	loop_init(&simulator->loop);
	error = ledger_open(&simulator->ledger, arguments->ledger);
	if (error != 0)
		return complain("cannot open the ledger", arguments->ledger, error);
	network_init(&simulator->network, &simulator->loop, &simulator->ledger,
		     &simulator->faults, &owner);
	simulator->network.random ^= (uint64_t)arguments->seed * 0x2545F4914F6CDD1DU;
	if (arguments->number != NULL)
		network_canonical(simulator->network.number, arguments->number);
	error = control_open(&simulator->control, simulator, arguments->control);
	if (error != 0)
		return complain("cannot listen at", arguments->control, error);
	error = device_init(&simulator->device, &simulator->loop, &simulator->network,
			    &simulator->faults, &simulator->ledger,
			    profile_find(arguments->profile), &options);
	return error == 0 ? 0 : complain("cannot get a pty", NULL, error);
}

static void on_signal(void *owner, short revents)
{
	(void)revents;
	loop_end(owner);
}

static int open_signals(struct loop *loop)
{
	sigset_t set;
	int fd;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigprocmask(SIG_BLOCK, &set, NULL);
	signal(SIGPIPE, SIG_IGN);
	fd = signalfd(-1, &set, SFD_CLOEXEC);
	must(fd >= 0 && loop_add_fd(loop, fd, POLLIN, on_signal, loop));
	return fd;
}

int main(int argc, char **argv)
{
	struct arguments arguments;
	struct simulator *simulator;
	int code = read_arguments(&arguments, argc, argv), signals;

	if (code >= 0)
		return code;
	log_set_level(arguments.level);
	simulator = must_alloc(sizeof *simulator);
	code = start(simulator, &arguments);
	if (code != 0)
		return code;
	signals = open_signals(&simulator->loop);
	log_info("modem ready pty=%s link=%s profile=%s", simulator->device.wire.pty.name,
		 arguments.link != NULL ? arguments.link : "-", arguments.profile);
	loop_run(&simulator->loop);
	control_close(&simulator->control);
	device_clear(&simulator->device);
	network_clear(&simulator->network);
	ledger_close(&simulator->ledger);
	close(signals);
	free(simulator);
	return 0;
}
