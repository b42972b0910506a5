// SPDX-License-Identifier: MIT
/*
 * The readers of conf/ behind libconfig's parser: any settings, letters, words and
 * phrases that it lets through, and -o arguments. The input is a settings file; lines
 * behind a line "%%" are arguments. Includes are left out, for they would read this
 * machine's files.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libconfig.h>

#include "base/must.h"
#include "conf/group.h"
#include "conf/letters.h"
#include "conf/options.h"
#include "conf/overrides.h"
#include "conf/report.h"
#include "conf/settings.h"
#include "conf/texts.h"

enum {
	ARGUMENTS_MAX = 8
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
const char *__lsan_default_suppressions(void);

/* libconfig 1.5 forgets the text whose closing quote is missing; our programs end then.
 */
const char *__lsan_default_suppressions(void)
{
	return "leak:libconfig";
}

/* Cut the arguments off the input. */
static size_t take_arguments(char *input, const char *arguments[ARGUMENTS_MAX])
{
	char *line = strstr(input, "\n%%\n");
	size_t n_arguments = 0;

	if (line == NULL)
		return 0;
	*line = '\0';
	line += strlen("\n%%\n");
	while (n_arguments < ARGUMENTS_MAX && *line != '\0') {
		char *end = strchr(line, '\n');

		arguments[n_arguments++] = line;
		if (end == NULL)
			break;
		*end = '\0';
		line = end + 1;
	}
	return n_arguments;
}

static void read_all(struct report *report, const config_t *config)
{
	struct settings *settings = must_alloc(sizeof *settings);
	size_t n_groups;
	const struct option_group *groups = option_groups(&n_groups);

	for (size_t i = 0; i < n_groups; i++)
		group_read(report, config_lookup(config, groups[i].name), groups[i].name,
			   groups[i].options, groups[i].n_options,
			   (char *)settings + groups[i].offset);
	letters_read(report, config, &settings->catalogue);
	words_read_lists(report, config, &settings->words);
	phrases_read(report, config, &settings->phrases);
	must(settings->catalogue.n_letters <= CATALOGUE_LETTERS_MAX);
	must(settings->phrases.n_phrases <= PHRASES_MAX);
	settings_free(settings);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *arguments[ARGUMENTS_MAX];
	char *input = must_alloc(size + 1);
	FILE *nowhere = fopen("/dev/null", "w");
	struct report report;
	config_t config;
	size_t n_arguments;

	must(nowhere != NULL);
	memcpy(input, data, size);
	n_arguments = take_arguments(input, arguments);
	report_init(&report, nowhere, "f", ".");
	config_init(&config);
	if (strstr(input, "@include") == NULL &&
	    config_read_string(&config, input) == CONFIG_TRUE) {
		overrides_apply(&report, &config, arguments, n_arguments);
		read_all(&report, &config);
	}
	config_destroy(&config);
	fclose(nowhere);
	free(input);
	return 0;
}
