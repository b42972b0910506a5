// SPDX-License-Identifier: MIT
#include <ctype.h>
#include <string.h>

#include "tests/fake/at.h"
#include "tests/fake/device_receive.h"

/*
 * Basic commands (V.250 5.3.1): a letter, perhaps with & in front, and a number. The
 * next one follows without a separator.
 */

struct basic {
	const char *name;
	int highest; /* greatest number it takes */
	struct at_result (*run)(struct device *device, int number);
};

static struct at_result run_echo(struct device *device, int number)
{
	device->settings.has_echo = number == 1;
	return at_ok();
}

static struct at_result run_verbose(struct device *device, int number)
{
	device->settings.is_numeric = number == 0;
	return at_ok();
}

static struct at_result run_quiet(struct device *device, int number)
{
	device->settings.is_quiet = number == 1;
	return at_ok();
}

static struct at_result run_default(struct device *device, int number)
{
	(void)number;
	device_default_settings(device);
	return at_ok();
}

static struct at_result run_hang_up(struct device *device, int number)
{
	(void)number;
	device_hang_up(device, false);
	return at_ok();
}

static struct at_result run_answer(struct device *device, int number)
{
	(void)number;
	if (!device->call.is_active)
		return at_error();
	device->call.rings_left = 0; /* the caller hangs up at the next ring */
	return at_ok();
}

static struct at_result run_identify(struct device *device, int number)
{
	(void)number;
	device_say(device, "%s\n%s\n%s", device->profile->manufacturer,
		   device->profile->model, device->profile->revision);
	return at_ok();
}

static struct at_result run_nothing(struct device *device, int number)
{
	(void)device;
	(void)number;
	return at_ok();
}

/* clang-format off */
static const struct basic basics[] = {
	{ "E", 1, run_echo },     { "V", 1, run_verbose },  { "Q", 1, run_quiet },
	{ "Z", 1, run_default },  { "&F", 1, run_default }, { "H", 1, run_hang_up },
	{ "A", 0, run_answer },   { "I", 9, run_identify }, { "X", 4, run_nothing },
	{ "L", 3, run_nothing },  { "M", 3, run_nothing },  { "O", 1, run_nothing },
	{ "&C", 2, run_nothing }, { "&D", 2, run_nothing }, { "&K", 6, run_nothing },
	{ "&S", 1, run_nothing }, { "&W", 1, run_nothing }, { "\\Q", 3, run_nothing },
};
/* clang-format on */

static int next_digits(struct cursor *rest, int otherwise)
{
	int number = 0;

	if (cursor_is_at_end(rest) || !isdigit((unsigned char)*rest->at))
		return otherwise;
	while (!cursor_is_at_end(rest) && isdigit((unsigned char)*rest->at) &&
	       number < 1000)
		number = number * 10 + *rest->at++ - '0';
	return number;
}

/* S-parameters: S0=0 is set and forgotten, S3? has its default. */
static struct at_result run_parameter(struct device *device, struct cursor *rest)
{
	static const int defaults[] = { 0, 0, 43, 13, 10, 8 };
	int i = next_digits(rest, -1);

	if (i < 0)
		return at_error();
	if (cursor_skip_char(rest, '?')) {
		device_say(device, "%03d", i < 6 ? defaults[i] : 0);
		return at_ok();
	}
	if (!cursor_skip_char(rest, '='))
		return at_error();
	return next_digits(rest, -1) < 0 ? at_error() : at_ok();
}

/* Nobody is reachable by voice here; a data call is a mistake. */
static struct at_result run_dial(struct cursor *rest)
{
	while (!cursor_is_at_end(rest) && *rest->at != ';')
		rest->at++;
	return cursor_skip_char(rest, ';') ? at_ok() : at_error();
}

struct at_result at_basic(struct device *device, struct cursor *rest)
{
	char name[3] = { 0 };
	size_t n = 0;

	if (!cursor_is_at_end(rest) && (*rest->at == '&' || *rest->at == '\\'))
		name[n++] = *rest->at++;
	if (cursor_is_at_end(rest))
		return at_error();
	name[n] = (char)toupper((unsigned char)*rest->at++);
	if (strcmp(name, "S") == 0)
		return run_parameter(device, rest);
	if (strcmp(name, "D") == 0)
		return run_dial(rest);
	for (size_t i = 0; i < sizeof basics / sizeof basics[0]; i++) {
		int number;

		if (strcmp(basics[i].name, name) != 0)
			continue;
		number = next_digits(rest, 0);
		return number > basics[i].highest ? at_error()
						  : basics[i].run(device, number);
	}
	return at_error();
}
