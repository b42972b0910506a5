// SPDX-License-Identifier: MIT
#include "web/form.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "base/utf8.h"

static int digit_of(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	digit = (char)tolower((unsigned char)digit);
	return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

/* Decode in place up to `end`, end it with a NUL. False when it is damaged. */
static bool decode(char *at, const char *end)
{
	const char *begin = at, *from = at;

	for (; from < end; from++) {
		if (*from == '%') {
			int high = end - from > 2 ? digit_of(from[1]) : -1;
			int low = high >= 0 ? digit_of(from[2]) : -1;

			if (low < 0 || high + low == 0)
				return false;
			*at++ = (char)(high << 4 | low);
			from += 2;
		} else if (*from == '\0') {
			return false;
		} else {
			*at++ = *from == '+' ? ' ' : *from;
		}
	}
	*at = '\0';
	return utf8_is_valid(begin, (size_t)(at - begin));
}

/* One "name=value" that ends at `end`. */
static bool read_field(struct form *form, char *at, char *end)
{
	char *equals = memchr(at, '=', (size_t)(end - at));
	char *value = equals != NULL ? equals + 1 : end;
	struct form_field *field = &form->fields[form->n_fields];

	if (at == end)
		return true;
	if (form->n_fields == FORM_FIELDS_MAX)
		return false;
	if (!decode(value, end) || !decode(at, equals != NULL ? equals : end))
		return false;
	field->name = at;
	field->value = value;
	form->n_fields++;
	return true;
}

bool form_read(struct form *form, const char *bytes, size_t length)
{
	char *at, *end;

	form->n_fields = 0;
	form->bytes = must_alloc(length + 1);
	memcpy(form->bytes, bytes, length);
	for (at = form->bytes; at <= form->bytes + length; at = end + 1) {
		end = memchr(at, '&', (size_t)(form->bytes + length - at));
		if (end == NULL)
			end = form->bytes + length;
		if (!read_field(form, at, end)) {
			form_clear(form);
			return false;
		}
	}
	return true;
}

void form_clear(struct form *form)
{
	free(form->bytes);
	form->bytes = NULL;
	form->n_fields = 0;
}

const char *form_next(const struct form *form, const char *name, size_t *at)
{
	while (*at < form->n_fields) {
		const struct form_field *field = &form->fields[(*at)++];

		if (strcmp(field->name, name) == 0)
			return field->value;
	}
	return NULL;
}

const char *form_get(const struct form *form, const char *name)
{
	size_t at = 0;
	const char *value = form_next(form, name, &at);

	return value == NULL ? "" : value;
}
