// SPDX-License-Identifier: MIT
#include "conf/settings.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <libconfig.h>

#include "base/must.h"
#include "base/text.h"
#include "conf/checks.h"
#include "conf/group.h"
#include "conf/letters.h"
#include "conf/nearest.h"
#include "conf/options.h"
#include "conf/overrides.h"
#include "conf/report.h"
#include "conf/source.h"
#include "conf/texts.h"
#include "handlers/approval.h"
#include "handlers/phone.h"
#include "letters/numbers.h"

static const char system_file[] = "/etc/surat/surat.conf";

bool settings_take_option(struct settings_source *source, int option, const char *value)
{
	if (option == 'c') {
		source->file = value;
		return true;
	}
	if (option != 'o' || source->n_overrides == SETTINGS_OVERRIDES_MAX)
		return false;
	source->overrides[source->n_overrides++] = value;
	return true;
}

/* "/build/suratd" -> "/build"; "." for a name without a folder. */
static void folder_of(const char *path, char out[LIMIT_PATH_SIZE])
{
	const char *slash = strrchr(path, '/');
	struct text folder;

	text_init(&folder, out, LIMIT_PATH_SIZE);
	if (slash == NULL)
		text_add(&folder, ".");
	else
		text_add_bytes(&folder, path, slash == path ? 1 : (size_t)(slash - path));
}

/* Whether the program runs from a build folder, which has its settings beside it. */
static bool find_build_file(char out[LIMIT_PATH_SIZE])
{
	char program[LIMIT_PATH_SIZE], folder[LIMIT_PATH_SIZE];
	ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);

	if (length < 0)
		return false;
	program[length] = '\0';
	folder_of(program, folder);
	return snprintf(out, LIMIT_PATH_SIZE, "%s/run/surat.conf", folder) <
		       LIMIT_PATH_SIZE &&
	       access(out, R_OK) == 0;
}

void settings_default_file(char out[LIMIT_PATH_SIZE])
{
	const char *named = getenv("SURAT_CONF");

	if (named != NULL && named[0] != '\0')
		text_copy(out, LIMIT_PATH_SIZE, named);
	else if (!find_build_file(out))
		text_copy(out, LIMIT_PATH_SIZE, system_file);
}

static void refuse_unknown_groups(struct report *report, const config_t *config)
{
	static const char *const others[] = { "letters", "words", "phrases" };
	const config_setting_t *root = config_root_setting(config);
	size_t n_groups;
	const struct option_group *groups = option_groups(&n_groups);

	for (int i = 0; i < config_setting_length(root); i++) {
		const config_setting_t *member =
			config_setting_get_elem(root, (unsigned)i);
		bool is_known = option_group_find(member->name) != NULL;
		struct nearest nearest;

		nearest_init(&nearest, member->name);
		for (size_t j = 0; j < n_groups; j++)
			nearest_offer(&nearest, groups[j].name);
		for (size_t j = 0; j < sizeof others / sizeof others[0]; j++) {
			is_known = is_known || strcmp(others[j], member->name) == 0;
			nearest_offer(&nearest, others[j]);
		}
		if (!is_known)
			report_at(report, member, "there is no group '%s'%s",
				  member->name, nearest_hint(&nearest));
	}
}

static void read_modems(struct report *report, const config_t *config,
			struct settings *settings)
{
	const struct option_group *group = option_group_find("modems");
	const config_setting_t *list = config_lookup(config, group->name);
	int length = list != NULL ? config_setting_length(list) : 0;

	if (list != NULL && !config_setting_is_list(list)) {
		report_at(report, list, "modems must be a list: modems = ( { ... } );");
		return;
	}
	if (length > SETTINGS_MODEMS_MAX) {
		report_at(report, list, "there are %d modems; at most %d are possible",
			  length, SETTINGS_MODEMS_MAX);
		return;
	}
	for (int i = 0; i < length; i++) {
		char path[32];

		snprintf(path, sizeof path, "modems.[%d]", i);
		group_read(report, config_setting_get_elem(list, (unsigned)i), path,
			   group->options, group->n_options,
			   &settings->modems[settings->n_modems++]);
	}
	for (size_t i = 0; i < settings->n_modems; i++)
		for (size_t j = 0; j < i; j++)
			if (strcmp(settings->modems[i].name, settings->modems[j].name) ==
			    0)
				report_at(report,
					  config_setting_get_elem(list, (unsigned)i),
					  "modems.[%zu] and modems.[%zu] are both named "
					  "'%s'; give each its own name",
					  j, i, settings->modems[i].name);
}

static void read_groups(struct report *report, const config_t *config,
			struct settings *settings)
{
	size_t n_groups;
	const struct option_group *groups = option_groups(&n_groups);

	for (size_t i = 0; i < n_groups; i++)
		if (!groups[i].is_list)
			group_read(report, config_lookup(config, groups[i].name),
				   groups[i].name, groups[i].options, groups[i].n_options,
				   (char *)settings + groups[i].offset);
	read_modems(report, config, settings);
}

/* What follows from what was read; only of settings without a mistake. */
static void derive(struct settings *settings)
{
	struct village *village = &settings->village;
	char code[LIMIT_VILLAGE_CODE_SIZE], number[LIMIT_ADDRESS_SIZE];

	must(village_code_read(village->code, code));
	text_copy(village->code, sizeof village->code, code);
	must(days_read(village->open_days, &village->open_weekdays));
	must(hours_read(village->open_hours, &village->open_from_min,
			&village->open_to_min));
	if (phone_normalise(village->service_number, number))
		text_copy(village->service_number, sizeof village->service_number,
			  number);
	for (size_t i = 0; i < settings->n_modems; i++)
		if (settings->modems[i].state_dir[0] == '\0')
			folder_of(settings->store.path, settings->modems[i].state_dir);
	if (settings->officers.pepper[0] == '\0' &&
	    strcmp(settings->store.path, ":memory:") != 0) {
		struct text pepper;

		text_init(&pepper, settings->officers.pepper,
			  sizeof settings->officers.pepper);
		text_add(&pepper, settings->store.path);
		text_add(&pepper, ".pepper");
	}
	if (settings->seal.folder[0] == '\0') {
		struct text folder;

		text_init(&folder, settings->seal.folder, sizeof settings->seal.folder);
		text_add(&folder, settings->store.path);
		text_add(&folder, ".keys");
	}
}

/* The longest number that the format can make must fit the texts that name it. */
static void check_number_length(struct report *report, const config_t *config,
				const struct settings *settings)
{
	const struct village *village = &settings->village;
	const struct office office = { .village = village };

	for (size_t i = 0; i < settings->catalogue.n_letters; i++) {
		const struct letter *letter = &settings->catalogue.letters[i];
		struct number_parts parts = { .code = approval_code(&office, letter),
					      .village_code = "35.13.15.2007",
					      .unit = approval_unit(&office, letter),
					      .short_name = village->short_name,
					      .sequence = 9999,
					      .year = 2026,
					      .month = 8 };
		char room[4 * NUMBERS_FORMAT_SIZE];
		struct text number;

		text_init(&number, room, sizeof room);
		numbers_write(village->number_format, &parts, &number);
		if (number.length <= NUMBERS_LENGTH_MAX)
			continue;
		report_at(report, config_lookup(config, "village.number_format"),
			  "village.number_format makes numbers of %zu characters (%s), "
			  "texts have room for %d: shorten it, for example by "
			  "{kode_desa_pendek}",
			  number.length, room, NUMBERS_LENGTH_MAX);
		return;
	}
}

static int read_all(struct report *report, const struct settings_source *source,
		    config_t *config, struct settings *settings)
{
	if (source_parse(report, config)) {
		overrides_apply(report, config, source->overrides, source->n_overrides);
		refuse_unknown_groups(report, config);
		read_groups(report, config, settings);
		letters_read(report, config, &settings->catalogue);
		words_read_lists(report, config, &settings->words);
		phrases_read(report, config, &settings->phrases);
		check_number_length(report, config, settings);
	}
	if (report->n_errors > 0)
		return -EINVAL;
	derive(settings);
	words_prepare(&settings->words, &settings->catalogue);
	return 0;
}

int settings_load_telling(const struct settings_source *source, FILE *errors,
			  struct settings **out_settings)
{
	char file[LIMIT_PATH_SIZE], folder[LIMIT_PATH_SIZE];
	struct settings *settings = must_alloc(sizeof *settings);
	struct report report;
	config_t config;
	int error;

	if (source->file != NULL)
		text_copy(file, sizeof file, source->file);
	else
		settings_default_file(file);
	folder_of(file, folder);
	report_init(&report, errors, file, folder);
	config_init(&config);
	error = read_all(&report, source, &config, settings);
	config_destroy(&config);
	if (error != 0) {
		settings_free(settings);
		settings = NULL;
	}
	*out_settings = settings;
	return error;
}

int settings_load(const struct settings_source *source, struct settings **out_settings)
{
	return settings_load_telling(source, stderr, out_settings);
}

void settings_free(struct settings *settings)
{
	free(settings);
}
