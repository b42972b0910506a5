// SPDX-License-Identifier: MIT
#pragma once

/*
 * What every program takes in front of its own words: -c FILE, -o path=value
 * (repeatable), -h, -V, and -n (check the settings only) and -d (debug log) for the
 * daemons.
 */

#include <stdbool.h>

#include "conf/settings.h"

struct arguments {
	struct settings_source source;
	bool is_check_only; /* -n */
	int first_word;     /* index in argv of the first word behind the options */
};

/*
 * Read the options in front; `usage` is printed for -h (exit 0) and for a wrong one (exit
 * 2). Options end at the first word that is none.
 */
void arguments_read(struct arguments *arguments, int argc, char **argv,
		    const char *usage);
