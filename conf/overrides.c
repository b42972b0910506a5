// SPDX-License-Identifier: MIT
#include "conf/overrides.h"

#include <string.h>

#include "base/cursor.h"
#include "base/limits.h"
#include "base/must.h"
#include "base/text.h"
#include "conf/nearest.h"
#include "conf/options.h"
#include "conf/report.h"

enum {
	NAME_SIZE = 48
};

/* One argument, taken apart. */
struct override {
	const char *argument;
	const struct option_group *group;
	int index; /* in a list of groups */
	const struct option *option;
	const char *value;
};

static void next_name(struct cursor *cursor, char stop, char out[NAME_SIZE])
{
	struct text name;
	const char *bytes;
	size_t length;

	text_init(&name, out, NAME_SIZE);
	cursor_next_until(cursor, stop, &bytes, &length);
	text_add_bytes(&name, bytes, length);
}

static bool find_group(struct report *report, const char *argument, const char *name,
		       const struct option_group **out_group)
{
	size_t n_groups;
	const struct option_group *groups = option_groups(&n_groups);
	struct nearest nearest;

	*out_group = option_group_find(name);
	if (*out_group != NULL)
		return true;
	nearest_init(&nearest, name);
	for (size_t i = 0; i < n_groups; i++)
		nearest_offer(&nearest, groups[i].name);
	report_override(report, argument, "there is no group '%s'%s", name,
			nearest_hint(&nearest));
	return false;
}

static bool find_option(struct report *report, struct override *override,
			const char *name)
{
	const struct option_group *group = override->group;
	struct nearest nearest;

	override->option = option_find(group->options, group->n_options, name);
	if (override->option != NULL)
		return true;
	nearest_init(&nearest, name);
	for (size_t i = 0; i < group->n_options; i++)
		nearest_offer(&nearest, group->options[i].name);
	report_override(report, override->argument, "%s has no setting '%s'%s",
			group->name, name, nearest_hint(&nearest));
	return false;
}

static bool read_index(struct cursor *cursor, int *out_index)
{
	return cursor_skip_char(cursor, '[') && cursor_next_int(cursor, out_index) &&
	       *out_index >= 0 && cursor_skip_char(cursor, ']') &&
	       cursor_skip_char(cursor, '.');
}

static bool take_apart(struct report *report, const char *argument,
		       struct override *out_override)
{
	const char *equals = strchr(argument, '=');
	struct cursor cursor;
	char name[NAME_SIZE];

	*out_override = (struct override){ .argument = argument };
	if (equals == NULL) {
		report_override(report, argument,
				"must be path=value, like store.path=/tmp/a.db");
		return false;
	}
	out_override->value = equals + 1;
	cursor = cursor_over(argument, (size_t)(equals - argument));
	next_name(&cursor, '.', name);
	if (!find_group(report, argument, name, &out_override->group))
		return false;
	if (!cursor_skip_char(&cursor, '.') ||
	    (out_override->group->is_list &&
	     !read_index(&cursor, &out_override->index))) {
		report_override(report, argument, "write the path like %s%s.%s", name,
				out_override->group->is_list ? ".[0]" : "",
				out_override->group->options[0].name);
		return false;
	}
	next_name(&cursor, '=', name);
	return find_option(report, out_override, name);
}

/* The group that the override goes into, made when it is missing; NULL: reported. */
static config_setting_t *find_place(struct report *report, config_t *config,
				    const struct override *override)
{
	config_setting_t *root = config_root_setting(config);
	const struct option_group *group = override->group;
	config_setting_t *place = config_setting_get_member(root, group->name);
	int type = group->is_list ? CONFIG_TYPE_LIST : CONFIG_TYPE_GROUP, length;

	if (place == NULL)
		place = config_setting_add(root, group->name, type);
	if (place == NULL || config_setting_type(place) != type)
		return NULL; /* the file's mistake, reported when the group is read */
	if (!group->is_list)
		return place;
	length = config_setting_length(place);
	if (override->index > length) {
		report_override(report, override->argument,
				"there are only %d %s; the next one is %s.[%d]", length,
				group->name, group->name, length);
		return NULL;
	}
	if (override->index == length)
		return config_setting_add(place, NULL, CONFIG_TYPE_GROUP);
	place = config_setting_get_elem(place, (unsigned) override->index);
	return config_setting_is_group(place) ? place : NULL;
}

static int setting_type(enum option_type type)
{
	static const int types[] = {
		[OPTION_TYPE_STRING] = CONFIG_TYPE_STRING,
		[OPTION_TYPE_INT] = CONFIG_TYPE_FLOAT,
		[OPTION_TYPE_UNSIGNED] = CONFIG_TYPE_FLOAT,
		[OPTION_TYPE_REAL] = CONFIG_TYPE_FLOAT,
		[OPTION_TYPE_BOOL] = CONFIG_TYPE_BOOL,
		[OPTION_TYPE_OTHER] = CONFIG_TYPE_NONE,
	};

	return types[type];
}

static void put_value(config_setting_t *place, const struct override *override,
		      const struct option_value *value)
{
	config_setting_t *setting;
	/* Only remembered for messages, never written through. */
	union {
		const char *constant;
		void *hook;
	} argument = { .constant = override->argument };

	/* The file's value may have another type: replaced, not changed. */
	config_setting_remove(place, override->option->name);
	setting = config_setting_add(place, override->option->name,
				     setting_type(override->option->type));
	must(setting != NULL);
	config_setting_set_hook(setting, argument.hook);
	if (override->option->type == OPTION_TYPE_STRING)
		config_setting_set_string(setting, value->string);
	else if (override->option->type == OPTION_TYPE_BOOL)
		config_setting_set_bool(setting, value->is_true);
	else
		config_setting_set_float(setting, value->number);
}

static void apply(struct report *report, config_t *config, const char *argument)
{
	char buffer[LIMIT_WHY_SIZE];
	struct option_value value;
	struct override override;
	config_setting_t *place;
	struct text why;

	text_init(&why, buffer, sizeof buffer);
	if (!take_apart(report, argument, &override))
		return;
	if (!option_parse(override.option, override.value, &value, &why)) {
		report_override(report, argument, "%s", why.bytes);
		return;
	}
	place = find_place(report, config, &override);
	if (place != NULL)
		put_value(place, &override, &value);
}

void overrides_apply(struct report *report, config_t *config,
		     const char *const *arguments, size_t n_arguments)
{
	for (size_t i = 0; i < n_arguments; i++)
		apply(report, config, arguments[i]);
}
