// SPDX-License-Identifier: MIT
#include "conf/group.h"

#include "base/limits.h"
#include "base/must.h"
#include "base/text.h"
#include "conf/nearest.h"
#include "conf/option.h"
#include "conf/report.h"

static void refuse_unknown_names(struct report *report, const config_setting_t *setting,
				 const char *path, const struct option *options,
				 size_t n_options)
{
	int n_members = config_setting_length(setting);

	for (int i = 0; i < n_members; i++) {
		const config_setting_t *member =
			config_setting_get_elem(setting, (unsigned)i);
		struct nearest nearest;

		if (option_find(options, n_options, member->name) != NULL)
			continue;
		nearest_init(&nearest, member->name);
		for (size_t j = 0; j < n_options; j++)
			nearest_offer(&nearest, options[j].name);
		report_at(report, member, "%s has no setting '%s'%s", path, member->name,
			  nearest_hint(&nearest));
	}
}

/* Whether the file's value has the option's type; any number serves any number option,
 * and option_store() refuses the broken one where a whole one is wanted. */
static bool take_value(const struct option *option, const config_setting_t *member,
		       struct option_value *out_value)
{
	int type = config_setting_type(member);

	*out_value = (struct option_value){ 0 };
	if (option->type == OPTION_TYPE_STRING) {
		out_value->string = config_setting_get_string(member);
		return out_value->string != NULL;
	}
	if (option->type == OPTION_TYPE_BOOL) {
		out_value->is_true = config_setting_get_bool(member) != 0;
		return type == CONFIG_TYPE_BOOL;
	}
	out_value->number = type == CONFIG_TYPE_FLOAT
				    ? config_setting_get_float(member)
				    : (double)config_setting_get_int64(member);
	return config_setting_is_number(member);
}

static void read_member(struct report *report, const config_setting_t *member,
			const char *path, const struct option *option, void *base)
{
	char buffer[LIMIT_WHY_SIZE];
	struct option_value value;
	struct text why;

	text_init(&why, buffer, sizeof buffer);
	if (!take_value(option, member, &value)) {
		option_describe(option, &why);
		report_at(report, member, "%s.%s must be %s: %s", path, option->name,
			  why.bytes, option->help);
	} else if (!option_store(option, &value, base, &why)) {
		report_at(report, member, "%s.%s %s", path, option->name, why.bytes);
	}
}

static void read_fallback(struct report *report, const config_setting_t *setting,
			  const char *path, const struct option *option, void *base)
{
	struct option_value value;

	if (option->fallback == NULL) {
		report_at(report, setting, "%s.%s is missing: %s", path, option->name,
			  option->help);
		return;
	}
	must(option_parse(option, option->fallback, &value, NULL));
	/* An empty default means "none" and need not pass the check. */
	if (option->type != OPTION_TYPE_STRING || option->fallback[0] != '\0')
		must(option_store(option, &value, base, NULL));
}

void group_read(struct report *report, const config_setting_t *setting, const char *path,
		const struct option *options, size_t n_options, void *base)
{
	if (setting != NULL && !config_setting_is_group(setting)) {
		report_at(report, setting, "%s must be a group: %s = { ... };", path,
			  path);
		return;
	}
	if (setting != NULL)
		refuse_unknown_names(report, setting, path, options, n_options);
	for (size_t i = 0; i < n_options; i++) {
		const config_setting_t *member =
			setting != NULL
				? config_setting_get_member(setting, options[i].name)
				: NULL;

		if (options[i].type == OPTION_TYPE_OTHER)
			continue;
		if (member != NULL)
			read_member(report, member, path, &options[i], base);
		else
			read_fallback(report, setting, path, &options[i], base);
	}
}
