// SPDX-License-Identifier: MIT
#include "web/html.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "base/utf8.h"

enum {
	FIRST_BYTES = 8192,
	NUMBER_SIZE = 24,
};

void html_clear(struct html *html)
{
	free(html->bytes);
	*html = (struct html){ .bytes = NULL };
}

/* Room for `more` bytes and the NUL. */
static bool make_room(struct html *html, size_t more)
{
	size_t wanted = html->capacity == 0 ? FIRST_BYTES : html->capacity;

	if (html->is_cut || more >= HTML_BYTES_MAX - html->length) {
		html->is_cut = true;
		return false;
	}
	while (wanted < html->length + more + 1)
		wanted *= 2;
	if (wanted > html->capacity) {
		char *bytes = must_alloc(wanted);

		if (html->length > 0)
			memcpy(bytes, html->bytes, html->length);
		free(html->bytes);
		html->bytes = bytes;
		html->capacity = wanted;
	}
	return true;
}

void html_add_raw(struct html *html, const char *bytes, size_t length)
{
	if (!make_room(html, length))
		return;
	memcpy(html->bytes + html->length, bytes, length);
	html->length += length;
	html->bytes[html->length] = '\0';
}

void html_add_query(struct html *html, const char *value)
{
	char written[sizeof "%FF"];

	for (; *value != '\0'; value++) {
		if (isalnum((unsigned char)*value) || strchr("-._~", *value) != NULL) {
			html_add_raw(html, value, 1);
			continue;
		}
		snprintf(written, sizeof written, "%%%02X", (unsigned char)*value);
		html_add_raw(html, written, sizeof written - 1);
	}
}

static const char *entity_of(uint32_t code)
{
	switch (code) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	case '\r': /* a bare one would be read as a line feed */
		return "&#13;";
	default:
		return NULL;
	}
}

/* White space that HTML knows; everything else that controls is shown as a sign. */
static bool is_hidden(uint32_t code)
{
	return utf8_is_control(code) && code != '\n' && code != '\t' && code != '\f';
}

static void add_sign(struct html *html, uint32_t code)
{
	char sign[UTF8_BYTES_MAX], written[NUMBER_SIZE];
	int length;

	if (code < 0x20) { /* the pictures of control characters */
		html_add_raw(html, sign, utf8_encode(0x2400 + code, sign));
		return;
	}
	length = snprintf(written, sizeof written, "[U+%04" PRIX32 "]", code);
	html_add_raw(html, written, (size_t)length);
}

static void add_escaped(struct html *html, const char *text)
{
	size_t left = text == NULL ? 0 : strlen(text);

	while (left > 0) {
		char bytes[UTF8_BYTES_MAX];
		uint32_t code;
		size_t taken = utf8_decode(text, left, &code);
		const char *entity = entity_of(code);

		if (entity != NULL)
			html_add_raw(html, entity, strlen(entity));
		else if (is_hidden(code))
			add_sign(html, code);
		else
			html_add_raw(html, bytes, utf8_encode(code, bytes));
		text += taken;
		left -= taken;
	}
}

/* One value; returns the bytes that its `%...` takes in the format. */
static size_t add_value(struct html *html, const char *at, va_list *values)
{
	char number[NUMBER_SIZE] = "%";

	switch (at[1]) {
	case 's':
		add_escaped(html, va_arg(*values, const char *));
		return 2;
	case 'd':
		snprintf(number, sizeof number, "%d", va_arg(*values, int));
		break;
	case 'u':
		snprintf(number, sizeof number, "%u", va_arg(*values, unsigned));
		break;
	case 'l':
		must(strncmp(at, "%lld", 4) == 0);
		snprintf(number, sizeof number, "%lld", va_arg(*values, long long));
		html_add_raw(html, number, strlen(number));
		return 4;
	default:
		must(at[1] == '%');
		break;
	}
	html_add_raw(html, number, strlen(number));
	return 2;
}

void html_add(struct html *html, const char *format, ...)
{
	va_list values;

	va_start(values, format);
	while (*format != '\0') {
		size_t length = strcspn(format, "%");

		html_add_raw(html, format, length);
		format += length;
		if (*format == '%')
			format += add_value(html, format, &values);
	}
	va_end(values);
}
