// SPDX-License-Identifier: MIT
#include "letters/values.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "letters/spelling.h"

void values_init(struct values *values)
{
	values->n_values = values->n_bytes = 0;
}

static bool is_named(const struct values *values, size_t index, const char *name)
{
	return strcmp(values->values[index].name, name) == 0;
}

static size_t find(const struct values *values, const char *name)
{
	size_t i = 0;

	while (i < values->n_values && !is_named(values, i, name))
		i++;
	return i;
}

bool values_add(struct values *values, const char *name, const char *value)
{
	size_t size = strlen(value) + 1, at = find(values, name);

	if (at < values->n_values && values->room[values->values[at].at] != '\0')
		return true;
	if (at == VALUES_MAX || size > sizeof values->room - values->n_bytes ||
	    !text_copy(values->values[at].name, TEMPLATE_NAME_SIZE, name))
		return false;
	memcpy(values->room + values->n_bytes, value, size);
	values->values[at].at = values->n_bytes;
	values->n_bytes += size;
	values->n_values += at == values->n_values;
	return true;
}

const char *values_get(const struct values *values, const char *name)
{
	size_t at = find(values, name);

	return at < values->n_values ? values->room + values->values[at].at : "";
}

static const char *find_value(const void *context, const char *name)
{
	return values_get(context, name);
}

struct template_source values_source(const struct values *values)
{
	return (struct template_source){ .find = find_value, .context = values };
}

static bool is_day(const char *name)
{
	static const char *const days[] = { "tanggal", "tanggal_lahir",
					    "berlaku_sampai" };

	for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
		if (strcmp(days[i], name) == 0)
			return true;
	}
	return false;
}

/* A message of several lines is one line of a letter. */
static void add_in_one_line(const char *value, struct text *out)
{
	for (; *value != '\0'; value++) {
		bool is_space = *value == '\n' || *value == '\r' || *value == '\t';

		text_add_char(out, is_space ? ' ' : *value);
	}
}

static bool add_spelled(void *context, const char *name, const char *value)
{
	char spelled[REGISTER_VALUE_SIZE];
	struct text text;

	if (strcmp(name, "jenis_kelamin") == 0)
		value = spelling_sex(value);
	text_init(&text, spelled, sizeof spelled);
	if (is_day(name))
		spelling_add_day(value, &text);
	else
		add_in_one_line(value, &text);
	return !text.is_cut && values_add(context, name, spelled);
}

int values_read_snapshot(struct store *store, const char *snapshot,
			 struct values *out_values)
{
	values_init(out_values);
	return register_read_snapshot(store, snapshot, add_spelled, out_values);
}

bool values_check(const struct values *values, struct text *why)
{
	for (size_t i = 0; i < values->n_values; i++) {
		if (spelling_is_printable(values->room + values->values[i].at))
			continue;
		text_say(why, "isian '%s' memuat huruf kendali atau tanda bertumpuk",
			 values->values[i].name);
		return false;
	}
	return true;
}
