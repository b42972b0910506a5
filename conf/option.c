// SPDX-License-Identifier: MIT
#include "conf/option.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "base/text.h"
#include "base/utf8.h"

const struct option *option_find(const struct option *options, size_t n_options,
				 const char *name)
{
	for (size_t i = 0; i < n_options; i++)
		if (strcmp(options[i].name, name) == 0)
			return &options[i];
	return NULL;
}

void option_describe(const struct option *option, struct text *text)
{
	static const char *const forms[] = {
		[OPTION_TYPE_STRING] = "a text in quotes",
		[OPTION_TYPE_INT] = "a whole number",
		[OPTION_TYPE_UNSIGNED] = "a whole number",
		[OPTION_TYPE_REAL] = "a number",
		[OPTION_TYPE_BOOL] = "true or false",
		[OPTION_TYPE_OTHER] = "a list",
	};

	text_add(text, forms[option->type]);
	if (option->unit != NULL)
		text_add_format(text, " of %s", option->unit);
	if (option->min < option->max)
		text_add_format(text, " from %.10g to %.10g", option->min, option->max);
}

static bool refuse(const struct option *option, struct text *why)
{
	char buffer[128];
	struct text form;

	text_init(&form, buffer, sizeof buffer);
	option_describe(option, &form);
	text_say(why, "must be %s", form.bytes);
	return false;
}

bool option_parse(const struct option *option, const char *written,
		  struct option_value *out_value, struct text *why)
{
	char *end;

	*out_value = (struct option_value){ .string = written };
	switch (option->type) {
	case OPTION_TYPE_STRING:
		return true;
	case OPTION_TYPE_BOOL:
		out_value->is_true = strcmp(written, "true") == 0;
		return out_value->is_true || strcmp(written, "false") == 0 ||
		       refuse(option, why);
	case OPTION_TYPE_INT:
	case OPTION_TYPE_UNSIGNED:
	case OPTION_TYPE_REAL:
		out_value->number = strtod(written, &end);
		return (written[0] != '\0' && *end == '\0') || refuse(option, why);
	case OPTION_TYPE_OTHER:
	default:
		text_say(why, "cannot be written as one value");
		return false;
	}
}

static bool is_printable(const char *string)
{
	size_t length = strlen(string), at = 0;

	if (!utf8_is_valid(string, length))
		return false;
	while (at < length) {
		uint32_t code;

		at += utf8_decode(string + at, length - at, &code);
		if (utf8_is_control(code) && code != '\n')
			return false;
	}
	return true;
}

static bool store_string(const struct option *option, const char *string, void *base,
			 struct text *why)
{
	if (!is_printable(string)) {
		text_say(why, "holds bytes that are no printable text (UTF-8)");
		return false;
	}
	if (strlen(string) >= option->size) {
		text_say(why, "'%s' is too long: at most %zu bytes", string,
			 option->size - 1);
		return false;
	}
	if (option->check != NULL && !option->check(string, why))
		return false;
	return text_copy((char *)base + option->offset, option->size, string);
}

static bool store_number(const struct option *option, double number, void *base,
			 struct text *why)
{
	void *field = (char *)base + option->offset;

	/* Written so that NaN fails too. */
	if (!(number >= option->min && number <= option->max))
		return refuse(option, why);
	if (option->type == OPTION_TYPE_REAL) {
		memcpy(field, &number, sizeof number);
	} else if (number != floor(number)) {
		return refuse(option, why);
	} else if (option->type == OPTION_TYPE_INT) {
		memcpy(field, &(int){ (int)number }, sizeof(int));
	} else {
		memcpy(field, &(unsigned){ (unsigned)number }, sizeof(unsigned));
	}
	return true;
}

bool option_store(const struct option *option, const struct option_value *value,
		  void *base, struct text *why)
{
	if (option->type == OPTION_TYPE_STRING)
		return store_string(option, value->string, base, why);
	if (option->type == OPTION_TYPE_BOOL) {
		memcpy((char *)base + option->offset, &value->is_true,
		       sizeof value->is_true);
		return true;
	}
	must(option->type != OPTION_TYPE_OTHER);
	return store_number(option, value->number, base, why);
}
