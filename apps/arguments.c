// SPDX-License-Identifier: MIT
#include "apps/arguments.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/log.h"

static void use_option(struct arguments *arguments, int option, const char *usage)
{
	switch (option) {
	case 'c':
	case 'o':
		if (settings_take_option(&arguments->source, option, optarg))
			return;
		fprintf(stderr, "too many -%c options\n", option);
		exit(2);
	case 'n':
		arguments->is_check_only = true;
		return;
	case 'd':
		log_set_level(LOG_LEVEL_DEBUG);
		return;
	case 'h':
		fputs(usage, stdout);
		exit(0);
	case 'V':
		puts(SURAT_VERSION);
		exit(0);
	default: /* getopt has said what is wrong */
		fputs(usage, stderr);
		exit(2);
	}
}

void arguments_read(struct arguments *arguments, int argc, char **argv, const char *usage)
{
	int option;

	*arguments = (struct arguments){ 0 };
	while ((option = getopt(argc, argv, "+c:o:ndhV")) != -1)
		use_option(arguments, option, usage);
	arguments->first_word = optind;
}
