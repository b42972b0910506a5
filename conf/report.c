// SPDX-License-Identifier: MIT
#include "conf/report.h"

#include <stdarg.h>
#include <string.h>

#include "base/limits.h"
#include "base/text.h"

enum {
	PLACE_SIZE = LIMIT_PATH_SIZE + 32
};

void report_init(struct report *report, FILE *out, const char *file, const char *folder)
{
	*report = (struct report){ .out = out, .file = file, .folder = folder };
}

/* Values of the file are quoted in messages: nothing in them may move a cursor. */
__attribute__((format(printf, 3, 0))) static void
write_line(struct report *report, const char *place, const char *format, va_list values)
{
	char said_buffer[2 * LIMIT_WHY_SIZE],
		line_buffer[PLACE_SIZE + 4 * LIMIT_WHY_SIZE];
	struct text said, line;

	text_init(&said, said_buffer, sizeof said_buffer);
	text_init(&line, line_buffer, sizeof line_buffer);
	text_add_valist(&said, format, values);
	text_add_escaped(&line, place, strlen(place));
	text_add(&line, ": ");
	text_add_escaped(&line, said.bytes, said.length);
	fprintf(report->out, "%s\n", line.bytes);
	report->n_errors++;
}

static void name_place(const struct report *report, const char *file, unsigned line,
		       char out[PLACE_SIZE])
{
	struct text place;

	text_init(&place, out, PLACE_SIZE);
	if (file == NULL)
		text_add(&place, report->file);
	else if (file[0] == '/' || report->folder[0] == '\0')
		text_add(&place, file);
	else
		text_add_format(&place, "%s/%s", report->folder, file);
	if (line > 0)
		text_add_format(&place, ":%u", line);
}

/* The -o argument that made this setting or what it stands in; NULL for the file's. */
static const char *argument_of(const config_setting_t *setting)
{
	for (; setting != NULL; setting = setting->parent)
		if (setting->hook != NULL)
			return setting->hook;
	return NULL;
}

void report_at(struct report *report, const config_setting_t *setting, const char *format,
	       ...)
{
	const char *argument = argument_of(setting);
	char place[PLACE_SIZE];
	va_list values;

	if (argument != NULL)
		snprintf(place, sizeof place, "-o %s", argument);
	else if (setting != NULL)
		name_place(report, setting->file, setting->line, place);
	else
		name_place(report, NULL, 0, place);
	va_start(values, format);
	write_line(report, place, format, values);
	va_end(values);
}

void report_line(struct report *report, const char *file, int line, const char *format,
		 ...)
{
	char place[PLACE_SIZE];
	va_list values;

	name_place(report, file, line > 0 ? (unsigned)line : 0, place);
	va_start(values, format);
	write_line(report, place, format, values);
	va_end(values);
}

void report_override(struct report *report, const char *argument, const char *format, ...)
{
	char place[PLACE_SIZE];
	va_list values;

	snprintf(place, sizeof place, "-o %s", argument);
	va_start(values, format);
	write_line(report, place, format, values);
	va_end(values);
}
