// SPDX-License-Identifier: MIT
#include "base/text.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

void text_init(struct text *text, char *buffer, size_t size)
{
	text->bytes = buffer;
	text->capacity = size;
	text_clear(text);
}

void text_clear(struct text *text)
{
	text->length = 0;
	text->is_cut = false;
	text->bytes[0] = '\0';
}

void text_add_bytes(struct text *text, const char *bytes, size_t length)
{
	size_t room = text->capacity - 1 - text->length;

	if (length > room) {
		length = utf8_cut(bytes, room);
		text->is_cut = true;
	}
	memcpy(text->bytes + text->length, bytes, length);
	text->length += length;
	text->bytes[text->length] = '\0';
}

void text_add(struct text *text, const char *string)
{
	text_add_bytes(text, string, strlen(string));
}

void text_add_char(struct text *text, char byte)
{
	text_add_bytes(text, &byte, 1);
}

void text_add_valist(struct text *text, const char *format, va_list values)
{
	size_t room = text->capacity - text->length;
	int wanted = vsnprintf(text->bytes + text->length, room, format, values);

	if (wanted < 0) {
		text->bytes[text->length] = '\0';
		text->is_cut = true;
	} else if ((size_t)wanted >= room) {
		text->length += utf8_cut(text->bytes + text->length, room - 1);
		text->bytes[text->length] = '\0';
		text->is_cut = true;
	} else {
		text->length += (size_t)wanted;
	}
}

void text_add_format(struct text *text, const char *format, ...)
{
	va_list values;

	va_start(values, format);
	text_add_valist(text, format, values);
	va_end(values);
}

void text_add_escaped(struct text *text, const char *bytes, size_t length)
{
	size_t at = 0;

	while (at < length) {
		uint32_t code;
		size_t taken = utf8_decode(bytes + at, length - at, &code);
		bool is_bad = code == UTF8_REPLACEMENT && taken == 1;

		if (is_bad || utf8_is_control(code))
			text_add_format(
				text, "\\x%02X",
				(unsigned)(is_bad ? (unsigned char)bytes[at] : code));
		else
			text_add_bytes(text, bytes + at, taken);
		at += taken;
	}
}

void text_say(struct text *why, const char *format, ...)
{
	va_list values;

	if (why == NULL || why->length > 0)
		return;
	va_start(values, format);
	text_add_valist(why, format, values);
	va_end(values);
}

bool text_copy(char *out, size_t size, const char *string)
{
	struct text text;

	text_init(&text, out, size);
	text_add(&text, string);
	return !text.is_cut;
}
